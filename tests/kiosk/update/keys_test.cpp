// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// How characters are entered: what is usual, what a person chose, strokes and letters.
#include "kiosk/update/keys.hpp"

#include <doctest/doctest.h>

#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using state::KeyMode;

namespace {

void open_name(World& world) {
  if (!world.state.session.unlocked) world.unlock();
  (void)world.mean(state::ChooseKind{"change_of_name"});
}

std::string name_of(World& world) {
  return world.state.form.answers["new_name"];
}

}  // namespace

TEST_CASE("characters are entered by pinyin, by hand in large type, by letters in English") {
  World world;
  SUBCASE("normal") {
    open_name(world);
    CHECK(world.state.keys.mode == KeyMode::pinyin);
    SUBCASE("and it changes with the type size and the language") {
      (void)world.mean(state::ToggleLarge{});
      CHECK(world.state.keys.mode == KeyMode::handwriting);
      (void)world.mean(state::ToggleLocale{});
      CHECK(world.state.keys.mode == KeyMode::letters);
    }
    SUBCASE("but not under what is being composed") {
      world.type("zh");
      (void)world.mean(state::ToggleLarge{});
      CHECK(world.state.keys.mode == KeyMode::pinyin);
      CHECK(world.state.keys.composing == "zh");
    }
  }
  SUBCASE("large type") {
    (void)world.mean(state::ToggleLarge{});
    open_name(world);
    CHECK(world.state.keys.mode == KeyMode::handwriting);
  }
  SUBCASE("English") {
    (void)world.mean(state::ToggleLocale{});
    open_name(world);
    CHECK(world.state.keys.mode == KeyMode::letters);
    CHECK(world.state.keys.capitals);
  }
}

TEST_CASE("what a person chose is kept for the next field and gone with the session") {
  World world;
  open_name(world);
  (void)world.mean(state::SetKeyMode{KeyMode::strokes});
  (void)world.mean(state::Home{});
  (void)world.mean(state::Open{state::ScreenId::questions});
  CHECK(world.state.keys.mode == KeyMode::strokes);
  (void)world.mean(state::SetKeyMode{KeyMode::digits});  // for a figure, not for good
  (void)world.mean(state::Home{});
  open_name(world);
  CHECK(world.state.keys.mode == KeyMode::strokes);
  (void)world.mean(state::Finish{});
  world.unlock();
  open_name(world);
  CHECK(world.state.keys.mode == KeyMode::pinyin);
}

TEST_CASE("strokes are asked in their order, and a picked character stands for all of them") {
  World world;
  open_name(world);
  (void)world.mean(state::SetKeyMode{KeyMode::strokes});
  world.type("hp*");
  const AskWriting* ask = world.effect<AskWriting>();
  REQUIRE(ask != nullptr);
  CHECK(ask->keys == "hp*");
  CHECK(ask->strokes.empty());
  world.type("xq5");  // no strokes
  CHECK(world.state.keys.composing == "hp*");
  SUBCASE("picked") {
    writing_answered(world.state, world.state.keys.asked, {"大", "𠮷"});
    (void)world.mean(state::PickCandidate{1});
    CHECK(name_of(world) == "𠮷");
    CHECK(world.state.keys.composing.empty());
  }
  SUBCASE("erased from the end") {
    world.last = world.mean(state::ErasePress{});
    REQUIRE(world.effect<AskWriting>() != nullptr);
    CHECK(world.effect<AskWriting>()->keys == "hp");
  }
  SUBCASE("a late answer is dropped") {
    writing_answered(world.state, world.state.keys.asked - 1, {"大"});
    CHECK(world.state.keys.candidates.empty());
  }
  SUBCASE("never more than are kept") {
    for (int i = 0; i < 100; ++i) world.type("h");
    CHECK(world.state.keys.composing.size() == kMaxComposingStrokes);
  }
}

TEST_CASE("letters stay as they are typed, a capital for one letter") {
  World world;
  open_name(world);
  (void)world.mean(state::SetKeyMode{KeyMode::letters});
  (void)world.mean(state::ToggleCapitals{});
  CHECK(world.state.keys.capitals);
  world.type("A");
  CHECK_FALSE(world.state.keys.capitals);
  world.type("n ");
  CHECK(name_of(world) == "An ");
  CHECK(world.state.keys.capitals);  // the next word of a name
  world.type("O");
  CHECK(name_of(world) == "An O");
  world.type("x");  // no room
  CHECK(name_of(world) == "An O");
  CHECK(world.effect<AskPinyin>() == nullptr);
}

TEST_CASE("only letters have capitals") {
  World world;
  open_name(world);
  (void)world.mean(state::ToggleCapitals{});
  CHECK_FALSE(world.state.keys.capitals);
}

TEST_CASE("modes are chosen only where characters are entered") {
  World world;
  (void)world.mean(state::ChooseKind{"repair"});
  (void)world.mean(state::FocusField{"phone"});
  (void)world.mean(state::SetKeyMode{KeyMode::handwriting});
  CHECK(world.state.keys.mode == KeyMode::digits);
  (void)world.mean(state::Home{});
  (void)world.mean(state::Open{state::ScreenId::find});
  (void)world.mean(state::SetKeyMode{KeyMode::strokes});
  CHECK(world.state.keys.mode == KeyMode::digits);
  (void)world.mean(state::SetKeyMode{KeyMode::letters});
  CHECK(world.state.keys.mode == KeyMode::letters);
  CHECK_FALSE(world.state.session.writes_by.has_value());
}

TEST_CASE("pages of candidates turn by themselves, pages of the screen stay") {
  World world;
  open_name(world);
  world.type("yi");
  std::vector<Candidate> many;
  for (int i = 0; i < 40; ++i) many.push_back({"一", 2});
  pinyin_answered(world.state, world.state.keys.asked, many);
  (void)world.mean(state::TurnCandidates{2});
  CHECK(world.state.keys.page == 2);
  (void)world.mean(state::TurnCandidates{-9});
  CHECK(world.state.keys.page == 0);
  (void)world.mean(state::TurnPage{1});
  CHECK(world.state.keys.page == 0);
  CHECK(world.state.page[state::ScreenId::form] == 1);
  world.type("n");
  CHECK(world.state.keys.page == 0);
}
