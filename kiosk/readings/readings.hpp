// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// How Chinese characters and words are read: share/speech/readings.bin, made by make_readings.py in the build. Mapped,
// read-only, safe to read from any thread.
//
// The file, little-endian; each part begins at a multiple of 4:
//   header      "GBREAD02", then u32 how many: syllables, characters, readings of characters, words, syllables of
//   words,
//               bytes of text
//   syllables   8 bytes each: letters and tone, filled up with zeros; named elsewhere by their number (u16)
//   characters  12 bytes each, by code point: u32 code point, u32 first reading, u16 bytes of the longest word that
//   begins
//               with it, u8 readings, u8 rareness
//   readings    u16 each
//   words       12 bytes each, by their bytes: u32 where its text begins, u32 first syllable, u16 bytes, u8 syllables,
//   u8
//               rareness
//   syllables of words    u16 each
//   text        of the words, UTF-8
// open() checks every count and place.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::readings {

// A syllable is written in lower-case letters and a tone: "zhong1", "lv4" (v for u with two dots), "de5" (neutral).
struct Word {
  std::size_t bytes = 0;               // of the text, from its start
  std::vector<std::string> syllables;  // one a character
  // Ten times the negative decimal logarithm of its share of all words: 20 the most usual, 90 hardly ever met. Where
  // words overlap, those whose sum is least are meant.
  int rareness = 0;
  bool operator==(const Word&) const = default;
};

class Readings {
 public:
  // not_found or corrupt name the file.
  [[nodiscard]] static base::Result<std::unique_ptr<Readings>> open(const std::string& path);
  virtual ~Readings() = default;

  // The most usual reading first; none for what is no character or has no known reading.
  [[nodiscard]] virtual std::vector<std::string> of(char32_t character) const = 0;
  // As Word::rareness, of the character as a word by itself.
  [[nodiscard]] virtual int rareness_of(char32_t character) const = 0;
  // The longest word of two characters or more that `text` (UTF-8) begins with. Tones as spoken alone, 一 and 不 as
  // they change within the word.
  [[nodiscard]] virtual std::optional<Word> word_at(std::string_view text) const = 0;
};

}  // namespace gridboard::kiosk::readings
