// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// From what was typed to what the index is asked for.

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/questions/syllables.hpp"
#include "kiosk/questions/synonyms.hpp"
#include "kiosk/readings/readings.hpp"

namespace gridboard::kiosk::questions {

inline constexpr std::size_t kMaxAskedCharacters = 60;

// What the words of a language are looked up in. All outlive the call.
struct Lexicon {
  const readings::Readings* readings = nullptr;  // null: nothing is found by its sound
  const Syllables& syllables;
  const Synonyms& synonyms;
  const std::set<std::string, std::less<>>& english;  // every word of the English texts, as pieces_of cuts them
};

// One expression of MATCH, and how much its rank counts. Never one that SQLite can't parse, whatever was typed: it is
// made of quoted characters, letters and digits alone.
struct QueryPart {
  std::string match;
  double weight = 1;
  bool operator==(const QueryPart&) const = default;
};

// A loose OR of pairs of characters, of what else people call it, of its sound, of first letters, of English words. At
// most kMaxAskedCharacters of `typed` count. None if nothing in it can be looked for.
[[nodiscard]] std::vector<QueryPart> query_parts(std::string_view typed, const Lexicon& lexicon);

}  // namespace gridboard::kiosk::questions
