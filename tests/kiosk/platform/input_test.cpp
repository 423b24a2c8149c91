// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <chrono>
#include <cstring>
#include <thread>

#include "glass.hpp"

namespace gridboard::kiosk::platform {
namespace {

using namespace std::chrono_literals;

// Runs frames for as long as the display has input to hand on.
int run(Glass& glass, const std::function<void(ImDrawList*)>& draw) {
  int frames = 0;
  while (glass.display->wait(0ms).input) {
    glass.frame(draw);
    REQUIRE(++frames < 100);
  }
  return frames;
}

struct TwoButtons {
  int first = 0, second = 0;
  void operator()(ImDrawList*) {
    ImGui::SetCursorPos(ImVec2(50, 50));
    if (ImGui::Button("first", ImVec2(120, 60))) ++first;
    ImGui::SetCursorPos(ImVec2(50, 150));
    if (ImGui::Button("second", ImVec2(120, 60))) ++second;
  }
};

}  // namespace

TEST_CASE("A tap whose press and release come together is one click") {
  Glass glass;
  TwoButtons buttons;
  glass.frame(std::ref(buttons));
  glass.display->inject_touch(ImVec2(110, 80), true);
  glass.display->inject_touch(ImVec2(110, 80), false);
  const int frames = run(glass, std::ref(buttons));
  CHECK(buttons.first == 1);
  CHECK(buttons.second == 0);
  CHECK(frames <= 3);
  CHECK(!ImGui::IsMousePosValid());
}

TEST_CASE("Taps in quick succession are each a click, in their order") {
  Glass glass;
  TwoButtons buttons;
  glass.frame(std::ref(buttons));
  for (int times = 0; times < 3; ++times) {
    for (const float y : {80.0f, 180.0f}) {
      glass.display->inject_touch(ImVec2(110, y), true);
      glass.display->inject_touch(ImVec2(110, y), false);
    }
  }
  run(glass, std::ref(buttons));
  CHECK(buttons.first == 3);
  CHECK(buttons.second == 3);
}

TEST_CASE("A finger that slides off before it lifts clicks nothing") {
  Glass glass;
  TwoButtons buttons;
  glass.frame(std::ref(buttons));
  glass.display->inject_touch(ImVec2(110, 80), true);
  glass.display->inject_touch(ImVec2(400, 400), false);
  run(glass, std::ref(buttons));
  CHECK(buttons.first == 0);
}

TEST_CASE("After a tap nothing stays hovered: the picture is what it was before") {
  Glass glass;
  TwoButtons buttons;
  glass.frame(std::ref(buttons));
  const auto before = glass.copy();
  glass.display->inject_touch(ImVec2(110, 80), true);
  run(glass, std::ref(buttons));
  CHECK(glass.copy() != before);
  glass.display->inject_touch(ImVec2(110, 80), false);
  run(glass, std::ref(buttons));
  glass.frame(std::ref(buttons));
  CHECK(glass.copy() == before);
}

TEST_CASE("Steps of the wheel that come together scroll together") {
  Glass glass;
  float scrolled = 0;
  const auto list = [&](ImDrawList*) {
    ImGui::BeginChild("rows", ImVec2(300, 300));
    ImGui::Dummy(ImVec2(10, 5000));
    scrolled = ImGui::GetScrollY();
    ImGui::EndChild();
  };
  glass.frame(list);
  glass.frame(list);  // ImGui knows how far a list scrolls once it has drawn it
  for (int step = 0; step < 3; ++step) glass.display->inject_wheel(ImVec2(150, 150), -1);
  const int frames = run(glass, list);
  glass.frame(list);
  CHECK(scrolled > 100);
  CHECK(frames == 1);
}

TEST_CASE("Keys are pressed for one frame each, and ImGui's own navigation leaves them alone") {
  Glass glass;
  TwoButtons buttons;
  glass.frame(std::ref(buttons));
  for (const auto key : {ImGuiKey_Tab, ImGuiKey_DownArrow, ImGuiKey_Enter, ImGuiKey_Space, ImGuiKey_Escape, ImGuiKey_Home}) {
    glass.display->inject_key(key);
    int pressed = 0, others = 0;
    run(glass, [&](ImDrawList* list) {
      buttons(list);
      pressed += ImGui::IsKeyPressed(key, false) ? 1 : 0;
      others += key != ImGuiKey_Space && ImGui::IsKeyPressed(ImGuiKey_Space, false) ? 1 : 0;
    });
    CHECK(pressed == 1);
    CHECK(others == 0);
  }
  CHECK(buttons.first + buttons.second == 0);
  CHECK_FALSE(ImGui::GetIO().NavActive);
}

TEST_CASE("Shift turns Tab round") {
  Glass glass;
  glass.display->inject_shift(true);
  glass.display->inject_key(ImGuiKey_Tab);
  glass.display->inject_shift(false);
  bool with_shift = false;
  run(glass, [&](ImDrawList*) { with_shift |= ImGui::IsKeyPressed(ImGuiKey_Tab, false) && ImGui::GetIO().KeyShift; });
  CHECK(with_shift);
  CHECK_FALSE(ImGui::GetIO().KeyShift);
}

TEST_CASE("A second finger is not there while the first is down") {
  Glass glass;
  TwoButtons buttons;
  glass.frame(std::ref(buttons));
  using Phase = Display::Phase;
  glass.display->inject_finger(1, ImVec2(110, 80), Phase::down);
  glass.display->inject_finger(2, ImVec2(110, 180), Phase::down);
  glass.display->inject_finger(2, ImVec2(110, 185), Phase::move);
  glass.display->inject_finger(2, ImVec2(110, 180), Phase::up);
  run(glass, std::ref(buttons));
  CHECK(buttons.second == 0);
  CHECK(ImGui::GetIO().MouseDown[0]);
  glass.display->inject_finger(1, ImVec2(110, 82), Phase::move);
  glass.display->inject_finger(1, ImVec2(110, 82), Phase::up);
  run(glass, std::ref(buttons));
  CHECK(buttons.first == 1);
  glass.display->inject_finger(2, ImVec2(110, 180), Phase::down);
  glass.display->inject_finger(2, ImVec2(110, 180), Phase::up);
  run(glass, std::ref(buttons));
  CHECK(buttons.second == 1);
}

TEST_CASE("Where the picture is moved, fingers find it there") {
  Glass glass;
  TwoButtons buttons;
  glass.display->set_shift(4, -3);
  glass.frame(std::ref(buttons));
  glass.display->inject_touch(ImVec2(51, 48), true);  // the first button's corner stands at 54, 47
  glass.display->inject_touch(ImVec2(51, 48), false);
  run(glass, std::ref(buttons));
  CHECK(buttons.first == 0);
  glass.display->inject_touch(ImVec2(173, 106), true);  // and its other one at 174, 107
  glass.display->inject_touch(ImVec2(173, 106), false);
  run(glass, std::ref(buttons));
  CHECK(buttons.first == 1);
}

TEST_CASE("What was typed and not used up can be forgotten") {
  Glass glass;
  glass.display->inject_text("4100123");
  glass.display->forget_input();
  CHECK_FALSE(glass.display->wait(0ms).input);
  CHECK(ImGui::GetIO().InputQueueCharacters.Capacity == 0);
}

TEST_CASE("What a scanner types arrives whole and before its Enter") {
  Glass glass;
  char field[64] = "";
  bool entered = false;
  const auto form = [&](ImDrawList*) {
    ImGui::SetKeyboardFocusHere();
    entered = ImGui::InputText("account", field, sizeof field, ImGuiInputTextFlags_EnterReturnsTrue) || entered;
  };
  glass.frame(form);
  glass.frame(form);
  glass.display->inject_text("4100123456789");
  glass.display->inject_key(ImGuiKey_Enter);
  run(glass, form);
  CHECK(std::string(field) == "4100123456789");
  CHECK(entered);
}

TEST_CASE("The speech key is reported once and is not an input for ImGui") {
  Glass glass;
  glass.display->inject_speech();
  const Display::Wake wake = glass.display->wait(10s);
  CHECK(wake.speech);
  CHECK(!wake.input);
  CHECK(!glass.display->wait(0ms).speech);
}

TEST_CASE("The key for staff is reported once and is not an input for ImGui") {
  Glass glass;
  glass.display->inject_staff();
  const Display::Wake wake = glass.display->wait(10s);
  CHECK(wake.staff);
  CHECK(!wake.input);
  CHECK(!glass.display->wait(0ms).staff);
}

TEST_CASE("Waiting ends by wake() from another thread, by the deadline, or at once when input is there") {
  Glass glass;
  SUBCASE("wake") {
    std::thread other([&] { glass.display->wake(); });
    CHECK(glass.display->wait(10s).woken);
    other.join();
    CHECK(!glass.display->wait(0ms).woken);
  }
  SUBCASE("deadline") {
    const Display::Wake wake = glass.display->wait(5ms);
    CHECK(!wake.woken);
    CHECK(!wake.input);
  }
  SUBCASE("input") {
    glass.display->inject_key(ImGuiKey_Tab);
    CHECK(glass.display->wait(10s).input);
  }
}

}  // namespace gridboard::kiosk::platform
