// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/bulletin/cap.hpp"

#include <doctest/doctest.h>

#include "tests/sync/bulletin/golden.hpp"
#include "tests/sync/bulletin/outages.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using tests::at;
using tests::Told;

namespace {

std::string message(const tests::History& history, std::size_t number) {
  const std::vector<model::Bulletin> earlier(history.begin(),
                                             history.begin() + static_cast<std::ptrdiff_t>(number) - 1);
  return bulletin::cap_document(history[number - 1], earlier, tests::publisher(), tests::levels());
}

// The text of the first element of that name.
std::string said(const std::string& xml, const std::string& name) {
  const std::size_t begin = xml.find('<' + name + '>');
  if (begin == std::string::npos) return "";
  const std::size_t from = begin + name.size() + 2;
  return xml.substr(from, xml.find("</", from) - from);
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("a planned outage over the end of a year is an Alert in both languages") {
  Told told(tests::planned_outage());
  told.tell(told.outage().published_at + 345ms);
  const std::string xml = message(told.history(), 1);
  CHECK(xml == tests::golden("planned_alert.xml", xml));
  CHECK(said(xml, "sent") == "2026-11-22T09:30:00+08:00");
  CHECK(said(xml, "onset") == "2026-12-31T22:00:00+08:00");
  CHECK(said(xml, "expires") == "2027-01-01T02:00:00+08:00");
  CHECK(count_of(xml, "<geocode>") == 6);
  SUBCASE("what is the desk's own isn't in it") {
    CHECK(xml.find("10kV-XH-12") == std::string::npos);
    CHECK(xml.find("变压器") == std::string::npos);
  }
}

TEST_CASE("the first bulletin is an Alert whatever its number, and references hold over a leap of numbers") {
  Told told(tests::fault_outage());
  told.tell(at("2026-11-22 16:42"));
  told.step(at("2026-11-22 17:05"), "抢修人员已到现场。");
  tests::History leapt = told.history();
  leapt[1].number = 28'000'001;
  const std::string second = message(leapt, 2);
  CHECK(said(second, "identifier") == leapt[1].outage.id + ".28000001");
  CHECK(said(second, "msgType") == "Update");
  CHECK(said(second, "references") == "yunxi.example," + leapt[0].outage.id + ".1,2026-11-22T16:42:00+08:00");
  leapt[0].number = 28'000'001;
  CHECK(said(message(leapt, 1), "msgType") == "Alert");
  CHECK(said(message(leapt, 1), "references").empty());
}

TEST_CASE("moved estimates, a premature end and the reopening are Updates that refer to all before them") {
  Told told(tests::fault_outage());
  told.tell(at("2026-11-22 16:42"));
  told.step(at("2026-11-22 17:05"), "抢修人员已到现场。", at("2026-11-22 19:00"));
  told.step(at("2026-11-22 18:40"), "电缆需要更换。", at("2026-11-22 21:30"));
  told.restore(at("2026-11-22 21:10"));
  told.reopen(at("2026-11-22 21:16"));
  told.restore(at("2026-11-22 22:02"));
  const auto& history = told.history();
  CHECK(said(message(history, 1), "msgType") == "Alert");
  CHECK(said(message(history, 1), "references").empty());
  CHECK(said(message(history, 1), "expires").empty());
  CHECK(said(message(history, 2), "expires") == "2026-11-22T19:00:00+08:00");
  CHECK(said(message(history, 3), "references") ==
        "yunxi.example,T20261122-9XWP.1,2026-11-22T16:42:00+08:00 "
        "yunxi.example,T20261122-9XWP.2,2026-11-22T17:05:00+08:00");
  const std::string premature = message(history, 4);
  CHECK(said(premature, "msgType") == "Update");
  CHECK(said(premature, "urgency") == "Past");
  CHECK(said(premature, "responseType") == "AllClear");
  CHECK(said(premature, "expires") == "2026-11-23T21:10:00+08:00");
  const std::string again = message(history, 5);
  CHECK(said(again, "msgType") == "Update");
  CHECK(said(again, "urgency") == "Immediate");
  // Both the end that wasn't one and its taking back stay in what is told.
  CHECK(said(again, "description").find("已恢复供电") != std::string::npos);
  CHECK(said(again, "description").find("复电报早了") != std::string::npos);
  const std::string last = message(history, 6);
  CHECK(count_of(said(last, "references"), "yunxi.example,") == 5);
  CHECK(last == tests::golden("fault_restored.xml", last));
}

TEST_CASE("an estimate that has passed is no end of what a message says") {
  Told told(tests::fault_outage());
  told.outage().etr = at("2026-11-22 18:00");
  told.tell(at("2026-11-22 16:42"));
  told.step(at("2026-11-22 17:59:59"), "还需要时间。");
  told.step(at("2026-11-22 18:00"), "还需要时间。");
  CHECK(said(message(told.history(), 2), "expires") == "2026-11-22T18:00:00+08:00");
  CHECK(said(message(told.history(), 3), "expires").empty());
}

TEST_CASE("a cancelled outage is a Cancel that is told in full") {
  Told told(tests::planned_outage());
  told.tell(told.outage().published_at);
  told.cancel(at("2026-12-30 10:00"));
  const std::string xml = message(told.history(), 2);
  CHECK(said(xml, "msgType") == "Cancel");
  CHECK(said(xml, "certainty") == "Unlikely");
  CHECK(said(xml, "references") == "yunxi.example,T20261122-K7QM.1,2026-11-22T09:30:00+08:00");
  CHECK(xml == tests::golden("planned_cancel.xml", xml));
}

TEST_CASE("an outage told by mistake is a Cancel with a note that power was not off") {
  Told told(tests::fault_outage());
  told.tell(at("2026-11-22 16:42"));
  told.step(at("2026-11-22 17:05"), "抢修人员已到现场。", at("2026-11-22 19:00"));
  told.withdraw(at("2026-11-22 17:20"));
  const std::string xml = message(told.history(), 3);
  CHECK(said(xml, "msgType") == "Cancel");
  CHECK(said(xml, "note").find("停电信息已撤销：实际未停电。") == 0);
  CHECK(said(xml, "note").find("power was not off") != std::string::npos);
  CHECK(count_of(said(xml, "references"), "yunxi.example,") == 2);
  CHECK(said(xml, "expires") == "2026-11-23T17:20:00+08:00");
  CHECK(said(xml, "description").find("恢复供电") == std::string::npos);
  CHECK(xml == tests::golden("fault_withdrawn.xml", xml));
}

TEST_CASE("the table's levels, and Expected from exactly an hour before the start") {
  const auto levels = tests::levels();
  model::Outage outage = tests::planned_outage();
  CHECK(levels.of(outage, outage.start - 1h - 1s).urgency == "Future");
  CHECK(levels.of(outage, outage.start - 1h).urgency == "Expected");
  CHECK(levels.of(outage, outage.start - 1h + 1s).urgency == "Expected");
  CHECK(levels.of(outage, outage.start - 1s).urgency == "Expected");
  CHECK(levels.of(outage, outage.start).urgency == "Immediate");
  CHECK(levels.of(outage, outage.start).certainty == "Observed");
  CHECK(levels.told_after_end() == 24h);
  outage.state = model::OutageState::cancelled;
  CHECK(levels.of(outage, outage.start - 30min).urgency == "Past");
}

TEST_CASE("a table that CAP doesn't understand, or that lacks a row, is refused by its place") {
  const std::string head =
      R"({"title":"t","source":"s","expected_within_minutes":60,"told_after_end_hours":24,"levels":[)";
  const std::string row =
      R"({"kind":"fault","state":"ongoing","urgency":"Immediate","severity":"Minor","certainty":"Observed","response":"Monitor","source":"s"})";
  const auto lacking = model::AlertLevels::parse(head + row + "]}", "cap.json");
  REQUIRE(!lacking);
  CHECK(lacking.error().message.find("lacks a kind and state") != std::string::npos);
  std::string wrong = row;
  wrong.replace(wrong.find("Immediate"), 9, "Soon");
  const auto refused = model::AlertLevels::parse(head + wrong + "]}", "cap.json");
  REQUIRE(!refused);
  CHECK(refused.error().message.find("levels[0].urgency") != std::string::npos);
  CHECK_FALSE(model::AlertLevels::parse(head + row + "," + row + "]}", "cap.json"));
  CHECK_FALSE(model::AlertLevels::load("/nonexistent/cap.json"));
}

TEST_CASE("a centre without a public address or hotline still makes a message") {
  Told told(tests::planned_outage());
  told.tell(told.outage().published_at);
  const std::string xml = bulletin::cap_document(told.history()[0], {},
                                                 {"", "", "", base::Zone{std::chrono::minutes(-210)}}, tests::levels());
  CHECK(said(xml, "web").empty());
  CHECK(said(xml, "contact").empty());
  CHECK(said(xml, "senderName").empty());
  CHECK(said(xml, "onset") == "2026-12-31T10:30:00-03:30");
}
