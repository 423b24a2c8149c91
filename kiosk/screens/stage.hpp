// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What every screen of this room is given, the frame around it, and the parts that several screens share.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/screens/screens.hpp"
#include "kiosk/screens/words.hpp"
#include "kiosk/widgets/buttons.hpp"
#include "kiosk/widgets/flow.hpp"

namespace gridboard::kiosk::screens {

using widgets::AccessNode;
using widgets::Align;
using widgets::Block;
using widgets::Button;
using widgets::Face;
using widgets::Palette;
using widgets::Rect;
using widgets::Role;
using widgets::Type;
using widgets::Words;

struct Stage {
  const state::AppState& state;
  const model::Catalogue& catalogue;
  Ui& ui;
  state::Intents& intents;
  bool above_manager = false, above_strip = false;  // drawn above the reach by the header, to be read only

  void mean(state::Intent intent) { intents.push_back(std::move(intent)); }
  [[nodiscard]] const Palette& colours() const { return ui.colours(); }
  [[nodiscard]] bool unlocked() const { return state.session.unlocked.has_value(); }
  [[nodiscard]] std::size_t page() const {
    const auto found = state.page.find(state.screen);
    return found == state.page.end() ? 0 : found->second;
  }
  void turn(int by) {
    if (by != 0) mean(state::TurnPage{by});
  }
};

// --- the frame: header above, foot below -------------------------------------------------------------------------

// Cuts the header off the top, and whatever else lies above Ui::reach_top. Empty texts: those of the state.
void draw_header(Stage& stage, Rect& rest, std::string_view title = {}, std::string_view subtitle = {});

// One thing to press in the foot beside Back, Home, Large type, language and Finish.
struct FootAction {
  std::string_view label;
  std::string id;
  std::string_view icon;
  bool enabled = true;
  Face face = Face::primary;
};
// Cuts the foot off the bottom. Returns whether the action was pressed.
bool draw_foot(Stage& stage, Rect& rest, const std::optional<FootAction>& action = {});
// How the glass is shown: type size, language, and the reach if that can be lowered.
struct FootButton {
  Button button;
  state::Intent intent;
  std::string_view mark;  // stands for the words where there is no room for them; "" if the icon does
};
[[nodiscard]] std::vector<FootButton> view_buttons(Stage& stage);
[[nodiscard]] float row_width(Ui& ui, const std::vector<FootButton>& buttons);
void draw_row(Stage& stage, Rect row, const std::vector<FootButton>& buttons);
// Takes icons, then words off, from the last on, until they fit side by side.
void fit(Ui& ui, std::vector<FootButton>& buttons, float room);
// The page between header and foot. Nothing in it lies above the reach.
[[nodiscard]] Rect page_of(Ui& ui, Rect rest);
[[nodiscard]] float page_inset(Ui& ui);  // from the page to header and foot
// Header and foot drawn, the page returned.
Rect frame(Stage& stage, std::string_view title, std::string_view subtitle = {});

// Columns of a flow: one in portrait, two in landscape.
[[nodiscard]] widgets::FlowArea flow_area(Ui& ui, Rect page, int columns_in_landscape = 2);

// --- parts -------------------------------------------------------------------------------------------------------

// What matters now, in one band that is touched as a whole.
struct Strip {
  std::string title, sentence;
  bool fault = false;  // red and a warning sign instead of amber and a bolt
  state::Intent intent;
};
[[nodiscard]] Strip strip_of(Stage& stage, const state::OutageView& view);
[[nodiscard]] float strip_height(Stage& stage, const Strip& strip, float width);
void draw_strip(Stage& stage, Rect rect, const Strip& strip, bool pressable = true);
// "正在停电 · 预计 18:30 来电", "11 月 29 日 8:00–11:30 计划停电"
[[nodiscard]] std::string outage_title(Stage& stage, const state::OutageView& view);
[[nodiscard]] inline bool is_red(const state::OutageView& view) {
  return view.outage.kind == model::OutageKind::fault || view.state_now == model::OutageState::ongoing;
}

[[nodiscard]] float notice_row_height(Stage& stage, const model::Notice& notice, float width);
void draw_notice_row(Stage& stage, Rect rect, const model::Notice& notice);

[[nodiscard]] float manager_height(Stage& stage, const state::ManagerView& manager, float width, bool pressable);
void draw_manager(Stage& stage, Rect rect, const state::ManagerView& manager, bool pressable);

// Whom to call: the manager, else the hotline; height 0 if the board knows neither.
[[nodiscard]] float contact_height(Stage& stage, float width);
[[nodiscard]] bool contact_is_pressable(const Stage& stage);
void draw_contact(Stage& stage, Rect rect);
// The strip, or one calm line if nothing is ahead. Cuts itself and `gap` off the top.
void draw_now(Stage& stage, Rect& rest, float gap);

// A heading over a list, with something said at its right end. Cuts itself off `rest`.
void section_cut(Stage& stage, Rect& rest, std::string_view title, std::string_view aside, const std::string& id);
[[nodiscard]] float section_height(Ui& ui);

// Blocks for a flow.
[[nodiscard]] Block text_block(Ui& ui, const std::string& text, Type type, bool bold, ImU32 fg, float width,
                               const std::string& id, Role role = Role::text);
[[nodiscard]] Block heading_block(Ui& ui, const std::string& text, float width, const std::string& id);
[[nodiscard]] Block button_block(Ui& ui, Button button, float width, std::function<void()> pressed);

// A sentence in the middle of an otherwise empty page, with an icon above.
void draw_message(Stage& stage, Rect rect, std::string_view icon, std::string_view title, std::string_view sentence,
                  const std::string& id);

// A QR code on white with its quiet zone. `least_mm` is the smallest module. Returns false if it can't be shown so
// large.
struct QrLook {
  std::string_view payload;
  std::string id, name, spoken;
};
[[nodiscard]] float qr_side(Ui& ui, std::string_view payload);  // with quiet zone; 0 if it can't be encoded
void draw_qr(Ui& ui, Rect rect, const QrLook& look);

// --- screens -----------------------------------------------------------------------------------------------------

void draw_board(Stage& stage);
void draw_hall(Stage& stage);
void draw_find(Stage& stage);
void draw_unlock(Stage& stage);
void draw_bill(Stage& stage);
void draw_outages(Stage& stage);
void draw_outage(Stage& stage);
void draw_notices(Stage& stage);
void draw_notice(Stage& stage);
void draw_services(Stage& stage);
void draw_form(Stage& stage);
void draw_summary(Stage& stage);
void draw_receipt(Stage& stage);
void draw_follow(Stage& stage);
void draw_contacts(Stage& stage);
void draw_records(Stage& stage);
void draw_same_report(Stage& stage);
void draw_questions(Stage& stage);
void draw_question(Stage& stage);
void draw_phone(Stage& stage);
void draw_sign_in(Stage& stage);
void draw_maintenance(Stage& stage);
void draw_out_of_service(Stage& stage);
void draw_enrol(Stage& stage);
// These lie over the others; they have no header and foot of the usual kind.
void draw_takeover(Stage& stage);
void draw_attract(Stage& stage);
void draw_night(Stage& stage);

}  // namespace gridboard::kiosk::screens
