// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/phone_unlock.hpp"

#include <doctest/doctest.h>

#include "kiosk/update/session.hpp"
#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using namespace std::chrono_literals;
using state::ScreenId;
using Step = state::PhoneUnlock::Step;

namespace {

constexpr const char* kAccount = "3100004471";
constexpr const char* kUrl = "https://yunxi.example/u/B1/AAECAwQFBgcICQoLDA0ODw";

struct AtPad : World {
  AtPad() { last = mean(state::ChooseHousehold{kAccount}); }
  Step step() const { return state.unlock.phone.step; }
  void show_code() {
    last = mean(state::UnlockByPhone{true});
    phone_unlock_offered(state, kAccount, kUrl, now);
  }
};

}  // namespace

TEST_CASE("the code takes the pad's place once the centre knows of it, and a phone leads on as a PIN does") {
  AtPad world;
  world.type("12");
  world.last = world.mean(state::UnlockByPhone{true});
  REQUIRE(world.effect<AskPhoneUnlock>());
  CHECK(world.effect<AskPhoneUnlock>()->account == kAccount);
  CHECK(world.step() == Step::asking);
  CHECK(world.state.unlock.digits.empty());
  phone_unlock_offered(world.state, kAccount, kUrl, world.now);
  CHECK(world.step() == Step::showing);
  world.type("482913");  // the pad isn't there
  CHECK(world.state.unlock.digits.empty());
  world.last = phone_unlock_opened(world.state, kAccount, world.now, world.context);
  CHECK(world.state.screen == ScreenId::bill);
  CHECK(world.state.session.unlocked == kAccount);
  CHECK(world.effect<LoadBill>());
  CHECK(world.state.unlock.phone.url.empty());
}

TEST_CASE("the session is as long as the code, and a warning longer") {
  AtPad world;
  world.show_code();
  CHECK(world.state.session.ends_at == world.now + kPhoneUnlockLasts + warning_length(false));
  world.pass(std::chrono::seconds(kPhoneUnlockLasts) - 1s);
  CHECK(world.step() == Step::showing);
  CHECK(world.state.session.open);
  world.pass(1s);
  CHECK(world.step() == Step::expired);
  CHECK(world.state.unlock.phone.url.empty());
  SUBCASE("late is too late") {
    CHECK(phone_unlock_opened(world.state, kAccount, world.now, world.context).empty());
    CHECK_FALSE(world.state.session.unlocked);
  }
  SUBCASE("another may be had") {
    world.show_code();
    CHECK(world.step() == Step::showing);
  }
  SUBCASE("nobody is there any more") {
    world.pass(warning_length(false));
    CHECK_FALSE(world.state.session.open);
    CHECK(world.step() == Step::none);
  }
}

TEST_CASE("back and the foot's button lead to the pad, and the code is gone") {
  AtPad world;
  world.show_code();
  SUBCASE("back") {
    (void)world.mean(state::Back{});
  }
  SUBCASE("the button") {
    (void)world.mean(state::UnlockByPhone{false});
  }
  CHECK(world.state.screen == ScreenId::unlock);
  CHECK(world.step() == Step::none);
  CHECK(world.state.unlock.phone.url.empty());
  CHECK(phone_unlock_opened(world.state, kAccount, world.now, world.context).empty());
  world.type("482913");
  CHECK(world.effect<CheckPin>());
}

TEST_CASE("without the centre the pad stays, and what was said goes with the first digit") {
  AtPad world;
  bool offline = false;
  SUBCASE("offline") {
    offline = true;
  }
  SUBCASE("refused") {
    offline = false;
  }
  world.last = world.mean(state::UnlockByPhone{true});
  phone_unlock_failed(world.state, kAccount, offline);
  CHECK(world.step() == (offline ? Step::offline : Step::refused));
  CHECK_FALSE(world.state.unlock.phone.ends_at);
  world.type("4");
  CHECK(world.step() == Step::none);
  CHECK(world.state.unlock.digits == "4");
}

TEST_CASE("another household's key, or one that comes after all is over, unlocks nothing") {
  AtPad world;
  world.show_code();
  std::string account = kAccount;
  SUBCASE("another household") {
    account = "3100004472";
  }
  SUBCASE("left") {
    (void)world.mean(state::Home{});
  }
  SUBCASE("the session ended") {
    (void)world.mean(state::Finish{});
  }
  SUBCASE("another door was chosen") {
    (void)world.mean(state::Home{});
    (void)world.mean(state::ChooseHousehold{"3100004472"});
  }
  CHECK(phone_unlock_opened(world.state, account, world.now, world.context).empty());
  CHECK_FALSE(world.state.session.unlocked);
}

TEST_CASE("no code for staff, while a PIN is checked, while the household waits, or where phones reach nobody") {
  AtPad world;
  SUBCASE("staff") {
    (void)world.mean(state::Home{});
    (void)world.mean(state::AskMaintenance{});
  }
  SUBCASE("checking") {
    world.type("482913");
  }
  SUBCASE("waiting") {
    world.state.unlock.problem = state::Unlock::Problem::waiting;
  }
  SUBCASE("no PIN") {
    world.state.unlock.problem = state::Unlock::Problem::no_pin;
  }
  SUBCASE("no address") {
    world.state.phone_base.clear();
  }
  CHECK(world.mean(state::UnlockByPhone{true}).empty());
  CHECK(world.step() == Step::none);
}
