// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/entry.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/screens/candidates.hpp"
#include "kiosk/screens/writing.hpp"
#include "kiosk/widgets/keys.hpp"

namespace gridboard::kiosk::screens {
namespace {

using model::FieldType;
using state::KeyMode;
using widgets::LetterKeys;

bool takes_characters(const model::Field& field) {
  return field.type == FieldType::name || field.type == FieldType::text;
}

float digits_height(Ui& ui) {
  return std::round(ui.mm(ui.large ? 118 : 100));
}

void take(Stage& stage, const widgets::KeyStroke& stroke) {
  using Kind = widgets::KeyStroke::Kind;
  if (stroke.kind == Kind::text) stage.mean(state::PressKey{stroke.text});
  if (stroke.kind == Kind::erase) stage.mean(state::ErasePress{});
  if (stroke.kind == Kind::clear) stage.mean(state::ClearPress{});
  if (stroke.kind == Kind::shift) stage.mean(state::ToggleCapitals{});
}

bool makes_candidates(KeyMode mode) {
  return mode == KeyMode::pinyin || mode == KeyMode::handwriting || mode == KeyMode::strokes;
}

struct Heights {
  float least = 0, wanted = 0;
};

Heights keys_heights(Ui& ui, KeyMode mode, float width) {
  switch (mode) {
    case KeyMode::pinyin:
      return {widgets::least_letter_keys_height(ui, LetterKeys::pinyin, width),
              widgets::letter_keys_height(ui, LetterKeys::pinyin, width)};
    case KeyMode::letters:
      return {widgets::least_letter_keys_height(ui, LetterKeys::words, width),
              widgets::letter_keys_height(ui, LetterKeys::words, width)};
    case KeyMode::strokes:
      return {widgets::least_stroke_keys_height(ui), widgets::stroke_keys_height(ui)};
    case KeyMode::handwriting:
      return {least_writing_height(ui), writing_height(ui, width)};
    case KeyMode::digits:
      break;
  }
  return {4 * ui.target() + 3 * ui.gap(), digits_height(ui)};
}

constexpr std::array kModes{KeyMode::pinyin, KeyMode::letters, KeyMode::strokes, KeyMode::handwriting, KeyMode::digits};

// `candidates`: their row's height, 0 without one.
float panel_height(Ui& ui, KeyMode mode, float width, float candidates, bool least) {
  const Heights heights = keys_heights(ui, mode, width);
  const float with = makes_candidates(mode) && candidates > 0 ? candidates + ui.gap() : 0;
  return ui.button() + ui.card_gap() + (least ? heights.least : heights.wanted) + with;
}

// The highest of all ways to type, so that nothing moves when another is chosen.
float highest(Ui& ui, float width, float candidates, bool least) {
  float height = 0;
  for (const KeyMode mode : kModes) height = std::max(height, panel_height(ui, mode, width, candidates, least));
  return height;
}

struct Mode {
  const char* id;
  std::string_view label, spoken;
  KeyMode mode;
};

void draw_modes(Stage& stage, Rect row) {
  Ui& ui = stage.ui;
  const std::array<Mode, 5> modes{{{"keys.handwriting", ui.tr("手写"), ui.tr("手写输入"), KeyMode::handwriting},
                                   {"keys.pinyin", ui.tr("拼音"), ui.tr("拼音输入"), KeyMode::pinyin},
                                   {"keys.strokes", ui.tr("笔画"), ui.tr("笔画输入"), KeyMode::strokes},
                                   {"keys.letters", ui.tr("字母"), ui.tr("字母输入"), KeyMode::letters},
                                   {"keys.digits", ui.tr("数字"), ui.tr("数字输入"), KeyMode::digits}}};
  Button clear{"keys.clear", ui.tr("清空"), {}, {}, Face::outline, Type::body};
  clear.part = AccessNode::Part::key;
  const float clear_width = widgets::width_of(ui, clear);
  const auto button_of = [&](const Mode& mode) {
    Button button{mode.id, mode.label, {}, {}, Face::outline, Type::body};
    button.part = AccessNode::Part::key;
    button.spoken = std::string(mode.spoken);
    return button;
  };
  // Each as wide as it needs, with an equal share of what is left.
  float needed = -ui.gap(), tick = std::round(ui.em(Type::body) * 1.7f);
  for (const Mode& mode : modes) needed += widgets::width_of(ui, button_of(mode)) + ui.gap();
  if (needed + 5 * tick + ui.gap() + clear_width <= row.w) {
    const Rect right = row.cut_right(clear_width, ui.gap());
    // Strokes and digits have it among their keys.
    const KeyMode mode = stage.state.keys.mode;
    const bool twice = mode == KeyMode::strokes || mode == KeyMode::digits;
    if (!twice && widgets::draw(ui, right, clear)) stage.mean(state::ClearPress{});
  }
  const float spare = (row.w - needed) / static_cast<float>(modes.size());
  const bool ticks = spare >= tick;
  for (const Mode& mode : modes) {
    Button button = button_of(mode);
    const float width = std::floor(widgets::width_of(ui, button) + std::min(spare, 1.6f * tick));
    button.selected = stage.state.keys.mode == mode.mode;
    button.ticks = ticks;
    if (widgets::draw(ui, row.cut_left(width, ui.gap()), button)) stage.mean(state::SetKeyMode{mode.mode});
  }
}

void draw_keys(Stage& stage, Rect keys) {
  Ui& ui = stage.ui;
  switch (stage.state.keys.mode) {
    case KeyMode::pinyin:
      return take(stage, widgets::letter_keys(ui, keys, LetterKeys::pinyin, "key"));
    case KeyMode::letters:
      return take(stage, widgets::letter_keys(ui, keys, LetterKeys::words, "key", stage.state.keys.capitals));
    case KeyMode::strokes:
      return take(stage, widgets::stroke_keys(ui, keys, "key"));
    case KeyMode::handwriting:
      return draw_writing(stage, keys);
    case KeyMode::digits:
      return take(stage, widgets::digit_pad(ui, keys, widgets::kUsualDigits, true, "key"));
  }
}

// The ground of all that is typed on, from its upper edge to the foot and to the edges of the glass.
void draw_ground(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const float inset = page_inset(ui), side = std::round(ui.mm(3)), stroke = ui.stroke();
  const bool whole = ui.portrait();
  const float left = whole ? 0 : rect.x - side, top = rect.y - (whole ? std::round(ui.card_gap() / 2) : inset);
  const Rect ground{left, top, ui.size.x - left, rect.bottom() + inset - top};
  widgets::fill_to_edge(ui, ground, c.keys);
  if (whole) widgets::fill_to_edge(ui, {left, top, ground.w, stroke}, c.line);
  if (!whole) widgets::fill({left, top, stroke, ground.h}, c.line);
}

// Modes above, keys at the foot, candidates between.
void draw_panel(Stage& stage, Rect rect, bool one_row) {
  Ui& ui = stage.ui;
  draw_ground(stage, rect);
  draw_modes(stage, rect.cut_top(ui.button(), ui.card_gap()));
  const KeyMode mode = stage.state.keys.mode;
  const Heights heights = keys_heights(ui, mode, rect.w);
  if (!makes_candidates(mode)) return draw_keys(stage, rect.cut_bottom(std::min(rect.h, heights.wanted * 1.1f)));
  const float row = candidate_height(ui);
  const float grid = candidate_rows_height(ui, 1);
  // A grid with its pager, where the keys don't get too low for it, nor the squares smaller than they could be.
  const float keep = mode == KeyMode::handwriting ? heights.wanted : heights.least;
  const bool with_grid = !one_row && rect.h - grid - ui.gap() >= keep;
  const float candidates = with_grid ? grid : std::min(row, rect.h - heights.least - ui.gap());
  const float spare = rect.h - candidates - ui.gap();
  const Rect keys = rect.cut_bottom(std::max(heights.least, std::min(heights.wanted, spare)), ui.gap());
  if (one_row) rect.cut_top(rect.h - std::min(rect.h, row));
  if (rect.h >= ui.target()) draw_candidates(stage, rect);
  draw_keys(stage, keys);
}

}  // namespace

bool is_typed(const model::Field& field) {
  return field.type != FieldType::choice && field.type != FieldType::day_part && field.type != FieldType::window;
}

float entry_height(Stage& stage, const model::Field& field, float width) {
  Ui& ui = stage.ui;
  if (!takes_characters(field)) return digits_height(ui);
  return highest(ui, width, candidate_rows_height(ui, 2), false);
}

void draw_entry(Stage& stage, Rect rect, const model::Field& field) {
  if (takes_characters(field)) return draw_panel(stage, rect, false);
  draw_ground(stage, rect);
  take(stage, widgets::digit_pad(stage.ui, rect, widgets::kUsualDigits, true, "key"));
}

float question_entry_height(Stage& stage, float width) {
  return highest(stage.ui, width, candidate_height(stage.ui), false);
}

float least_question_entry_height(Stage& stage, float width) {
  return highest(stage.ui, width, stage.ui.target(), true);
}

float least_present_entry_height(Stage& stage, float width) {
  const state::Keys& keys = stage.state.keys;
  return panel_height(stage.ui, keys.mode, width, keys.candidates.empty() ? 0 : stage.ui.target(), true);
}

void draw_question_entry(Stage& stage, Rect rect) {
  draw_panel(stage, rect, true);
}

std::string composing_words(const state::Keys& keys) {
  return keys.mode == KeyMode::strokes ? widgets::stroke_signs(keys.composing) : keys.composing;
}

void take_code_keys(Stage& stage, Rect rect) {
  take(stage, widgets::letter_keys(stage.ui, rect, LetterKeys::codes, "key"));
}

void take_keyboard(Stage& stage) {
  for (const widgets::KeyStroke& stroke : widgets::keyboard_strokes(stage.ui)) take(stage, stroke);
}

}  // namespace gridboard::kiosk::screens
