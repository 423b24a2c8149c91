// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/bulletin/clean_text.hpp"

#include <algorithm>

#include "sync/base/utf8.hpp"

namespace gridboard::bulletin {

namespace {

bool is_sayable(char32_t c) {
  if (c == U'\n' || c == U'\t') return true;
  const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
  const bool noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
  return !control && !noncharacter;
}

}  // namespace

std::string clean_text(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const bool after_return = at > 0 && text[at - 1] == '\r';
    char32_t c = base::decode_utf8(text, at);
    if (c == U'\n' && after_return) continue;
    if (c == U'\r' || c == 0x2028 || c == 0x2029) c = U'\n';
    if (is_sayable(c)) base::append_utf8(clean, c);
  }
  const std::size_t begin = clean.find_first_not_of("\n\t ");
  if (begin == std::string::npos) return "";
  return std::string(base::trim(std::string_view(clean).substr(begin, clean.find_last_not_of("\n\t ") + 1 - begin)));
}

std::string clean_line(std::string_view text, std::size_t most) {
  std::string line = clean_text(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::replace(line.begin(), line.end(), '\t', ' ');
  if (base::count_code_points(line) <= most) return line;
  return std::string(base::first_code_points(line, most - 1)) + "…";
}

}  // namespace gridboard::bulletin
