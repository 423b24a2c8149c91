// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Asking: what is asked while one types, answers one after another, and what they lead to.
#include "kiosk/update/questions.hpp"

#include <doctest/doctest.h>

#include "kiosk/state/asked.hpp"
#include "kiosk/update/typed.hpp"
#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using state::AskedFor;
using state::KeyMode;
using state::ScreenId;

TEST_CASE("those asked most come first, then what fits") {
  World world;
  world.last = world.mean(state::Open{ScreenId::questions});
  REQUIRE(world.effect<AskQuestions>() != nullptr);
  CHECK(world.effect<AskQuestions>()->typed.empty());
  world.answer_questions();
  CHECK(world.state.questions.found.size() == 3);

  world.type("t");
  REQUIRE(world.effect<AskQuestions>() != nullptr);
  CHECK(world.effect<AskQuestions>()->typed == "t");  // the letters as they stand
  CHECK(world.effect<AskPinyin>() != nullptr);
  world.type("z");
  CHECK(world.effect<AskQuestions>()->typed == "tz");
  world.pick("跳闸", 2);
  REQUIRE(world.effect<AskQuestions>() != nullptr);
  CHECK(world.effect<AskQuestions>()->typed == "跳闸");
  world.last = world.mean(state::ErasePress{});
  REQUIRE(world.effect<AskQuestions>() != nullptr);
  CHECK(world.effect<AskQuestions>()->typed == "跳");
  world.last = world.mean(state::ClearPress{});
  REQUIRE(world.effect<AskQuestions>() != nullptr);
  CHECK(world.effect<AskQuestions>()->typed.empty());
}

TEST_CASE("strokes aren't asked as letters") {
  World world;
  world.ask_questions();
  (void)world.mean(state::SetKeyMode{KeyMode::strokes});
  world.type("hs");
  REQUIRE(world.effect<AskQuestions>() != nullptr);
  CHECK(world.effect<AskQuestions>()->typed.empty());
}

TEST_CASE("leaving pinyin takes its letters out of the question") {
  World world;
  world.ask_questions();
  world.type("tz");
  world.last = world.mean(state::SetKeyMode{KeyMode::handwriting});
  REQUIRE(world.effect<AskQuestions>() != nullptr);
  CHECK(world.effect<AskQuestions>()->typed.empty());
}

TEST_CASE("a late answer changes nothing") {
  World world;
  world.ask_questions();
  world.type("t");
  const std::uint64_t old = world.state.questions.asked;
  world.type("z");
  questions_answered(world.state, old, {}, {});
  CHECK(world.state.questions.found.size() == 3);  // those of before, until the newest answer comes
  world.answer_questions();
  questions_answered(world.state, world.state.questions.asked, {}, {});  // answered already
  CHECK(world.state.questions.found.size() == 3);
  (void)world.mean(state::Finish{});
  questions_answered(world.state, world.state.questions.asked, World::questions(), {});
  CHECK(world.state.questions.found.empty());
  CHECK(impossible(world.state, world.context) == "");
}

TEST_CASE("a question that is typed keeps within its bounds") {
  World world;
  world.ask_questions();
  (void)world.mean(state::SetKeyMode{KeyMode::letters});
  for (int i = 0; i < 100; ++i) world.type("a");
  CHECK(world.state.questions.typed.size() == kMaxQuestionCharacters);
}

TEST_CASE("answers lead to answers, Back leads through them to the list") {
  World world;
  world.ask_questions();
  world.type("tz");
  world.answer_questions();
  (void)world.mean(state::OpenQuestion{"none"});
  CHECK(world.state.screen == ScreenId::questions);
  (void)world.mean(state::OpenQuestion{"q1"});
  REQUIRE(world.state.screen == ScreenId::question);
  CHECK(world.state.questions.read.back().id == "q1");
  (void)world.mean(state::OpenQuestion{"q2"});
  (void)world.mean(state::OpenQuestion{"q2"});  // it is read already
  CHECK(world.state.questions.read.size() == 2);
  (void)world.mean(state::Back{});
  CHECK(world.state.screen == ScreenId::question);
  CHECK(world.state.questions.read.back().id == "q1");
  (void)world.mean(state::Back{});
  CHECK(world.state.screen == ScreenId::questions);
  CHECK(world.state.questions.typed == "tz");  // what was found is still what is asked
  CHECK(world.state.questions.found.size() == 3);
  (void)world.mean(state::Back{});
  CHECK(world.state.screen == ScreenId::board);
}

TEST_CASE("answers that are read one after another don't grow without end") {
  World world;
  world.ask_questions();
  (void)world.mean(state::OpenQuestion{"q1"});
  for (int i = 0; i < 100; ++i) (void)world.mean(state::OpenQuestion{i % 2 == 0 ? "q2" : "q1"});
  CHECK(world.state.questions.read.size() == kMostRead);
}

TEST_CASE("an answer leads to what does it") {
  World world;
  world.ask_questions();
  SUBCASE("a form") {
    (void)world.mean(state::OpenQuestion{"q1"});
    (void)world.mean(state::DoWhatWasAsked{});
    CHECK(world.state.screen == ScreenId::form);
    CHECK(world.state.form.kind_id == "repair");
    (void)world.mean(state::Back{});
    CHECK(world.state.screen == ScreenId::question);
  }
  SUBCASE("a screen, by way of the household") {
    (void)world.mean(state::OpenQuestion{"q2"});
    world.last = world.mean(state::DoWhatWasAsked{});
    CHECK(world.state.screen == ScreenId::find);
    CHECK(world.effect<FindHouseholds>() != nullptr);
  }
  SUBCASE("notices of a kind") {
    world.state.questions.found[2].open = "notices.safety";
    (void)world.mean(state::OpenQuestion{"q3"});
    (void)world.mean(state::DoWhatWasAsked{});
    CHECK(world.state.screen == ScreenId::notices);
    CHECK(world.state.notice_category == static_cast<int>(model::NoticeCategory::safety));
  }
  SUBCASE("nowhere, if nobody knows where that is") {
    (void)world.mean(state::OpenQuestion{"q3"});
    (void)world.mean(state::DoWhatWasAsked{});
    CHECK(world.state.screen == ScreenId::question);
  }
  SUBCASE("nothing from the list itself") {
    (void)world.mean(state::DoWhatWasAsked{});
    CHECK(world.state.screen == ScreenId::questions);
  }
}

TEST_CASE("what a question leads to is a screen that can be opened, or a kind that is listed") {
  const World world;
  const auto of = [&](const char* open) {
    model::Question question;
    question.open = open;
    return state::asked_for(question, world.catalogue);
  };
  CHECK(of("").what == AskedFor::What::nothing);
  CHECK(of("bill").screen == ScreenId::bill);
  CHECK(of("notices").category == -1);
  CHECK(of("notices.tariff").category == static_cast<int>(model::NoticeCategory::tariff));
  CHECK(of("notices.none").what == AskedFor::What::nothing);
  CHECK(of("bill.tariff").what == AskedFor::What::nothing);
  CHECK(of("services").screen == ScreenId::services);
  CHECK(of("services.repair").kind_id == "repair");
  CHECK(of("repair").kind_id == "repair");
  CHECK(of("services.none").what == AskedFor::What::nothing);
  CHECK(of("maintenance_window").what == AskedFor::What::nothing);  // not listed
  CHECK(of("maintenance").what == AskedFor::What::nothing);         // for staff
  CHECK(of("night").what == AskedFor::What::nothing);
}
