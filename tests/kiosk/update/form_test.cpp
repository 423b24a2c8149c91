// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/form.hpp"

#include <doctest/doctest.h>

#include <cctype>

#include "sync/model/receipt.hpp"
#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using state::Form;
using state::ScreenId;

namespace {

base::Date day(const char* text) {
  return *base::parse_date(text);
}

}  // namespace

TEST_CASE("half-days are offered from tomorrow on, on working days, and a call last") {
  World world;
  // A Friday: the weekend is left out.
  const auto parts = offered_day_parts(world.rules.calendar, day("2026-11-20"));
  REQUIRE(parts.size() == 6);
  CHECK(parts[0].id == "2026-11-23/morning");
  CHECK(parts[0].days_ahead == 3);
  CHECK(parts[1].id == "2026-11-23/afternoon");
  CHECK(parts[2].id == "2026-11-24/morning");
  CHECK(parts[4].id == "2026-11-25/morning");
  CHECK(parts[5].part == state::DayPartView::Part::call);
  SUBCASE("a make-up working day counts, a holiday doesn't") {
    const auto calendar = model::WorkingCalendar::parse(
        R"({"year":2026,"source":"test","off":[{"name":"国庆节","from":"2026-10-01","to":"2026-10-02"}],"make_up":["2026-10-03"]})",
        "test");
    REQUIRE(calendar);
    CHECK(offered_day_parts(*calendar, day("2026-09-30"))[0].id == "2026-10-03/morning");
  }
}

TEST_CASE("a home visit takes three touches after the household is chosen") {
  for (const bool large : {false, true}) {
    CAPTURE(large);
    World world;
    world.unlock();
    if (large) (void)world.mean(state::ToggleLarge{});
    (void)world.mean(state::Open{ScreenId::services});
    (void)world.mean(state::ChooseKind{"home_visit"});
    (void)world.mean(state::ChooseAnswer{"who", "myself"});
    (void)world.mean(state::ChooseAnswer{"when", world.state.form.day_parts.front().id});
    CHECK(world.state.screen == ScreenId::summary);
    world.last = world.mean(state::Submit{});
    REQUIRE(world.effect<SubmitRequest>());
    const SubmitRequest& request = *world.effect<SubmitRequest>();
    CHECK(request.kind == "home_visit");
    CHECK(request.account == "3100004471");
    CHECK(request.answers == std::map<std::string, std::string>{{"who", "myself"}, {"when", "2026-11-23/morning"}});
    CHECK(request.promised_at);
  }
}

TEST_CASE("a question is asked only under its condition, and its answer is forgotten with it") {
  World world;
  world.unlock();
  (void)world.mean(state::ChooseKind{"home_visit"});
  (void)world.mean(state::ChooseAnswer{"who", "neighbour"});
  (void)world.mean(state::ChooseAnswer{"when", "call"});
  CHECK(world.state.screen == ScreenId::form);
  (void)world.mean(state::FocusField{"phone"});
  world.type("13800008000");
  CHECK(world.state.form.answers["phone"] == "13800008000");
  (void)world.mean(state::ChooseAnswer{"who", "myself"});
  CHECK_FALSE(world.state.form.answers.contains("phone"));
}

TEST_CASE("what is missing or wrong is named, and the form stays") {
  World world;
  (void)world.mean(state::ChooseKind{"repair"});
  SUBCASE("all on one page") {
    (void)world.mean(state::NextStep{});
    CHECK(world.state.form.problem_field == "problem");
    CHECK(world.state.form.problem == Form::Problem::missing);
    (void)world.mean(state::ChooseAnswer{"problem", "home"});
    CHECK(world.state.form.problem_field.empty());
    (void)world.mean(state::FocusField{"phone"});
    world.type("138");
    (void)world.mean(state::NextStep{});
    CHECK(world.state.form.problem_field == "phone");
    CHECK(world.state.form.problem == Form::Problem::malformed);
    CHECK(world.state.form.focused_field == "phone");
    world.type("00008000");
    CHECK(world.state.form.problem_field.empty());
    (void)world.mean(state::NextStep{});
    CHECK(world.state.screen == ScreenId::summary);
  }
  SUBCASE("a question a screen in large type") {
    (void)world.mean(state::ToggleLarge{});
    (void)world.mean(state::NextStep{});
    CHECK(world.state.form.problem_field == "problem");
    CHECK(world.state.form.step == 0);
    (void)world.mean(state::ChooseAnswer{"problem", "home"});
    CHECK(world.state.form.step == 1);
    CHECK(world.state.form.focused_field == "phone");
    world.type("13800008000");
    (void)world.mean(state::NextStep{});
    CHECK(world.state.form.step == 2);
    (void)world.mean(state::NextStep{});
    CHECK(world.state.screen == ScreenId::summary);
    (void)world.mean(state::Back{});
    CHECK(world.state.screen == ScreenId::form);
    CHECK(world.state.form.step == 2);
    (void)world.mean(state::Back{});
    (void)world.mean(state::Back{});
    CHECK(world.state.form.step == 0);
    (void)world.mean(state::Back{});
    CHECK(world.state.screen == ScreenId::board);
  }
}

TEST_CASE("names take any character, those beyond the BMP too, up to their length in characters") {
  World world;
  world.unlock();
  (void)world.mean(state::ChooseKind{"change_of_name"});
  world.type("ouyang");
  CHECK(world.state.keys.composing == "ouyang");
  REQUIRE(world.effect<AskPinyin>());
  CHECK(world.effect<AskPinyin>()->for_name);
  world.pick("欧阳", 6);
  CHECK(world.state.keys.composing.empty());
  world.type("ji");
  world.pick("𠮷", 2);
  CHECK(world.state.form.answers["new_name"] == "欧阳𠮷");
  (void)world.mean(state::PressKey{"𬱖"});
  (void)world.mean(state::PressKey{"龑"});
  CHECK(world.state.form.answers["new_name"] == "欧阳𠮷𬱖");
  (void)world.mean(state::ErasePress{});
  CHECK(world.state.form.answers["new_name"] == "欧阳𠮷");
}

TEST_CASE("a candidate takes its letters, the rest is asked again") {
  World world;
  (void)world.mean(state::ChooseKind{"repair"});
  (void)world.mean(state::FocusField{"where"});
  world.type("loudaoli");
  world.pick("楼道", 6);
  CHECK(world.state.form.answers["where"] == "楼道");
  CHECK(world.state.keys.composing == "li");
  REQUIRE(world.effect<AskPinyin>());
  CHECK(world.effect<AskPinyin>()->letters == "li");
}

TEST_CASE("an answer to older letters is dropped, and candidates of older letters can't be picked") {
  World world;
  (void)world.mean(state::ChooseKind{"repair"});
  (void)world.mean(state::FocusField{"where"});
  world.type("lo");
  const std::uint64_t old = world.state.keys.asked;
  world.type("u");
  pinyin_answered(world.state, old, {{"咯", 2}});
  CHECK(world.state.keys.candidates.empty());
  pinyin_answered(world.state, world.state.keys.asked, {{"楼", 3}});
  world.type("d");
  (void)world.mean(state::PickCandidate{0});
  CHECK(world.state.form.answers["where"].empty());
}

TEST_CASE("letters stop at thirty") {
  World world;
  (void)world.mean(state::ChooseKind{"repair"});
  (void)world.mean(state::FocusField{"where"});
  world.type("abcdefghijklmnopqrstuvwxyzabcdefghij");
  CHECK(world.state.keys.composing.size() == 30);
}

TEST_CASE("a request is handed in once, however often the button is touched") {
  World world;
  (void)world.mean(state::ChooseKind{"repair"});
  (void)world.mean(state::ChooseAnswer{"problem", "home"});
  (void)world.mean(state::FocusField{"phone"});
  world.type("13800008000");
  (void)world.mean(state::NextStep{});
  world.last = world.mean(state::Submit{});
  REQUIRE(world.effect<SubmitRequest>());
  CHECK(world.effect<SubmitRequest>()->account.empty());
  CHECK(world.effect<SubmitRequest>()->promised_at == world.now + std::chrono::minutes(45));
  world.last = world.mean(state::Submit{});
  CHECK_FALSE(world.effect<SubmitRequest>());
  SUBCASE("kept: the receipt, and nothing of the form") {
    submitted(world.state, "K7M-0042-Q");
    CHECK(world.state.screen == ScreenId::receipt);
    CHECK(world.state.last_receipt == "K7M-0042-Q");
    CHECK(world.state.last_receipt_kind == "repair");
    CHECK(world.state.form.answers.empty());
    (void)world.mean(state::Back{});
    CHECK(world.state.screen == ScreenId::board);
  }
  SUBCASE("another form begun meanwhile doesn't take the receipt away") {
    (void)world.mean(state::Home{});
    (void)world.mean(state::ChooseKind{"repair"});
    CHECK(world.state.screen == ScreenId::summary);
    CHECK(world.mean(state::Submit{}).empty());
    submitted(world.state, "K7M-0042-Q");
    CHECK(world.state.screen == ScreenId::receipt);
  }
  SUBCASE("not kept: said so, and it can be tried again") {
    submit_failed(world.state, "请稍后再试");
    CHECK(world.state.form.failure == "请稍后再试");
    CHECK(world.state.form.answers["phone"] == "13800008000");
    world.last = world.mean(state::Submit{});
    CHECK(world.effect<SubmitRequest>());
  }
  SUBCASE("the session ended meanwhile: no receipt on the board for the next one to read") {
    (void)world.mean(state::Finish{});
    submitted(world.state, "K7M-0042-Q");
    CHECK(world.state.screen == ScreenId::board);
    CHECK(world.state.last_receipt.empty());
  }
}

TEST_CASE("a receipt is looked up only if its check character fits") {
  World world;
  (void)world.mean(state::Open{ScreenId::follow});
  world.type("ABC");
  world.last = world.mean(state::LookUpReceipt{});
  CHECK(world.last.empty());
  CHECK(world.state.follow.problem == state::Follow::Problem::malformed);
  (void)world.mean(state::ClearPress{});
  const std::string receipt = model::make_receipt("K7M", 42);
  std::string typed;
  for (const char c : receipt) {
    if (c != '-') typed += static_cast<char>(std::tolower(c));
  }
  world.type(typed);
  world.last = world.mean(state::LookUpReceipt{});
  REQUIRE(world.effect<LookUpRequest>());
  CHECK(world.effect<LookUpRequest>()->receipt == receipt);
  request_found(world.state, receipt, {});
  CHECK(world.state.follow.problem == state::Follow::Problem::unknown);
}

TEST_CASE("typing asks for households, and a late answer to older letters is dropped") {
  World world;
  world.last = world.mean(state::Open{ScreenId::find});
  CHECK(world.effect<FindHouseholds>());
  world.type("50");
  REQUIRE(world.effect<FindHouseholds>());
  CHECK(world.effect<FindHouseholds>()->typed == "50");
  state::FindView view;
  view.total = 9;
  households_found(world.state, "5", view);
  CHECK(world.state.find.total == 0);
  households_found(world.state, "50", view);
  CHECK(world.state.find.total == 9);
}

TEST_CASE("a board is enrolled by staff on its own screen") {
  World world;
  (void)set_enrolled(world.state, false);
  world.type("ab7");
  world.last = world.mean(state::Submit{});
  REQUIRE(world.effect<EnrolBoard>());
  CHECK(world.effect<EnrolBoard>()->code == "AB7");
  CHECK(world.state.enrol.asking);
  SUBCASE("refused") {
    enrol_failed(world.state, "登记码不对");
    CHECK_FALSE(world.state.enrol.asking);
    CHECK(world.state.enrol.problem == "登记码不对");
  }
  SUBCASE("taken") {
    (void)set_enrolled(world.state, true);
    CHECK(world.state.screen == ScreenId::board);
    CHECK(world.state.enrol.typed.empty());
  }
}
