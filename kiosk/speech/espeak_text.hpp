// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Pieces as espeak-ng's voices take them: Chinese as pinyin with the tone's number, words in one, a comma and a stop
// for the breath; English as it is.

#include <cstddef>
#include <string>
#include <vector>

#include "kiosk/speech/verbalise.hpp"

namespace gridboard::kiosk::speech {

struct EspeakRun {
  Language voice = Language::chinese;
  std::string text;  // ASCII
  struct Mark {
    std::size_t at;     // of the text
    std::size_t piece;  // that begins there
  };
  std::vector<Mark> marks;
};

[[nodiscard]] std::vector<EspeakRun> espeak_runs(const std::vector<Piece>& pieces);
// The piece that is said where espeak-ng names `position`, counted from 0.
[[nodiscard]] std::size_t piece_at(const EspeakRun& run, std::size_t position);

}  // namespace gridboard::kiosk::speech
