// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/espeak_text.hpp"

#include <algorithm>

namespace gridboard::kiosk::speech {
namespace {

void append_syllables(std::string& text, const Piece& piece) {
  for (std::size_t i = 0; i < piece.syllables.size(); ++i) {
    if (i > 0 && piece.one_by_one) text += ' ';
    text += piece.syllables[i];
  }
}

}  // namespace

std::vector<EspeakRun> espeak_runs(const std::vector<Piece>& pieces) {
  std::vector<EspeakRun> runs;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    if (runs.empty() || runs.back().voice != piece.voice) {
      runs.emplace_back();
      runs.back().voice = piece.voice;
    }
    EspeakRun& run = runs.back();
    if (!run.text.empty()) run.text += ' ';
    run.marks.push_back({run.text.size(), i});
    if (piece.voice == Language::chinese) {
      append_syllables(run.text, piece);
    } else {
      run.text += piece.spoken;
    }
    if (piece.after != Pause::none) run.text += piece.after == Pause::brief ? ',' : '.';
  }
  return runs;
}

std::size_t piece_at(const EspeakRun& run, std::size_t position) {
  const auto behind =
      std::upper_bound(run.marks.begin(), run.marks.end(), position,
                       [](std::size_t wanted, const EspeakRun::Mark& mark) { return wanted < mark.at; });
  return behind == run.marks.begin() ? run.marks.front().piece : std::prev(behind)->piece;
}

}  // namespace gridboard::kiosk::speech
