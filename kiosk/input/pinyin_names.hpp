// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Whole names out of letters: a family name and one or two characters of given names, by how usual each is in names.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/input/word_files.hpp"

namespace gridboard::kiosk::input {

inline constexpr std::size_t kMaxWholeNames = 4;

class NameMaker {
 public:
  // `usual`: characters of family and given names alike, the most usual of each reading first; `family`: those of
  // family names alone.
  NameMaker(CharactersByReading usual, CharactersByReading family)
      : usual_(std::move(usual)), family_(std::move(family)) {}

  // What a dictionary knows for these letters as words of two characters, best first.
  using Phrases = std::function<std::vector<std::string>(const std::string& letters)>;
  // Names that stand for all of the letters, best first, at most kMaxWholeNames; given names alone too, for whoever has
  // picked the family name already.
  [[nodiscard]] std::vector<std::string> make(const std::string& letters, const Phrases& phrases) const;

  // Those of one syllable, the most usual first.
  [[nodiscard]] const std::vector<std::string>* usual_of(std::string_view syllable) const;

 private:
  struct Made;
  using Syllables = std::vector<std::string_view>;
  void split(std::string_view letters, Syllables& so_far, std::vector<Syllables>& out) const;
  void add_given(const Syllables& syllables, const Phrases& phrases, std::vector<Made>& made) const;
  void add_named(const Syllables& syllables, const Phrases& phrases, std::vector<Made>& made) const;
  [[nodiscard]] std::vector<Made> given(const Syllables& syllables, const Phrases& phrases) const;

  CharactersByReading usual_, family_;
};

}  // namespace gridboard::kiosk::input
