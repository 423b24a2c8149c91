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

using Told = wire::ShownBody::Notice;

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
  std::vector<std::string> held{"n1"};
  base::Instant now = *base::parse_rfc3339("2026-11-20T16:00:00+08:00");
  std::chrono::milliseconds monotonic{1000};
};

}  // namespace

TEST_CASE("a notice is told when it comes and when it is shown for the first time, then only when its day is over") {
  Glass glass;
  const base::Instant received = glass.now, first = glass.now + 1s;
  CHECK(glass.show("", 0s) == std::vector<Told>{{"n1", received, {}, 0, 0}});
  CHECK(glass.show("n1", 1s) == std::vector<Told>{{"n1", received, first, 0, 0}});
  CHECK(glass.show("n1", 20s).empty());
  CHECK(glass.show("", 5500ms).empty());
  CHECK(glass.show("", 1h).empty());
  CHECK(glass.show("n1", 1s).empty());
  CHECK(glass.show("", 4600ms).empty());
  glass.at("2026-11-20T23:59:59+08:00");
  CHECK(glass.show("", 999ms).empty());
  CHECK(glass.show("", 1ms) == std::vector<Told>{{"n1", received, first, 2, 30}});
  CHECK(glass.show("", 24h).empty());

  const base::Instant next = glass.now + 1min;
  CHECK(glass.show("n1", 1min).empty());  // not for the first time
  CHECK(glass.show("", 10s).empty());
  CHECK(glass.show("", 24h) == std::vector<Told>{{"n1", received, next, 1, 10}});
}

TEST_CASE("a notice that comes and takes the glass at once is told of once") {
  Glass glass;
  const base::Instant both = glass.now + 1s;
  CHECK(glass.show("n1", 1s) == std::vector<Told>{{"n1", both, both, 0, 0}});
  CHECK(glass.show("n1", 1s).empty());
}

TEST_CASE("what is on the glass over midnight counts for both days") {
  Glass glass;
  const base::Instant first = glass.now + 7h + 59min;
  CHECK(glass.show("n1", 7h + 59min).size() == 1);
  CHECK(glass.show("n1", 1min + 30s) == std::vector<Told>{{"n1", first, first, 1, 90}});
  const base::Instant again = glass.now;
  CHECK(glass.show("", 30s).empty());
  CHECK(glass.show("", 24h) == std::vector<Told>{{"n1", first, again, 1, 30}});
}

TEST_CASE("one notice after the other, and a clock that goes back") {
  Glass glass;
  glass.held = {"n1", "n2"};
  CHECK(glass.show("n1", 1s).size() == 2);
  CHECK(glass.show("n2", 2s).size() == 1);
  CHECK(glass.shown.notices.at("n1").on_glass == 2s);
  glass.now -= 10min;
  CHECK(glass.show("n1", 3s).empty());
  CHECK(glass.shown.notices.at("n2").on_glass == 3s);
}

TEST_CASE("a notice that is gone is forgotten once its day has been told of") {
  Glass glass;
  glass.held = {"n1", "n2"};
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
  for (std::size_t i = 0; i <= kMostNoticesTold; ++i) glass.held.push_back("n" + std::to_string(i));
  CHECK(glass.show("", 1s).size() == kMostNoticesTold);
  CHECK(glass.show("", 1s).empty());
  CHECK(glass.show(glass.held.back(), 1s).empty());
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
