// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/entry.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/widgets/keys.hpp"

namespace gridboard::kiosk::screens {
namespace {

using model::FieldType;
using state::KeyMode;

bool takes_characters(const model::Field& field) { return field.type == FieldType::name || field.type == FieldType::text; }

float cell_height(Ui& ui) { return std::round(ui.mm(ui.large ? 25 : 21)); }
float digits_height(Ui& ui) { return std::round(ui.mm(ui.large ? 118 : 100)); }
constexpr int kColumns = 6;

struct Candidate {
  std::size_t index;
  int row, column, columns;
};

Button candidate_button(std::size_t index, const std::string& characters) {
  Button button{"candidate." + std::to_string(index), characters, {}, {}, Face::quiet, Type::heading, false};
  button.part = AccessNode::Part::row;
  return button;
}

// Pages of candidates: each takes as many of the six columns as its characters need.
std::vector<std::vector<Candidate>> lay_out_candidates(Stage& stage, float width, int rows) {
  Ui& ui = stage.ui;
  const float column = (width - ui.gap() * (kColumns - 1)) / kColumns;
  std::vector<std::vector<Candidate>> pages(1);
  int row = 0, at = 0;
  const auto& candidates = stage.state.keys.candidates;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const float needed = widgets::width_of(ui, candidate_button(i, candidates[i]));
    const int span = std::clamp(static_cast<int>(std::ceil((needed + ui.gap()) / (column + ui.gap()))), 1, kColumns);
    if (at + span > kColumns) {
      at = 0;
      if (++row == rows) row = 0, pages.emplace_back();
    }
    pages.back().push_back({i, row, at, span});
    at += span;
  }
  return pages;
}

void draw_candidates(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const state::Keys& keys = stage.state.keys;
  if (keys.candidates.empty()) {
    const bool nothing_fits = !keys.composing.empty() && keys.answered == keys.asked;
    const std::string_view words = nothing_fits ? ui.tr("没有这个拼音的字，请检查字母。") : ui.tr("用拼音输入，再点要用的字。");
    widgets::label(ui, rect, {words, Type::body, false, stage.colours().second, stage.colours().ground, Align::centre, true}, "entry.hint");
    return;
  }
  const float gap = ui.gap();
  const Rect pager = rect.cut_bottom(ui.button(), gap);
  const int rows = std::max(1, static_cast<int>((rect.h + gap) / (std::round(cell_height(ui) * 0.85f) + gap)));
  const auto pages = lay_out_candidates(stage, rect.w, rows);
  const std::size_t page = std::min(keys.page, pages.size() - 1);
  const float column = (rect.w - gap * (kColumns - 1)) / kColumns, height = std::min((rect.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows), cell_height(ui) * 1.2f);
  for (const Candidate& cell : pages[page]) {
    const Rect at{rect.x + static_cast<float>(cell.column) * (column + gap), rect.y + static_cast<float>(cell.row) * (height + gap),
                  static_cast<float>(cell.columns) * (column + gap) - gap, height};
    if (widgets::draw(ui, at, candidate_button(cell.index, keys.candidates[cell.index]))) stage.mean(state::PickCandidate{cell.index});
  }
  const int by = widgets::draw_pager(ui, pager, page, pages.size(), "candidates");
  if (by != 0) stage.turn(static_cast<int>(page) + by - static_cast<int>(keys.page));
}

void take(Stage& stage, const widgets::KeyStroke& stroke) {
  if (stroke.kind == widgets::KeyStroke::Kind::text) stage.mean(state::PressKey{stroke.text});
  if (stroke.kind == widgets::KeyStroke::Kind::erase) stage.mean(state::ErasePress{});
  if (stroke.kind == widgets::KeyStroke::Kind::clear) stage.mean(state::ClearPress{});
}

void draw_modes(Stage& stage, Rect row) {
  Ui& ui = stage.ui;
  const struct {
    const char* id;
    std::string_view label;
    KeyMode mode;
  } modes[3] = {{"keys.pinyin", ui.tr("拼音"), KeyMode::pinyin},
                {"keys.letters", ui.tr("字母"), KeyMode::letters},
                {"keys.digits", ui.tr("数字"), KeyMode::digits}};
  for (const auto& mode : modes) {
    Button button{mode.id, mode.label, {}, {}, Face::outline, Type::body};
    button.part = AccessNode::Part::key;
    const float width = widgets::width_of(ui, button);
    button.selected = stage.state.keys.mode == mode.mode;
    const float with_tick = width + std::round(ui.em(Type::body) * 1.7f);
    if (widgets::draw(ui, row.cut_left(with_tick, ui.gap()), button)) stage.mean(state::SetKeyMode{mode.mode});
  }
  Button clear{"keys.clear", ui.tr("清空"), {}, {}, Face::outline, Type::body};
  clear.part = AccessNode::Part::key;
  const float width = widgets::width_of(ui, clear);
  if (width <= row.w && widgets::draw(ui, row.cut_right(width), clear)) stage.mean(state::ClearPress{});
}

}  // namespace

bool is_typed(const model::Field& field) { return field.type != FieldType::choice && field.type != FieldType::day_part && field.type != FieldType::window; }

float entry_height(Stage& stage, const model::Field& field, float width) {
  Ui& ui = stage.ui;
  if (!takes_characters(field)) return digits_height(ui);
  const float letters = widgets::letter_keys_height(ui, widgets::LetterKeys::pinyin, width);
  const float keys = ui.button() + ui.gap() + std::max(letters, digits_height(ui) * 0.9f);
  return keys + ui.card_gap() + 2 * cell_height(ui) + 2 * ui.gap() + ui.button();
}

void draw_entry(Stage& stage, Rect rect, const model::Field& field) {
  Ui& ui = stage.ui;
  if (!takes_characters(field)) return take(stage, widgets::digit_pad(ui, rect, widgets::kUsualDigits, true, "key"));
  const KeyMode mode = stage.state.keys.mode;
  const auto layout = mode == KeyMode::letters ? widgets::LetterKeys::codes : widgets::LetterKeys::pinyin;
  const float least = widgets::least_letter_keys_height(ui, widgets::LetterKeys::pinyin, rect.w);
  const float codes = widgets::least_letter_keys_height(ui, widgets::LetterKeys::codes, rect.w);
  const float wanted = std::max(widgets::letter_keys_height(ui, widgets::LetterKeys::pinyin, rect.w),
                                mode == KeyMode::letters ? codes : 0.0f);
  const float candidates = cell_height(ui) + ui.gap() + ui.button();  // one row at least
  const float spare = rect.h - ui.button() - ui.gap() - ui.card_gap() - candidates;
  Rect keys = rect.cut_bottom(mode == KeyMode::pinyin ? std::max(least, std::min(wanted, spare)) : std::min(rect.h - ui.button() - ui.gap(), wanted * 1.1f), ui.gap());
  draw_modes(stage, rect.cut_bottom(ui.button(), ui.card_gap()));
  if (mode == KeyMode::pinyin) draw_candidates(stage, rect);
  if (mode == KeyMode::digits) {
    take(stage, widgets::digit_pad(ui, keys, widgets::kUsualDigits, true, "key"));
  } else {
    take(stage, widgets::letter_keys(ui, keys, layout, "key"));
  }
}

void take_code_keys(Stage& stage, Rect rect) {
  take(stage, widgets::letter_keys(stage.ui, rect, widgets::LetterKeys::codes, "key"));
}

}  // namespace gridboard::kiosk::screens
