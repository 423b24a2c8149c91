// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A glass without a window, to draw screens on.

#include <memory>
#include <string>

#include "kiosk/platform/display.hpp"
#include "kiosk/screens/screens.hpp"

namespace gridboard::tests {

// A glass as it hangs: its pixels, how dense they are, and how high above the floor its lower edge is.
struct Glass {
  int width = 1080, height = 1920;
  float px_per_mm = 4.03f;  // 21.5 inches
  float bottom_mm = 760;

  // Of so many inches across; 16 to 9, those of ten inches 16 to 10.
  [[nodiscard]] static Glass of_inches(float inches, bool portrait);
  // By how much its page is larger or smaller than the theme has it.
  [[nodiscard]] float scale() const;
  // Controls lie at most so high above the floor: 1,220 mm, or 1,120 mm in lowered mode.
  [[nodiscard]] float reach_top(bool lowered) const;
};

class Stand {
 public:
  explicit Stand(const Glass& glass, const std::string& theme = "state-grid");
  Stand(bool portrait, const std::string& theme = "state-grid") : Stand(Glass::of_inches(21.5f, portrait), theme) {}

  // Draws the state until nothing moves; its widgets are in tree(), its intents in the return value.
  kiosk::state::Intents draw(const kiosk::state::AppState& state, const model::Catalogue& catalogue, int frames = 1);
  // The same without pixels.
  kiosk::state::Intents lay_out(const kiosk::state::AppState& state, const model::Catalogue& catalogue);
  [[nodiscard]] const kiosk::widgets::AccessTree& tree() const { return tree_; }
  [[nodiscard]] kiosk::platform::Display& display() { return *display_; }
  [[nodiscard]] kiosk::text::TextEngine& text() { return *text_; }
  [[nodiscard]] kiosk::widgets::Pictures& pictures() { return pictures_; }
  [[nodiscard]] const Glass& glass() const { return glass_; }
  [[nodiscard]] const kiosk::widgets::ThemeFace& face(bool large) const { return large ? theme_.large : theme_.normal; }

 private:
  void draw_frame(const kiosk::state::AppState& state, const model::Catalogue& catalogue,
                  kiosk::state::Intents& intents);

  Glass glass_;
  std::unique_ptr<kiosk::platform::Display> display_;
  std::unique_ptr<kiosk::text::TextEngine> text_;
  kiosk::text::Messages chinese_, english_;
  kiosk::widgets::Theme theme_;
  kiosk::widgets::Pictures pictures_;
  kiosk::widgets::AccessTree tree_;
};

}  // namespace gridboard::tests
