// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a text is made of: characters, words in letters, numbers. The same cut for what is searched and what is asked.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/readings/readings.hpp"

namespace gridboard::kiosk::questions {

struct Piece {
  // line_end: of a line that has something on it. Nothing else that isn't of the first three kinds is a piece.
  enum class Kind { character, word, number, line_end };
  Kind kind = Kind::character;
  std::string text;              // one character; a word in lower-case letters, an English plural without its "s"
  std::size_t from = 0, to = 0;  // bytes of the whole
  char32_t character = 0;        // of Kind::character
  bool follows = false;          // nothing at all stands between it and the piece before it
  bool operator==(const Piece&) const = default;
};

// Full-width letters and digits are taken for the usual ones; malformed UTF-8 parts pieces and is none.
[[nodiscard]] std::vector<Piece> pieces_of(std::string_view text);

// The readings, without tones, of each piece of `text`; none of what is no character. As its word is read, where it
// stands in one, else at most `most`, the most usual first. `readings` may be null: then there are none.
[[nodiscard]] std::vector<std::vector<std::string>> read_pieces(std::string_view text, const std::vector<Piece>& pieces,
                                                                const readings::Readings* readings, std::size_t most);

}  // namespace gridboard::kiosk::questions
