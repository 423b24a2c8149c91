// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/keys.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

namespace gridboard::kiosk::widgets {
namespace {

bool key(Ui& ui, Rect rect, const std::string& id, std::string_view label, std::string_view icon = {},
         bool enabled = true) {
  Button button{id, label, {}, icon, Face::quiet, Type::title};
  button.enabled = enabled;
  button.part = AccessNode::Part::key;
  // Words on a narrow key are set in running size; single characters stay large.
  if (label.size() > 3 && width_of(ui, button) > rect.w) button.type = Type::body;
  if (!icon.empty() && width_of(ui, button) > rect.w) button.icon = {};
  return draw(ui, rect, button);
}

// The most columns that leave every key a target's width: ten as on a keyboard, else by the alphabet.
int columns_in(Ui& ui, float width) {
  for (const int count : {10, 7}) {
    const float columns = static_cast<float>(count);
    if (std::floor((width - (columns - 1) * ui.gap()) / columns) >= ui.target()) return count;
  }
  return 6;
}

std::vector<std::string_view> rows_of(LetterKeys layout, int columns) {
  const bool codes = layout == LetterKeys::codes;
  if (columns == 10) {
    if (codes) return {"1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"};
    return {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  }
  std::vector<std::string_view> rows;
  std::string_view keys = codes ? "1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ" : "abcdefghijklmnopqrstuvwxyz";
  for (; !keys.empty(); keys.remove_prefix(std::min(keys.size(), static_cast<std::size_t>(columns))))
    rows.push_back(keys.substr(0, static_cast<std::size_t>(columns)));
  return rows;
}

float keys_height(Ui& ui, LetterKeys layout, float width, float key_height) {
  const float rows = static_cast<float>(rows_of(layout, columns_in(ui, width)).size() + 1);
  return rows * key_height + (rows - 1) * ui.gap();
}

}  // namespace

KeyStroke digit_pad(Ui& ui, Rect rect, const std::array<int, 10>& order, bool enabled, const std::string& id) {
  const float gap = ui.gap();
  const float width = std::min(rect.w, std::round(ui.mm(ui.large ? 200 : 180)));
  const float height = std::min(rect.h, std::round(ui.mm(ui.large ? 160 : 146)));
  const std::vector<Rect> rows = rect.centred(width, height).rows(4, gap);
  KeyStroke stroke;
  for (std::size_t i = 0; i < 12; ++i) {
    const Rect cell = rows[i / 3].columns(3, gap)[i % 3];
    if (i == 9) {
      if (key(ui, cell, id + ".clear", ui.tr("清空"), {}, enabled)) stroke = {KeyStroke::Kind::clear, {}};
    } else if (i == 11) {
      if (key(ui, cell, id + ".erase", ui.tr("删除"), "erase", enabled)) stroke = {KeyStroke::Kind::erase, {}};
    } else {
      const std::string digit = std::to_string(order[i == 10 ? 9 : i]);
      if (key(ui, cell, id + "." + digit, digit, {}, enabled)) stroke = {KeyStroke::Kind::text, digit};
    }
  }
  return stroke;
}

float letter_keys_height(Ui& ui, LetterKeys layout, float width) {
  return keys_height(ui, layout, width, std::round(ui.mm(ui.large ? 22 : 19)));
}

float least_letter_keys_height(Ui& ui, LetterKeys layout, float width) {
  return keys_height(ui, layout, width, ui.target());
}

KeyStroke letter_keys(Ui& ui, Rect rect, LetterKeys layout, const std::string& id) {
  const float gap = ui.gap();
  const int columns = columns_in(ui, rect.w);
  const std::vector<std::string_view> letters = rows_of(layout, columns);
  const std::vector<Rect> rows = rect.rows(static_cast<int>(letters.size()) + 1, gap);
  const float key_width = std::floor((rect.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
  KeyStroke stroke;
  for (std::size_t r = 0; r < letters.size(); ++r) {
    const float count = static_cast<float>(letters[r].size());
    const float row_width = count * key_width + (count - 1) * gap;
    // Rows of a keyboard stand about the middle, those of the alphabet begin at the left.
    float x = rect.x + (columns == 10 ? (rect.w - row_width) / 2 : 0);
    for (const char letter : letters[r]) {
      const std::string text(1, letter);
      if (key(ui, {x, rows[r].y, key_width, rows[r].h}, id + "." + text, text)) stroke = {KeyStroke::Kind::text, text};
      x += key_width + gap;
    }
  }
  Rect last = rows.back();
  if (layout == LetterKeys::pinyin) {
    const float narrow = std::round(last.w * 0.2f);
    if (key(ui, last.cut_left(narrow, gap), id + ".apostrophe", ui.tr("分隔 ’"))) stroke = {KeyStroke::Kind::text, "'"};
    if (key(ui, last.cut_right(std::round(last.w * 0.36f), gap), id + ".erase", ui.tr("删除"), "erase")) {
      stroke = {KeyStroke::Kind::erase, {}};
    }
    if (key(ui, last, id + ".space", ui.tr("空格"))) stroke = {KeyStroke::Kind::text, " "};
    return stroke;
  }
  const std::vector<Rect> halves = last.columns(2, gap);
  if (key(ui, halves[0], id + ".clear", ui.tr("清空"))) stroke = {KeyStroke::Kind::clear, {}};
  if (key(ui, halves[1], id + ".erase", ui.tr("删除"), "erase")) stroke = {KeyStroke::Kind::erase, {}};
  return stroke;
}

}  // namespace gridboard::kiosk::widgets
