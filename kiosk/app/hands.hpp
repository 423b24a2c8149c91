// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A resident's hands for tours, tests and benchmarks: they touch what the accessibility tree names, through the same
// input as real fingers.

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "kiosk/app/board.hpp"

namespace gridboard::kiosk::app {

class Hands {
 public:
  Hands(Board& board, base::Clock& clock) : board_(board), clock_(clock) {}

  using Matches = std::function<bool(const widgets::AccessNode&)>;
  // Null if nothing on the glass matches. Valid until the next turn of the loop.
  [[nodiscard]] const widgets::AccessNode* find(const Matches& matches) const;
  [[nodiscard]] const widgets::AccessNode* find(std::string_view id) const;
  [[nodiscard]] const widgets::AccessNode* find_button(std::string_view id_starts) const;

  // Touches the middle and waits until the board has settled. False if there is no such widget or it is disabled.
  bool tap(std::string_view id);
  bool tap(const Matches& matches);
  // Down and up at this place of the picture, whatever is there.
  void touch(ImVec2 at);
  // Of several: the board follows the first that is down.
  void finger(std::int64_t finger, ImVec2 at, platform::Display::Phase phase);
  void key(ImGuiKey key);
  void key_with_shift(ImGuiKey key);
  void type(std::string_view text);  // on a keyboard
  void press_speech();               // F1
  void press_staff();                // F12
  void wheel(ImVec2 at, float steps);
  // Turns pages until the widget is there: `pager` is the pager's id. From the page that is shown on, to the last.
  bool turn_to(std::string_view pager, const Matches& matches);

  // Until nothing that was asked is open and the last frame shows the state, or 10 s have passed.
  void settle();
  bool wait_until(const std::function<bool()>& reached, std::chrono::milliseconds at_most);

 private:
  bool touch(const widgets::AccessNode* node);

  Board& board_;
  base::Clock& clock_;
};

}  // namespace gridboard::kiosk::app
