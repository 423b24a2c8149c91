// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Between what is written and what is said: the text with its numbers and signs turned into Chinese characters, before
// those are given their readings.

#include <cstddef>
#include <string>
#include <vector>

#include "kiosk/speech/verbalise.hpp"

namespace gridboard::kiosk::speech {

struct Sound {
  enum class Kind {
    text,        // characters as they are written; words are sought in them
    number,      // characters that stand for a number and its unit
    one_by_one,  // digits; 一 stays as it is
    letters,     // syllables are given
    english,
    pause,
  } kind = Kind::text;
  std::size_t from = 0, to = 0;  // bytes of the text
  std::u32string characters;
  std::vector<std::string> syllables;
  std::string english;
  Pause pause = Pause::none;
};

}  // namespace gridboard::kiosk::speech
