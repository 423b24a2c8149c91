// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/bulletin/calendar.hpp"

#include <doctest/doctest.h>

#include "sync/base/utf8.hpp"
#include "tests/sync/bulletin/golden.hpp"
#include "tests/sync/bulletin/outages.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using tests::at;
using tests::Told;

namespace {

std::string calendar(const std::vector<model::Bulletin>& bulletins) {
  return bulletin::calendar_document("新华社区", bulletins, tests::publisher());
}

// What a reader makes of it: lines joined again.
std::string unfolded(std::string text) {
  for (std::size_t at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ", at)) text.erase(at, 3);
  return text;
}

bool has_line(const std::string& text, const std::string& line) {
  return unfolded(text).find("\r\n" + line + "\r\n") != std::string::npos;
}

}  // namespace

TEST_CASE("an event an outage, in the zone of the centre") {
  Told planned(tests::planned_outage());
  planned.tell(planned.outage().published_at);
  Told fault(tests::fault_outage());
  fault.tell(at("2026-11-22 16:42"));
  const std::string text = calendar({planned.history().back(), fault.history().back()});
  CHECK(text == tests::golden("outages.ics", text));
  CHECK(has_line(text, "DTSTART;TZID=Asia/Shanghai:20261231T220000"));
  CHECK(has_line(text, "DTEND;TZID=Asia/Shanghai:20270101T020000"));
  CHECK(has_line(text, "DTSTAMP:20261122T013000Z"));
  CHECK(has_line(text, "TZOFFSETTO:+0800"));
}

TEST_CASE("the UID stays, SEQUENCE grows, a cancelled one says so") {
  Told told(tests::planned_outage());
  told.tell(told.outage().published_at);
  told.step(at("2026-11-23 08:00"), "时间推迟。", at("2027-01-01 03:00"));
  told.cancel(at("2026-11-24 08:00"));
  for (std::size_t i = 0; i < 3; ++i) {
    model::Bulletin bulletin = told.history()[i];
    bulletin.sender = "name-" + std::to_string(i) + ".example";
    const std::string text = calendar({bulletin});
    CHECK(has_line(text, "UID:T20261122-K7QM@yunxi.example"));
    CHECK(has_line(text, "SEQUENCE:" + std::to_string(i + 1)));
    CHECK(has_line(text, i == 2 ? "STATUS:CANCELLED" : "STATUS:CONFIRMED"));
  }
}

TEST_CASE("one that was told by mistake is a cancelled event that says power was not off") {
  Told told(tests::fault_outage());
  told.tell(at("2026-11-22 16:42"));
  told.withdraw(at("2026-11-22 17:20"));
  const std::string text = calendar({told.history().back()});
  CHECK(text == tests::golden("withdrawn.ics", text));
  CHECK(has_line(text, "STATUS:CANCELLED"));
  CHECK(has_line(text, "SEQUENCE:2"));
  CHECK(unfolded(text).find("SUMMARY:故障停电信息已撤销，实际未停电：新华社区") != std::string::npos);
}

TEST_CASE("a fault without an estimate has no end, with one that, and power back is the end that counts") {
  Told told(tests::fault_outage());
  told.tell(at("2026-11-22 16:42"));
  CHECK(calendar({told.history().back()}).find("DTEND") == std::string::npos);
  told.step(at("2026-11-22 17:05"), "", at("2026-11-22 19:00"));
  CHECK(has_line(calendar({told.history().back()}), "DTEND;TZID=Asia/Shanghai:20261122T190000"));
  told.restore(at("2026-11-22 18:30"));
  CHECK(has_line(calendar({told.history().back()}), "DTEND;TZID=Asia/Shanghai:20261122T183000"));
  // The RFC has no event that ends when it begins.
  told.outage().restored_at = told.outage().start + 400ms;
  told.tell(at("2026-11-22 18:31"));
  CHECK(calendar({told.history().back()}).find("DTEND") == std::string::npos);
}

TEST_CASE("what customers still choose is tentative") {
  Told told(tests::planned_outage());
  told.outage().windows = {{"1", told.outage().start, told.outage().start + 2h}};
  told.tell(told.outage().published_at);
  CHECK(has_line(calendar({told.history().back()}), "STATUS:TENTATIVE"));
  told.outage().chosen_window = "1";
  told.tell(told.outage().published_at);
  CHECK(has_line(calendar({told.history().back()}), "STATUS:CONFIRMED"));
}

TEST_CASE("lines are folded at 75 octets and no character is cut") {
  for (const std::string unit : {"a", "é", "停", "𠮷"}) {
    for (std::size_t length = 70; length < 260; ++length) {
      std::string line = "X:";
      while (line.size() < length) line += unit;
      const std::string text = bulletin::folded(line);
      std::size_t begin = 0;
      for (std::size_t end = text.find("\r\n"); end != std::string::npos; end = text.find("\r\n", begin)) {
        CHECK(end - begin <= 75);
        CHECK(base::is_valid_utf8(text.substr(begin, end - begin)));
        begin = end + 2;
      }
      CHECK(begin == text.size());
      CHECK(unfolded(text) == line + "\r\n");
    }
  }
  CHECK(bulletin::folded(std::string(75, 'x')) == std::string(75, 'x') + "\r\n");
  CHECK(bulletin::folded(std::string(76, 'x')) == std::string(75, 'x') + "\r\n x\r\n");
}

TEST_CASE("a text can't end its line or begin another") {
  CHECK(bulletin::text_value("a;b,c\\d\r\ne\rf\n") == "a\\;b\\,c\\\\d\\ne\\nf");
  Told told(tests::planned_outage());
  told.outage().cause = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT";
  told.tell(told.outage().published_at);
  const std::string text = unfolded(calendar({told.history().back()}));
  CHECK(text.find("\r\nEND:VEVENT\r\n") == text.rfind("\r\nEND:VEVENT\r\n"));
}
