// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The tokens of the index: each character, with its sound and the sound's first letter at the same place; words;
// numbers. In a query a sound and a first letter stand with a mark before them, so that "he" the word and 和 by its
// sound differ.

#include "kiosk/readings/readings.hpp"
#include "sync/sqlite/tokenizer.hpp"

namespace gridboard::kiosk::questions {

inline constexpr char kSoundMark = '=';   // "=dian"
inline constexpr char kLetterMark = '-';  // "-d"

class QuestionTokenizer final : public sqlite::Tokenizer {
 public:
  // `readings` may be null, and outlives the tokenizer.
  explicit QuestionTokenizer(const readings::Readings* readings) : readings_(readings) {}
  void tokenize(std::string_view text, Purpose purpose, const Emit& emit) const override;

 private:
  void tokenize_document(std::string_view text, const Emit& emit) const;

  const readings::Readings* readings_;
};

}  // namespace gridboard::kiosk::questions
