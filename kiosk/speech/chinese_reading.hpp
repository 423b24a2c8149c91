// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Chinese characters that are said in one breath, and how each is read there: words first, then what stands around it.

#include <string>
#include <vector>

#include "kiosk/readings/readings.hpp"
#include "kiosk/speech/sounds.hpp"
#include "kiosk/speech/tables.hpp"

namespace gridboard::kiosk::speech {

struct Cell {
  char32_t character = 0;
  Sound::Kind kind = Sound::Kind::text;
  std::size_t sound = 0;    // which sound it is of
  std::string syllable;     // "" for what nobody knows how to read
  bool begins_word = true;  // said in one with those that follow until the next that begins one
};

// Fills in the syllables and the words of `cells`, which stand between two pauses.
void read_cells(std::vector<Cell>& cells, const readings::Readings& readings, const Tables& tables);

}  // namespace gridboard::kiosk::speech
