// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The lists in assets/input. Lines of columns parted by blanks, '#' begins a comment.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::input {

struct Word {
  std::string text;
  std::string syllables;  // joined by apostrophes: "tiao'zha"
};
// "跳闸 tiao zha"; errors name the line.
[[nodiscard]] base::Result<std::vector<Word>> parse_words(std::string_view file, std::string_view name_of_source);

// A reading without tone -> its characters in the file's order, each once.
using CharactersByReading = std::map<std::string, std::vector<std::string>, std::less<>>;
// "yan 䶮 龑 ..."
[[nodiscard]] base::Result<CharactersByReading> parse_characters(std::string_view file,
                                                                 std::string_view name_of_source);

}  // namespace gridboard::kiosk::input
