// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/sync/wire/samples.hpp"

using namespace gridboard;
using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

template <class T>
T parsed(const std::string& line) {
  const auto result = wire::parse_feed_line(line);
  REQUIRE_MESSAGE(result, (result ? "" : result.error().message));
  REQUIRE(std::holds_alternative<T>(*result));
  return std::get<T>(*result);
}

void check_refused(const std::string& line, const std::string& says) {
  CAPTURE(line);
  const auto result = wire::parse_feed_line(line);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::corrupt);
  CHECK_MESSAGE(result.error().message.find(says) != std::string::npos, result.error().message);
}

}  // namespace

TEST_CASE("every kind of feed line comes back as it went") {
  const base::Zone zone;
  wire::Hello hello;
  hello.now = tests::at("2026-11-21T16:42:00.007+08:00");
  hello.beat = 25s;
  hello.min_backoff = 2000ms;
  hello.max_backoff = 60000ms;
  const auto hello_back = parsed<wire::Hello>(wire::encode(hello, zone));
  CHECK(hello_back.now == hello.now);
  CHECK(hello_back.beat == hello.beat);
  CHECK(hello_back.min_backoff == hello.min_backoff);
  CHECK(hello_back.max_backoff == hello.max_backoff);
  CHECK(parsed<wire::Beat>(wire::encode(wire::Beat{hello.now}, zone)).now == hello.now);
  CHECK(parsed<wire::Commit>(wire::encode(wire::Commit{"eyJ9"})).cursor == "eyJ9");
  CHECK(parsed<wire::Retry>(wire::encode(wire::Retry{1500ms})).after == 1500ms);
}

TEST_CASE("a segment keeps the exact bytes that were signed and the exact bodies in it") {
  wire::Segment segment = tests::sample_segment();
  // Not as this release would write it: white space, an escape, a fraction.
  segment.puts.push_back({"weather/XH", "YX/BT/G1/XH", R"({ "t" : 21.50, "sky":"\u6674" })"});
  const std::string body = wire::encode_segment_body(segment);
  const auto line = parsed<wire::SegmentLine>(wire::encode_segment_line(wire::kUnsigned, body));
  CHECK(line.signature == "-");
  CHECK(line.bytes == body);
  CHECK(line.segment == segment);

  segment.snapshot = true;
  segment.last = false;
  segment.removes.clear();
  SUBCASE("made for one place") {
    segment.place = "YX/BT/G1/XH/3/2";
  }
  SUBCASE("shared by many") {
    segment.elsewhere = {"YX/BT/G1/XH/4", "YX/BT/G2"};
  }
  const auto part = parsed<wire::SegmentLine>(wire::encode_segment_line("c2ln", wire::encode_segment_body(segment)));
  CHECK(part.signature == "c2ln");
  CHECK(part.segment == segment);
}

TEST_CASE("an empty segment only moves the place") {
  wire::Segment segment{"YX", 1, 5, 9, false, true, {}, {}};
  CHECK(wire::encode_segment_body(segment) == R"({"log":"YX","epoch":1,"from":5,"to":9,"puts":[],"removes":[]})");
}

TEST_CASE("a record that is malformed inside doesn't spoil its line") {
  const auto line = parsed<wire::SegmentLine>(
      R"(- {"log":"YX","epoch":1,"from":0,"to":2,"puts":[{"key":"supplier","audience":"YX","body":{"name":,,7}}],"removes":[]})");
  CHECK(line.segment.puts.at(0).body == R"({"name":,,7})");
  CHECK_FALSE(wire::decode("supplier", line.segment.puts[0].body));
}

TEST_CASE("lines and members of a newer centre are passed over") {
  const auto unknown = wire::parse_feed_line(R"({"line":"digest","log":"YX","sum":"abc"})");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == ErrorCode::not_found);
  CHECK(parsed<wire::Beat>(R"({"load":0.5,"line":"beat","now":"2026-11-21T16:42:00+08:00"})").now ==
        tests::at("2026-11-21T16:42:00+08:00"));
  CHECK(parsed<wire::SegmentLine>(R"(- {"log":"YX","codec":{"a":[1]},"epoch":1,"from":0,"to":2})").segment.to == 2);
}

TEST_CASE("every malformed line says what is wrong with it") {
  check_refused("", "is empty");
  check_refused("{", "not JSON");
  check_refused("{}", "line: is missing");
  check_refused(R"({"line":7})", "line: must be a string");
  check_refused(R"({"line":"hello"})", "hello: version: is missing");
  check_refused(
      R"({"line":"hello","version":2,"now":"2026-11-21T16:42:00+08:00","beat_s":25,"min_backoff_ms":1,"max_backoff_ms":2})",
      "hello: version: is not 1");
  check_refused(
      R"({"line":"hello","version":1,"now":"2026-11-21T16:42:00+08:00","beat_s":0,"min_backoff_ms":1,"max_backoff_ms":2})",
      "hello: beat_s");
  check_refused(
      R"({"line":"hello","version":1,"now":"2026-11-21T16:42:00+08:00","beat_s":9,"min_backoff_ms":5,"max_backoff_ms":2})",
      "hello: max_backoff_ms");
  check_refused(R"({"line":"hello","version":1,"now":"yesterday","beat_s":9,"min_backoff_ms":1,"max_backoff_ms":2})",
                "hello: now");
  check_refused(R"({"line":"beat"})", "beat: now: is missing");
  check_refused(R"({"line":"beat","now":1})", "beat: now: must be a string");
  check_refused(R"({"line":"commit"})", "commit: cursor: is missing");
  check_refused(R"({"line":"retry","after_ms":-5})", "retry: after_ms");
  check_refused(R"({"line":"retry","after_ms":1.5})", "retry: after_ms");
  check_refused("hello", "segment: signature");
  check_refused(" {}", "segment: signature");
  check_refused(std::string(200, 'A') + " {}", "segment: signature");
  check_refused("- {", "segment: expected");
  check_refused("- []", "segment: expected {");
  check_refused(R"(- {"epoch":1,"from":0,"to":2})", "segment: log: is missing");
  check_refused(R"(- {"log":"","epoch":1,"from":0,"to":2})", "segment: log: malformed");
  check_refused(R"(- {"log":"YX","from":0,"to":2})", "segment: epoch: is missing");
  check_refused(R"(- {"log":"YX","epoch":1,"to":2})", "segment: from: is missing");
  check_refused(R"(- {"log":"YX","epoch":1,"from":0})", "segment: to: is missing");
  check_refused(R"(- {"log":"YX","epoch":-1,"from":0,"to":2})", "segment: epoch: malformed");
  check_refused(R"(- {"log":"YX","epoch":1,"from":3,"to":2})", "segment: to: is before from");
  check_refused(R"(- {"log":"YX","epoch":1,"from":0,"to":2,"snapshot":1})", "segment: snapshot: malformed");
  check_refused(R"(- {"log":"YX","epoch":1,"from":0,"to":2,"puts":{}})", "segment: puts");
  check_refused(R"(- {"log":"YX","epoch":1,"from":0,"to":2,"puts":[7]})", "segment: puts[0]");
  check_refused(R"(- {"log":"YX","epoch":1,"from":0,"to":2,"puts":[{"audience":"YX","body":{}}]})",
                "puts[0]: key: is missing");
  check_refused(R"(- {"log":"YX","epoch":1,"from":0,"to":2,"puts":[{"key":"a","body":{}}]})",
                "puts[0]: audience: is missing");
  check_refused(R"(- {"log":"YX","epoch":1,"from":0,"to":2,"puts":[{"key":"a","audience":"YX"}]})",
                "puts[0]: body: is missing");
  check_refused(R"(- {"log":"YX","epoch":1,"from":0,"to":2,"puts":[{"key":"a","audience":"YX","body":[]}]})",
                "puts[0]: body: malformed");
  check_refused(R"(- {"log":"YX","epoch":1,"from":0,"to":2,"removes":[1]})", "removes[0]: malformed");
  check_refused(R"(- {"log":"YX","epoch":1,"from":0,"to":2,"snapshot":true,"removes":["a"]})", "a snapshot has none");
  CHECK(wire::parse_feed_line(std::string(wire::kMaxLineBytes + 1, 'x')).error().code == ErrorCode::too_large);
}
