// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The life of a board on a wall: nobody there, an announcement, the night, a clock that is wrong, staff.
#include <doctest/doctest.h>

#include <filesystem>

#include "stored_board.hpp"
#include "sync/base/log.hpp"
#include "sync/model/sign_in_code.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::app;
using namespace std::chrono_literals;
using state::ScreenId;

namespace {

ImVec2 middle(StoredBoard& world) {
  const ImVec2 size = world.board->display().size();
  return {size.x / 2, size.y / 2};
}

// Any minute of today but this one and its neighbours, so that it is or isn't quiet now.
model::DayPart around_now(const base::Clock& clock, bool quiet_now) {
  const base::CivilTime civil = base::to_civil(clock.now(), base::Zone{});
  const int now = civil.hour * 60 + civil.minute;
  const int from = quiet_now ? now + 1430 : now + 20, to = quiet_now ? now + 30 : now + 40;
  return {from % 1440, to % 1440};
}

std::string key_of_fleet() {
  std::string key(model::kSignInKeyBytes, '\0');
  key[0] = 1, key[1] = 2, key[2] = 3;
  return key;
}

}  // namespace

TEST_CASE("half a minute after the last reader the loop begins, and a touch only wakes the board") {
  StoredBoard world({.link = false});
  world.pass(29s);
  CHECK(world.shown() == ScreenId::board);
  world.pass(2s);
  REQUIRE(world.shown() == ScreenId::attract);
  SUBCASE("a touch") {
    world.hands->touch(middle(world));
    CHECK(world.shown() == ScreenId::board);
    CHECK(world.board->state().session.open);
    CHECK(world.board->state().history.empty());
  }
  SUBCASE("a key") {
    world.hands->key(ImGuiKey_DownArrow);
    CHECK(world.shown() == ScreenId::board);
  }
  SUBCASE("a scanner") {
    world.hands->type("4");
    CHECK(world.shown() == ScreenId::board);
  }
  SUBCASE("the key for speech") {
    world.hands->press_speech();
    CHECK(world.shown() == ScreenId::board);
  }
  SUBCASE("nobody: the next step") {
    const auto first = world.board->state().idle.attract;
    world.pass(21s);
    CHECK(world.shown() == ScreenId::attract);
    CHECK(world.board->state().idle.attract != first);
  }
}

TEST_CASE("an idle board draws nothing between its steps") {
  StoredBoard world({.link = false});
  world.pass(31s);
  REQUIRE(world.shown() == ScreenId::attract);
  const int minute = world.board->state().header.now.minute;
  const auto before = world.board->display().counters().frames;
  world.hands->wait_until([] { return false; }, 300ms);
  if (world.board->state().header.now.minute == minute) CHECK(world.board->display().counters().frames == before);
}

TEST_CASE("in the quiet hours it is night, in the night's colours, and a touch opens a session in them") {
  StoredOptions options{.link = false};
  options.quiet_hours = around_now(base::SystemClock(), true);
  StoredBoard world(options);
  world.pass(31s);
  REQUIRE(world.shown() == ScreenId::night);
  CHECK(world.board->state().night);
  world.hands->touch(middle(world));
  CHECK(world.shown() == ScreenId::board);
  CHECK(world.board->state().night);
}

TEST_CASE("by day the loop runs though there are quiet hours") {
  StoredOptions options{.link = false};
  options.quiet_hours = around_now(base::SystemClock(), false);
  StoredBoard world(options);
  world.pass(31s);
  CHECK(world.shown() == ScreenId::attract);
  CHECK_FALSE(world.board->state().night);
}

TEST_CASE("the picture moves while nobody is here, and fingers find it") {
  StoredBoard world({.link = false});
  world.pass(4min);
  CHECK(world.board->display().shift().x == 0);
  world.pass(2min);
  const ImVec2 shift = world.board->display().shift();
  CHECK((shift.x != 0 || shift.y != 0));
  world.hands->touch(middle(world));
  REQUIRE(world.shown() == ScreenId::board);
  CHECK(world.hands->tap("board.services"));
  CHECK(world.shown() == ScreenId::services);
  world.board->let_time_pass(10s);
  CHECK(world.board->display().shift().x == shift.x);  // never under a reader's eyes
}

TEST_CASE("an announcement takes the glass, over a restart too, and goes once it is read or the session ends") {
  StoredBoard world({.link = false, .urgent = true});
  REQUIRE(world.shown() == ScreenId::takeover);
  REQUIRE(world.board->state().takeover);
  CHECK(world.board->state().takeover->notice.id == "NU");
  REQUIRE(world.board->state().takeover->outage);
  CHECK(world.board->state().takeover->outage->outage.id == "O1");
  world.close();
  world.open();
  REQUIRE(world.shown() == ScreenId::takeover);
  SUBCASE("by touch") {
    world.hands->tap("takeover.read");
  }
  SUBCASE("by key") {
    world.hands->key(ImGuiKey_Escape);
  }
  CHECK(world.shown() == ScreenId::board);
  world.hands->tap("board.services");
  CHECK(world.shown() == ScreenId::services);
  world.pass(2h);
  CHECK(world.shown() == ScreenId::takeover);  // for the next one who comes
}

TEST_CASE("a clock that has gone back is said to be doubtful, and no code is shown by it") {
  StoredBoard world({.link = false});
  const base::Instant told = world.clock.now();
  world.close();
  world.clock.set_wrong_by(-48h);
  world.open();
  CHECK(world.board->state().header.clock_doubtful);
  CHECK(world.board->now() >= told - 2s);
  world.unlock();
  REQUIRE(world.shown() == ScreenId::bill);
  CHECK(world.board->state().bill.payable_fen == 9200);
  CHECK(world.board->state().bill.payment_payload.empty());
  world.close();
  world.clock.set_wrong_by(0ms);
  world.open();
  CHECK_FALSE(world.board->state().header.clock_doubtful);
  world.unlock();
  CHECK_FALSE(world.board->state().bill.payment_payload.empty());
}

TEST_CASE("Escape leads back one screen, not two") {
  StoredBoard world({.link = false});
  world.hands->tap("board.services");
  world.hands->tap("services.follow");
  REQUIRE(world.shown() == ScreenId::follow);
  world.hands->key(ImGuiKey_Escape);
  CHECK(world.shown() == ScreenId::services);
  world.hands->key(ImGuiKey_Escape);
  CHECK(world.shown() == ScreenId::board);
}

TEST_CASE("Escape leads back, Home leads home") {
  StoredBoard world({.link = false});
  world.hands->tap("board.services");
  REQUIRE(world.shown() == ScreenId::services);
  SUBCASE("Escape") {
    world.hands->key(ImGuiKey_Escape);
  }
  SUBCASE("Home") {
    world.hands->key(ImGuiKey_Home);
  }
  CHECK(world.shown() == ScreenId::board);
}

TEST_CASE("who serves the place is there, neighbours have reported, communities were served") {
  StoredBoard world({.link = false});
  const state::AppState& state = world.board->state();
  REQUIRE(state.board.presence);
  CHECK(state.board.presence->manager_name == "周敏");
  REQUIRE(state.reports.size() == 1);
  CHECK(state.reports[0].place == "3 栋");
  REQUIRE(state.records.places.size() == 2);
  CHECK(state.records.places[0].own);
  CHECK(state.phone_base == "http://127.0.0.1:9/go/b1");
}

TEST_CASE("the staff's code is made for this half minute and this board") {
  StoredBoard world({.link = false});
  world.hands->tap(world.hands->find("board.contacts") ? "board.contacts" : "manager");
  REQUIRE(world.shown() == ScreenId::contacts);
  world.hands->turn_to("contacts.pages", [](const auto& node) { return node.id == "contacts.sign_in"; });
  world.hands->tap("contacts.sign_in");
  REQUIRE(world.shown() == ScreenId::sign_in);
  const state::SignInView& view = world.board->state().sign_in;
  const std::string start = "http://127.0.0.1:9/s/";
  REQUIRE(view.payload.starts_with(start));
  const auto code = model::parse_sign_in_code(view.payload.substr(start.size()));
  REQUIRE(code);
  CHECK(code->board_id == "b1");
  CHECK(model::check_sign_in_code(*code, key_of_fleet(), world.clock.now()));
  CHECK(view.ends_at > world.clock.now() - 1s);
  CHECK(view.ends_at <= world.clock.now() + 31s);
}

TEST_CASE("what is done can be rated and opened again, and both wait in the outbox") {
  StoredBoard world({.link = false});
  world.unlock();
  const std::string receipt = world.hand_in_visit();
  REQUIRE_FALSE(receipt.empty());
  world.finish_request(receipt);
  world.hands->tap("board.services");
  world.hands->turn_to("services.pages", [](const auto& node) { return node.id == "services.follow"; });
  world.hands->tap("services.follow");
  for (const char key : receipt) {
    if (key != '-') world.hands->tap(std::string("key.") + key);
  }
  world.hands->tap("follow.look_up");
  REQUIRE(world.board->state().follow.found);
  CHECK(world.board->state().follow.found->can_rate);
  CHECK(world.board->state().follow.found->can_reopen);
  const std::size_t waiting = world.outbox_size();
  world.hands->turn_to("follow.pages", [](const auto& node) { return node.id == "follow.rate"; });
  REQUIRE(world.hands->tap("follow.rate"));
  REQUIRE(world.hands->tap("rate.5"));
  CHECK(world.outbox_size() == waiting + 1);
  auto kept = world.board->reader()->request(receipt);
  REQUIRE(kept);
  REQUIRE(*kept);
  CHECK((*kept)->record.stars == 5);
}

TEST_CASE("staff with the PIN see the board's insides and may end the program; five wrong ones wait") {
  base::keep_recent_log(200);
  StoredBoard world({.link = false});
  world.hands->press_staff();
  REQUIRE(world.shown() == ScreenId::unlock);
  const auto type = [&](std::string_view pin) {
    for (const char digit : pin) world.hands->tap(std::string("pin.") + digit);
    world.hands->tap("unlock.sure");
    world.hands->settle();
  };
  SUBCASE("right") {
    type(kMaintenancePin);
    REQUIRE(world.shown() == ScreenId::maintenance);
    const state::MaintenanceView& view = world.board->state().maintenance.view;
    CHECK(view.board_id == "b1");
    CHECK(view.records > 10);
    CHECK(view.store_bytes > 4096);
    CHECK(view.disk_free_bytes > 0);
    CHECK(view.memory_kb > 1000);
    CHECK(view.version == GRIDBOARD_VERSION);
    CHECK(view.linked);
    for (const std::string& line : view.log) CHECK(line.find(kMaintenancePin) == std::string::npos);
    world.hands->tap("maintenance.leave");
    world.board->turn(0ms);
    world.hands->tap("leave.confirm");
    CHECK_FALSE(world.board->turn(0ms));
  }
  SUBCASE("wrong") {
    for (int i = 0; i < 5; ++i) type("000000");
    CHECK(world.board->state().unlock.problem == state::Unlock::Problem::waiting);
    type(kMaintenancePin);
    CHECK(world.shown() == ScreenId::unlock);
    world.hands->key(ImGuiKey_Home);
    world.unlock();  // residents don't wait for staff
    CHECK(world.shown() == ScreenId::bill);
  }
}

TEST_CASE("lowered, a high glass keeps all of its controls within reach") {
  StoredBoard world({.link = false});
  REQUIRE(world.board->state().can_lower);
  REQUIRE(world.hands->tap("foot.lower"));
  CHECK(world.board->state().lowered);
  const float top = reach_top_px(world.board->glass(), true);
  for (const widgets::AccessNode& node : world.board->access().nodes()) {
    CAPTURE(node.id);
    if (node.target) CHECK(node.y >= top - 1);
  }
}
