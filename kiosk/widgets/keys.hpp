// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// On-screen keys: a digit pad, letters for pinyin, for words and for codes, the five strokes; and a real keyboard.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/widgets/buttons.hpp"

namespace gridboard::kiosk::widgets {

struct KeyStroke {
  enum class Kind { none, text, erase, clear, shift } kind = Kind::none;
  std::string text;
};

inline constexpr std::array<int, 10> kUsualDigits{1, 2, 3, 4, 5, 6, 7, 8, 9, 0};

// Three columns, four rows; `order` from top left, its last between Clear and Erase. Made for rooms between three
// targets and a hand's width: the pad takes what it needs from the middle of `rect`.
KeyStroke digit_pad(Ui& ui, Rect rect, const std::array<int, 10>& order, bool enabled, const std::string& id);

enum class LetterKeys {
  pinyin,  // a to z, apostrophe, space
  codes,   // digits and A to Z
  words,   // as on a keyboard: digits, letters small or capital, what stands between words
};
// Ten columns as on a keyboard where they fit; on a narrower glass seven or six, by the alphabet.
KeyStroke letter_keys(Ui& ui, Rect rect, LetterKeys layout, const std::string& id, bool capitals = false);
// Comfortable in that width; more is used for larger keys.
[[nodiscard]] float letter_keys_height(Ui& ui, LetterKeys layout, float width);
[[nodiscard]] float least_letter_keys_height(Ui& ui, LetterKeys layout, float width);

// The five strokes of Chinese characters, one for a stroke that isn't known, and erase.
KeyStroke stroke_keys(Ui& ui, Rect rect, const std::string& id);
[[nodiscard]] float stroke_keys_height(Ui& ui);
[[nodiscard]] float least_stroke_keys_height(Ui& ui);
// As they are drawn: "一丨丿" for "hsp".
[[nodiscard]] std::string stroke_signs(std::string_view keys);

// What was typed on a real keyboard in this frame, if the screen has a field to type into. Space presses what the focus
// is on while that shows, and is typed otherwise.
[[nodiscard]] std::vector<KeyStroke> keyboard_strokes(const Ui& ui);

}  // namespace gridboard::kiosk::widgets
