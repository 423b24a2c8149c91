// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/screens.hpp"

#include <string>

#include "kiosk/screens/entry.hpp"
#include "kiosk/screens/stage.hpp"
#include "kiosk/widgets/focus.hpp"

namespace gridboard::kiosk::screens {
namespace {

using state::ScreenId;

// What a resident has typed or unlocked: its glyphs go to pages that the end of the session wipes.
bool is_private(ScreenId shown) {
  switch (shown) {
    case ScreenId::board:
    case ScreenId::outages:
    case ScreenId::outage:
    case ScreenId::notices:
    case ScreenId::notice:
    case ScreenId::contacts:
    case ScreenId::records:
    case ScreenId::sign_in:
    case ScreenId::maintenance:
    case ScreenId::out_of_service:
    case ScreenId::enrol:
    case ScreenId::takeover:
    case ScreenId::attract:
    case ScreenId::night:
      return false;
    case ScreenId::find:
    case ScreenId::unlock:
    case ScreenId::bill:
    case ScreenId::services:
    case ScreenId::form:
    case ScreenId::summary:
    case ScreenId::receipt:
    case ScreenId::follow:
    case ScreenId::same_report:
    case ScreenId::phone:
    case ScreenId::questions:
    case ScreenId::question:
      return true;
  }
  return true;
}

void draw_screen(Stage& stage, ScreenId shown) {
  switch (shown) {
    case ScreenId::board:
      return stage.state.board.hall ? draw_hall(stage) : draw_board(stage);
    case ScreenId::find:
      return draw_find(stage);
    case ScreenId::unlock:
      return draw_unlock(stage);
    case ScreenId::bill:
      return draw_bill(stage);
    case ScreenId::outages:
      return draw_outages(stage);
    case ScreenId::outage:
      return draw_outage(stage);
    case ScreenId::notices:
      return draw_notices(stage);
    case ScreenId::notice:
      return draw_notice(stage);
    case ScreenId::services:
      return draw_services(stage);
    case ScreenId::form:
      return draw_form(stage);
    case ScreenId::summary:
      return draw_summary(stage);
    case ScreenId::receipt:
      return draw_receipt(stage);
    case ScreenId::follow:
      return draw_follow(stage);
    case ScreenId::contacts:
      return draw_contacts(stage);
    case ScreenId::records:
      return draw_records(stage);
    case ScreenId::same_report:
      return draw_same_report(stage);
    case ScreenId::phone:
      return draw_phone(stage);
    case ScreenId::questions:
      return draw_questions(stage);
    case ScreenId::question:
      return draw_question(stage);
    case ScreenId::sign_in:
      return draw_sign_in(stage);
    case ScreenId::maintenance:
      return draw_maintenance(stage);
    case ScreenId::out_of_service:
      return draw_out_of_service(stage);
    case ScreenId::enrol:
      return draw_enrol(stage);
    case ScreenId::takeover:
      return draw_takeover(stage);
    case ScreenId::attract:
      return draw_attract(stage);
    case ScreenId::night:
      return draw_night(stage);
  }
}

// Where the keyboard begins anew: at another screen, another answer, and another step of a form in large type.
std::string place_of(const state::AppState& state, ScreenId shown) {
  std::string place = state::name_of(shown);
  if (shown == ScreenId::form && state.large) place += "." + std::to_string(state.form.step);
  if (shown == ScreenId::question && !state.questions.read.empty()) place += "." + state.questions.read.back().id;
  return place;
}

}  // namespace

void draw(const state::AppState& state, const model::Catalogue& catalogue, widgets::Ui& ui, state::Intents& intents) {
  const ScreenId shown = state::shown_screen(state);
  widgets::begin_frame(ui, place_of(state, shown));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(ui.size);
  constexpr ImGuiWindowFlags kBare = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                     ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav;
  if (ImGui::Begin("glass", nullptr, kBare)) {
    ImGui::PushID(static_cast<int>(shown));
    Stage stage{state, catalogue, ui, intents};
    // Speech tells a household's figures to headphones alone.
    ui.access.keep_private(shown == ScreenId::bill);
    const bool keep_apart = is_private(shown);
    if (keep_apart) ui.text.begin_private();
    draw_screen(stage, shown);
    take_keyboard(stage);
    if (keep_apart) ui.text.end_private();
    widgets::end_frame(ui);
    ImGui::PopID();
  }
  ImGui::End();
  ImGui::PopStyleVar(2);
}

}  // namespace gridboard::kiosk::screens
