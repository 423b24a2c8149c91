// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/screens/stand.hpp"

#include <stdexcept>

namespace gridboard::tests {
namespace {

template <class T>
T must(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return *std::move(result);
}

kiosk::platform::DisplayOptions glass(bool portrait) {
  kiosk::platform::DisplayOptions options;
  options.headless = true;
  options.width = portrait ? 1080 : 1920;
  options.height = portrait ? 1920 : 1080;
  options.px_per_mm = 4.03f;
  return options;
}

}  // namespace

Stand::Stand(bool portrait, const std::string& theme)
    : display_(must(kiosk::platform::Display::open(glass(portrait)))),
      text_(must(kiosk::text::TextEngine::open())),
      english_(must(kiosk::text::Messages::load(std::string(GRIDBOARD_SHARE_DIR) + "/locale/en.mo", kiosk::text::Locale::en))),
      theme_(must(kiosk::widgets::Theme::load(std::string(GRIDBOARD_SOURCE_DIR) + "/assets/themes/" + theme + ".json"))),
      pictures_(std::string(GRIDBOARD_SHARE_DIR) + "/icons", std::string(GRIDBOARD_SHARE_DIR) + "/portraits") {}

kiosk::state::Intents Stand::draw(const kiosk::state::AppState& state, const model::Catalogue& catalogue, int frames) {
  kiosk::state::Intents intents;
  for (int i = 0; i < frames; ++i) {
    display_->wait(std::chrono::milliseconds(0));
    display_->begin_frame(0.016f);
    kiosk::widgets::Ui ui{theme_,  *text_, state.english ? english_ : chinese_, pictures_, tree_, display_->size(), display_->px_per_mm(),
                          state.large};
    kiosk::screens::draw(state, catalogue, ui, intents);
    ImGui::Render();
    display_->present(*ImGui::GetDrawData(), theme_.normal.colours.ground);
  }
  return intents;
}

}  // namespace gridboard::tests
