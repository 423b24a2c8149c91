// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/idle.hpp"

#include <doctest/doctest.h>

#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using namespace std::chrono_literals;
using state::ScreenId;

namespace {

// A board with a notice and a manager, so that its loop has more than its own page.
struct IdleWorld : World {
  IdleWorld() {
    state.outages.clear();
    state.board.notices = state.notices;
    state.board.manager = state::ManagerView{};
    last = tick(state, now, context);
  }
};

base::Instant at(const char* text) {
  return *base::parse_rfc3339(text);
}

}  // namespace

TEST_CASE("half a minute after the last session the loop begins, not a second before") {
  IdleWorld world;
  CHECK(next_tick(world.state, world.context) == world.now + 30s);
  world.pass(29s);
  CHECK(state::shown_screen(world.state) == ScreenId::board);
  world.pass(1s);
  CHECK(state::shown_screen(world.state) == ScreenId::attract);
  CHECK(world.state.idle.attract == 0u);
  CHECK(next_tick(world.state, world.context) == world.now + 20s);
}

TEST_CASE("each step lasts its time: the board's own page 20 s, what else there is 12") {
  IdleWorld world;
  world.leave_alone();
  world.pass(19s);
  CHECK(world.state.idle.attract == 0u);
  world.pass(1s);
  CHECK(state::attract_step(world.state) == state::AttractStep{state::AttractStep::Kind::notice, "N1", 0});
  CHECK(next_tick(world.state, world.context) == world.now + 12s);
  world.pass(11s);
  CHECK(world.state.idle.attract == 1u);
  world.pass(1s);
  CHECK(state::attract_step(world.state).kind == state::AttractStep::Kind::board);
  world.pass(20s);
  CHECK(state::attract_step(world.state).kind == state::AttractStep::Kind::manager);
  world.pass(12s);
  CHECK(world.state.idle.attract == 0u);
}

TEST_CASE("somebody at the board ends the loop, and half a minute after them it begins anew") {
  IdleWorld world;
  world.leave_alone();
  world.pass(20s);
  (void)world.mean(state::WakeUp{});
  CHECK(state::shown_screen(world.state) == ScreenId::board);
  CHECK_FALSE(world.state.idle.since);
  SUBCASE("who goes away") {
    world.pass(90s);
    CHECK_FALSE(world.state.session.open);
  }
  SUBCASE("who says so") {
    (void)world.mean(state::Finish{});
  }
  CHECK(world.state.idle.since == world.now);
  world.pass(29s);
  CHECK(state::shown_screen(world.state) == ScreenId::board);
  world.pass(1s);
  CHECK(world.state.idle.attract == 0u);
}

TEST_CASE("a touch that isn't yet known to wake leaves the loop where it is") {
  IdleWorld world;
  world.leave_alone();
  touched(world.state, world.now);
  CHECK(state::shown_screen(world.state) == ScreenId::attract);
  CHECK_FALSE(world.state.session.open);
}

TEST_CASE("fewer steps than a moment ago: what is shown is one of those that are left") {
  IdleWorld world;
  world.state.board_pages = 5;
  world.leave_alone();
  for (int i = 0; i < 4; ++i) world.pass(20s);
  CHECK(state::attract_step(world.state).page == 4);
  world.state.board_pages = 1;
  world.state.board.notices.clear();
  CHECK(state::attract_step(world.state).kind == state::AttractStep::Kind::manager);
  world.pass(1s);
  CHECK(*world.state.idle.attract < state::attract_steps(world.state).size());
}

TEST_CASE("the quiet hours: from their first second to the last before their end") {
  const std::optional<model::DayPart> hours = model::DayPart{22 * 60, 6 * 60 + 30};
  const base::Zone zone{};
  CHECK_FALSE(is_quiet(hours, at("2026-11-20T21:59:59+08:00"), zone));
  CHECK(is_quiet(hours, at("2026-11-20T22:00:00+08:00"), zone));
  CHECK(is_quiet(hours, at("2026-11-20T23:59:59+08:00"), zone));
  CHECK(is_quiet(hours, at("2026-11-21T00:00:00+08:00"), zone));
  CHECK(is_quiet(hours, at("2026-11-21T06:29:59+08:00"), zone));
  CHECK_FALSE(is_quiet(hours, at("2026-11-21T06:30:00+08:00"), zone));
  CHECK_FALSE(is_quiet({}, at("2026-11-21T00:00:00+08:00"), zone));
  SUBCASE("those of the afternoon don't go over midnight") {
    const std::optional<model::DayPart> noon = model::DayPart{12 * 60, 14 * 60};
    CHECK(is_quiet(noon, at("2026-11-21T12:00:00+08:00"), zone));
    CHECK_FALSE(is_quiet(noon, at("2026-11-21T14:00:00+08:00"), zone));
    CHECK_FALSE(is_quiet(noon, at("2026-11-21T00:00:00+08:00"), zone));
  }
}

TEST_CASE("in the quiet hours the night lies over an idle board, afterwards the loop") {
  IdleWorld world;
  world.now = at("2026-11-20T21:58:00+08:00");
  world.state.idle = state::Idle{};
  world.state.quiet_hours = model::DayPart{22 * 60, 6 * 60 + 30};
  world.leave_alone();
  CHECK(state::shown_screen(world.state) == ScreenId::attract);
  CHECK_FALSE(world.state.night);
  CHECK(world.state.quiet_changes_at == at("2026-11-20T22:00:00+08:00"));
  world.pass(89s);
  CHECK(state::shown_screen(world.state) == ScreenId::attract);
  world.pass(1s);
  CHECK(state::shown_screen(world.state) == ScreenId::night);
  CHECK(world.state.night);
  CHECK(next_tick(world.state, world.context) == at("2026-11-21T06:30:00+08:00"));
  SUBCASE("who comes by night has their session in the night's colours") {
    (void)world.mean(state::WakeUp{});
    CHECK(state::shown_screen(world.state) == ScreenId::board);
    CHECK(world.state.night);
    world.pass(89s);
    CHECK(world.state.session.open);
    world.pass(1s);
    CHECK(state::shown_screen(world.state) == ScreenId::board);
    world.pass(30s);
    CHECK(state::shown_screen(world.state) == ScreenId::night);
  }
  SUBCASE("a session over the end of the quiet hours gets the day's colours") {
    world.pass(8h + 29min + 59s);
    (void)world.mean(state::WakeUp{});
    CHECK(world.state.night);
    world.pass(1s);
    CHECK_FALSE(world.state.night);
    CHECK(world.state.session.open);
  }
  SUBCASE("in the morning the loop is back") {
    world.pass(8h + 30min - 1s);
    CHECK(state::shown_screen(world.state) == ScreenId::night);
    world.pass(1s);
    CHECK(state::shown_screen(world.state) == ScreenId::attract);
    CHECK_FALSE(world.state.night);
  }
}

TEST_CASE("the quiet hours are taken away: the day is back at once") {
  IdleWorld world;
  world.state.quiet_hours = model::DayPart{0, 23 * 60 + 59};
  world.leave_alone();
  CHECK(world.state.idle.asleep);
  world.state.quiet_hours.reset();
  world.pass(0s);
  CHECK(state::shown_screen(world.state) == ScreenId::attract);
  CHECK_FALSE(world.state.quiet_changes_at);
}

TEST_CASE("the loop goes on when the wall clock is set") {
  IdleWorld world;
  world.leave_alone();
  world.now += 24h;
  shift(world.state, 24h);
  world.pass(19s);
  CHECK(world.state.idle.attract == 0u);
  world.pass(1s);
  CHECK(world.state.idle.attract == 1u);
}

TEST_CASE("every time that is told is the time at which something changes") {
  IdleWorld world;
  world.state.quiet_hours = model::DayPart{17 * 60, 18 * 60};
  world.last = tick(world.state, world.now, world.context);
  for (int i = 0; i < 400; ++i) {
    const auto next = next_tick(world.state, world.context);
    REQUIRE(next);
    REQUIRE(*next > world.now);
    world.now = *next;
    world.last = tick(world.state, world.now, world.context);
    CHECK(impossible(world.state, world.context) == "");
  }
  CHECK(world.now > at("2026-11-20T18:00:00+08:00"));
}
