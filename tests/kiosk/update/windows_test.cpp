// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/windows.hpp"

#include <doctest/doctest.h>

#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using namespace std::chrono_literals;
using state::ScreenId;

namespace {

// Chosen, and on the summary.
void choose(World& world) {
  world.unlock();
  (void)world.mean(state::OpenOutage{"O1"});
  (void)world.mean(state::ChooseMaintenance{"O1"});
  (void)world.mean(state::ChooseAnswer{"window", "2"});
}

}  // namespace

TEST_CASE("a household chooses a window of its outage: the household, the window, done") {
  for (const bool large : {false, true}) {
    CAPTURE(large);
    World world;
    if (large) (void)world.mean(state::ToggleLarge{});
    (void)world.mean(state::Open{ScreenId::outages});
    (void)world.mean(state::OpenOutage{"O1"});
    (void)world.mean(state::ChooseMaintenance{"O1"});
    CHECK(world.state.screen == ScreenId::find);
    world.unlock();
    CHECK(world.state.screen == ScreenId::form);
    REQUIRE(world.state.form.windows.size() == 2);
    CHECK(world.state.form.windows[1].id == "2");
    CHECK(world.state.form.windows[1].from == world.state.outages[0].outage.windows[1].from);
    (void)world.mean(state::ChooseAnswer{"window", "3"});
    CHECK(world.state.form.answers.empty());
    (void)world.mean(state::ChooseAnswer{"window", "2"});
    CHECK(world.state.screen == ScreenId::summary);
    world.last = world.mean(state::Submit{});
    REQUIRE(world.effect<SubmitRequest>());
    CHECK(world.effect<SubmitRequest>()->kind == "maintenance_window");
    CHECK(world.effect<SubmitRequest>()->account == "3100004471");
    CHECK(world.effect<SubmitRequest>()->outage_id == "O1");
    CHECK(world.effect<SubmitRequest>()->answers == std::map<std::string, std::string>{{"window", "2"}});
    CHECK_FALSE(world.effect<SubmitRequest>()->promised_at);
  }
}

TEST_CASE("Back from the choice leads to the outage") {
  World world;
  (void)world.mean(state::Open{ScreenId::outages});
  (void)world.mean(state::OpenOutage{"O1"});
  (void)world.mean(state::ChooseMaintenance{"O1"});
  world.unlock();
  (void)world.mean(state::Back{});
  CHECK(world.state.screen == ScreenId::outage);
}

TEST_CASE("there is nothing to choose once the time is over, or without windows") {
  World world;
  world.unlock();
  (void)world.mean(state::OpenOutage{"O1"});
  model::Outage& outage = world.state.outages[0].outage;
  bool chooses = false;
  SUBCASE("one second before") {
    world.now = *outage.choose_by - 1s;
    chooses = true;
  }
  SUBCASE("at the deadline") {
    world.now = *outage.choose_by;
  }
  SUBCASE("no windows") {
    outage.windows.clear();
  }
  SUBCASE("decided") {
    outage.chosen_window = "1";
  }
  (void)world.mean(state::ChooseMaintenance{"O1"});
  CHECK(world.state.screen == (chooses ? ScreenId::form : ScreenId::outage));
}

TEST_CASE("the deadline passes at the PIN pad: the outage says what holds now") {
  World world;
  (void)world.mean(state::Open{ScreenId::outages});
  (void)world.mean(state::OpenOutage{"O1"});
  (void)world.mean(state::ChooseMaintenance{"O1"});
  world.now = *world.state.outages[0].outage.choose_by;
  world.unlock();
  CHECK(world.state.screen == ScreenId::outage);
  CHECK(world.state.form.kind_id.empty());
}

TEST_CASE("the deadline passes while choosing: it is said kindly, and nothing is handed in") {
  World world;
  world.now = *world.state.outages[0].outage.choose_by - 10s;
  choose(world);
  CHECK(world.state.form.failure.empty());
  CHECK(next_tick(world.state, world.context) == world.state.outages[0].outage.choose_by);
  world.pass(9s);
  SUBCASE("one second before it is taken") {
    world.last = world.mean(state::Submit{});
    CHECK(world.effect<SubmitRequest>());
  }
  SUBCASE("at the deadline it isn't") {
    world.pass(1s);
    CHECK_FALSE(world.state.form.failure.empty());
    world.last = world.mean(state::Submit{});
    CHECK_FALSE(world.effect<SubmitRequest>());
    CHECK_FALSE(world.state.form.failure.empty());
    CHECK(world.state.screen == ScreenId::summary);
  }
  SUBCASE("who chooses only then hears it at once") {
    (void)world.mean(state::Back{});
    world.now += 1s;
    (void)world.mean(state::ChooseAnswer{"window", "1"});
    CHECK(world.state.screen == ScreenId::summary);
    CHECK_FALSE(world.state.form.failure.empty());
  }
}

TEST_CASE("the outage is called off while choosing") {
  World world;
  choose(world);
  world.state.outages.clear();
  views_changed(world.state);
  world.last = world.mean(state::Submit{});
  CHECK_FALSE(world.effect<SubmitRequest>());
  CHECK_FALSE(world.state.form.failure.empty());
}

TEST_CASE("a choice for one outage is no draft for another") {
  World world;
  world.state.outages.push_back({world.reserved("O2")});
  choose(world);
  (void)world.mean(state::Home{});
  (void)world.mean(state::OpenOutage{"O2"});
  (void)world.mean(state::ChooseMaintenance{"O2"});
  CHECK(world.state.form.outage_id == "O2");
  CHECK(world.state.form.answers.empty());
  SUBCASE("while for the same one it goes on") {
    (void)world.mean(state::ChooseAnswer{"window", "1"});
    (void)world.mean(state::Home{});
    (void)world.mean(state::OpenOutage{"O2"});
    (void)world.mean(state::ChooseMaintenance{"O2"});
    CHECK(world.state.form.answers["window"] == "1");
  }
}

TEST_CASE("it isn't among the services") {
  World world;
  world.unlock();
  (void)world.mean(state::ChooseKind{"maintenance_window"});
  CHECK(world.state.screen == ScreenId::bill);
}
