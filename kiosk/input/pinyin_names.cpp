// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/pinyin_names.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::input {
namespace {

constexpr std::size_t kLongestSyllable = 6, kMostSyllables = 3, kMostSplits = 3;
// How far down a syllable's list its characters are put together with others.
constexpr std::size_t kFamilyNames = 3, kSingles = 6, kPaired = 4, kKnownPaired = 14, kPhrases = 12;
// Less is more usual. A pair that the dictionary knows beats one that is only put together; the weights were set by
// trying names of everyday.
constexpr double kPerFamilyName = 1.6, kPerCharacter = 0.8, kPerKnownCharacter = 0.3, kPerPhrase = 0.3,
                 kUnknownPair = 1.5, kGivenAlone = 1.2, kOtherSplit = 1.5, kPerPlaceOfFamilyName = 0.4;
constexpr std::size_t kUnusual = 6;  // a place for what isn't listed

std::optional<std::size_t> place_in(const std::vector<std::string>& list, std::string_view text) {
  const auto found = std::find(list.begin(), list.end(), text);
  if (found == list.end()) return std::nullopt;
  return static_cast<std::size_t>(found - list.begin());
}

std::string joined(const std::vector<std::string_view>& syllables, std::size_t from) {
  std::string letters;
  for (std::size_t i = from; i < syllables.size(); ++i) letters += (i > from ? "'" : "") + std::string(syllables[i]);
  return letters;
}

}  // namespace

struct NameMaker::Made {
  std::string text;
  double rarity = 0;
};

const std::vector<std::string>* NameMaker::usual_of(std::string_view syllable) const {
  const auto found = usual_.find(syllable);
  return found == usual_.end() ? nullptr : &found->second;
}

void NameMaker::split(std::string_view letters, Syllables& so_far, std::vector<Syllables>& out) const {
  if (letters.starts_with('\'')) letters.remove_prefix(1);
  if (letters.empty()) {
    if (so_far.size() >= 2) out.push_back(so_far);
    return;
  }
  if (so_far.size() == kMostSyllables) return;
  const std::size_t longest = std::min({letters.size(), kLongestSyllable, letters.find('\'')});
  for (std::size_t length = longest; length > 0 && out.size() < kMostSplits; --length) {
    if (!usual_.contains(letters.substr(0, length))) continue;
    so_far.push_back(letters.substr(0, length));
    split(letters.substr(length), so_far, out);
    so_far.pop_back();
  }
}

// One or two characters.
std::vector<NameMaker::Made> NameMaker::given(const Syllables& syllables, const Phrases& phrases) const {
  std::vector<Made> made;
  const std::vector<std::string>& first = *usual_of(syllables[0]);
  if (syllables.size() == 1) {
    for (std::size_t i = 0; i < std::min(first.size(), kSingles); ++i) {
      made.push_back({first[i], kPerCharacter * static_cast<double>(i)});
    }
    return made;
  }
  const std::vector<std::string>& second = *usual_of(syllables[1]);
  const std::vector<std::string> known = phrases(joined(syllables, 0));
  for (std::size_t i = 0; i < std::min(known.size(), kPhrases); ++i) {
    const std::size_t split_at = base::first_code_points(known[i], 1).size();
    const auto one = place_in(first, known[i].substr(0, split_at)), other = place_in(second, known[i].substr(split_at));
    if (!one || !other || *one >= kKnownPaired || *other >= kKnownPaired) continue;
    made.push_back(
        {known[i], kPerPhrase * static_cast<double>(i) + kPerKnownCharacter * static_cast<double>(*one + *other)});
  }
  for (std::size_t i = 0; i < std::min(first.size(), kPaired); ++i) {
    for (std::size_t j = 0; j < std::min(second.size(), kPaired); ++j) {
      made.push_back({first[i] + second[j], kUnknownPair + kPerCharacter * static_cast<double>(i + j)});
    }
  }
  return made;
}

void NameMaker::add_given(const Syllables& syllables, const Phrases& phrases, std::vector<Made>& made) const {
  if (syllables.size() != 2) return;
  for (Made& name : given(syllables, phrases)) made.push_back({std::move(name.text), name.rarity + kGivenAlone});
}

void NameMaker::add_named(const Syllables& syllables, const Phrases& phrases, std::vector<Made>& made) const {
  const auto family = family_.find(syllables[0]);
  if (family == family_.end()) return;
  const std::vector<Made> names = given(Syllables(syllables.begin() + 1, syllables.end()), phrases);
  for (std::size_t i = 0; i < std::min(family->second.size(), kFamilyNames); ++i) {
    // How usual it is beside given names that are read the same.
    const std::size_t place =
        std::min(place_in(*usual_of(syllables[0]), family->second[i]).value_or(kUnusual), kUnusual);
    const double rarity = kPerFamilyName * static_cast<double>(i) + kPerPlaceOfFamilyName * static_cast<double>(place);
    for (const Made& name : names) {
      made.push_back({family->second[i] + name.text, name.rarity + rarity});
    }
  }
}

std::vector<std::string> NameMaker::make(const std::string& letters, const Phrases& phrases) const {
  std::vector<std::string> names;
  if (usual_.contains(letters)) return names;  // one syllable: lian is meant far more often than li'an
  std::vector<Syllables> splits;
  Syllables so_far;
  split(letters, so_far, splits);
  std::vector<Made> made;
  for (std::size_t i = 0; i < splits.size(); ++i) {
    const std::size_t from = made.size();
    add_named(splits[i], phrases, made);
    add_given(splits[i], phrases, made);
    for (std::size_t j = from; j < made.size(); ++j) made[j].rarity += kOtherSplit * static_cast<double>(i);
  }
  std::stable_sort(made.begin(), made.end(), [](const Made& a, const Made& b) { return a.rarity < b.rarity; });
  for (Made& name : made) {
    if (names.size() == kMaxWholeNames) break;
    if (std::find(names.begin(), names.end(), name.text) == names.end()) names.push_back(std::move(name.text));
  }
  return names;
}

}  // namespace gridboard::kiosk::input
