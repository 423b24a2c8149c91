// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/ask_board.hpp"

#include <doctest/doctest.h>

#include "sync/desk/end_retention.hpp"
#include "sync/desk/revoke_board.hpp"
#include "sync/store/people.hpp"
#include "sync/wire/records.hpp"
#include "tests/sync/desk/staff_centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using base::ErrorCode;
using desk::CommandState;
using desk::test::kUnit;
using desk::test::StaffCentre;
using wire::CommandKind;
using wire::CommandOutcome;
using Outcome = wire::ItemAnswer::Outcome;

namespace {

// 16 by 16, all of one colour.
constexpr const char* kPng =
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mMQyIwhCTGMahjVMHw1AADyG9UBryNU8gAAAABJRU5ErkJggg";

struct Fixture {
  base::Result<store::BoardCommand> ask(CommandKind kind) {
    return desk::ask_board(*centre.store, {"a1", "王敏", "10.0.0.7"}, kind, board.id, centre.clock.now(),
                           centre.random);
  }
  wire::ItemAnswer say(const std::string& id, CommandOutcome outcome, const std::string& why = "") {
    return centre.hand_in(board, wire::ItemKind::command, wire::encode(wire::CommandAnswer{id, outcome, why}),
                          centre.clock.now());
  }
  wire::ItemAnswer send_picture(const std::string& id, const std::string& png) {
    return centre.hand_in(board, wire::ItemKind::screenshot, wire::encode(wire::ScreenshotBody{id, png}),
                          centre.clock.now());
  }
  store::BoardCommand kept(const std::string& id) {
    std::optional<store::BoardCommand> command;
    REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
      command = reader.board_desk().board_command(id).value();
      return {};
    }));
    REQUIRE(command);
    return *command;
  }
  std::optional<store::BoardPicture> picture() {
    std::optional<store::BoardPicture> found;
    REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
      found = reader.board_desk().board_picture(board.id, true).value();
      return {};
    }));
    return found;
  }
  CommandState state(const std::string& id) { return desk::state_of(kept(id), centre.clock.now()); }
  std::string record(const char* kind) { return centre.body_of("board/" + board.id, std::string("command/") + kind); }

  StaffCentre centre;
  store::Board board = centre.enrolled(kUnit);
};

}  // namespace

TEST_CASE("what is asked of a board stands in its own log, with an end, and in the audit chain") {
  Fixture fixture;
  const auto asked = fixture.ask(CommandKind::restart);
  REQUIRE(asked);
  const auto record = wire::decode("command/restart", fixture.record("restart"));
  REQUIRE(record);
  const auto& command = std::get<wire::CommandRecord>(*record);
  CHECK(command.id == asked->id);
  CHECK(command.ends_at - command.asked_at == desk::kCommandLasts);
  CHECK(fixture.record("picture").empty());
  CHECK(fixture.state(asked->id) == CommandState::asked);
  store::AuditFilter filter;
  filter.limit = 1;
  REQUIRE(fixture.centre.store->read([&](store::Reader& reader) -> base::Result<void> {
    const auto entries = reader.people().audit(filter).value();
    REQUIRE(entries.size() == 1);
    CHECK(entries.front().action == "restartBoard");
    CHECK(entries.front().subject == fixture.board.id);
    CHECK(entries.front().actor == "a1");
    CHECK(entries.front().place == kUnit);
    return {};
  }));
}

TEST_CASE("of each kind one is asked at a time, and another once it is answered or over") {
  Fixture fixture;
  const auto first = fixture.ask(CommandKind::restart);
  REQUIRE(first);
  const auto refused = fixture.ask(CommandKind::restart);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::conflict);
  CHECK(fixture.ask(CommandKind::picture));
  SUBCASE("answered") {
    fixture.say(first->id, CommandOutcome::done);
  }
  SUBCASE("over") {
    fixture.centre.clock.advance(desk::kCommandLasts - 1ms);
    CHECK_FALSE(fixture.ask(CommandKind::restart));
    fixture.centre.clock.advance(1ms);
    CHECK(fixture.state(first->id) == CommandState::ended);
  }
  const auto second = fixture.ask(CommandKind::restart);
  REQUIRE(second);
  CHECK(fixture.record("restart").find(second->id) != std::string::npos);
}

TEST_CASE("nothing is asked of a board that isn't there or isn't in use") {
  Fixture fixture;
  const auto ask = [&](const std::string& id) {
    const auto asked = desk::ask_board(*fixture.centre.store, {"a1", "", ""}, CommandKind::picture, id,
                                       fixture.centre.clock.now(), fixture.centre.random);
    REQUIRE_FALSE(asked);
    return asked.error().code;
  };
  CHECK(ask("B-NOPE") == ErrorCode::not_found);
  REQUIRE(desk::revoke_board(*fixture.centre.store, fixture.board.id));
  CHECK(ask(fixture.board.id) == ErrorCode::conflict);
}

TEST_CASE("a restart is told as the board tells it, and leaves the board's log at its end") {
  Fixture fixture;
  const std::string id = fixture.ask(CommandKind::restart)->id;
  CHECK(fixture.say(id, CommandOutcome::waiting).outcome == Outcome::accepted);
  CHECK(fixture.state(id) == CommandState::waiting);
  CHECK(fixture.say(id, CommandOutcome::begun).outcome == Outcome::accepted);
  CHECK(fixture.state(id) == CommandState::begun);
  CHECK_FALSE(fixture.record("restart").empty());
  fixture.centre.clock.advance(desk::kCommandLasts);
  CHECK(fixture.state(id) == CommandState::begun);
  CHECK(fixture.say(id, CommandOutcome::done).outcome == Outcome::accepted);
  CHECK(fixture.state(id) == CommandState::done);
  CHECK(fixture.record("restart").empty());
  // What comes after the end changes nothing.
  CHECK(fixture.say(id, CommandOutcome::failed, "late").outcome == Outcome::accepted);
  CHECK(fixture.state(id) == CommandState::done);
}

TEST_CASE("an answer to an old command doesn't take the newer one away") {
  Fixture fixture;
  const std::string old = fixture.ask(CommandKind::restart)->id;
  fixture.centre.clock.advance(desk::kCommandLasts);
  const std::string newer = fixture.ask(CommandKind::restart)->id;
  CHECK(fixture.say(old, CommandOutcome::failed, "why").outcome == Outcome::accepted);
  CHECK(fixture.kept(old).why == "why");
  CHECK(fixture.record("restart").find(newer) != std::string::npos);
}

TEST_CASE("a picture is kept if it was asked for, and is one") {
  Fixture fixture;
  const std::string png = base::from_base64url(kPng);
  const std::string id = fixture.ask(CommandKind::picture)->id;
  SUBCASE("the one that was asked for, once") {
    CHECK(fixture.send_picture(id, png).outcome == Outcome::accepted);
    REQUIRE(fixture.picture());
    CHECK(fixture.picture()->width_px == 16);
    CHECK(fixture.picture()->command_id == id);
    CHECK(fixture.state(id) == CommandState::done);
    CHECK(fixture.record("picture").empty());
    fixture.centre.clock.advance(1min);
    const auto taken_at = fixture.picture()->taken_at;
    CHECK(fixture.send_picture(id, png).outcome == Outcome::accepted);
    CHECK(fixture.picture()->taken_at == taken_at);
  }
  SUBCASE("no picture at all") {
    CHECK(fixture.send_picture(id, "<svg onload=alert(1)>").outcome == Outcome::rejected);
    CHECK(fixture.send_picture(id, png.substr(0, png.size() - 20)).outcome == Outcome::rejected);
    CHECK_FALSE(fixture.picture());
    CHECK(fixture.state(id) == CommandState::asked);
  }
  SUBCASE("that nobody asked for, or asked another board for, or asked for something else") {
    CHECK(fixture.send_picture("019aa5e0-7c00-7abc-8def-0123456789ab", png).outcome == Outcome::rejected);
    const std::string restart = fixture.ask(CommandKind::restart)->id;
    CHECK(fixture.send_picture(restart, png).outcome == Outcome::rejected);
    const store::Board other = fixture.centre.enrolled("YX/BT/G1/XH/3/1");
    const wire::ScreenshotBody body{id, png};
    const auto answer =
        fixture.centre.hand_in(other, wire::ItemKind::screenshot, wire::encode(body), fixture.centre.clock.now());
    CHECK(answer.outcome == Outcome::rejected);
    CHECK_FALSE(fixture.picture());
  }
  SUBCASE("and not by saying so alone") {
    CHECK(fixture.say(id, CommandOutcome::done).outcome == Outcome::rejected);
    CHECK(fixture.say("019aa5e0-7c00-7abc-8def-0123456789ab", CommandOutcome::failed).outcome == Outcome::rejected);
    CHECK(fixture.state(id) == CommandState::asked);
  }
}

TEST_CASE("pictures of boards are dropped when their time is over") {
  Fixture fixture;
  const std::string id = fixture.ask(CommandKind::picture)->id;
  fixture.send_picture(id, base::from_base64url(kPng));
  const auto drop_at = [&](base::Instant now) {
    return desk::drop_board_pictures(*fixture.centre.store, fixture.centre.rules.retention, now).value();
  };
  const base::Instant taken = fixture.centre.clock.now();
  CHECK(fixture.centre.rules.retention.board_pictures == std::chrono::days(14));
  CHECK(drop_at(taken + std::chrono::days(14)) == 0);
  CHECK(fixture.picture());
  CHECK(drop_at(taken + std::chrono::days(14) + 1ms) == 1);
  CHECK_FALSE(fixture.picture());
}
