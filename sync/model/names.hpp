// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Of this room alone: enums and the words they are written with.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::model {

// A word that parses as `value`. Rows of the same value stand together.
template <class Enum>
struct Word {
  Enum value;
  const char* name;  // stable, lower case
  const char* zh;    // as staff write it
};

template <class Enum, std::size_t count>
const char* name_in(const std::array<Word<Enum>, count>& words, Enum value) {
  for (const Word<Enum>& word : words) {
    if (word.value == value) return word.name;
  }
  return "";
}

// `what` names the thing in the error: "kind of outage".
template <class Enum, std::size_t count>
base::Result<Enum> parse_in(const std::array<Word<Enum>, count>& words, std::string_view text, const char* what) {
  const std::string_view wanted = base::trim(text);
  for (const Word<Enum>& word : words) {
    if (wanted == word.name || wanted == word.zh) return word.value;
  }
  std::string known;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0 && words[i].value == words[i - 1].value) continue;  // another word for the same
    known += (known.empty() ? "" : ", ") + std::string(words[i].name);
  }
  return base::fail(base::ErrorCode::invalid_input,
                    "\"" + std::string(text) + "\" is not a " + what + "; known: " + known);
}

}  // namespace gridboard::model
