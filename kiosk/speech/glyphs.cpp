// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/glyphs.hpp"

#include <algorithm>

#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::speech {
namespace {

char32_t folded(char32_t c) {
  const bool kept = c == U'，' || c == U'！' || c == U'？' || c == U'；';
  if (c >= 0xFF01 && c <= 0xFF5E && !kept) return c - 0xFF01 + U'!';
  switch (c) {
    case 0xFFE5:
      return U'¥';
    case 0x00A0:
    case 0x2002:
    case 0x2003:
    case 0x2009:
    case 0x202F:
    case 0x3000:
    case U'\t':
    case U'\r':
      return U' ';
    case 0x2010:
    case 0x2011:
    case 0x2212:
      return U'-';
    case 0x301C:
      return U'~';
    case 0x2019:
      return U'\'';
    default:
      return c;
  }
}

}  // namespace

Glyphs::Glyphs(std::string_view text) {
  glyphs_.reserve(text.size() / 2);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t character = base::decode_utf8(text, at);
    if (character != 0xFFFD && character != 0) glyphs_.push_back({folded(character), from, at});
  }
}

bool Glyphs::has(std::size_t index, std::u32string_view wanted) const {
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (at(index + i) != wanted[i]) return false;
  }
  return true;
}

bool Glyphs::ends_with(std::size_t index, std::u32string_view wanted) const {
  return index >= wanted.size() && has(index - wanted.size(), wanted);
}

std::size_t Glyphs::skip_blanks(std::size_t index) const {
  while (at(index) == U' ') ++index;
  return index;
}

std::size_t Glyphs::skip_blanks_back(std::size_t index) const {
  while (before(index) == U' ') --index;
  return index;
}

std::size_t Glyphs::count_digits(std::size_t index) const {
  std::size_t count = 0;
  while (is_digit(at(index + count))) ++count;
  return count;
}

std::string Glyphs::ascii(std::size_t index, std::size_t count) const {
  std::string text;
  for (std::size_t i = index; i < index + count && i < size(); ++i) text += static_cast<char>(glyphs_[i].character);
  return text;
}

bool is_han(char32_t c) {
  return c == U'〇' || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

std::string to_utf8(std::u32string_view characters) {
  std::string text;
  for (const char32_t c : characters) base::append_utf8(text, c);
  return text;
}

}  // namespace gridboard::kiosk::speech
