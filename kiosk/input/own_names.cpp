// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/own_names.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::input {
namespace {

constexpr std::size_t kLeast = 2, kMost = 8;

void append(std::string& syllables, std::string spoken) {
  std::erase_if(spoken, [](char c) { return c < 'a' || c > 'z'; });  // the tone
  syllables += (syllables.empty() ? "" : "'") + spoken;
}

std::optional<std::string> read(std::string_view name, const readings::Readings& readings) {
  std::string syllables;
  while (!name.empty()) {
    if (const auto word = readings.word_at(name)) {
      for (const std::string& spoken : word->syllables) append(syllables, spoken);
      name.remove_prefix(word->bytes);
      continue;
    }
    std::size_t bytes = 0;
    const std::vector<std::string> spoken = readings.of(base::decode_utf8(name, bytes));
    if (spoken.empty()) return std::nullopt;
    append(syllables, spoken.front());
    name.remove_prefix(bytes);
  }
  return syllables;
}

}  // namespace

std::vector<Word> words_of(const std::vector<std::string>& names, const readings::Readings& readings) {
  std::vector<Word> words;
  std::set<std::string_view> seen;
  for (const std::string& name : names) {
    const std::size_t length = base::count_code_points(name);
    if (length < kLeast || length > kMost || !seen.insert(name).second) continue;
    if (auto syllables = read(name, readings)) words.push_back({name, std::move(*syllables)});
  }
  return words;
}

}  // namespace gridboard::kiosk::input
