// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What was said may be private: it is overwritten before its memory is given back.

#include <cstring>
#include <string>
#include <vector>

#include "kiosk/speech/verbalise.hpp"

namespace gridboard::kiosk::speech {

inline void wipe(std::string& text) {
  text.resize(text.capacity());
  explicit_bzero(text.data(), text.size());
  text.clear();
}

inline void wipe(std::vector<Piece>& pieces) {
  for (Piece& piece : pieces) {
    wipe(piece.spoken);
    for (std::string& syllable : piece.syllables) wipe(syllable);
  }
  pieces.clear();
}

}  // namespace gridboard::kiosk::speech
