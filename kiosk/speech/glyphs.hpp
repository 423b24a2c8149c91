// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A text taken apart into characters that know where they stand. Full-width letters, digits and signs become their
// plain ones, the many blanks one; commas and stops stay, because a full-width comma never stands inside a number.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gridboard::kiosk::speech {

struct Glyph {
  char32_t character = 0;
  std::size_t from = 0, to = 0;  // bytes
};

class Glyphs {
 public:
  explicit Glyphs(std::string_view text);  // what is not UTF-8 is left out

  [[nodiscard]] std::size_t size() const { return glyphs_.size(); }
  [[nodiscard]] const Glyph& operator[](std::size_t at) const { return glyphs_[at]; }
  // 0 outside.
  [[nodiscard]] char32_t at(std::size_t index) const { return index < glyphs_.size() ? glyphs_[index].character : 0; }
  [[nodiscard]] char32_t before(std::size_t index) const { return index > 0 ? at(index - 1) : 0; }
  [[nodiscard]] bool has(std::size_t index, std::u32string_view wanted) const;
  // Whether `wanted` ends right before `index`.
  [[nodiscard]] bool ends_with(std::size_t index, std::u32string_view wanted) const;
  [[nodiscard]] std::size_t skip_blanks(std::size_t index) const;
  [[nodiscard]] std::size_t skip_blanks_back(std::size_t index) const;
  [[nodiscard]] std::size_t count_digits(std::size_t index) const;
  [[nodiscard]] std::string ascii(std::size_t index, std::size_t count) const;

 private:
  std::vector<Glyph> glyphs_;
};

[[nodiscard]] constexpr bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
[[nodiscard]] constexpr bool is_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}
[[nodiscard]] bool is_han(char32_t c);
[[nodiscard]] std::string to_utf8(std::u32string_view characters);

}  // namespace gridboard::kiosk::speech
