// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/model/payment_link.hpp"

using namespace gridboard;
using namespace gridboard::model;

namespace {

const base::Instant kUntil{std::chrono::seconds(1'795'968'000)};
const PaymentLink kLink{"https://pay.example/o", "B202611-33010400", 9640, kUntil};
const std::string kText = "https://pay.example/o?bill=B202611-33010400&fen=9640&until=1795968000";

std::string with(std::string text, std::string_view part, std::string_view other) {
  return text.replace(text.find(part), part.size(), other);
}

}  // namespace

TEST_CASE("a link names its bill, amount and time, and comes back as it was") {
  CHECK(make_payment_link(kLink) == kText);
  CHECK(parse_payment_link(kText) == kLink);
  CHECK(looks_like_payment_link(kText));
  CHECK_FALSE(looks_like_payment_link("000201010212"));
}

TEST_CASE("what a link can't be made of is said") {
  PaymentLink link = kLink;
  SUBCASE("plain http to elsewhere") {
    link.page = "http://pay.example";
  }
  SUBCASE("plain http to what only begins like this machine") {
    link.page = "http://127.0.0.1.example";
  }
  SUBCASE("no host") {
    link.page = "https://";
  }
  SUBCASE("a page with a query of its own") {
    link.page = "https://pay.example?a=b";
  }
  SUBCASE("no bill") {
    link.bill_no.clear();
  }
  SUBCASE("a bill that would end its part") {
    link.bill_no = "B1&fen=1";
  }
  SUBCASE("nothing to pay") {
    link.amount_fen = 0;
  }
  SUBCASE("no time") {
    link.until = base::Instant{};
  }
  SUBCASE("longer than a code may be") {
    link.page += '/' + std::string(512 - kText.size(), 'x');
  }
  CHECK(make_payment_link(link).error().code == base::ErrorCode::invalid_input);
}

TEST_CASE("exactly 512 characters fit") {
  PaymentLink link = kLink;
  link.page += '/' + std::string(512 - kText.size() - 1, 'x');
  CHECK(make_payment_link(link).value_or("").size() == 512);
}

TEST_CASE("this machine may be reached by plain http") {
  for (const char* page : {"http://127.0.0.1:8080", "http://localhost/pay", "http://[::1]:1"}) {
    PaymentLink link = kLink;
    link.page = page;
    const auto made = make_payment_link(link);
    REQUIRE(made);
    CHECK(parse_payment_link(*made) == link);
  }
}

TEST_CASE("only what was made so is taken back") {
  for (const std::string& text :
       {std::string(), std::string("https://pay.example/o"), with(kText, "9640", "09640"), with(kText, "9640", "-1"),
        with(kText, "9640", ""), with(kText, "9640", "99999999999999999999"), with(kText, "&fen=9640", ""),
        with(kText, "1795968000", "1795968000.5"), with(kText, "1795968000", "9999999999999"), kText + "&x=1",
        with(kText, "https", "ftp"), with(kText, "o?", "o?x=1&"), with(kText, "B202611", "B2026 11")}) {
    CHECK_MESSAGE(parse_payment_link(text).error().code == base::ErrorCode::invalid_input, text);
  }
}
