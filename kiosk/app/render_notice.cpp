// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/render_notice.hpp"

#include "kiosk/app/header_words.hpp"
#include "kiosk/app/public_views.hpp"
#include "kiosk/app/reach.hpp"
#include "kiosk/platform/display.hpp"
#include "kiosk/platform/png.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/update/session.hpp"

namespace gridboard::kiosk::app {
namespace {

using base::Result;

constexpr int kShorterSide = 1080, kLongerSide = 1920;
constexpr int kFrames = 2;  // as after a touch: one that measures what is new, one that shows it
constexpr float kFrameSeconds = 1.0f / 60;

Result<text::Messages> messages_for(const Settings& settings, bool english) {
  if (!english) return text::Messages();
  return text::Messages::load(settings.share_folder + "/locale/en.mo", text::Locale::en);
}

state::AppState state_of(const RenderRequest& request, const Glass& glass, base::Zone zone,
                         const text::Messages& messages) {
  state::AppState state;
  state.large = state.defaults.large = request.large;
  state.english = state.defaults.english = request.english;
  state.can_lower = can_lower(glass);
  HeaderWords words = header_words(messages, false, request.supplier, request.place);
  state.header.title = std::move(words.title);
  state.header.subtitle = std::move(words.subtitle);
  state.header.now = base::to_civil(request.now, zone);
  state.header.freshness = freshness_view(request.now, request.now, zone);
  state.board.hotline = state.contacts.hotline = request.hotline;
  state.contacts.supplier = request.supplier;
  state.notices = state.board.notices = {{request.notice}};
  std::optional<state::OutageView> outage;
  if (request.outage) outage = state::OutageView{*request.outage, model::state_at(*request.outage, request.now), 0};
  if (request.notice.urgent) {
    state.takeover = state::TakeoverView{request.notice, std::move(outage)};
    return state;
  }
  update::touched(state, request.now);
  state.history = {state::ScreenId::board, state::ScreenId::notices};
  state.screen = state::ScreenId::notice;
  state.open_notice = request.notice.id;
  return state;
}

void draw(platform::Display& display, const state::AppState& state, widgets::Ui& ui) {
  const model::Catalogue catalogue;  // no notice shows any of it
  for (int frame = 0; frame < kFrames; ++frame) {
    display.begin_frame(kFrameSeconds);
    state::Intents intents;
    screens::draw(state, catalogue, ui, intents);
    ImGui::Render();
    display.present(*ImGui::GetDrawData(), ui.colours().ground);
  }
}

}  // namespace

Result<std::string> render_notice(const Settings& settings, const RenderRequest& request) {
  platform::DisplayOptions options;
  options.headless = true;
  options.fullscreen = false;
  options.width = request.landscape ? kLongerSide : kShorterSide;
  options.height = request.landscape ? kShorterSide : kLongerSide;
  auto display = platform::Display::open(options);
  if (!display) return tl::unexpected(display.error());
  auto text = text::TextEngine::open();
  if (!text) return tl::unexpected(text.error());
  const auto theme = widgets::Theme::load(settings.assets_folder + "/themes/" + settings.theme + ".json");
  if (!theme) return tl::unexpected(theme.error());
  const auto messages = messages_for(settings, request.english);
  if (!messages) return tl::unexpected(messages.error());
  widgets::Pictures pictures(settings.share_folder + "/icons", settings.share_folder + "/portraits",
                             settings.share_folder + "/pictures");
  if (!request.picture.empty()) pictures.hold(request.notice.picture->sha256, request.picture);

  const ImVec2 size = (*display)->size();
  const Glass glass{size.x, size.y, (*display)->px_per_mm(), settings.glass_bottom_mm};
  const state::AppState state = state_of(request, glass, settings.zone, *messages);
  widgets::AccessTree access;
  widgets::Ui ui{
      *theme, **text, *messages, pictures, access, size, glass.px_per_mm, request.large, reach_top_px(glass, false)};
  draw(**display, state, ui);
  return platform::png_of((*display)->pixels(), options.width);
}

}  // namespace gridboard::kiosk::app
