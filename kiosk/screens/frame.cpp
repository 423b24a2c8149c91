// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {
namespace {

using state::FreshnessView;

float pill_width(Ui& ui, std::string_view words) {
  return std::ceil(widgets::width_of(ui, {words, Type::small})) + std::round(ui.em(Type::small) * 1.7f);
}
// A long sentence takes two lines.
float pill_height(Ui& ui, std::string_view words, float width) {
  return widgets::height_of(ui, {words, Type::small}, width - ui.em(Type::small) * 1.65f) + std::round(ui.em(Type::small) * 0.36f);
}

// A green dot while fresh; hollow, and said in words, when stale.
void draw_pill(Stage& stage, Rect rect, std::string_view words) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  AccessNode node = widgets::node_at(Role::text, "header.freshness", rect);
  widgets::outline_round(ui, rect, std::min(rect.h / 2, ui.em(Type::small) * 0.68f), ui.stroke(), c.on_header);
  const float em = ui.em(Type::small), dot = std::round(em * 0.45f);
  const Rect at = Rect{rect.x + em * 0.5f, rect.y, dot, rect.h}.centred(dot, dot);
  if (stage.state.header.freshness.kind == FreshnessView::Kind::fresh) {
    widgets::fill_round(ui, at, dot, c.fresh);
  } else {
    widgets::outline_round(ui, at, dot / 2, ui.stroke(), c.on_header);
  }
  rect.cut_left(em * 1.15f);
  widgets::paint(ui, rect, {words, Type::small, false, c.on_header, c.header, Align::left, true}, node);
  widgets::finish(ui, std::move(node));
}

void draw_clock(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const base::CivilTime& now = stage.state.header.now;
  const std::string time = (now.hour < 10 ? "0" : "") + clock_words(now.hour, now.minute);
  const std::string day = day_and_weekday(ui, now.date);
  AccessNode node = widgets::node_at(Role::text, "header.clock", rect);
  widgets::paint_cut(ui, rect, {time, Type::clock, true, c.on_header, c.header, Align::right}, node, std::round(ui.mm(2)));
  widgets::paint(ui, rect, {day, Type::small, false, c.on_header, c.header, Align::right}, node);
  widgets::finish(ui, std::move(node));
}

struct FootButton {
  Button button;
  state::Intent intent;
  bool right = false;
};

std::vector<FootButton> foot_buttons(Stage& stage, const std::string& seconds) {
  Ui& ui = stage.ui;
  const state::AppState& s = stage.state;
  std::vector<FootButton> out;
  const auto add = [&](const char* id, std::string_view label, std::string_view icon, state::Intent intent) {
    Button button{id, label, {}, icon};
    button.type = Type::body;
    out.push_back({button, std::move(intent)});
  };
  const bool stands_alone = s.screen == state::ScreenId::out_of_service || s.screen == state::ScreenId::enrol;
  if (s.screen != state::ScreenId::board && !stands_alone) {
    add("foot.back", ui.tr("返回"), "back", state::Back{});
    add("foot.home", ui.tr("首页"), "home", state::Home{});
  }
  add("foot.large", s.large ? ui.tr("标准字") : ui.tr("大字"), "large_type", state::ToggleLarge{});
  // Each language is named in itself, so that who can't read the screen finds it.
  add("foot.language", s.english ? "中文" : "English", "language", state::ToggleLocale{});
  if (s.session.open && s.screen != state::ScreenId::board && !stands_alone) {
    Button finish{"foot.finish", ui.large ? ui.tr("退出") : ui.tr("看完了，退出"), seconds};
    finish.type = Type::body;
    finish.face = stage.unlocked() ? Face::primary : Face::outline;
    out.push_back({finish, state::Finish{}, true});
  }
  return out;
}

float row_width(Ui& ui, const std::vector<FootButton>& buttons) {
  float width = 0;
  for (const FootButton& item : buttons) width += widgets::width_of(ui, item.button) + ui.gap();
  return width - ui.gap();
}

void draw_row(Stage& stage, Rect row, std::vector<FootButton>& buttons) {
  for (FootButton& item : buttons) {
    const float width = widgets::width_of(stage.ui, item.button);
    const Rect rect = item.right ? row.cut_right(width, stage.ui.gap()) : row.cut_left(width, stage.ui.gap());
    if (widgets::draw(stage.ui, rect, item.button)) stage.mean(item.intent);
  }
}

float foot_padding(Ui& ui) { return std::round(ui.mm(4.5f)); }

void draw_foot_ground(Stage& stage, Rect rect) {
  widgets::fill(rect, stage.colours().card);
  widgets::fill({rect.x, rect.y, rect.w, stage.ui.stroke()}, stage.colours().line);
}

// Takes the place of the foot for the last seconds of a session: nothing pops up over what one reads.
void draw_warning(Stage& stage, Rect& rest) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const std::string left = counted(ui, "{0} 秒后自动退出", seconds_until(stage.state, stage.state.session.ends_at));
  const std::string_view why = ui.tr("您还在吗？退出后，您的资料会从屏幕上清除。");
  Button stay{"warning.stay", ui.tr("我还在，接着看")};
  stay.face = Face::primary;
  Button leave{"warning.leave", ui.tr("退出")};
  leave.face = Face::amber;
  const float buttons = widgets::width_of(ui, stay) + widgets::width_of(ui, leave) + 2 * ui.gap();
  const float wide = ui.size.x - 2 * ui.margin();
  const bool beside = !ui.portrait();
  const float words_width = wide - ui.em(Type::title) * 2 - (beside ? buttons : 0);
  const Words title{left, Type::title, true, c.amber, c.amber_pale};
  const Words sentence{why, Type::body, false, c.ink, c.amber_pale};
  const float inner = std::round(ui.mm(3));
  const float words_height = widgets::height_of(ui, title, words_width) + inner + widgets::height_of(ui, sentence, words_width);
  const float height = 2 * foot_padding(ui) + (beside ? std::max(words_height, ui.button()) : words_height + ui.gap() + ui.button());
  const Rect ground = rest.cut_bottom(height);
  widgets::fill(ground, c.amber_pale);
  widgets::fill({ground.x, ground.y, ground.w, 2 * ui.strong_stroke()}, c.amber);
  Rect inside = ground.inset(ui.margin(), foot_padding(ui));
  Rect row = beside ? inside.cut_right(buttons) : inside.cut_bottom(ui.button(), ui.gap());
  row = Rect{row.x, row.y + (row.h - ui.button()) / 2, row.w, ui.button()};
  if (beside) row.cut_left(ui.gap());
  const float leave_width = widgets::width_of(ui, leave);
  if (widgets::draw(ui, row.cut_left(leave_width, ui.gap()), leave)) stage.mean(state::Finish{});
  if (widgets::draw(ui, row, stay)) stage.mean(state::StayHere{});
  AccessNode node = widgets::node_at(Role::heading, "warning", inside);
  widgets::paint_icon(ui, "clock", inside.cut_left(ui.em(Type::title) * 2), c.amber);
  widgets::paint_cut(ui, inside, title, node, inner);
  widgets::paint(ui, inside, sentence, node);
  node.spoken = ui.say("{0}。{1}", {left, why});
  widgets::finish(ui, std::move(node));
}

}  // namespace

void draw_header(Stage& stage, Rect& rest, std::string_view title, std::string_view subtitle) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const state::HeaderView& header = stage.state.header;
  if (title.empty()) title = header.title, subtitle = header.subtitle;
  const float side = ui.margin() + std::round(ui.mm(1.5f)), above = std::round(ui.mm(6.5f)), inner = std::round(ui.mm(3.2f));
  const std::string day = day_and_weekday(ui, header.now.date);
  const float clock_width = std::max(widgets::width_of(ui, {"00:00", Type::clock, true}), widgets::width_of(ui, {day, Type::small})) + 1;
  const float clock_height = ui.em(Type::clock) + std::round(ui.mm(2)) + ui.em(Type::small);
  const float left = ui.size.x - 2 * side - clock_width - ui.em(Type::small);

  const std::string freshness = freshness_words(ui, header.freshness);
  const float pill = std::min(left, pill_width(ui, freshness)), pill_high = pill_height(ui, freshness, pill);
  const float sub = widgets::width_of(ui, {subtitle, Type::small});
  const bool one_row = subtitle.empty() || sub + ui.em(Type::small) * 0.6f + pill <= left;
  const Words title_words{title, Type::title, true, c.on_header, c.header};
  const Words sub_words{subtitle, Type::small, false, c.on_header, c.header};
  const float title_height = widgets::height_of(ui, title_words, left);
  const float sub_height = widgets::height_of(ui, sub_words, left);
  const float words_height = title_height + inner + (one_row ? pill_high : sub_height + inner + pill_high);
  const float height = std::max(words_height, clock_height) + 2 * above;

  Rect bar = rest.cut_top(height);
  widgets::fill(bar, c.header);
  bar = bar.inset(side, (height - std::max(words_height, clock_height)) / 2);
  const Rect clock = bar.cut_right(clock_width);
  draw_clock(stage, {clock.x, clock.y + (clock.h - clock_height) / 2, clock.w, clock_height});
  bar.w = left;
  bar.cut_top((bar.h - words_height) / 2);
  widgets::label_cut(ui, bar, title_words, "header.title", inner, Role::heading);
  if (one_row) {
    Rect row = bar.cut_top(pill_high);
    if (!subtitle.empty()) {
      Words middle = sub_words;
      middle.middle = true;
      widgets::label(ui, row.cut_left(sub + 1, ui.em(Type::small) * 0.6f), middle, "header.subtitle");
    }
    draw_pill(stage, row.cut_left(pill), freshness);
  } else {
    widgets::label_cut(ui, bar, sub_words, "header.subtitle", inner);
    draw_pill(stage, bar.cut_top(pill_high).cut_left(pill), freshness);
  }
}

bool draw_foot(Stage& stage, Rect& rest, const std::optional<FootAction>& action) {
  Ui& ui = stage.ui;
  if (stage.state.session.warning) {
    draw_warning(stage, rest);
    return false;
  }
  const std::string seconds = counted(ui, "{0} 秒后退出", seconds_until(stage.state, stage.state.session.ends_at));
  std::vector<FootButton> buttons = foot_buttons(stage, seconds);
  if (action) {
    Button button{action->id, action->label, {}, action->icon};
    button.face = action->face;
    button.enabled = action->enabled;
    button.type = Type::section;
    // Two filled buttons side by side would leave open which one goes on.
    for (FootButton& item : buttons) item.button.face = Face::outline;
    buttons.push_back({button, state::Home{}, true});
  }
  const float room = ui.size.x - 2 * ui.margin();
  // Too narrow: first the icons of the words go, then there are two rows.
  if (row_width(ui, buttons) > room) {
    for (FootButton& item : buttons) {
      if (item.button.id != "foot.back") item.button.icon = {};
    }
  }
  if (row_width(ui, buttons) > room) buttons.front().button.icon = {};
  std::vector<FootButton> upper;
  if (row_width(ui, buttons) > room) {
    for (auto it = buttons.begin(); it != buttons.end();) {
      const bool utility = it->button.id == "foot.large" || it->button.id == "foot.language" || it->button.id == "foot.home";
      if (utility) upper.push_back(std::move(*it)), it = buttons.erase(it);
      else ++it;
    }
  }
  float tallest = ui.button();
  for (FootButton& item : buttons) tallest = std::max(tallest, widgets::height_of(ui, item.button, widgets::width_of(ui, item.button)));
  const float height = 2 * foot_padding(ui) + tallest + (upper.empty() ? 0 : ui.button() + ui.gap());
  const Rect ground = rest.cut_bottom(height);
  draw_foot_ground(stage, ground);
  Rect inside = ground.inset(ui.margin(), foot_padding(ui));
  if (!upper.empty()) draw_row(stage, inside.cut_top(ui.button(), ui.gap()), upper);
  bool pressed = false;
  if (action) {
    FootButton item = std::move(buttons.back());
    buttons.pop_back();
    pressed = widgets::draw(ui, inside.cut_right(widgets::width_of(ui, item.button), ui.gap()), item.button);
  }
  draw_row(stage, inside, buttons);
  return pressed;
}

Rect page_of(Ui& ui, Rect rest) { return rest.inset(ui.margin(), std::round(ui.mm(ui.portrait() ? 5.0f : 4.5f))); }

Rect frame(Stage& stage, std::string_view title, std::string_view subtitle) {
  Rect rest{0, 0, stage.ui.size.x, stage.ui.size.y};
  draw_header(stage, rest, title, subtitle);
  draw_foot(stage, rest);
  return page_of(stage.ui, rest);
}

widgets::FlowArea flow_area(Ui& ui, Rect page, int columns_in_landscape) {
  return {page, ui.portrait() ? 1 : columns_in_landscape, ui.card_gap(), std::round(ui.mm(6))};
}

}  // namespace gridboard::kiosk::screens
