// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/shown_notices.hpp"

#include <doctest/doctest.h>

#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using namespace std::chrono_literals;
using state::ScreenId;

namespace {

using Told = wire::ShownBody::Shown;

struct Glass {
  std::vector<Told> show(const std::string& notice, std::chrono::milliseconds later) {
    now += later, monotonic += later;
    return note_shown(shown, {held, notice, now, monotonic, base::Zone{}});
  }
  void at(const char* text) {
    const auto then = *base::parse_rfc3339(text);
    monotonic += then - now, now = then;
  }

  ShownNotices shown;
  std::vector<HeldWords> held{{"n1", "v1"}};
  base::Instant now = *base::parse_rfc3339("2026-11-20T16:00:00+08:00");
  std::chrono::milliseconds monotonic{1000};
};

}  // namespace

TEST_CASE("a notice is told when it comes and when it is shown for the first time, then only when its day is over") {
  Glass glass;
  const base::Instant received = glass.now, first = glass.now + 1s;
  CHECK(glass.show("", 0s) == std::vector<Told>{{"n1", received, {}, 0, 0, {}, "v1"}});
  CHECK(glass.show("n1", 1s) == std::vector<Told>{{"n1", received, first, 0, 0, {}, "v1"}});
  CHECK(glass.show("n1", 20s).empty());
  CHECK(glass.show("", 5500ms).empty());
  CHECK(glass.show("", 1h).empty());
  CHECK(glass.show("n1", 1s).empty());
  CHECK(glass.show("", 4600ms).empty());
  const base::Instant last = glass.now;
  glass.at("2026-11-20T23:59:59+08:00");
  CHECK(glass.show("", 999ms).empty());
  CHECK(glass.show("", 1ms) == std::vector<Told>{{"n1", received, first, 2, 30, last, "v1"}});
  CHECK(glass.show("", 24h).empty());

  const base::Instant next = glass.now + 1min;
  CHECK(glass.show("n1", 1min).empty());  // not for the first time
  CHECK(glass.show("", 10s).empty());
  CHECK(glass.show("", 24h) == std::vector<Told>{{"n1", received, next, 1, 10, next + 10s, "v1"}});
}

TEST_CASE("a notice that comes and takes the glass at once is told of once") {
  Glass glass;
  const base::Instant both = glass.now + 1s;
  CHECK(glass.show("n1", 1s) == std::vector<Told>{{"n1", both, both, 0, 0, {}, "v1"}});
  CHECK(glass.show("n1", 1s).empty());
}

TEST_CASE("new words are told of anew, and at once if they stand on the glass") {
  Glass glass;
  const base::Instant received = glass.now;
  CHECK(glass.show("n1", 0s).size() == 1);
  glass.held = {{"n1", "v2"}};
  const base::Instant both = glass.now + 5s;
  CHECK(glass.show("n1", 5s) == std::vector<Told>{{"n1", both, both, 0, 0, {}, "v2"}});
  CHECK(glass.show("", 1s).empty());
  glass.held = {{"n1", "v3"}};
  const base::Instant third = glass.now + 1s;
  CHECK(glass.show("", 1s) == std::vector<Told>{{"n1", third, {}, 0, 0, {}, "v3"}});
  CHECK(glass.show("n1", 1s) == std::vector<Told>{{"n1", third, third + 1s, 0, 0, {}, "v3"}});
  const auto day = glass.show("", 24h);
  REQUIRE(day.size() == 1);
  CHECK(day[0].shown_at == received);  // the day's first, whichever words
  CHECK(day[0].times == 2);
}

TEST_CASE("an outage is on the glass where it is opened and in the loop, not as a strip") {
  World world;
  REQUIRE_FALSE(world.state.outages.empty());
  const std::string id = world.state.outages.front().outage.id;
  CHECK(outage_on_glass(world.state).empty());
  (void)world.mean(state::Open{ScreenId::outages});
  CHECK(outage_on_glass(world.state).empty());
  (void)world.mean(state::OpenOutage{id});
  CHECK(outage_on_glass(world.state) == id);
  world.announce("U1");
  CHECK(outage_on_glass(world.state).empty());
  (void)world.mean(state::PutAway{});
  world.leave_alone();
  for (std::size_t step = 0; step < state::attract_steps(world.state).size(); ++step) {
    world.state.idle.attract = step;
    const auto shown = state::attract_step(world.state);
    CHECK(outage_on_glass(world.state) == (shown.kind == state::AttractStep::Kind::outage ? shown.id : ""));
  }
}

TEST_CASE("what is on the glass over midnight counts for both days") {
  Glass glass;
  const base::Instant first = glass.now + 7h + 59min;
  CHECK(glass.show("n1", 7h + 59min).size() == 1);
  CHECK(glass.show("n1", 1min + 30s) == std::vector<Told>{{"n1", first, first, 1, 90, first + 1min + 30s, "v1"}});
  const base::Instant again = glass.now;
  CHECK(glass.show("", 30s).empty());
  CHECK(glass.show("", 24h) == std::vector<Told>{{"n1", first, again, 1, 30, again + 30s, "v1"}});
}

TEST_CASE("one notice after the other, and a clock that goes back") {
  Glass glass;
  glass.held = {{"n1", "v1"}, {"n2", "v1"}};
  CHECK(glass.show("n1", 1s).size() == 2);
  CHECK(glass.show("n2", 2s).size() == 1);
  CHECK(glass.shown.notices.at("n1").on_glass == 2s);
  glass.now -= 10min;
  CHECK(glass.show("n1", 3s).empty());
  CHECK(glass.shown.notices.at("n2").on_glass == 3s);
}

TEST_CASE("a notice that is gone is forgotten once its day has been told of") {
  Glass glass;
  glass.held = {{"n1", "v1"}, {"n2", "v1"}};
  CHECK(glass.show("n1", 1s).size() == 2);
  glass.held.clear();
  CHECK(glass.show("", 4s).empty());
  CHECK(glass.shown.notices.contains("n1"));
  CHECK_FALSE(glass.shown.notices.contains("n2"));
  const auto told = glass.show("", 24h);
  REQUIRE(told.size() == 1);
  CHECK(told[0].seconds == 4);
  CHECK(glass.shown.notices.empty());
}

TEST_CASE("of so many notices is told and of no more, and never again and again") {
  Glass glass;
  glass.held.clear();
  for (std::size_t i = 0; i <= kMostNoticesTold; ++i) glass.held.push_back({"n" + std::to_string(i), "v1"});
  CHECK(glass.show("", 1s).size() == kMostNoticesTold);
  CHECK(glass.show("", 1s).empty());
  CHECK(glass.show(glass.held.back().id, 1s).empty());
  CHECK(glass.show("n0", 1s).size() == 1);
  CHECK(glass.shown.notices.size() == kMostNoticesTold);
}

TEST_CASE("a notice is on the glass where its words can be read") {
  World world;
  world.state.board.notices = world.state.notices;
  CHECK(notice_on_glass(world.state).empty());
  (void)world.mean(state::Open{ScreenId::notices});
  CHECK(notice_on_glass(world.state).empty());
  (void)world.mean(state::OpenNotice{"N1"});
  CHECK(notice_on_glass(world.state) == "N1");
  world.announce("U1");
  CHECK(notice_on_glass(world.state) == "U1");
  (void)world.mean(state::PutAway{});
  CHECK(notice_on_glass(world.state) == "N1");
  world.state.notices.clear();
  CHECK(notice_on_glass(world.state).empty());
}

TEST_CASE("the loop of an idle board shows notices, the night none") {
  World world;
  world.state.board.notices = world.state.notices;
  world.leave_alone();
  bool seen = false;
  for (std::size_t step = 0; step < state::attract_steps(world.state).size(); ++step) {
    world.state.idle.attract = step;
    const bool is_notice = state::attract_step(world.state).kind == state::AttractStep::Kind::notice;
    CHECK(notice_on_glass(world.state) == (is_notice ? "N1" : ""));
    seen = seen || is_notice;
  }
  CHECK(seen);
  world.state.idle.asleep = true;
  CHECK(state::shown_screen(world.state) == ScreenId::night);
  CHECK(notice_on_glass(world.state).empty());
}
