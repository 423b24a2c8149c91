// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/commands.hpp"

#include <doctest/doctest.h>

#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using namespace std::chrono_literals;
using state::ScreenId;
using wire::CommandKind;
using wire::CommandOutcome;

namespace {

const base::Instant kAsked = *base::parse_rfc3339("2026-11-21T16:42:00+08:00");

AskedCommand asked(CommandKind kind, std::optional<CommandOutcome> said = {}) {
  return {{kind, "019aa5e0-7c00-7abc-8def-0123456789ab", kAsked, kAsked + 10min}, said, false, false};
}

}  // namespace

TEST_CASE("a picture is taken and a restart begun only while nobody is there") {
  CHECK(next_step(asked(CommandKind::picture), true, kAsked) == CommandStep::take_picture);
  CHECK(next_step(asked(CommandKind::restart), true, kAsked) == CommandStep::tell_begun);
  for (const auto kind : {CommandKind::picture, CommandKind::restart}) {
    CHECK(next_step(asked(kind), false, kAsked) == CommandStep::tell_waiting);
    CHECK(next_step(asked(kind, CommandOutcome::waiting), false, kAsked) == CommandStep::none);
    CHECK(next_step(asked(kind, CommandOutcome::waiting), true, kAsked) != CommandStep::none);
  }
}

TEST_CASE("a command counts from its hour to just before its end") {
  for (const auto kind : {CommandKind::picture, CommandKind::restart}) {
    for (const bool locked : {true, false}) {
      CAPTURE(locked);
      CHECK(next_step(asked(kind), locked, kAsked + 10min - 1ms) != CommandStep::none);
      CHECK(next_step(asked(kind), locked, kAsked + 10min) == CommandStep::none);
      CHECK(next_step(asked(kind), locked, kAsked + 24h * 3) == CommandStep::none);
      CHECK(next_step(asked(kind), locked, kAsked - kCommandClockSlack) != CommandStep::none);
      CHECK(next_step(asked(kind), locked, kAsked - kCommandClockSlack - 1ms) == CommandStep::none);
    }
  }
}

TEST_CASE("what was answered isn't done again, nor while the answer is on its way") {
  for (const auto kind : {CommandKind::picture, CommandKind::restart}) {
    CHECK(next_step(asked(kind, CommandOutcome::done), true, kAsked) == CommandStep::none);
    CHECK(next_step(asked(kind, CommandOutcome::failed), true, kAsked) == CommandStep::none);
    AskedCommand on_its_way = asked(kind);
    on_its_way.answering = true;
    CHECK(next_step(on_its_way, true, kAsked) == CommandStep::none);
  }
}

TEST_CASE("the program that has said that it ends does so once nobody is there, and the next says that it began") {
  AskedCommand restart = asked(CommandKind::restart, CommandOutcome::begun);
  CHECK(next_step(restart, true, kAsked) == CommandStep::tell_done);
  CHECK(next_step(restart, false, kAsked + 24h) == CommandStep::tell_done);
  restart.begun_here = true;
  CHECK(next_step(restart, false, kAsked) == CommandStep::none);
  CHECK(next_step(restart, true, kAsked + 1h) == CommandStep::start_anew);
}

TEST_CASE("a screen is locked while it shows what is for all, and no session is open") {
  state::AppState state;
  CHECK(is_locked(state));
  state.session.open = true;
  CHECK_FALSE(is_locked(state));
  state.session.open = false;
  state.idle.attract = 0;
  CHECK(is_locked(state));
  state.idle = {};
  state.idle.asleep = true;
  CHECK(is_locked(state));
  state.idle = {};
  for (const auto screen : {ScreenId::unlock, ScreenId::bill, ScreenId::form, ScreenId::follow, ScreenId::sign_in,
                            ScreenId::maintenance, ScreenId::enrol, ScreenId::out_of_service}) {
    state.screen = screen;
    CHECK_FALSE(is_locked(state));
  }
}
