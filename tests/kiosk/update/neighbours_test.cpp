// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/neighbours.hpp"

#include <doctest/doctest.h>

#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using namespace std::chrono_literals;
using state::ScreenId;

namespace {

void hand_in(World& world) {
  (void)world.mean(state::NextStep{});
  world.last = world.mean(state::Submit{});
}

}  // namespace

TEST_CASE("right after the answer the board asks whether it is what a neighbour has reported") {
  for (const bool large : {false, true}) {
    CAPTURE(large);
    World world;
    if (large) (void)world.mean(state::ToggleLarge{});
    (void)world.mean(state::ChooseKind{"repair"});
    (void)world.mean(state::ChooseAnswer{"problem", "building"});
    CHECK(world.state.screen == ScreenId::same_report);
    REQUIRE(world.state.form.neighbour);
    CHECK(world.state.form.neighbour->id == "R1");
  }
}

TEST_CASE("it asks only about what fits: kind, choice, and not older than 48 hours") {
  World world;
  (void)world.mean(state::ChooseKind{"repair"});
  SUBCASE("one's own home is nobody else's") {
    (void)world.mean(state::ChooseAnswer{"problem", "home"});
    CHECK(world.state.screen == ScreenId::form);
  }
  SUBCASE("another choice") {
    (void)world.mean(state::ChooseAnswer{"problem", "lights"});
    CHECK(world.state.screen == ScreenId::form);
  }
  SUBCASE("another kind") {
    world.state.reports[0].kind_id = "home_visit";
    (void)world.mean(state::ChooseAnswer{"problem", "building"});
    CHECK(world.state.screen == ScreenId::form);
  }
  SUBCASE("one second before the 48 hours are over") {
    world.state.reports[0].reported_at = world.now - 48h + 1s;
    (void)world.mean(state::ChooseAnswer{"problem", "building"});
    CHECK(world.state.screen == ScreenId::same_report);
  }
  SUBCASE("at 48 hours") {
    world.state.reports[0].reported_at = world.now - 48h;
    (void)world.mean(state::ChooseAnswer{"problem", "building"});
    CHECK(world.state.screen == ScreenId::same_report);
  }
  SUBCASE("one second after") {
    world.state.reports[0].reported_at = world.now - 48h - 1s;
    (void)world.mean(state::ChooseAnswer{"problem", "building"});
    CHECK(world.state.screen == ScreenId::form);
  }
  SUBCASE("of several the newest") {
    world.state.reports.push_back({"R2", "repair", "building", "3 栋", world.now - 1min});
    world.state.reports.push_back({"R3", "repair", "building", "3 栋", world.now - 2h});
    (void)world.mean(state::ChooseAnswer{"problem", "building"});
    REQUIRE(world.state.form.neighbour);
    CHECK(world.state.form.neighbour->id == "R2");
  }
}

TEST_CASE("the same: nothing more is needed but a phone number, for who wants to be called") {
  for (const bool large : {false, true}) {
    CAPTURE(large);
    World world;
    if (large) (void)world.mean(state::ToggleLarge{});
    (void)world.mean(state::ChooseKind{"repair"});
    (void)world.mean(state::ChooseAnswer{"problem", "building"});
    (void)world.mean(state::AnswerSameReport{true});
    CHECK(world.state.screen == ScreenId::form);
    CHECK(world.state.form.focused_field == "phone");
    CHECK(world.state.form.same_as == "R1");
    const auto asked = state::asked_fields(world.state.form, *world.catalogue.find("repair"));
    REQUIRE(asked.size() == 2);
    CHECK(asked[0]->id == "problem");
    CHECK(asked[1]->id == "phone");
    CHECK_FALSE(state::is_required(world.state.form, *asked[1]));
    std::map<std::string, std::string> expected{{"problem", "building"}};
    SUBCASE("without") {}
    SUBCASE("with one") {
      world.type("13800008000");
      expected["phone"] = "13800008000";
    }
    hand_in(world);
    REQUIRE(world.effect<SubmitRequest>());
    CHECK(world.effect<SubmitRequest>()->same_as == "R1");
    CHECK(world.effect<SubmitRequest>()->answers == expected);
  }
}

TEST_CASE("a phone number that is no phone number is still said to be wrong") {
  World world;
  (void)world.mean(state::ChooseKind{"repair"});
  (void)world.mean(state::ChooseAnswer{"problem", "building"});
  (void)world.mean(state::AnswerSameReport{true});
  world.type("138");
  (void)world.mean(state::NextStep{});
  CHECK(world.state.form.problem_field == "phone");
  CHECK(world.state.form.problem == state::Form::Problem::malformed);
}

TEST_CASE("not the same: the form goes on as for any other, and it isn't asked twice") {
  for (const bool large : {false, true}) {
    CAPTURE(large);
    World world;
    if (large) (void)world.mean(state::ToggleLarge{});
    (void)world.mean(state::ChooseKind{"repair"});
    (void)world.mean(state::ChooseAnswer{"problem", "building"});
    (void)world.mean(state::AnswerSameReport{false});
    CHECK(world.state.screen == ScreenId::form);
    CHECK(world.state.form.same_as.empty());
    CHECK(world.state.form.step == (large ? 1 : 0));
    (void)world.mean(state::ChooseAnswer{"problem", "lights"});
    (void)world.mean(state::FocusField{"problem"});
    (void)world.mean(state::ChooseAnswer{"problem", "building"});
    CHECK(world.state.screen == ScreenId::form);
    (void)world.mean(state::FocusField{"phone"});
    hand_in(world);
    CHECK(world.state.form.problem_field == "phone");
    world.type("13800008000");
    (void)world.mean(state::NextStep{});
    hand_in(world);
    REQUIRE(world.effect<SubmitRequest>());
    CHECK(world.effect<SubmitRequest>()->same_as.empty());
  }
}

TEST_CASE("whoever answers the first question differently after \"the same\" fills in a form of their own") {
  World world;
  (void)world.mean(state::ChooseKind{"repair"});
  (void)world.mean(state::ChooseAnswer{"problem", "building"});
  (void)world.mean(state::AnswerSameReport{true});
  (void)world.mean(state::ChooseAnswer{"problem", "home"});
  CHECK(world.state.form.same_as.empty());
  CHECK_FALSE(world.state.form.neighbour);
  CHECK(state::asked_fields(world.state.form, *world.catalogue.find("repair")).size() == 3);
  (void)world.mean(state::NextStep{});
  CHECK(world.state.form.problem_field == "phone");
}

TEST_CASE("who goes back from the question is asked again before it goes on") {
  World world;
  (void)world.mean(state::ChooseKind{"repair"});
  (void)world.mean(state::ChooseAnswer{"problem", "building"});
  (void)world.mean(state::Back{});
  CHECK(world.state.screen == ScreenId::form);
  (void)world.mean(state::NextStep{});
  CHECK(world.state.screen == ScreenId::same_report);
  SUBCASE("and not about an answer that is no longer given") {
    (void)world.mean(state::Back{});
    (void)world.mean(state::ChooseAnswer{"problem", "home"});
    (void)world.mean(state::NextStep{});
    CHECK(world.state.screen == ScreenId::form);
    CHECK(world.state.form.problem_field == "phone");
  }
}

TEST_CASE("a report that is done meanwhile takes the question with it") {
  World world;
  (void)world.mean(state::ChooseKind{"repair"});
  (void)world.mean(state::ChooseAnswer{"problem", "building"});
  SUBCASE("others may go") {
    world.state.reports.push_back({"R2", "repair", "building", "3 栋", world.now - 1min});
    views_changed(world.state);
    CHECK(world.state.screen == ScreenId::same_report);
  }
  SUBCASE("this one") {
    world.state.reports.clear();
    views_changed(world.state);
    CHECK(world.state.screen == ScreenId::form);
    CHECK(world.state.form.answers["problem"] == "building");
    CHECK_FALSE(world.state.form.neighbour);
    (void)world.mean(state::AnswerSameReport{true});
    CHECK(world.state.form.same_as.empty());
  }
}
