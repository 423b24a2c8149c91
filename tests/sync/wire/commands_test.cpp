// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/commands.hpp"

#include <doctest/doctest.h>

#include "sync/wire/feed.hpp"
#include "sync/wire/outbox.hpp"
#include "tests/sync/wire/samples.hpp"

using namespace gridboard;
using wire::CommandOutcome;

namespace {

constexpr const char* kId = "019aa5e0-7c00-7abc-8def-0123456789ab";

std::string body_of(const std::string& png) {
  return wire::encode(wire::ScreenshotBody{kId, png});
}

}  // namespace

TEST_CASE("an answer to a command comes back as it went, and nothing else is one") {
  using enum CommandOutcome;
  for (const auto outcome : {waiting, begun, done, failed}) {
    const wire::CommandAnswer answer{kId, outcome, outcome == failed ? "no room" : ""};
    CHECK(wire::decode_command_answer(wire::encode(answer)) == answer);
    CHECK(wire::is_final(outcome) == (outcome == done || outcome == failed));
  }
  CHECK_FALSE(wire::decode_command_answer(R"({"id":"7","outcome":"done"})"));
  CHECK_FALSE(wire::decode_command_answer(R"({"id":"019aa5e0-7c00-7abc-8def-0123456789ab","outcome":"ended"})"));
  CHECK_FALSE(wire::decode_command_answer(R"({"id":"019aa5e0-7c00-7abc-8def-0123456789ab"})"));
  wire::CommandAnswer long_one{kId, failed, std::string(wire::kMaxWhyBytes, 'x')};
  CHECK(wire::decode_command_answer(wire::encode(long_one)));
  long_one.why += 'x';
  CHECK_FALSE(wire::decode_command_answer(wire::encode(long_one)));
}

TEST_CASE("a picture of 1 MiB comes back, one byte more is refused") {
  const std::string most(wire::kMaxScreenshotBytes, '\x89');
  const auto back = wire::decode_screenshot_body(body_of(most));
  REQUIRE(back);
  CHECK(back->png == most);
  CHECK_FALSE(wire::decode_screenshot_body(body_of(most + 'x')));
  CHECK_FALSE(wire::decode_screenshot_body(body_of("")));
  CHECK_FALSE(wire::decode_screenshot_body(R"({"command":"7","png":"iVBORw"})"));
  CHECK_FALSE(wire::decode_screenshot_body(R"({"command":"019aa5e0-7c00-7abc-8def-0123456789ab","png":"*"})"));
}

TEST_CASE("the largest picture fits into a line of a bundle and into a post") {
  const std::string body = body_of(std::string(wire::kMaxScreenshotBytes, 'x'));
  const std::string line = wire::encode_items({{kId, wire::ItemKind::screenshot, base::Instant{}, body}}, base::Zone());
  CHECK(line.size() < wire::kMaxLineBytes);
  CHECK(line.size() < wire::kMaxOutboxBytes);
  const auto items = wire::decode_items(line);
  REQUIRE(items);
  CHECK(items->front().kind == wire::ItemKind::screenshot);
  CHECK(items->front().body == body);
}

TEST_CASE("a command of a kind that this release doesn't know is a record that it doesn't know, not a broken one") {
  const std::string body =
      R"({"kind":"dance","id":"019aa5e0-7c00-7abc-8def-0123456789ab","asked_at":"2026-11-21T16:42:00+08:00",)"
      R"("ends_at":"2026-11-21T16:52:00+08:00"})";
  const auto unknown = wire::decode("command/dance", body);
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == base::ErrorCode::not_found);
  const auto other = wire::decode("command/restart", body);
  REQUIRE_FALSE(other);
  CHECK(other.error().code == base::ErrorCode::corrupt);
}

TEST_CASE("a command under another's key, or without a whole id, is refused") {
  const wire::CommandRecord record{wire::CommandKind::picture, kId, tests::at("2026-11-21T16:42:00+08:00"),
                                   tests::at("2026-11-21T16:52:00+08:00")};
  const std::string body = wire::encode(record, base::Zone());
  CHECK(wire::decode("command/picture", body));
  CHECK_FALSE(wire::decode("command/restart", body));
  wire::CommandRecord nameless = record;
  nameless.id = "7";
  CHECK_FALSE(wire::decode("command/picture", wire::encode(nameless, base::Zone())));
}
