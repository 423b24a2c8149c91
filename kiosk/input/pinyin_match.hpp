// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// How letters fit a word whose reading is known: typed in full, by initials (tz, or t'zh, for tiao'zha), the last
// syllable cut short, or with the accents that many speak with.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/input/word_files.hpp"

namespace gridboard::kiosk::input {

// From best to none.
enum class Fit { full, cut_short, accented, none };

// zh/z, ch/c, sh/s, l/n, f/h, in/ing, en/eng: the syllable as others say it, without itself; few of them.
[[nodiscard]] std::vector<std::string> accents_of(std::string_view syllable);

// A word made ready for comparing.
struct KnownWord {
  explicit KnownWord(const Word& word);
  std::string text;
  std::vector<std::vector<std::string>> syllables;  // each with its accents after it
};
// `letters`: cleaned; an apostrophe stands only where a syllable ends.
[[nodiscard]] Fit fit(std::string_view letters, const KnownWord& word);

}  // namespace gridboard::kiosk::input
