// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Names of the board's own places and people, as words to type.

#include <string>
#include <vector>

#include "kiosk/input/word_files.hpp"
#include "kiosk/readings/readings.hpp"

namespace gridboard::kiosk::input {

// Those of two to eight Chinese characters whose reading is known, each once; the others ("3栋") are left out.
[[nodiscard]] std::vector<Word> words_of(const std::vector<std::string>& names, const readings::Readings& readings);

}  // namespace gridboard::kiosk::input
