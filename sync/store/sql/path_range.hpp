// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What lies at or under a path, and what contains a text, as SQL asks for them.

#include <string>
#include <string_view>

namespace gridboard::store {

// Behind every path: U+10FFFF, which no code has.
inline constexpr std::string_view kBehindAll = "\xF4\x8F\xBF\xBF";

// At or under a path is `column >= path AND column < upto AND (column = path OR column >= inside)`: one range of an
// index, without the siblings in it that only begin alike ("3-1" beside "3").
struct PathRange {
  explicit PathRange(std::string_view under)
      : path(under),
        inside(under.empty() ? std::string() : path + '/'),
        upto(under.empty() ? std::string(kBehindAll) : path + '0') {}

  std::string path, inside, upto;
};

// For LIKE ... ESCAPE '\' of what is in small ASCII letters: what contains the text, whatever is in it.
inline std::string pattern_of(std::string_view text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return pattern + '%';
}

}  // namespace gridboard::store
