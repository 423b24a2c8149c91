// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// On-screen keys: a digit pad, letters for pinyin, letters and digits for codes.

#include <array>
#include <string>

#include "kiosk/widgets/buttons.hpp"

namespace gridboard::kiosk::widgets {

struct KeyStroke {
  enum class Kind { none, text, erase, clear } kind = Kind::none;
  std::string text;
};

inline constexpr std::array<int, 10> kUsualDigits{1, 2, 3, 4, 5, 6, 7, 8, 9, 0};

// Three columns, four rows; `order` from top left, its last between Clear and Erase. Made for rooms between three targets
// and a hand's width: the pad takes what it needs from the middle of `rect`.
KeyStroke digit_pad(Ui& ui, Rect rect, const std::array<int, 10>& order, bool enabled, const std::string& id);

enum class LetterKeys {
  pinyin,  // a to z, apostrophe, space
  codes,   // digits and A to Z
};
// Ten columns as on a keyboard where they fit; on a narrower glass seven or six, by the alphabet.
KeyStroke letter_keys(Ui& ui, Rect rect, LetterKeys layout, const std::string& id);
// Comfortable in that width; more is used for larger keys.
[[nodiscard]] float letter_keys_height(Ui& ui, LetterKeys layout, float width);
[[nodiscard]] float least_letter_keys_height(Ui& ui, LetterKeys layout, float width);

}  // namespace gridboard::kiosk::widgets
