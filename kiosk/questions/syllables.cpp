// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/questions/syllables.hpp"

#include <algorithm>
#include <limits>

namespace gridboard::kiosk::questions {
namespace {

constexpr char32_t kFirstCharacter = 0x4E00, kLastCharacter = 0x9FA5;  // those that have a usual reading
constexpr std::size_t kLongestSyllable = 6;                            // "zhuang"

bool has_vowel(std::string_view syllable) {
  return syllable.find_first_of("aeiouv") != std::string_view::npos;
}

}  // namespace

Syllables::Syllables(const readings::Readings* readings) {
  if (readings == nullptr) return;
  for (char32_t c = kFirstCharacter; c <= kLastCharacter; ++c) {
    const auto read = readings->of(c);
    if (read.empty()) continue;
    std::string syllable = read.front();
    while (!syllable.empty() && syllable.back() >= '0' && syllable.back() <= '9') syllable.pop_back();
    if (has_vowel(syllable)) known_.insert(std::move(syllable));
  }
}

bool Syllables::begins_one(std::string_view letters) const {
  const auto at = known_.lower_bound(letters);
  return at != known_.end() && at->starts_with(letters);
}

Syllables::Cut Syllables::cut(std::string_view letters, bool may_be_begun) const {
  constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();
  // From the end: how many syllables the letters from `i` on take, and how long the first of them is.
  std::vector<std::size_t> fewest(letters.size() + 1, kNever), first(letters.size() + 1, 0);
  fewest[letters.size()] = 0;
  for (std::size_t i = letters.size(); i-- > 0;) {
    for (std::size_t length = std::min(kLongestSyllable, letters.size() - i); length > 0; --length) {
      const std::size_t rest = fewest[i + length];
      if (rest == kNever || (fewest[i] != kNever && rest + 1 >= fewest[i])) continue;
      const std::string_view part = letters.substr(i, length);
      const bool begun = may_be_begun && i > 0 && i + length == letters.size() && begins_one(part);
      if (!known_.contains(part) && !begun) continue;
      fewest[i] = rest + 1;
      first[i] = length;
    }
  }
  Cut cut;
  if (letters.empty() || fewest[0] == kNever) return cut;
  for (std::size_t i = 0; i < letters.size(); i += first[i]) cut.syllables.emplace_back(letters.substr(i, first[i]));
  cut.last_begun = may_be_begun && cut.syllables.size() > 1;
  return cut;
}

}  // namespace gridboard::kiosk::questions
