// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Pinyin on libpinyin: letters in, characters out. Nothing typed is learnt or written anywhere. Not thread-safe;
// loading takes about 0.1 s and a question up to some 40 ms, so the loop never calls it: see pinyin_worker.hpp.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::input {

inline constexpr std::size_t kMaxLetters = 30;
inline constexpr std::size_t kMaxPhrases = 60;      // candidates of a sentence
inline constexpr std::size_t kMaxCharacters = 400;  // candidates of a name's grid

struct Candidate {
  std::string text;
  std::size_t letters = 0;  // of the question, from its start, that it stands for; apostrophes count
  bool operator==(const Candidate&) const = default;
};

struct PinyinFiles {
  std::string data_folder;  // libpinyin's tables; "" where the distribution puts them
  std::string words;        // assets/input/words.txt: the domain's words
  std::string rare;         // assets/input/rare.txt: rare characters of names with their readings
};

class PinyinEngine {
 public:
  // not_found names the file and the package that brings it.
  [[nodiscard]] static base::Result<std::unique_ptr<PinyinEngine>> open(const PinyinFiles& files);
  virtual ~PinyinEngine() = default;

  // The whole sentence first, then words and characters for its beginning. What is neither a letter nor an apostrophe
  // is left out before the question is asked; longer questions are cut at kMaxLetters.
  [[nodiscard]] virtual std::vector<Candidate> sentence(std::string_view letters) = 0;
  // For names: words for all of the letters (double family names), then every character of the first syllable, the
  // usual ones first, rare ones of names after the first row.
  [[nodiscard]] virtual std::vector<Candidate> characters(std::string_view letters) = 0;
};

// The letters that are asked: lower case, no leading or double apostrophe, at most kMaxLetters.
[[nodiscard]] std::string clean_letters(std::string_view typed);

}  // namespace gridboard::kiosk::input
