// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "kiosk/print/address.hpp"
#include "kiosk/print/printer.hpp"

namespace gridboard::kiosk::print {
namespace {

std::string problem_of(const PrinterSettings& settings) {
  const auto checked = check(settings);
  return checked ? std::string() : checked.error().message;
}

std::string problem_of(const std::string& url) {
  PrinterSettings settings;
  settings.url = url;
  return problem_of(settings);
}

}  // namespace

TEST_CASE("a printer's address says what it speaks and where it is") {
  const auto ipp = parse_address("ipp://10.1.2.3:8631/printers/slip");
  REQUIRE(ipp.has_value());
  CHECK(ipp->scheme == Address::Scheme::ipp);
  CHECK(ipp->host == "10.1.2.3");
  CHECK(ipp->port == 8631);
  CHECK(ipp->path == "/printers/slip");
  SUBCASE("what is left out is as is usual") {
    CHECK(parse_address("ipp://printer")->port == 631);
    CHECK(parse_address("ipp://printer/")->path == "/ipp/print");
    CHECK(parse_address("ipps://printer")->scheme == Address::Scheme::ipps);
    const auto raw = parse_address("escpos://printer");
    REQUIRE(raw.has_value());
    CHECK(raw->scheme == Address::Scheme::escpos);
    CHECK(raw->port == 9100);
    CHECK(raw->path.empty());
  }
  SUBCASE("IPv6 stands in brackets") {
    const auto six = parse_address("escpos://[::1]:9101");
    REQUIRE(six.has_value());
    CHECK(six->host == "::1");
    CHECK(six->port == 9101);
  }
}

TEST_CASE("a wrong address is refused in a sentence that shows a right one") {
  for (const char* wrong :
       {"printer", "http://printer/", "usb://Epson/TM", "ipp://", "ipp:///ipp/print", "escpos://printer/path",
        "ipp://user:secret@printer/", "ipp://printer:70000/", "escpos://printer:0x", "ipp://pri nter/"}) {
    CAPTURE(wrong);
    CHECK(problem_of(wrong).find("ipp://HOST[:PORT]/ipp/print") != std::string::npos);
  }
  CHECK(problem_of("").empty());
  CHECK(problem_of("ipp://printer").empty());
  SUBCASE("and a width that no paper has") {
    PrinterSettings settings{"escpos://printer", 100, 203, {}};
    CHECK(problem_of(settings) == "the printer's width in dots is 200 to 2400");
    settings = {"escpos://printer", 576, 20, {}};
    CHECK(problem_of(settings) == "the printer's number of dots per inch is 150 to 600");
    settings = {"", 0, 0, {}};
    CHECK(problem_of(settings).empty());
  }
}

}  // namespace gridboard::kiosk::print
