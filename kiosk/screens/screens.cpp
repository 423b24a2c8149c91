// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/screens.hpp"

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {
namespace {

using state::ScreenId;

// What a resident has typed or unlocked: its glyphs go to pages that the end of the session wipes.
bool is_private(const state::AppState& state) {
  switch (state.screen) {
    case ScreenId::board:
    case ScreenId::outages:
    case ScreenId::outage:
    case ScreenId::notices:
    case ScreenId::notice:
    case ScreenId::contacts:
    case ScreenId::out_of_service:
    case ScreenId::enrol: return false;
    default: return true;
  }
}

void draw_screen(Stage& stage) {
  switch (stage.state.screen) {
    case ScreenId::board: return stage.state.board.hall ? draw_hall(stage) : draw_board(stage);
    case ScreenId::find: return draw_find(stage);
    case ScreenId::unlock: return draw_unlock(stage);
    case ScreenId::bill: return draw_bill(stage);
    case ScreenId::outages: return draw_outages(stage);
    case ScreenId::outage: return draw_outage(stage);
    case ScreenId::notices: return draw_notices(stage);
    case ScreenId::notice: return draw_notice(stage);
    case ScreenId::services: return draw_services(stage);
    case ScreenId::form: return draw_form(stage);
    case ScreenId::summary: return draw_summary(stage);
    case ScreenId::receipt: return draw_receipt(stage);
    case ScreenId::follow: return draw_follow(stage);
    case ScreenId::contacts: return draw_contacts(stage);
    case ScreenId::out_of_service: return draw_out_of_service(stage);
    case ScreenId::enrol: return draw_enrol(stage);
  }
}

}  // namespace

void draw(const state::AppState& state, const model::Catalogue& catalogue, widgets::Ui& ui, state::Intents& intents) {
  ui.access.begin_frame();
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(ui.size);
  constexpr ImGuiWindowFlags kBare = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollWithMouse;
  if (ImGui::Begin("glass", nullptr, kBare)) {
    ImGui::PushID(static_cast<int>(state.screen));  // each screen has a keyboard focus of its own
    Stage stage{state, catalogue, ui, intents};
    const bool keep_apart = is_private(state);
    if (keep_apart) ui.text.begin_private();
    draw_screen(stage);
    if (keep_apart) ui.text.end_private();
    ImGui::PopID();
  }
  ImGui::End();
  ImGui::PopStyleVar(2);
}

}  // namespace gridboard::kiosk::screens
