// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/sync/replica/replica_fixture.hpp"

using namespace gridboard;
using namespace gridboard::tests;
using wire::CommandKind;
using wire::CommandOutcome;

namespace {

constexpr const char* kId = "019aa5e0-7c00-7abc-8def-0123456789ab";
constexpr const char* kOther = "019aa5e0-7c00-7abc-8def-0123456789ac";

wire::CommandRecord command(CommandKind kind, const char* id = kId) {
  return {kind, id, at("2026-11-21T16:42:00+08:00"), at("2026-11-21T16:52:00+08:00")};
}

std::vector<wire::ItemKind> waiting_kinds(Replica& replica) {
  std::vector<wire::ItemKind> kinds;
  for (const auto& item : value_of(replica.writer->pending(100))) kinds.push_back(item.kind);
  return kinds;
}

}  // namespace

TEST_CASE("a board finds what the centre asks of it, of each kind the newest, and nothing once that is taken back") {
  Replica replica;
  const auto reader = replica.reader();
  CHECK(value_of(reader->commands()).empty());
  replica.apply({put_of(wire::Record(command(CommandKind::restart))),
                 put_of(wire::Record(command(CommandKind::picture, kOther)))});
  const std::vector<replica::HeldCommand> both{{command(CommandKind::picture, kOther), {}},
                                               {command(CommandKind::restart), {}}};
  CHECK(value_of(reader->commands()) == both);
  replica.apply({put_of(wire::Record(command(CommandKind::restart, kOther)))}, {"command/picture"});
  CHECK(value_of(reader->commands()) == std::vector<replica::HeldCommand>{{command(CommandKind::restart, kOther), {}}});
}

TEST_CASE("an answer is kept once, with its item, and is there after a restart") {
  Replica replica;
  replica.apply({put_of(wire::Record(command(CommandKind::restart)))});
  const auto say = [&](CommandOutcome outcome) {
    return value_of(replica.writer->answer_command(CommandKind::restart, {kId, outcome, ""}, ""));
  };
  CHECK(say(CommandOutcome::waiting));
  CHECK_FALSE(say(CommandOutcome::waiting));
  CHECK(say(CommandOutcome::begun));
  replica.writer.reset();
  replica.open();
  CHECK(value_of(replica.reader()->commands()).front().said == CommandOutcome::begun);
  CHECK_FALSE(say(CommandOutcome::begun));
  CHECK(say(CommandOutcome::done));
  CHECK_FALSE(say(CommandOutcome::done));
  CHECK_FALSE(say(CommandOutcome::begun));
  CHECK(waiting_kinds(replica) == std::vector(3, wire::ItemKind::command));
  const auto last = value_of(replica.writer->pending(100)).back();
  CHECK(value_of(wire::decode_command_answer(last.body)) == wire::CommandAnswer{kId, CommandOutcome::done, ""});

  SUBCASE("and counts for that command alone") {
    CHECK(value_of(replica.writer->answer_command(CommandKind::restart, {kOther, CommandOutcome::begun, ""}, "")));
    replica.apply({put_of(wire::Record(command(CommandKind::picture)))});
    for (const auto& held : value_of(replica.reader()->commands())) CHECK_FALSE(held.said);
  }
  SUBCASE("also when the file was damaged and begun anew: no board restarts for ever") {
    replica.writer->suspect_damage();
    replica.writer.reset();
    replica.open();
    CHECK_FALSE(say(CommandOutcome::begun));
  }
}

TEST_CASE("a picture leaves as what it is, once") {
  Replica replica;
  replica.apply({put_of(wire::Record(command(CommandKind::picture)))});
  const wire::CommandAnswer done{kId, CommandOutcome::done, ""};
  CHECK(value_of(replica.writer->answer_command(CommandKind::picture, done, "png")));
  CHECK_FALSE(value_of(replica.writer->answer_command(CommandKind::picture, done, "png again")));
  REQUIRE(waiting_kinds(replica) == std::vector{wire::ItemKind::screenshot});
  const auto item = value_of(replica.writer->pending(1)).front();
  CHECK(value_of(wire::decode_screenshot_body(item.body)) == wire::ScreenshotBody{kId, "png"});
}

TEST_CASE("a command of a kind that this release doesn't know is kept unread, and disturbs nothing") {
  Replica replica;
  replica.apply({{"command/dance", "YX", R"({"kind":"dance","id":"x"})"}, put_of(wire::Record(sample_notice()))});
  CHECK(value_of(replica.reader()->commands()).empty());
  CHECK(value_of(replica.reader()->notices()).size() == 1);
  CHECK(waiting_kinds(replica).empty());
}
