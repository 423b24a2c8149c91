// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/keys.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::widgets {
namespace {

bool key(Ui& ui, Rect rect, const std::string& id, std::string_view label, std::string_view icon = {},
         bool enabled = true, std::string_view spoken = {}) {
  Button button{id, label, {}, icon, Face::quiet, Type::title};
  button.enabled = enabled;
  button.spoken = std::string(spoken);
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
  if (columns == 10) {
    if (layout == LetterKeys::codes) return {"1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"};
    if (layout == LetterKeys::words) return {"1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm,.'"};
    return {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  }
  std::vector<std::string_view> rows;
  std::string_view keys = layout == LetterKeys::codes   ? "1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                          : layout == LetterKeys::words ? "1234567890abcdefghijklmnopqrstuvwxyz-,.'"
                                                        : "abcdefghijklmnopqrstuvwxyz";
  for (; !keys.empty(); keys.remove_prefix(std::min(keys.size(), static_cast<std::size_t>(columns))))
    rows.push_back(keys.substr(0, static_cast<std::size_t>(columns)));
  return rows;
}

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
}

// What is said of a sign that has no sound of its own.
std::string_view sign_words(Ui& ui, char sign) {
  switch (sign) {
    case '-':
      return ui.tr("连字符");
    case ',':
      return ui.tr("逗号");
    case '.':
      return ui.tr("句点");
    case '\'':
      return ui.tr("撇号");
    default:
      return {};
  }
}

// Erase, the space and what changes the letters.
KeyStroke word_keys(Ui& ui, Rect row, const std::string& id, bool capitals) {
  const float gap = ui.gap(), wide = std::round((row.w - 2 * gap) * 0.28f);
  KeyStroke stroke;
  Button shift{id + ".shift", ui.tr("大写"), {}, "shift", Face::quiet, Type::body};
  shift.part = AccessNode::Part::key;
  shift.selected = capitals;
  if (width_of(ui, shift) > wide) shift.icon = {}, shift.ticks = false;
  if (draw(ui, row.cut_left(wide, gap), shift)) stroke = {KeyStroke::Kind::shift, {}};
  if (key(ui, row.cut_right(wide, gap), id + ".erase", ui.tr("删除"), "erase")) stroke = {KeyStroke::Kind::erase, {}};
  if (key(ui, row, id + ".space", ui.tr("空格"))) stroke = {KeyStroke::Kind::text, " "};
  return stroke;
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

KeyStroke letter_keys(Ui& ui, Rect rect, LetterKeys layout, const std::string& id, bool capitals) {
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
      const std::string text(1, capitals ? upper(letter) : letter);
      const Rect at{x, rows[r].y, key_width, rows[r].h};
      if (key(ui, at, id + "." + std::string(1, letter), text, {}, true, sign_words(ui, letter)))
        stroke = {KeyStroke::Kind::text, text};
      x += key_width + gap;
    }
  }
  Rect last = rows.back();
  if (layout == LetterKeys::words) {
    const KeyStroke other = word_keys(ui, last, id, capitals);
    return other.kind == KeyStroke::Kind::none ? stroke : other;
  }
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

namespace {

struct StrokeKey {
  char key;
  std::string_view sign;
};
// In the order in which they are taught.
constexpr std::array<StrokeKey, 6> kStrokes{
    {{'h', "一"}, {'s', "丨"}, {'p', "丿"}, {'n', "丶"}, {'z', "乛"}, {'*', "？"}}};

}  // namespace

std::string stroke_signs(std::string_view keys) {
  std::string signs;
  for (const char key : keys) {
    const auto known =
        std::find_if(kStrokes.begin(), kStrokes.end(), [key](const auto& each) { return each.key == key; });
    if (known != kStrokes.end()) signs += known->sign;
  }
  return signs;
}

float stroke_keys_height(Ui& ui) {
  return 3 * std::round(ui.mm(ui.large ? 30 : 26)) + 2 * ui.gap();
}
float least_stroke_keys_height(Ui& ui) {
  return 3 * ui.target() + 2 * ui.gap();
}

KeyStroke stroke_keys(Ui& ui, Rect rect, const std::string& id) {
  const std::array<std::string_view, 6> names{ui.tr("横"), ui.tr("竖"), ui.tr("撇"),
                                              ui.tr("点、捺"), ui.tr("折"), ui.tr("不确定")};
  const std::vector<Rect> rows = rect.rows(3, ui.gap());
  KeyStroke stroke;
  for (std::size_t i = 0; i < kStrokes.size(); ++i) {
    const Rect cell = rows[i / 3].columns(3, ui.gap())[i % 3];
    Button button{id + "." + kStrokes[i].key, kStrokes[i].sign, names[i], {}, Face::quiet, Type::title};
    // On a low key the sign and its name stand beside each other.
    const std::string both = std::string(kStrokes[i].sign) + " " + std::string(names[i]);
    if (height_of(ui, button, cell.w) > cell.h) {
      button.label = both, button.detail = {}, button.type = Type::section;
      if (width_of(ui, button) > cell.w) button.type = Type::body;
    }
    button.spoken = ui.say("笔画：{0}", {names[i]});
    button.part = AccessNode::Part::key;
    if (draw(ui, cell, button)) stroke = {KeyStroke::Kind::text, std::string(1, kStrokes[i].key)};
  }
  const std::vector<Rect> halves = rows[2].columns(2, ui.gap());
  if (key(ui, halves[0], id + ".clear", ui.tr("清空"))) stroke = {KeyStroke::Kind::clear, {}};
  if (key(ui, halves[1], id + ".erase", ui.tr("删除"), "erase")) stroke = {KeyStroke::Kind::erase, {}};
  return stroke;
}

std::vector<KeyStroke> keyboard_strokes(const Ui& ui) {
  std::vector<KeyStroke> strokes;
  if (!ui.access.focus.typed) return strokes;
  for (const ImWchar character : ImGui::GetIO().InputQueueCharacters) {
    std::string text;
    base::append_utf8(text, static_cast<char32_t>(character));
    if (character >= ' ') strokes.push_back({KeyStroke::Kind::text, text});
  }
#if IMGUI_VERSION_NUM < 18700
  if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Backspace))) strokes.push_back({KeyStroke::Kind::erase, {}});
#else
  if (ImGui::IsKeyPressed(ImGuiKey_Backspace)) strokes.push_back({KeyStroke::Kind::erase, {}});
#endif
  return strokes;
}

}  // namespace gridboard::kiosk::widgets
