// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The lists in assets/speech that are read at run time. Columns are parted by blanks, '#' begins a comment.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::speech {

struct Tables {
  std::map<std::string, std::u32string, std::less<>> units;              // units.txt: "kWh" -> 度
  std::map<std::string, std::string, std::less<>> english_units;         // its third column: "kilowatt hours"
  std::map<std::string, std::vector<std::string>, std::less<>> letters;  // letters.txt: "a" and "app" -> syllables
  struct Surname {
    std::string syllable;
    bool alone = false;  // known for one without a title beside it
  };
  std::map<char32_t, Surname> surnames;  // surnames.txt: those not read as the word is
};
// `folder` is assets/speech. Errors name the file and the line.
[[nodiscard]] base::Result<Tables> read_tables(const std::string& folder);

// "lv4": letters, and a tone from 1 to 5.
[[nodiscard]] bool is_syllable(std::string_view text);

}  // namespace gridboard::kiosk::speech
