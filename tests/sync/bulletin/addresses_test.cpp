// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/bulletin/addresses.hpp"

#include <doctest/doctest.h>

#include "tests/sync/bulletin/outages.hpp"

using namespace gridboard;

TEST_CASE("a bulletin's id comes back from its address; nothing else does") {
  tests::Told told(tests::planned_outage());
  told.tell(told.outage().published_at);
  told.tell(told.outage().published_at);
  const auto read = bulletin::parse_cap_path(bulletin::cap_address(told.history()[1]));
  REQUIRE(read);
  CHECK(*read == model::BulletinId{"T20261122-K7QM", 2});
  CHECK(*bulletin::parse_cap_path("/feeds/cap/T20261122-K7QM.xml") == model::BulletinId{"T20261122-K7QM", 0});
  for (const char* wrong :
       {"/feeds/cap/.xml", "/feeds/cap/", "/feeds/cap/T.0.xml", "/feeds/cap/T.01.xml", "/feeds/cap/T.-1.xml",
        "/feeds/cap/T.1", "/feeds/cap/T..xml", "/feeds/cap/T.1.2.xml", "/feeds/cap/a%2Fb.1.xml", "/feeds/cap/../x.xml",
        "/feeds/cap/T.99999999999999999999.xml", "/feeds/cap/T.2000000000.xml", "/other/T.1.xml", ""}) {
    CHECK_MESSAGE(!bulletin::parse_cap_path(wrong), wrong);
  }
}

TEST_CASE("an outage's entry and newest message have an address without a number") {
  CHECK(bulletin::newest_cap_address("T20261122-K7QM") == "/feeds/cap/T20261122-K7QM.xml");
  CHECK(bulletin::entry_address("T20261122-K7QM") == "/feeds/atom/T20261122-K7QM.xml");
  CHECK(*bulletin::parse_entry_path("/feeds/atom/T20261122-K7QM.xml") == model::BulletinId{"T20261122-K7QM", 0});
  for (const char* wrong : {"/feeds/atom/.xml", "/feeds/atom/", "/feeds/atom/T.1.xml", "/feeds/atom/T",
                            "/feeds/cap/T.xml", "/feeds/atom/a%2Fb.xml", "/feeds/atom/../x.xml", ""}) {
    CHECK_MESSAGE(!bulletin::parse_entry_path(wrong), wrong);
  }
}

TEST_CASE("where a page goes on comes back from its text") {
  const bulletin::PageMark mark{tests::at("2026-11-22 16:42"), "T20261122-K7QM"};
  CHECK(*bulletin::parse_page_mark(bulletin::to_text(mark)) == mark);
  for (const char* wrong : {"", ".", "1", "1.", "x.T", "-1.T", "253402300800000.T", "1.T.2", "1 .T", "1.a b"}) {
    CHECK_MESSAGE(!bulletin::parse_page_mark(wrong), wrong);
  }
  CHECK(bulletin::parse_page_mark("253402300799999.T"));
}

TEST_CASE("addresses carry any place code") {
  CHECK(bulletin::atom_address("") == "/feeds/outages.atom");
  CHECK(bulletin::atom_address("", "1.T") == "/feeds/outages.atom?after=1.T");
  CHECK(bulletin::atom_address("YX/百塔&1", "1.T") == "/feeds/outages.atom?place=YX/%E7%99%BE%E5%A1%94%261&after=1.T");
  CHECK(bulletin::calendar_address("YX/BT") == "/feeds/outages.ics?place=YX/BT");
}

TEST_CASE("a tag is found in what If-None-Match may say") {
  const std::string tag = "\"ab12\"";
  for (const char* names : {"\"ab12\"", "W/\"ab12\"", "\"x\", \"ab12\"", "\"x\",W/\"ab12\" , \"y\"", "*", " * "}) {
    CHECK_MESSAGE(bulletin::names_tag(names, tag), names);
  }
  for (const char* doesnt : {"", "ab12", "\"ab\"", "\"ab123\"", "x\"ab12\"", ",", "\"ab12", "W/", "**"}) {
    CHECK_MESSAGE(!bulletin::names_tag(doesnt, tag), doesnt);
  }
}

TEST_CASE("a sender is the host of the centre's address, or a name that nobody has") {
  CHECK(model::sender_of("https://yunxi.example") == "yunxi.example");
  CHECK(model::sender_of("https://yunxi.example:8443/desk/a") == "yunxi.example");
  CHECK(model::sender_of("http://127.0.0.1:8080") == "127.0.0.1");
  CHECK(model::sender_of("http://[::1]:8080/x") == "--1");
  CHECK(model::sender_of("") == "gridboard.invalid");
}
