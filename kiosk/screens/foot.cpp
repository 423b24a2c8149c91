// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The foot: Back and Home in their places, how the glass is shown, what the screen does next, and the end of the
// session.
#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/screens/speech_bar.hpp"
#include "kiosk/screens/stage.hpp"
#include "kiosk/widgets/focus.hpp"

namespace gridboard::kiosk::screens {
namespace {

float foot_padding(Ui& ui) {
  return std::round(ui.mm(4.5f));
}

Button frame_button(const char* id, std::string_view label, std::string_view icon) {
  Button button{id, label, {}, icon};
  button.type = Type::body;
  button.part = AccessNode::Part::frame;
  button.name = std::string(label);
  return button;
}

// How much of a button is left where the glass is narrow.
enum class Dress { full, words, mark };
using Faces = std::array<Dress, 3>;  // of Back and Home, of large type, of language and reach

void dress(FootButton& item, Dress face) {
  Button& button = item.button;
  if (face == Dress::words) button.icon = {};
  if (face != Dress::mark) return;
  button.label = item.mark;  // "" where the icon stands for it
  if (!item.mark.empty()) button.icon = {};
}

std::vector<FootButton> way_back(Stage& stage) {
  const Ui& ui = stage.ui;
  const state::AppState& s = stage.state;
  if (s.screen == state::ScreenId::board || s.screen == state::ScreenId::out_of_service ||
      s.screen == state::ScreenId::enrol)
    return {};
  return {{frame_button("foot.back", ui.tr("返回"), "back"), state::Back{}, {}},
          {frame_button("foot.home", ui.tr("首页"), "home"), state::Home{}, {}}};
}

// From the roomiest to the narrowest. The same on every screen of a glass, so that Back and Home stay where they are:
// room is kept for what goes on, whether this screen has it or not.
constexpr std::array<Faces, 6> kFaces{{{Dress::full, Dress::full, Dress::full},
                                       {Dress::full, Dress::full, Dress::mark},
                                       {Dress::full, Dress::words, Dress::mark},
                                       {Dress::words, Dress::words, Dress::mark},
                                       {Dress::words, Dress::mark, Dress::mark},
                                       {Dress::mark, Dress::mark, Dress::mark}}};

std::vector<FootButton> left_side(Stage& stage, const Faces& faces) {
  std::vector<FootButton> out = way_back(stage);
  for (FootButton& item : out) dress(item, faces[0]);
  for (FootButton& item : view_buttons(stage)) {
    dress(item, item.button.id == "foot.large" ? faces[1] : faces[2]);
    out.push_back(std::move(item));
  }
  return out;
}

// The end of the session, in as many words as there is room for.
struct Finish {
  Button button;
  std::string detail;
};

Finish finish_of(Stage& stage, int words) {
  Ui& ui = stage.ui;
  Finish finish;
  if (words > 0) finish.detail = counted(ui, "{0} 秒后退出", seconds_until(stage.state, stage.state.session.ends_at));
  finish.button = frame_button("foot.finish", words > 1 ? ui.tr("看完了，退出") : ui.tr("退出"), {});
  finish.button.face = stage.unlocked() ? Face::primary : Face::outline;
  return finish;
}

// The seconds are measured at their widest, so that nothing moves while they pass.
float finish_width(Ui& ui, const Finish& finish) {
  Button widest = finish.button;
  const std::string detail = finish.detail.empty() ? std::string() : counted(ui, "{0} 秒后退出", 188);
  widest.detail = detail;
  return widgets::width_of(ui, widest);
}

Button action_button(const FootAction& action) {
  Button button{action.id, action.label, {}, action.icon};
  button.face = action.face;
  button.enabled = action.enabled;
  button.type = Type::section;
  button.part = AccessNode::Part::frame;
  return button;
}

void draw_foot_ground(Stage& stage, Rect rect) {
  widgets::fill_to_edge(stage.ui, rect, stage.colours().card);
  widgets::fill_to_edge(stage.ui, {rect.x, rect.y, rect.w, stage.ui.stroke()}, stage.colours().line);
}

// Of the left side, with what steers reading aloud after it.
float width_beside(Stage& stage, const Faces& faces, const std::vector<FootButton>& steering) {
  const float left = row_width(stage.ui, left_side(stage, faces));
  return steering.empty() ? left : left + stage.ui.gap() + row_width(stage.ui, steering);
}

// On a glass that lies, what steers reading aloud stands in the foot's row: height is what there is least of. Nothing
// if there is no room for it.
std::vector<FootButton> steering_of(Stage& stage, float room) {
  if (stage.ui.portrait()) return {};
  std::vector<FootButton> steering = speech_icons(stage, true);
  // Back and Home don't become signs for the sake of words beside them.
  if (width_beside(stage, kFaces[kFaces.size() - 2], steering) > room) steering = speech_icons(stage, false);
  if (width_beside(stage, kFaces.back(), steering) > room) steering.clear();
  return steering;
}

// Takes the place of the foot for the last seconds of a session: nothing pops up over what one reads.
void draw_warning(Stage& stage, Rect& rest) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const std::string left = counted(ui, "{0} 秒后自动退出", seconds_until(stage.state, stage.state.session.ends_at));
  const std::string_view why = ui.tr("您还在吗？退出后，您的资料会从屏幕上清除。");
  Button stay{"warning.stay", ui.tr("我还在，接着看")};
  stay.face = Face::primary;
  stay.part = AccessNode::Part::frame;
  Button leave{"warning.leave", ui.tr("退出")};
  leave.face = Face::amber;
  leave.part = AccessNode::Part::frame;
  const float buttons = widgets::width_of(ui, stay) + widgets::width_of(ui, leave) + 2 * ui.gap();
  const float wide = ui.size.x - 2 * ui.margin();
  const bool beside = !ui.portrait();
  const float words_width = wide - ui.em(Type::title) * 2 - (beside ? buttons : 0);
  const Words title{left, Type::title, true, c.amber, c.amber_pale};
  const Words sentence{why, Type::body, false, c.ink, c.amber_pale};
  const float inner = std::round(ui.mm(3));
  const float words_height =
      widgets::height_of(ui, title, words_width) + inner + widgets::height_of(ui, sentence, words_width);
  const float height =
      2 * foot_padding(ui) + (beside ? std::max(words_height, ui.button()) : words_height + ui.gap() + ui.button());
  const Rect ground = rest.cut_bottom(height);
  widgets::fill_to_edge(ui, ground, c.amber_pale);
  widgets::fill_to_edge(ui, {ground.x, ground.y, ground.w, 2 * ui.strong_stroke()}, c.amber);
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

// Escape and Home mean the same as the buttons; on the board itself there is nowhere to go.
void take_keys(Stage& stage) {
  if (way_back(stage).empty()) return;
  if (widgets::escape_pressed()) stage.mean(state::Back{});
  if (widgets::home_pressed()) stage.mean(state::Home{});
}

}  // namespace

std::vector<FootButton> view_buttons(Stage& stage) {
  const Ui& ui = stage.ui;
  const state::AppState& s = stage.state;
  std::vector<FootButton> out;
  out.push_back(
      {frame_button("foot.large", s.large ? ui.tr("标准字") : ui.tr("大字"), "large_type"), state::ToggleLarge{}, {}});
  // Each language is named in itself, so that who can't read the screen finds it.
  out.push_back({frame_button("foot.language", s.english ? "中文" : "English", "language"), state::ToggleLocale{},
                 s.english ? "中" : "EN"});
  out.push_back(speech_button(stage));
  if (s.can_lower) {
    out.push_back({frame_button("foot.lower", s.lowered ? ui.tr("升高") : ui.tr("放低"), s.lowered ? "raise" : "lower"),
                   state::ToggleLowered{},
                   {}});
    out.back().button.spoken = s.lowered ? ui.tr("把按钮放回原来的高度") : ui.tr("把按钮放低，坐轮椅也够得着");
  }
  return out;
}

float row_width(Ui& ui, const std::vector<FootButton>& buttons) {
  float width = 0;
  for (const FootButton& item : buttons) width += widgets::width_of(ui, item.button) + ui.gap();
  return std::max(0.0f, width - ui.gap());
}

void draw_row(Stage& stage, Rect row, const std::vector<FootButton>& buttons) {
  for (const FootButton& item : buttons) {
    const Rect rect = row.cut_left(widgets::width_of(stage.ui, item.button), stage.ui.gap());
    if (widgets::draw(stage.ui, rect, item.button)) stage.mean(item.intent);
  }
}

void fit(Ui& ui, std::vector<FootButton>& buttons, float room) {
  for (const Dress face : {Dress::words, Dress::mark}) {
    for (auto item = buttons.rbegin(); item != buttons.rend(); ++item) {
      if (row_width(ui, buttons) <= room) return;
      dress(*item, face);
    }
  }
}

bool draw_foot(Stage& stage, Rect& rest, const std::optional<FootAction>& action) {
  Ui& ui = stage.ui;
  const widgets::InRegion region(ui.access, AccessNode::Region::foot);
  take_keys(stage);
  if (stage.state.session.warning) {
    draw_warning(stage, rest);
    return false;
  }
  const float room = ui.size.x - 2 * ui.margin();
  const bool ends = stage.state.session.open && !way_back(stage).empty();
  const float usual = widgets::width_of(ui, action_button({ui.tr("下一步"), "", {}}));
  const float act = action ? widgets::width_of(ui, action_button(*action)) : 0;
  const float kept = (ends ? finish_width(ui, finish_of(stage, 0)) + ui.gap() : 0) + std::max(act, usual) + ui.gap();
  const std::vector<FootButton> steering = steering_of(stage, room - kept);
  std::size_t level = 0;
  while (level + 1 < kFaces.size() && width_beside(stage, kFaces[level], steering) > room - kept) ++level;
  std::vector<FootButton> left = left_side(stage, kFaces[level]), upper;
  left.insert(left.end(), steering.begin(), steering.end());
  if (row_width(ui, left) + kept > room) {
    // A glass of a hand's width: how it is shown stands above.
    upper = view_buttons(stage);
    fit(ui, upper, room);
    left = way_back(stage);
    const float rest_of_row = kept - (action ? 0 : usual + ui.gap());
    fit(ui, left, room - rest_of_row);
  }
  const float free = room - row_width(ui, left) - ui.gap() - (action ? act + ui.gap() : 0);
  Finish finish = finish_of(stage, 2);
  for (int words = 1; words >= 0 && finish_width(ui, finish) > free; --words) finish = finish_of(stage, words);
  finish.button.detail = finish.detail;
  // Two filled buttons side by side would leave open which one goes on.
  if (action) finish.button.face = Face::outline;

  float tallest = ui.button();
  if (ends) tallest = std::max(tallest, widgets::height_of(ui, finish.button, finish_width(ui, finish)));
  const Rect ground = rest.cut_bottom(2 * foot_padding(ui) + tallest + (upper.empty() ? 0 : ui.button() + ui.gap()));
  draw_foot_ground(stage, ground);
  Rect inside = ground.inset(ui.margin(), foot_padding(ui));
  if (!upper.empty()) draw_row(stage, inside.cut_top(ui.button(), ui.gap()), upper);
  const Rect at_action = action ? inside.cut_right(act, ui.gap()) : Rect{};
  const Rect at_finish = ends ? inside.cut_right(finish_width(ui, finish), ui.gap()) : Rect{};
  draw_row(stage, inside, left);
  if (ends && widgets::draw(ui, at_finish, finish.button)) stage.mean(state::Finish{});
  if (steering.empty()) draw_speech_bar(stage, rest);
  return action && widgets::draw(ui, at_action, action_button(*action));
}

}  // namespace gridboard::kiosk::screens
