// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Input in the order in which it came, fed to ImGui a frame at a time: ImGui 1.86 keeps only the last state of a frame,
// so a press and its release must not meet in one.

#include <deque>
#include <span>
#include <string_view>
#include <vector>

#include <imgui.h>

namespace gridboard::kiosk::platform {

class InputQueue {
 public:
  // Names the keys for ImGui; call once when the context is made.
  static void set_up(ImGuiIO& io);

  void move(ImVec2 at);
  void leave();  // the finger is off the glass
  void button(ImVec2 at, bool down);
  void touch(ImVec2 at, bool down);
  void wheel(ImVec2 at, float steps);
  void key(ImGuiKey key, bool down);
  void shift(bool down);
  void text(std::string_view utf8);
  // Where the picture's corner lies on the glass: places are given on the glass and handed on in the picture.
  void set_shift(ImVec2 shift) { shift_ = shift; }
  void forget();

  [[nodiscard]] bool empty() const { return events_.empty(); }
  // Hands on what one frame can take.
  void feed(ImGuiIO& io);
  // Where the finger or the mouse was since the frame before, in its order. While it is down no place is left out, so that
  // what is written keeps its shape on a slow frame.
  [[nodiscard]] std::span<const ImVec2> way() const { return way_; }

 private:
  enum class Kind { move, leave, button, wheel, key, shift, character };
  struct Event {
    Kind kind = Kind::move;
    ImVec2 at{};
    bool down = false;
    float steps = 0;
    int key = 0;
    char32_t character = 0;
  };
  struct Taken {
    bool button = false, wheel = false, key = false, moved = false;
  };
  static bool fits(const Event& event, const Taken& taken);
  static void apply(const Event& event, ImGuiIO& io);

  std::deque<Event> events_;
  std::vector<ImVec2> way_;
  bool down_ = false;  // as of the newest event
  ImVec2 shift_{};
};

}  // namespace gridboard::kiosk::platform
