// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Finding a household among thousands: by door or account number, never by name. Only the rows in sight are laid out.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/slots.hpp"
#include "kiosk/screens/stage.hpp"
#include "kiosk/widgets/fields.hpp"
#include "kiosk/widgets/keys.hpp"

namespace gridboard::kiosk::screens {
namespace {

using state::KeyMode;

float row_height(Ui& ui) { return std::round(ui.mm(ui.large ? 24 : 19)); }

void draw_row(Stage& stage, Rect rect, const state::FoundView& row) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const std::string id = "find." + row.account;
  const widgets::Press press = widgets::press(ui, rect, id);
  widgets::paint_card(ui, rect);
  AccessNode node = widgets::node_at(Role::button, id, rect);
  Rect inside = rect.inset(std::round(ui.mm(5)), 0);
  const float icon = ui.em(Type::section);
  widgets::paint_icon(ui, "next", inside.cut_right(icon, icon * 0.5f).centred(icon, icon), c.deep);
  const float door = widgets::width_of(ui, {row.door, Type::section, true}) + 1;
  const Rect right = inside.cut_right(door, icon * 0.5f);
  widgets::paint(ui, inside, {row.place, Type::body, false, c.ink, c.card, Align::left, true}, node);
  widgets::paint(ui, right, {row.door, Type::section, true, c.ink, c.card, Align::left, true}, node);
  widgets::paint_press(ui, rect, press);
  node.part = AccessNode::Part::row;
  node.name = row.place + " " + row.door;
  node.spoken = ui.say("{0} {1}，按一下输入密码。", {row.place, row.door});
  widgets::finish(ui, std::move(node));
  if (press.clicked) stage.mean(state::ChooseHousehold{row.account});
}

// Whole rows only: by how many the finger or the wheel asks to move on.
int dragged_rows(Rect list, float pitch) {
  ImGuiIO& io = ImGui::GetIO();
  const auto inside = [&](ImVec2 at) {
    return at.x >= list.x && at.x < list.right() && at.y >= list.y && at.y < list.bottom();
  };
  if (io.MouseWheel != 0 && inside(io.MousePos)) return static_cast<int>(std::lround(-io.MouseWheel * 3));
  if (!ImGui::IsMouseDown(ImGuiMouseButton_Left) || !inside(io.MouseClickedPos[0])) return 0;
  const int rows = static_cast<int>((io.MouseClickedPos[0].y - io.MousePos.y) / pitch);
  // What was used up is taken off, the rest of the way counts for the next row.
  io.MouseClickedPos[0].y -= static_cast<float>(rows) * pitch;
  return rows;
}

void draw_list(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const auto& rows = stage.state.find.rows;
  const std::string count = counted(ui, "共 {0} 户", static_cast<std::int64_t>(stage.state.find.total));
  section_cut(stage, rect, stage.state.find_typed.empty() ? ui.tr("按门牌排列") : ui.tr("符合的门牌"), count, "find.results");
  if (rows.empty()) {
    return draw_message(stage, rect, "search", ui.tr("没有找到"), ui.tr("请核对户号或门牌，也可以请工作人员帮忙。"), "find.none");
  }
  // With room for hardly a row, the row and the pager are only as high as they have to be.
  const bool low = rect.h < row_height(ui) + ui.gap() + ui.button();
  const float row = low ? ui.target() : row_height(ui), pitch = row + ui.gap();
  std::size_t in_sight = std::max<std::size_t>(1, static_cast<std::size_t>((rect.h + ui.gap()) / pitch));
  Rect pager{};
  const bool scrolls = rows.size() > in_sight;
  if (scrolls) {
    pager = rect.cut_bottom(low ? ui.target() : ui.button(), ui.gap());
    in_sight = std::max<std::size_t>(1, static_cast<std::size_t>((rect.h + ui.gap()) / pitch));
  }
  const std::size_t last_first = rows.size() > in_sight ? rows.size() - in_sight : 0;
  const std::size_t first = std::min(stage.page(), last_first);
  AccessNode list = widgets::node_at(Role::list, "find.list", rect);
  list.name = std::string(ui.tr("找到的门牌"));
  list.spoken = ui.say("{0}，{1}。", {list.name, count});
  widgets::finish(ui, std::move(list));
  const Rect whole = rect;
  for (std::size_t i = first; i < std::min(rows.size(), first + in_sight); ++i) {
    draw_row(stage, rect.cut_top(row, ui.gap()), rows[i]);
  }
  if (!scrolls) return;
  int by = dragged_rows(whole, pitch);
  const std::size_t pages = (rows.size() + in_sight - 1) / in_sight;
  const std::size_t page = first == last_first ? pages - 1 : first / in_sight;
  by += widgets::draw_pager(ui, pager, page, pages, "find.pager") * static_cast<int>(in_sight);
  if (by == 0) return;
  const auto wanted =
      std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(first) + by, 0, static_cast<std::ptrdiff_t>(last_first));
  stage.turn(static_cast<int>(wanted - static_cast<std::ptrdiff_t>(stage.page())));
}

void take(Stage& stage, const widgets::KeyStroke& stroke) {
  if (stroke.kind == widgets::KeyStroke::Kind::text) stage.mean(state::PressKey{stroke.text});
  if (stroke.kind == widgets::KeyStroke::Kind::erase) stage.mean(state::ErasePress{});
  if (stroke.kind == widgets::KeyStroke::Kind::clear) stage.mean(state::ClearPress{});
}

// Digits or letters. Returns the width that both buttons take; draws them if there is a row for it.
float take_modes(Stage& stage, Rect row) {
  Ui& ui = stage.ui;
  const bool letters = stage.state.keys.mode == KeyMode::letters;
  Button digits_mode{"keys.digits", ui.tr("数字"), {}, {}, Face::outline, Type::body};
  Button letters_mode{"keys.letters", ui.tr("字母"), {}, {}, Face::outline, Type::body};
  digits_mode.part = letters_mode.part = AccessNode::Part::key;
  digits_mode.selected = !letters;
  letters_mode.selected = letters;
  const float width =
      std::max(widgets::width_of(ui, digits_mode), widgets::width_of(ui, letters_mode)) + ui.em(Type::body) * 2;
  if (row.h <= 0) return 2 * width + ui.gap();
  if (widgets::draw(ui, row.cut_left(width, ui.gap()), digits_mode)) stage.mean(state::SetKeyMode{KeyMode::digits});
  if (widgets::draw(ui, row.cut_left(width, ui.gap()), letters_mode)) stage.mean(state::SetKeyMode{KeyMode::letters});
  return 2 * width + ui.gap();
}

void draw_keys(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  if (stage.state.keys.mode == KeyMode::letters) {
    take(stage, widgets::letter_keys(ui, rect, widgets::LetterKeys::codes, "key"));
  } else {
    take(stage, widgets::digit_pad(ui, rect, widgets::kUsualDigits, true, "key"));
  }
}

}  // namespace

void draw_find(Stage& stage) {
  Ui& ui = stage.ui;
  if (!stage.state.board.hall && !stage.state.board.slots.empty()) {
    // At a unit's door nobody types: the doors themselves are the list.
    const Rect doors = frame(stage, ui.tr("请点自家门牌"), stage.state.header.title);
    draw_slots(stage, doors, plan_slots(stage, doors));
    return;
  }
  Rect page = frame(stage, ui.tr("查账单、缴电费"), ui.tr("按户号或门牌查找"));
  widgets::EntryBox box{"find.box", ui.tr("户号或门牌"), stage.state.find_typed};
  box.placeholder = ui.tr("输入户号，或楼号、门牌");
  box.active = true;
  box.type = Type::title;
  const float gap = ui.card_gap();
  if (ui.portrait()) {
    const float box_height = widgets::height_of(ui, box, page.w), modes = ui.button() + ui.gap();
    // Keys give way until a row of what was found is seen above them.
    const float list = section_height(ui) + row_height(ui) + ui.gap() + widgets::pager_height(ui);
    const float least = widgets::least_letter_keys_height(ui, widgets::LetterKeys::codes, page.w);
    const float wanted = widgets::letter_keys_height(ui, widgets::LetterKeys::codes, page.w);
    const float room = page.h - list - box_height - 2 * gap - modes;
    const Rect keys = page.cut_bottom(std::clamp(room, least, wanted), ui.gap());
    if (room < least) {
      // On a low page what is typed and how stand in one row.
      Rect row = page.cut_bottom(std::max(box_height, ui.button()), gap);
      const Rect right = row.cut_right(take_modes(stage, {}), ui.gap());
      box.placeholder = ui.tr("户号或门牌");
      widgets::draw(ui, row, box);
      take_modes(stage, right);
    } else {
      take_modes(stage, page.cut_bottom(ui.button(), gap));
      widgets::draw(ui, page.cut_bottom(box_height, gap), box);
    }
    draw_list(stage, page);
    return draw_keys(stage, keys);
  }
  Rect right = page.cut_right(std::round(page.w * 0.52f), std::round(ui.mm(6)));
  widgets::draw(ui, right.cut_top(widgets::height_of(ui, box, right.w), gap), box);
  draw_list(stage, page);
  take_modes(stage, right.cut_top(ui.button(), ui.gap()));
  draw_keys(stage, right);
}

}  // namespace gridboard::kiosk::screens
