// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Whom to call: the manager with a face, or the hotline where the board knows no manager.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {
namespace {

struct ManagerLook {
  float padding, gap, portrait, words_width, phone_width, name_height;
  bool bare, phone_below, one_row, tag_below;  // bare: name and number alone
  std::string phone, line, serves, hotline, present;
};

// "正在本社区", or who else of the staff is here.
std::string present_words(Stage& stage, const state::ManagerView& view) {
  const auto& presence = stage.state.board.presence;
  if (!presence) return {};
  if (presence->manager_name == view.manager.name) return std::string(stage.ui.tr("正在本社区"));
  return stage.ui.say("{0} 正在本社区", {presence->manager_name});
}

ManagerLook manager_look(Stage& stage, const state::ManagerView& view, float width) {
  Ui& ui = stage.ui;
  ManagerLook look{};
  look.padding = std::round(ui.mm(5));
  look.gap = std::round(ui.mm(2.6f));
  look.portrait = std::round(ui.mm(ui.large ? 30 : 25));
  look.phone = phone_words(view.manager.phone);
  look.bare = ui.narrow() && stage.state.screen == state::ScreenId::board;
  if (look.bare) look.portrait = 0;
  look.line = look.bare                    ? std::string()
              : view.manager.hours.empty() ? view.manager.title
                                           : view.manager.title + " · " + view.manager.hours;
  if (!look.bare) look.serves = view.manager.serves;
  if (!view.hotline.empty() && !look.bare) look.hotline = ui.say("全天服务热线 {0}", {view.hotline});
  if (!look.bare) look.present = present_words(stage, view);
  look.phone_width = std::max(widgets::width_of(ui, {look.phone, Type::section, true}),
                              widgets::width_of(ui, {look.hotline, Type::small})) +
                     1;
  look.words_width = width - 3 * look.padding - look.portrait;
  // Beside the words while each of them keeps to its line; else below, number and hotline side by side if they fit.
  const float beside = look.words_width - look.phone_width - look.padding;
  const float line =
      std::max(widgets::width_of(ui, {look.line, Type::small}), widgets::width_of(ui, {look.serves, Type::small}));
  look.phone_below = beside < ui.em(Type::small) * (look.bare ? 4 : 11) || (line > beside && line <= look.words_width);
  const float both = widgets::width_of(ui, {look.phone, Type::section, true}) +
                     widgets::width_of(ui, {look.hotline, Type::small}) + look.padding;
  look.one_row = look.phone_below && both <= width - 2 * look.padding;
  if (!look.phone_below) look.words_width -= look.phone_width + look.padding;
  const float name = widgets::width_of(ui, {view.manager.name, Type::section, true});
  const float tag = look.present.empty() ? 0 : widgets::tag_width(ui, look.present) + ui.em(Type::small) * 0.5f;
  look.tag_below = name + tag > look.words_width;
  look.name_height = widgets::height_of(ui, {view.manager.name, Type::section, true}, look.words_width);
  if (!look.present.empty()) {
    look.name_height = look.tag_below ? look.name_height + look.gap + widgets::tag_height(ui)
                                      : std::max(look.name_height, widgets::tag_height(ui));
  }
  return look;
}

float words_height(Ui& ui, const ManagerLook& look) {
  float height = look.name_height;
  if (!look.line.empty()) height += look.gap + widgets::height_of(ui, {look.line, Type::small}, look.words_width);
  if (!look.serves.empty()) height += look.gap + widgets::height_of(ui, {look.serves, Type::small}, look.words_width);
  return height;
}

void draw_face(Stage& stage, Rect face, const std::string& portrait) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const int radius = static_cast<int>(std::round(ui.mm(2.5f)));
  if (const auto picture = ui.pictures.portrait(portrait, static_cast<int>(face.w), radius)) {
    return widgets::paint_picture(picture, face, c.picture);
  }
  widgets::fill_round(ui, face, static_cast<float>(radius), c.pale);
  widgets::paint_icon(ui, "person", face.centred(face.w * 0.6f, face.h * 0.6f), c.deep);
}

void draw_name(Stage& stage, Rect row, const ManagerLook& look, const std::string& name, AccessNode& node) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const Words words{name, Type::section, true, c.ink, c.card};
  if (look.present.empty()) return void(widgets::paint(ui, row, words, node));
  const float tag = widgets::tag_height(ui);
  if (look.tag_below) {
    widgets::paint_cut(ui, row, words, node, look.gap);
    widgets::paint_tag(ui, {row.x, row.y + tag / 2}, look.present, c.deep, c.pale, node);
    return;
  }
  const float width = widgets::width_of(ui, words) + 1;
  Words middle = words;
  middle.middle = true;
  widgets::paint(ui, row.cut_left(width, ui.em(Type::small) * 0.5f), middle, node);
  widgets::paint_tag(ui, {row.x, row.y + row.h / 2}, look.present, c.deep, c.pale, node);
}

float hotline_height(Stage& stage, float width) {
  Ui& ui = stage.ui;
  const float inner = width - 3 * ui.padding() - ui.em(Type::title) * 1.3f;
  return 2 * ui.padding() +
         widgets::height_of(ui, {ui.say("服务热线 {0}", {stage.state.board.hotline}), Type::title, true}, inner) +
         std::round(ui.mm(2.6f)) + widgets::height_of(ui, {ui.tr("全天 24 小时"), Type::small}, inner);
}

void draw_hotline(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  widgets::paint_card(ui, rect);
  AccessNode node = widgets::node_at(Role::text, "hotline", rect);
  Rect inside = rect.inset(ui.padding());
  const float icon = std::round(ui.em(Type::title) * 1.3f);
  widgets::paint_icon(ui, "phone", inside.cut_left(icon, ui.padding()).centred(icon, icon), c.deep);
  const std::string title = ui.say("服务热线 {0}", {stage.state.board.hotline});
  widgets::paint_cut(ui, inside, {title, Type::title, true, c.deep, c.card}, node, std::round(ui.mm(2.6f)));
  widgets::paint(ui, inside, {ui.tr("全天 24 小时"), Type::small, false, c.second, c.card}, node);
  node.name = title;
  node.spoken = ui.say("{0}，{1}。", {title, ui.tr("全天 24 小时")});
  widgets::finish(ui, std::move(node));
}

}  // namespace

float manager_height(Stage& stage, const state::ManagerView& view, float width, bool) {
  Ui& ui = stage.ui;
  const ManagerLook look = manager_look(stage, view, width);
  float height = std::max({words_height(ui, look), look.portrait, ui.target() - 2 * look.padding});
  if (look.phone_below) {
    height += look.gap + ui.em(Type::section);
    if (!look.hotline.empty() && !look.one_row)
      height += look.gap + widgets::height_of(ui, {look.hotline, Type::small}, width - 2 * look.padding);
  }
  return height + 2 * look.padding;
}

void draw_manager(Stage& stage, Rect rect, const state::ManagerView& view, bool pressable) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const ManagerLook look = manager_look(stage, view, rect.w);
  const widgets::Press press = pressable ? widgets::press(ui, rect, "manager") : widgets::Press{};
  widgets::paint_card(ui, rect);
  AccessNode node = widgets::node_at(pressable ? Role::button : Role::text, "manager", rect);
  Rect inside = rect.inset(look.padding);
  const Align align = look.phone_below ? Align::left : Align::right;
  Words hotline{look.hotline, Type::small, false, c.second, c.card, look.one_row ? Align::right : align};
  hotline.middle = look.one_row;
  const Words phone{look.phone, Type::section, true, c.deep, c.card, align};
  float phone_height = ui.em(Type::section);
  if (!look.hotline.empty() && !look.one_row)
    phone_height += look.gap + widgets::height_of(ui, hotline, look.phone_below ? inside.w : look.phone_width);
  Rect phones =
      look.phone_below ? inside.cut_bottom(phone_height, look.gap) : inside.cut_right(look.phone_width, look.padding);
  if (!look.phone_below) phones.cut_top((phones.h - phone_height) / 2);
  if (look.portrait > 0)
    draw_face(stage, inside.cut_left(look.portrait, look.padding).centred(look.portrait, look.portrait),
              view.manager.portrait);
  inside.cut_top(std::max(0.0f, (inside.h - words_height(ui, look)) / 2));
  draw_name(stage, inside.cut_top(look.name_height, look.gap), look, view.manager.name, node);
  widgets::paint_cut(ui, inside, {look.line, Type::small, false, c.second, c.card}, node, look.gap);
  widgets::paint_cut(ui, inside, {look.serves, Type::small, false, c.second, c.card}, node, look.gap);
  if (look.one_row) {
    widgets::paint(ui, phones, phone, node);
    phones.cut_left(widgets::width_of(ui, phone));
  } else {
    widgets::paint_cut(ui, phones, phone, node, look.gap);
  }
  widgets::paint(ui, phones, hotline, node);
  widgets::paint_press(ui, rect, press);
  node.name = view.manager.name;
  node.spoken = ui.say("{0}，{1}，电话 {2}。", {view.manager.title, view.manager.name, look.phone});
  if (!look.present.empty()) node.spoken += look.present + "。";
  widgets::finish(ui, std::move(node));
  if (press.clicked) stage.mean(state::Open{state::ScreenId::contacts});
}

float contact_height(Stage& stage, float width) {
  const state::BoardView& board = stage.state.board;
  if (board.manager) return manager_height(stage, *board.manager, width, true);
  return board.hotline.empty() ? 0 : hotline_height(stage, width);
}

bool contact_is_pressable(const Stage& stage) {
  return stage.state.board.manager.has_value() && !stage.above_manager;
}

void draw_contact(Stage& stage, Rect rect) {
  const state::BoardView& board = stage.state.board;
  if (board.manager) return draw_manager(stage, rect, *board.manager, true);
  if (!board.hotline.empty()) draw_hotline(stage, rect);
}

void draw_now(Stage& stage, Rect& rest, float gap) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  if (stage.state.board.now_strip) {
    const Strip strip = strip_of(stage, *stage.state.board.now_strip);
    return draw_strip(stage, rest.cut_top(strip_height(stage, strip, rest.w), gap), strip);
  }
  // A board that has heard nothing yet doesn't promise anything.
  if (stage.state.header.freshness.kind == state::FreshnessView::Kind::never) return;
  const std::string_view words = ui.tr("近期没有停电安排");
  const float icon = std::round(ui.em(Type::section) * 1.3f), pad = ui.padding();
  const float height =
      std::max(icon, widgets::height_of(ui, {words, Type::section, true}, rest.w - 3 * pad - icon)) + 1.2f * pad;
  const Rect rect = rest.cut_top(height, gap);
  widgets::paint_card(ui, rect, c.pale, c.line);
  AccessNode node = widgets::node_at(Role::text, "board.calm", rect);
  Rect inside = rect.inset(pad, 0);
  widgets::paint_icon(ui, "check", inside.cut_left(icon, pad).centred(icon, icon), c.deep);
  widgets::paint(ui, inside, {words, Type::section, true, c.deep, c.pale, Align::left, true}, node);
  widgets::finish(ui, std::move(node));
}

}  // namespace gridboard::kiosk::screens
