// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {
namespace {

float inner_gap(Ui& ui) { return std::round(ui.mm(3.2f)); }

struct StripLook {
  float padding, icon, chip_width, chip_height, words_width;
  bool chip_below;
};

StripLook strip_look(Stage& stage, float width) {
  Ui& ui = stage.ui;
  StripLook look{};
  look.padding = ui.padding();
  look.icon = std::round(ui.em(Type::title) * 1.6f);
  look.chip_width = widgets::width_of(ui, {ui.tr("详情"), Type::body, true}) + ui.em(Type::body);
  look.chip_height = std::round(ui.em(Type::body) * 2.1f);
  const float inner = width - 2 * look.padding - look.icon - look.padding;
  look.chip_below = inner - look.chip_width - look.padding < ui.em(Type::title) * 9;
  look.words_width = look.chip_below ? inner : inner - look.chip_width - look.padding;
  if (ui.narrow()) look.chip_width = look.chip_height = 0, look.chip_below = false, look.words_width = inner;
  return look;
}

}  // namespace

std::string outage_title(Stage& stage, const state::OutageView& view) {
  Ui& ui = stage.ui;
  const model::Outage& outage = view.outage;
  if (view.state_now == model::OutageState::ongoing) {
    if (!outage.etr) return std::string(ui.tr("正在停电 · 正在抢修"));
    const base::Instant now = instant_of(stage.state.header.now);
    const std::string when =
        day_of(now) == day_of(*outage.etr) ? clock_words(*outage.etr) : moment_words(ui, *outage.etr);
    return ui.say("正在停电 · 预计 {0} 来电", {when});
  }
  if (outage.withdrawn) return std::string(ui.tr("停电信息已撤销"));
  const std::string when = outage.etr ? span_words(ui, outage.start, *outage.etr) : moment_words(ui, outage.start);
  return ui.say("{0} {1}", {when, outage_kind_words(ui, outage.kind)});
}

Strip strip_of(Stage& stage, const state::OutageView& view) {
  Ui& ui = stage.ui;
  Strip strip{outage_title(stage, view), view.outage.cause, is_red(view), state::OpenOutage{view.outage.id}};
  if (ui.narrow()) return strip;
  if (!view.outage.scope.empty()) strip.sentence += " · " + ui.say("影响 {0}", {view.outage.scope});
  if (view.state_now == model::OutageState::announced && view.days_ahead > 0) {
    strip.sentence += " · " + counted(ui, "已提前 {0} 天告知", view.days_ahead);
  }
  return strip;
}

namespace {

// One line if any type allows it.
Type strip_type(Ui& ui, const Strip& strip, float width) {
  return widgets::width_of(ui, {strip.title, Type::title, true}) <= width ? Type::title : Type::section;
}

}  // namespace

float strip_height(Stage& stage, const Strip& strip, float width) {
  Ui& ui = stage.ui;
  const StripLook look = strip_look(stage, width);
  float words = widgets::height_of(ui, {strip.title, strip_type(ui, strip, look.words_width), true}, look.words_width) +
                inner_gap(ui) + widgets::height_of(ui, {strip.sentence, Type::body}, look.words_width);
  if (look.chip_below) words += inner_gap(ui) + look.chip_height;
  return std::max(words, look.chip_height) + 2 * look.padding;
}

void draw_strip(Stage& stage, Rect rect, const Strip& strip, bool pressable) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const ImU32 strong = strip.fault ? c.red : c.amber, ground = strip.fault ? c.red_pale : c.amber_pale;
  const StripLook look = strip_look(stage, rect.w);
  const widgets::Press press = pressable ? widgets::press(ui, rect, "board.strip") : widgets::Press{};
  widgets::paint_card(ui, rect, ground, strong, true);
  AccessNode node =
      widgets::node_at(pressable ? Role::button : Role::text, pressable ? "board.strip" : "above.strip", rect);
  Rect inside = rect.inset(look.padding);
  widgets::paint_icon(ui, strip.fault ? "warning" : "outage",
                      inside.cut_left(look.icon, look.padding).centred(look.icon, look.icon), strong);
  Rect chip;
  if (look.chip_below) {
    chip = inside.cut_bottom(look.chip_height, inner_gap(ui)).cut_left(look.chip_width);
  } else {
    chip = inside.cut_right(look.chip_width, look.padding).centred(look.chip_width, look.chip_height);
  }
  const Words title{strip.title, strip_type(ui, strip, inside.w), true, strong, ground};
  const Words sentence{strip.sentence, Type::body, false, c.ink, ground};
  const float words =
      widgets::height_of(ui, title, inside.w) + inner_gap(ui) + widgets::height_of(ui, sentence, inside.w);
  inside.cut_top(std::max(0.0f, (inside.h - words) / 2));
  widgets::paint_cut(ui, inside, title, node, inner_gap(ui));
  widgets::paint(ui, inside, sentence, node);
  if (pressable && chip.w > 0) {
    widgets::paint_card(ui, chip, c.card, strong, true);
    widgets::paint(ui, chip, {ui.tr("详情"), Type::body, true, strong, c.card, Align::centre, true}, node);
  }
  widgets::paint_press(ui, rect, press);
  node.name = strip.title;
  node.spoken = pressable ? ui.say("{0}。{1}。按一下看详情。", {strip.title, strip.sentence})
                          : ui.say("{0}。{1}", {strip.title, strip.sentence});
  widgets::finish(ui, std::move(node));
  if (press.clicked) stage.mean(strip.intent);
}

namespace {

struct NoticeLook {
  float padding, tag, date, title_width;
  std::string date_words;
};

NoticeLook notice_look(Stage& stage, const model::Notice& notice, float width) {
  Ui& ui = stage.ui;
  NoticeLook look{};
  look.padding = std::round(ui.mm(4.5f));
  look.date_words = notice.pinned ? std::string(ui.tr("置顶")) : short_day(notice.published_at);
  look.tag = widgets::tag_width(ui, category_words(ui, notice.category));
  look.date = widgets::width_of(ui, {look.date_words, Type::small}) + 1;
  look.title_width = width - 4 * look.padding - look.tag - look.date;
  return look;
}

}  // namespace

float notice_row_height(Stage& stage, const model::Notice& notice, float width) {
  Ui& ui = stage.ui;
  const NoticeLook look = notice_look(stage, notice, width);
  const float title = widgets::height_of(ui, {notice.title, Type::body}, look.title_width);
  return std::max(std::ceil(title + ui.em(Type::small) * 1.4f), std::max(ui.target(), std::round(ui.mm(16))));
}

void draw_notice_row(Stage& stage, Rect rect, const model::Notice& notice) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const NoticeLook look = notice_look(stage, notice, rect.w);
  const std::string id = "notice." + notice.id;
  const widgets::Press press = widgets::press(ui, rect, id);
  widgets::paint_card(ui, rect);
  AccessNode node = widgets::node_at(Role::button, id, rect);
  const std::string_view category = category_words(ui, notice.category);
  Rect inside = rect.inset(look.padding, 0);
  widgets::paint_tag(ui, {inside.x, rect.y + rect.h / 2}, category, c.deep, c.pale, node);
  inside.cut_left(look.tag, look.padding);
  const Rect date = inside.cut_right(look.date, look.padding);
  widgets::paint(ui, inside, {notice.title, Type::body, false, c.ink, c.card, Align::left, true}, node);
  widgets::paint(ui, date, {look.date_words, Type::small, false, c.second, c.card, Align::right, true}, node);
  widgets::paint_press(ui, rect, press);
  node.part = AccessNode::Part::row;
  node.name = notice.title;
  node.spoken = ui.say("{0}公告：{1}。{2}发布。", {category, notice.title, day_words(ui, day_of(notice.published_at))});
  widgets::finish(ui, std::move(node));
  if (press.clicked) stage.mean(state::OpenNotice{notice.id});
}

float section_height(Ui& ui) { return ui.em(Type::section) + std::round(ui.mm(3.5f)); }

void section_cut(Stage& stage, Rect& rest, std::string_view title, std::string_view aside, const std::string& id) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  Rect row = rest.cut_top(ui.em(Type::section), std::round(ui.mm(3.5f)));
  const float width = widgets::width_of(ui, {title, Type::section, true}) + 1;
  widgets::label(ui, row.cut_left(width, ui.em(Type::small)), {title, Type::section, true, c.ink, c.ground}, id,
                 Role::heading);
  if (!aside.empty() && widgets::width_of(ui, {aside, Type::small}) <= row.w) {
    widgets::label(ui, row, {aside, Type::small, false, c.second, c.ground, Align::right, true}, id + ".aside");
  }
}

Block text_block(Ui& ui, const std::string& text, Type type, bool bold, ImU32 fg, float width, const std::string& id,
                 Role role) {
  const ImU32 ground = ui.colours().ground;
  Block block;
  block.height = widgets::height_of(ui, {text, type, bold}, width);
  block.draw = [&ui, text, type, bold, fg, ground, id, role](Rect rect) {
    widgets::label(ui, rect, {text, type, bold, fg, ground}, id, role);
  };
  return block;
}

Block heading_block(Ui& ui, const std::string& text, float width, const std::string& id) {
  Block block = text_block(ui, text, Type::section, true, ui.colours().ink, width, id, Role::heading);
  block.keep_with_next = true;
  block.gap_after = std::round(ui.mm(3.5f));
  block.title = text;
  return block;
}

Block button_block(Ui& ui, Button button, float width, std::function<void()> pressed) {
  Block block;
  // The texts live in the block: the screen's own may be gone when it is drawn.
  const std::string label(button.label), detail(button.detail), icon(button.icon);
  block.height = std::max(ui.button(), widgets::height_of(ui, button, width));
  block.draw = [&ui, button, label, detail, icon, pressed = std::move(pressed)](Rect rect) {
    Button copy = button;
    copy.label = label, copy.detail = detail, copy.icon = icon;
    if (widgets::draw(ui, rect, copy)) pressed();
  };
  return block;
}

void draw_message(Stage& stage, Rect rect, std::string_view icon, std::string_view title, std::string_view sentence,
                  const std::string& id) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const float side = std::round(ui.mm(ui.large ? 34 : 28)), gap = std::round(ui.mm(6));
  const float width = std::min(rect.w, std::round(ui.mm(230)));
  const Words head{title, Type::title, true, c.ink, c.ground, Align::centre};
  const Words body{sentence, Type::body, false, c.second, c.ground, Align::centre};
  const float words = widgets::height_of(ui, head, width) + gap + widgets::height_of(ui, body, width);
  const bool with_icon = side + gap + words <= rect.h;
  Rect inside = rect.centred(width, std::min(rect.h, words + (with_icon ? side + gap : 0)));
  if (with_icon) widgets::paint_icon(ui, icon, inside.cut_top(side, gap).centred(side, side), c.deep);
  widgets::label_cut(ui, inside, head, id, gap, Role::heading);
  widgets::label(ui, inside, body, id + ".sentence");
}

namespace {

constexpr int kQuietModules = 4;

int module_px(Ui& ui) { return std::max(8, static_cast<int>(std::ceil(ui.mm(1)))); }

}  // namespace

float qr_side(Ui& ui, std::string_view payload) {
  const int modules = payload.empty() ? 0 : ui.pictures.qr_modules(payload);
  return modules == 0 ? 0 : static_cast<float>((modules + 2 * kQuietModules) * module_px(ui));
}

void draw_qr(Ui& ui, Rect rect, const QrLook& look) {
  const float side = qr_side(ui, look.payload);
  const widgets::QrPicture code = ui.pictures.qr(look.payload, module_px(ui));
  const Rect ground = widgets::snapped(rect.centred(side, side));
  AccessNode node = widgets::node_at(Role::image, look.id, ground);
  node.name = look.name;
  node.spoken = look.spoken;
  node.fg = IM_COL32_BLACK, node.bg = IM_COL32_WHITE;
  node.cut_off = !code.picture || !rect.contains(ground, 1);
  if (code.picture) {
    widgets::fill(ground, IM_COL32_WHITE);
    const float inner = static_cast<float>(code.picture.width);
    widgets::paint_picture(code.picture, ground.centred(inner, inner), IM_COL32_BLACK);
  }
  widgets::finish(ui, std::move(node));
}

}  // namespace gridboard::kiosk::screens
