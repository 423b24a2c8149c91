// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/speech_bar.hpp"

#include <cmath>

namespace gridboard::kiosk::screens {
namespace {

using state::Speech;

Button bar_button(const char* id, std::string_view label, std::string_view icon, std::string spoken = {}) {
  Button button{id, label, {}, icon};
  button.type = Type::body;
  button.bold = false;
  button.part = AccessNode::Part::frame;
  button.name = std::string(label);
  button.spoken = std::move(spoken);
  return button;
}

// "说快一点，现在是第 3 档", and where there is no further step, that.
std::string step_words(Ui& ui, std::string_view what, int step, int least, int most, int by) {
  if (by < 0 ? step <= least : step >= most) return ui.say("{0}，已经到头了", {what});
  return ui.say("{0}，现在是第 {1} 档", {what, std::to_string(step - least + 1)});
}

bool has_private_things(const Stage& stage) {
  const state::ScreenId screen = stage.state.screen;
  return screen == state::ScreenId::bill || screen == state::ScreenId::form || screen == state::ScreenId::summary;
}

std::vector<FootButton> bar_buttons(Stage& stage) {
  Ui& ui = stage.ui;
  const Speech& speech = stage.state.speech;
  std::vector<FootButton> out;
  const auto add = [&](Button button, state::Intent intent) {
    out.push_back({std::move(button), std::move(intent), {}});
  };
  if (has_private_things(stage) && !speech.headphones && !speech.private_aloud)
    add(bar_button("speech.private", ui.tr("读出我的资料"), "lock", std::string(ui.tr("读出我的资料，旁边的人也会听到"))),
        state::SayPrivateThings{});
  add(speech.paused ? bar_button("speech.pause", ui.tr("继续"), "play")
                    : bar_button("speech.pause", ui.tr("暂停"), "pause"),
      state::PauseSpeech{});
  add(bar_button("speech.repeat", ui.tr("再读一遍"), "repeat"), state::RepeatSpeech{});
  const auto speed = [&](int by, std::string_view what) {
    return step_words(ui, what, speech.speed, state::kSlowestSpeech, state::kFastestSpeech, by);
  };
  const auto volume = [&](int by, std::string_view what) {
    return step_words(ui, what, speech.volume, state::kQuietestSpeech, state::kLoudestSpeech, by);
  };
  add(bar_button("speech.slower", ui.tr("慢一点"), "slower", speed(-1, ui.tr("慢一点"))), state::ChangeSpeed{-1});
  add(bar_button("speech.faster", ui.tr("快一点"), "faster", speed(1, ui.tr("快一点"))), state::ChangeSpeed{1});
  add(bar_button("speech.softer", ui.tr("小声"), "softer", volume(-1, ui.tr("小声"))), state::ChangeVolume{-1});
  add(bar_button("speech.louder", ui.tr("大声"), "louder", volume(1, ui.tr("大声"))), state::ChangeVolume{1});
  return out;
}

// Icons and words, words, or icons alone; on the narrowest glass icons in columns of what room there is.
void fit_bar(Ui& ui, std::vector<FootButton>& buttons, float room) {
  if (row_width(ui, buttons) <= room) return;
  std::vector<FootButton> words = buttons;
  for (FootButton& item : words) item.button.icon = {};
  if (row_width(ui, words) <= room) {
    buttons = std::move(words);
    return;
  }
  for (FootButton& item : buttons) item.button.label = {};
}

using Rows = std::vector<std::vector<FootButton>>;

// A high page has room for a second row, so that its words stay: how fast and how loud below what is read.
Rows rows_of(Stage& stage, float room, float page_height) {
  constexpr std::ptrdiff_t kHowItSounds = 4;
  constexpr float kHighPageMm = 350;
  Ui& ui = stage.ui;
  std::vector<FootButton> all = bar_buttons(stage);
  std::vector<FootButton> one = all;
  fit_bar(ui, one, room);
  if (!one.front().button.label.empty() || !ui.portrait() || page_height < ui.mm(kHighPageMm)) return {std::move(one)};
  Rows rows{{all.begin(), all.end() - kHowItSounds}, {all.end() - kHowItSounds, all.end()}};
  for (std::vector<FootButton>& row : rows) fit_bar(ui, row, room);
  return rows;
}

void draw_bar_row(Stage& stage, Rect row, const std::vector<FootButton>& buttons) {
  Ui& ui = stage.ui;
  // What is left over goes between them alike, so that a finger finds them.
  const float more = std::floor(std::max(0.0f, row.w - row_width(ui, buttons)) / static_cast<float>(buttons.size()));
  const float each = std::min(more, std::round(ui.mm(12)));
  for (const FootButton& item : buttons) {
    const Rect rect = row.cut_left(std::min(row.w, widgets::width_of(ui, item.button) + each), ui.gap());
    if (widgets::draw(ui, rect, item.button)) stage.mean(item.intent);
  }
}

}  // namespace

FootButton speech_button(Stage& stage) {
  const Ui& ui = stage.ui;
  const bool on = stage.state.speech.on, can = stage.state.can_speak;
  const std::string_view label = !can ? ui.tr("没有声音") : on ? ui.tr("停止朗读") : ui.tr("读给我听");
  Button button = bar_button("foot.speak", label, can ? "speaker" : "no_sound");
  button.bold = true;
  button.enabled = can;
  // Where there is room for the icon alone it still shows that the board reads.
  if (on) button.face = Face::primary;
  if (!can) button.spoken = std::string(ui.tr("本机现在没有声音，请看屏幕"));
  return {std::move(button), state::ToggleSpeech{}, {}};
}

std::vector<FootButton> speech_icons(Stage& stage, bool private_in_words) {
  if (!stage.state.speech.on) return {};
  std::vector<FootButton> buttons = bar_buttons(stage);
  for (FootButton& item : buttons) {
    if (!private_in_words || item.button.id != "speech.private") item.button.label = {};
  }
  return buttons;
}

void draw_speech_bar(Stage& stage, Rect& rest) {
  if (!stage.state.speech.on) return;
  Ui& ui = stage.ui;
  const widgets::InRegion region(ui.access, AccessNode::Region::foot);
  const Rows rows = rows_of(stage, ui.size.x - 2 * ui.margin(), rest.h);
  const float pad = std::round(ui.gap() * 0.8f), count = static_cast<float>(rows.size());
  const Rect ground = rest.cut_bottom(count * ui.target() + (count - 1) * ui.gap() + 2 * pad);
  widgets::fill_to_edge(ui, ground, stage.colours().keys);
  widgets::fill_to_edge(ui, {ground.x, ground.y, ground.w, ui.stroke()}, stage.colours().line);
  Rect inside = ground.inset(ui.margin(), pad);
  for (const std::vector<FootButton>& row : rows) draw_bar_row(stage, inside.cut_top(ui.target(), ui.gap()), row);
}

}  // namespace gridboard::kiosk::screens
