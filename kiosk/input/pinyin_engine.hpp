// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Pinyin: letters in, characters out. What is typed exactly comes first, then what people mean who say z for zh; the
// domain's words and the board's own places are known, by their initials too. Nothing typed is learnt or written
// anywhere. Not thread-safe; loading takes about 0.1 s and a long question many milliseconds, so the loop never calls
// it: see pinyin_worker.hpp.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/input/word_files.hpp"
#include "sync/base/result.hpp"

namespace gridboard::kiosk::input {

inline constexpr std::size_t kMaxLetters = 30;
inline constexpr std::size_t kMaxPhrases = 80;      // candidates of a sentence
inline constexpr std::size_t kMaxCharacters = 500;  // candidates of a name's grid

struct Candidate {
  std::string text;
  std::size_t letters = 0;  // of the question, from its start, that it stands for; apostrophes count
  bool operator==(const Candidate&) const = default;
};

struct PinyinFiles {
  std::string tables;    // libpinyin's folder; "" where the distribution puts it
  std::string words;     // the domain's words
  std::string names;     // characters of names, the most usual of each reading first
  std::string family;    // those of them that are family names
  std::string rare;      // rare characters of names
  std::string readings;  // share/speech/readings.bin, for the names of know(); without it they aren't known
  // `assets`: assets/input.
  [[nodiscard]] static PinyinFiles in(const std::string& assets, const std::string& readings = {});
};

class PinyinEngine {
 public:
  // not_found names the file and the package that brings it.
  [[nodiscard]] static base::Result<std::unique_ptr<PinyinEngine>> open(const PinyinFiles& files);
  virtual ~PinyinEngine() = default;

  // Names of this board besides the domain's words: its places, who serves them. They take the place of those told
  // before.
  virtual void know(const std::vector<std::string>& names) = 0;

  // The whole sentence first, then what else stands for all letters: the domain's words, then with accents, the
  // domain's words first; then words and characters for their beginning. What is neither a letter nor an apostrophe is
  // left out before the question is asked; longer questions are cut at kMaxLetters.
  [[nodiscard]] virtual std::vector<Candidate> sentence(std::string_view letters) = 0;
  // For names: whole names first, then every character of the first syllable: by how usual it is in names, then the
  // rare ones of names, then the others, those with accents among them.
  [[nodiscard]] virtual std::vector<Candidate> characters(std::string_view letters) = 0;
};

// The letters that are asked: lower case, no leading or double apostrophe, at most kMaxLetters.
[[nodiscard]] std::string clean_letters(std::string_view typed);

}  // namespace gridboard::kiosk::input
