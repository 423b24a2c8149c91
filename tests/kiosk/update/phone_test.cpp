// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/phone.hpp"

#include <doctest/doctest.h>

#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using namespace std::chrono_literals;
using state::ScreenId;

TEST_CASE("a form is gone on with by phone, and the draft stays for who comes back") {
  World world;
  (void)world.mean(state::ChooseKind{"repair"});
  (void)world.mean(state::FocusField{"phone"});
  world.type("138");
  (void)world.mean(state::GoOnWithPhone{});
  CHECK(world.state.screen == ScreenId::phone);
  CHECK(world.state.phone_url == "https://yunxi.example/go/B1/repair");
  CHECK(world.state.phone_title == "报修");
  (void)world.mean(state::ToggleLocale{});
  CHECK(world.state.phone_title == "Repair");
  (void)world.mean(state::Back{});
  CHECK(world.state.screen == ScreenId::form);
  CHECK(world.state.form.answers["phone"] == "138");
}

TEST_CASE("nothing that was typed goes into the address") {
  World world;
  (void)world.mean(state::ChooseKind{"repair"});
  (void)world.mean(state::FocusField{"phone"});
  world.type("13800008000");
  (void)world.mean(state::GoOnWithPhone{});
  CHECK(world.state.phone_url.find("138") == std::string::npos);
}

TEST_CASE("it isn't offered where phones don't reach the centre, nor for windows, nor from elsewhere") {
  World world;
  SUBCASE("no address") {
    world.state.phone_base.clear();
    (void)world.mean(state::ChooseKind{"repair"});
  }
  SUBCASE("a window is chosen at the board") {
    world.unlock();
    (void)world.mean(state::ChooseMaintenance{"O1"});
  }
  SUBCASE("no form") {
    (void)world.mean(state::Open{ScreenId::services});
  }
  const ScreenId before = world.state.screen;
  (void)world.mean(state::GoOnWithPhone{});
  CHECK(world.state.screen == before);
  CHECK(world.state.phone_url.empty());
}

TEST_CASE("the address changes or goes while its code is shown") {
  World world;
  (void)world.mean(state::ChooseKind{"repair"});
  (void)world.mean(state::GoOnWithPhone{});
  SUBCASE("changes") {
    world.state.phone_base = "https://other.example/go/B1";
    views_changed(world.state);
    CHECK(world.state.phone_url == "https://other.example/go/B1/repair");
    CHECK(world.state.screen == ScreenId::phone);
  }
  SUBCASE("goes") {
    world.state.phone_base.clear();
    views_changed(world.state);
    CHECK(world.state.screen == ScreenId::form);
    CHECK(world.state.phone_url.empty());
  }
}

TEST_CASE("after the session nothing tells what was gone on with") {
  World world;
  (void)world.mean(state::ChooseKind{"repair"});
  (void)world.mean(state::GoOnWithPhone{});
  world.pass(90s);
  CHECK(world.state.screen == ScreenId::board);
  CHECK(world.state.phone_url.empty());
  CHECK(world.state.phone_title.empty());
}

TEST_CASE("another household's door takes the code away with the draft") {
  World world;
  world.unlock();
  (void)world.mean(state::ChooseKind{"home_visit"});
  (void)world.mean(state::GoOnWithPhone{});
  (void)world.mean(state::Open{ScreenId::find});
  (void)world.mean(state::ChooseHousehold{"3100004472"});
  CHECK(world.state.phone_url.empty());
  (void)world.mean(state::Back{});
  (void)world.mean(state::Back{});
  CHECK(world.state.screen != ScreenId::phone);
}
