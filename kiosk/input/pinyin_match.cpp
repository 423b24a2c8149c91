// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/pinyin_match.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gridboard::kiosk::input {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;
constexpr std::array<Pair, 5> kInitials{{{"zh", "z"}, {"ch", "c"}, {"sh", "s"}, {"l", "n"}, {"f", "h"}}};
constexpr std::array<Pair, 2> kFinals{{{"ing", "in"}, {"eng", "en"}}};

bool is_long_initial(std::string_view text) {
  return text.size() >= 2 && (text[0] == 'z' || text[0] == 'c' || text[0] == 's') && text[1] == 'h';
}

// The same with the other initial; empty if there is none.
std::string with_other_initial(std::string_view syllable) {
  for (const auto& [one, other] : kInitials) {
    if (syllable.starts_with(one)) return std::string(other) + std::string(syllable.substr(one.size()));
    if (syllable.starts_with(other)) return std::string(one) + std::string(syllable.substr(other.size()));
  }
  return {};
}

std::string with_other_final(std::string_view syllable) {
  for (const auto& [one, other] : kFinals) {
    if (syllable.ends_with(one)) return std::string(syllable.substr(0, syllable.size() - 1));
    if (syllable.ends_with(other)) return std::string(syllable) + "g";
  }
  return {};
}

std::vector<std::string_view> split(std::string_view syllables) {
  std::vector<std::string_view> parts;
  while (!syllables.empty()) {
    const std::size_t end = std::min(syllables.find('\''), syllables.size());
    parts.push_back(syllables.substr(0, end));
    syllables.remove_prefix(std::min(end + 1, syllables.size()));
  }
  return parts;
}

class Comparison {
 public:
  explicit Comparison(const KnownWord& word) : word_(word) {}

  Fit from(std::string_view letters, std::size_t at) const {
    if (at > 0 && letters.starts_with('\'')) letters.remove_prefix(1);
    if (at == word_.syllables.size()) return letters.empty() ? Fit::full : Fit::none;
    if (letters.empty()) return Fit::none;
    Fit best = Fit::none;
    const std::vector<std::string>& spoken = word_.syllables[at];
    for (std::size_t i = 0; i < spoken.size() && best != Fit::full; ++i) {
      best = std::min(best, spoken_from(letters, at, spoken[i], i == 0 ? Fit::full : Fit::accented));
    }
    return best;
  }

 private:
  // The syllable in full, by its initial, or, if it is the last, by any beginning.
  Fit spoken_from(std::string_view letters, std::size_t at, std::string_view syllable, Fit as_typed) const {
    Fit best = Fit::none;
    const bool last = at + 1 == word_.syllables.size();
    for (std::size_t n = std::min(syllable.size(), letters.size()); n > 0; --n) {
      const bool whole = n == syllable.size();
      const bool initial = n == 1 || (n == 2 && is_long_initial(syllable));
      const bool enough = whole || (as_typed == Fit::full && (initial || last));  // no accent is heard in an initial
      if (!enough || letters.substr(0, n) != syllable.substr(0, n)) continue;
      const Fit rest = from(letters.substr(n), at + 1);
      if (rest == Fit::none) continue;
      best = std::min(best, std::max({rest, as_typed, whole ? Fit::full : Fit::cut_short}));
    }
    return best;
  }

  const KnownWord& word_;
};

}  // namespace

std::vector<std::string> accents_of(std::string_view syllable) {
  std::vector<std::string> accents;
  const std::string other_initial = with_other_initial(syllable), other_final = with_other_final(syllable);
  if (!other_initial.empty()) accents.push_back(other_initial);
  if (!other_final.empty()) accents.push_back(other_final);
  if (!other_initial.empty() && !other_final.empty()) accents.push_back(with_other_final(other_initial));
  return accents;
}

KnownWord::KnownWord(const Word& word) : text(word.text) {
  for (const std::string_view syllable : split(word.syllables)) {
    std::vector<std::string> spoken{std::string(syllable)};
    for (std::string& accent : accents_of(syllable)) spoken.push_back(std::move(accent));
    syllables.push_back(std::move(spoken));
  }
}

Fit fit(std::string_view letters, const KnownWord& word) {
  return Comparison(word).from(letters, 0);
}

}  // namespace gridboard::kiosk::input
