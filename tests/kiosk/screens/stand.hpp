// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A glass without a window, to draw screens on.

#include <memory>
#include <string>

#include "kiosk/platform/display.hpp"
#include "kiosk/screens/screens.hpp"

namespace gridboard::tests {

class Stand {
 public:
  Stand(bool portrait, const std::string& theme = "state-grid");

  // Draws the state until nothing moves; its widgets are in tree(), its intents in the return value.
  kiosk::state::Intents draw(const kiosk::state::AppState& state, const model::Catalogue& catalogue, int frames = 1);
  [[nodiscard]] const kiosk::widgets::AccessTree& tree() const { return tree_; }
  [[nodiscard]] kiosk::platform::Display& display() { return *display_; }
  [[nodiscard]] kiosk::text::TextEngine& text() { return *text_; }
  [[nodiscard]] const kiosk::widgets::ThemeFace& face(bool large) const { return large ? theme_.large : theme_.normal; }

 private:
  std::unique_ptr<kiosk::platform::Display> display_;
  std::unique_ptr<kiosk::text::TextEngine> text_;
  kiosk::text::Messages chinese_, english_;
  kiosk::widgets::Theme theme_;
  kiosk::widgets::Pictures pictures_;
  kiosk::widgets::AccessTree tree_;
};

}  // namespace gridboard::tests
