// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/screens/stand.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace gridboard::tests {
namespace {

template <class T>
T must(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return *std::move(result);
}

kiosk::platform::DisplayOptions options_of(const Glass& glass) {
  kiosk::platform::DisplayOptions options;
  options.headless = true;
  options.width = glass.width;
  options.height = glass.height;
  options.px_per_mm = glass.px_per_mm;
  return options;
}

}  // namespace

Glass Glass::of_inches(float inches, bool portrait) {
  if (inches < 11) {
    const float dense = std::round(std::hypot(1280.0f, 800.0f) / (inches * 25.4f) * 100) / 100;
    return portrait ? Glass{800, 1280, dense, 760} : Glass{1280, 800, dense, 850};
  }
  const float long_side_mm = inches * 25.4f * 16 / std::hypot(16.0f, 9.0f);
  // To the hundredth, as a board's setting has it.
  const float density = std::round(1920 / long_side_mm * 100) / 100;
  return portrait ? Glass{1080, 1920, density, 760} : Glass{1920, 1080, density, 850};
}

float Glass::scale() const {
  return kiosk::widgets::scale_of_side(static_cast<float>(std::min(width, height)) / px_per_mm);
}

float Glass::reach_top(bool lowered) const {
  const float above_mm = bottom_mm + static_cast<float>(height) / px_per_mm - (lowered ? 1120.0f : 1220.0f);
  return std::max(0.0f, std::ceil(above_mm * px_per_mm));
}

Stand::Stand(const Glass& glass, const std::string& theme)
    : glass_(glass),
      display_(must(kiosk::platform::Display::open(options_of(glass)))),
      text_(must(kiosk::text::TextEngine::open())),
      english_(must(
          kiosk::text::Messages::load(std::string(GRIDBOARD_SHARE_DIR) + "/locale/en.mo", kiosk::text::Locale::en))),
      theme_(
          must(kiosk::widgets::Theme::load(std::string(GRIDBOARD_SOURCE_DIR) + "/assets/themes/" + theme + ".json"))),
      pictures_(std::string(GRIDBOARD_SHARE_DIR) + "/icons", std::string(GRIDBOARD_SHARE_DIR) + "/portraits",
                std::string(GRIDBOARD_SHARE_DIR) + "/pictures") {}

void Stand::draw_frame(const kiosk::state::AppState& state, const model::Catalogue& catalogue,
                       kiosk::state::Intents& intents) {
  display_->wait(std::chrono::milliseconds(0));
  display_->begin_frame(0.016f);
  kiosk::widgets::Ui ui{theme_,
                        *text_,
                        state.english ? english_ : chinese_,
                        pictures_,
                        tree_,
                        display_->size(),
                        display_->px_per_mm(),
                        state.large,
                        glass_.reach_top(state.lowered)};
  ui.heard = {state.speech.node, state.speech.sentence, state.speech.from, state.speech.to};
  ui.pointer_way = display_->pointer_way();
  kiosk::screens::draw(state, catalogue, ui, intents);
  ImGui::Render();
}

kiosk::state::Intents Stand::draw(const kiosk::state::AppState& state, const model::Catalogue& catalogue, int frames) {
  kiosk::state::Intents intents;
  for (int i = 0; i < frames; ++i) {
    draw_frame(state, catalogue, intents);
    display_->present(*ImGui::GetDrawData(), theme_.normal.colours.ground);
  }
  return intents;
}

kiosk::state::Intents Stand::lay_out(const kiosk::state::AppState& state, const model::Catalogue& catalogue) {
  kiosk::state::Intents intents;
  draw_frame(state, catalogue, intents);
  return intents;
}

}  // namespace gridboard::tests
