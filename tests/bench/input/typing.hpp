// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Typing the held-out lists key by key, whoever answers.

#include <functional>
#include <string>
#include <vector>

#include "kiosk/input/pinyin_engine.hpp"

namespace gridboard::bench {

inline constexpr std::size_t kFirstRow = 6;

struct Spoken {
  std::string text;
  std::vector<std::string> syllables;
};
[[nodiscard]] std::vector<std::string> split_syllables(const std::string& joined_by_apostrophes);

// The first row for these letters, after the last of them was typed. `for_name`: in a field for a name.
using Typist = std::function<std::vector<std::string>(const std::string& letters, bool for_name)>;
[[nodiscard]] Typist our_typist(kiosk::input::PinyinEngine& engine);

struct Result {
  double phrases_pct = 0, names_pct = 0, key_p99_ms = 0;
};
[[nodiscard]] Result type_all(const std::vector<Spoken>& phrases, const std::vector<Spoken>& names,
                              const Typist& typist, bool tell_misses);

}  // namespace gridboard::bench
