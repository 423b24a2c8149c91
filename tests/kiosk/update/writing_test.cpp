// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Writing by hand: strokes, candidates while one writes, one character after another.
#include "kiosk/update/writing.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using state::KeyMode;

namespace {

// In large type the pen is what a name is entered with.
void open_name(World& world) {
  world.unlock();
  (void)world.mean(state::ToggleLarge{});
  (void)world.mean(state::ChooseKind{"change_of_name"});
}

std::string name_of(World& world) {
  return world.state.form.answers["new_name"];
}

}  // namespace

TEST_CASE("each stroke that ends is asked with those before it") {
  World world;
  open_name(world);
  REQUIRE(world.state.keys.mode == KeyMode::handwriting);
  CHECK(world.mean(state::PenDown{0, 0.2f, 0.5f}).empty());
  CHECK(world.mean(state::PenTo{0.5f, 0.5f}).empty());
  CHECK(world.mean(state::PenTo{0.5f, 0.5f}).empty());  // where it is already
  world.last = world.mean(state::PenUp{});
  const AskWriting* ask = world.effect<AskWriting>();
  REQUIRE(ask != nullptr);
  CHECK(ask->number == world.state.keys.asked);
  CHECK(ask->keys.empty());
  REQUIRE(ask->strokes.size() == 1);
  CHECK(ask->strokes[0] == state::PenStroke{{0.2f, 0.5f}, {0.5f, 0.5f}});
  world.write(0);
  ask = world.effect<AskWriting>();
  REQUIRE(ask != nullptr);
  CHECK(ask->strokes.size() == 2);
}

TEST_CASE("a stroke that was begun in the other field takes the first candidate of this one") {
  World world;
  open_name(world);
  world.write(0);
  SUBCASE("once that is known") {
    writing_answered(world.state, world.state.keys.asked, {"大", "太"});
    world.write(1);
    CHECK(name_of(world) == "大");
    CHECK(world.state.keys.written.size() == 1);
    CHECK(world.state.keys.writing_field == 1);
    CHECK(world.state.keys.candidates.empty());
  }
  SUBCASE("not before: nothing is lost, and nothing begins") {
    world.write(1);
    CHECK(name_of(world).empty());
    CHECK(world.state.keys.written.size() == 1);
    CHECK(world.state.keys.writing_field == 0);
  }
  SUBCASE("what nobody can read is left out") {
    writing_answered(world.state, world.state.keys.asked, {});
    world.write(1);
    CHECK(name_of(world).empty());
    CHECK(world.state.keys.writing_field == 1);
  }
  SUBCASE("where there is no room for it, it is left out too") {
    world.state.form.answers["new_name"] = "欧阳修文";  // as long as it may be
    writing_answered(world.state, world.state.keys.asked, {"大"});
    world.write(1);
    CHECK(name_of(world) == "欧阳修文");
  }
}

TEST_CASE("picking a candidate clears the field") {
  World world;
  open_name(world);
  world.write(0);
  writing_answered(world.state, world.state.keys.asked, {"大", "太"});
  (void)world.mean(state::PickCandidate{1});
  CHECK(name_of(world) == "太");
  CHECK(world.state.keys.written.empty());
  CHECK(world.state.keys.candidates.empty());
  CHECK(world.state.keys.asked == world.state.keys.answered);
  SUBCASE("not while a stroke is under way") {
    world.write(0);
    writing_answered(world.state, world.state.keys.asked, {"大"});
    (void)world.mean(state::PenDown{0, 0.5f, 0.5f});
    (void)world.mean(state::PickCandidate{0});
    CHECK(name_of(world) == "太");
  }
}

TEST_CASE("strokes are taken back one by one, then the text is erased") {
  World world;
  open_name(world);
  world.state.form.answers["new_name"] = "欧阳";
  world.write(0);
  world.write(0);
  writing_answered(world.state, world.state.keys.asked, {"大"});
  world.last = world.mean(state::UndoStroke{});
  REQUIRE(world.effect<AskWriting>() != nullptr);
  CHECK(world.effect<AskWriting>()->strokes.size() == 1);
  world.last = world.mean(state::ErasePress{});
  CHECK(world.effect<AskWriting>() == nullptr);
  CHECK(world.state.keys.written.empty());
  CHECK(world.state.keys.candidates.empty());
  CHECK(name_of(world) == "欧阳");
  (void)world.mean(state::UndoStroke{});
  CHECK(name_of(world) == "欧阳");
  (void)world.mean(state::ErasePress{});
  CHECK(name_of(world) == "欧");
  SUBCASE("writing it again keeps the text") {
    world.write(0);
    (void)world.mean(state::ClearPress{});
    CHECK(world.state.keys.written.empty());
    CHECK(name_of(world) == "欧");
    (void)world.mean(state::ClearPress{});
    CHECK(name_of(world).empty());
  }
}

TEST_CASE("a late answer is no candidate") {
  World world;
  open_name(world);
  world.write(0);
  const std::uint64_t first = world.state.keys.asked;
  world.write(0);
  writing_answered(world.state, first, {"一"});
  CHECK(world.state.keys.candidates.empty());
  SUBCASE("nor is one for what was taken back or picked") {
    (void)world.mean(state::ClearPress{});
    writing_answered(world.state, first + 1, {"二"});
    CHECK(world.state.keys.candidates.empty());
  }
  SUBCASE("nor one of letters") {
    pinyin_answered(world.state, world.state.keys.asked, {{"张", 5}});
    CHECK(world.state.keys.candidates.empty());
  }
}

TEST_CASE("the pen stays in its field, and never writes more than is kept") {
  World world;
  open_name(world);
  (void)world.mean(state::PenDown{0, -4, 0.5f});
  (void)world.mean(state::PenTo{9, 2});
  CHECK(world.state.keys.written[0] == state::PenStroke{{0, 0.5f}, {1, 1}});
  (void)world.mean(state::PenTo{std::nanf(""), 0});
  (void)world.mean(state::PenDown{0, 0, INFINITY});
  (void)world.mean(state::PenDown{state::kWritingFields, 0, 0});
  CHECK(world.state.keys.written.size() == 1);
  for (std::size_t i = 0; i < 3 * state::kMostPoints; ++i) {
    const float at = static_cast<float>(i) / static_cast<float>(3 * state::kMostPoints);
    (void)world.mean(state::PenTo{at, at});
  }
  CHECK(world.state.keys.written[0].size() <= state::kMostPoints);
  CHECK(world.state.keys.written[0].size() > state::kMostPoints / 4);
  CHECK(world.state.keys.written[0].back().x > 0.99f);
  (void)world.mean(state::PenUp{});
  for (std::size_t i = 0; i < 2 * state::kMostStrokes; ++i) world.write(0);
  CHECK(world.state.keys.written.size() == state::kMostStrokes);
  CHECK(impossible(world.state, world.context) == "");
}

TEST_CASE("a pen that comes down where nothing is written by hand does nothing") {
  World world;
  SUBCASE("on the board") {}
  SUBCASE("in a field of figures") {
    (void)world.mean(state::ToggleLarge{});
    (void)world.mean(state::ChooseKind{"repair"});
    (void)world.mean(state::ChooseAnswer{"problem", "home"});
    REQUIRE(world.state.form.focused_field == "phone");
  }
  SUBCASE("while letters are typed") {
    open_name(world);
    (void)world.mean(state::SetKeyMode{KeyMode::pinyin});
  }
  world.write(0);
  CHECK(world.state.keys.written.empty());
  CHECK_FALSE(world.state.keys.pen_down);
  CHECK(world.effect<AskWriting>() == nullptr);
}

TEST_CASE("who writes by hand can go on with a keyboard") {
  World world;
  open_name(world);
  world.write(0);
  world.last = world.mean(state::PressKey{"y"});
  CHECK(world.state.keys.mode == KeyMode::pinyin);
  CHECK(world.state.keys.composing == "y");
  CHECK(world.state.keys.written.empty());
  CHECK(world.effect<AskPinyin>() != nullptr);
}

TEST_CASE("what was written is gone with the session, and with the field") {
  World world;
  open_name(world);
  world.write(0);
  SUBCASE("the session") {
    (void)world.mean(state::Finish{});
  }
  SUBCASE("the screen") {
    (void)world.mean(state::Home{});
  }
  CHECK(world.state.keys.written.empty());
  writing_answered(world.state, world.state.keys.asked, {"大"});
  CHECK(world.state.keys.candidates.empty());
  CHECK(impossible(world.state, world.context) == "");
}
