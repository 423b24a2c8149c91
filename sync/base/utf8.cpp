// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/base/utf8.hpp"

#include <cstdint>

namespace gridboard::base {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
  char32_t code_point = kReplacement;
  std::size_t length = 0;  // 0: malformed
};

std::size_t sequence_length(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

Decoded decode(std::string_view text, std::size_t offset) {
  const auto lead = static_cast<std::uint8_t>(text[offset]);
  const std::size_t length = sequence_length(lead);
  if (length == 0 || length > text.size() - offset) return {};
  if (length == 1) return {lead, 1};
  char32_t code_point = lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<std::uint8_t>(text[offset + i]);
    if ((next & 0xC0) != 0x80) return {};
    code_point = code_point << 6 | (next & 0x3F);
  }
  const bool too_long = (length == 3 && code_point < 0x800) || (length == 4 && code_point < 0x10000);
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (too_long || surrogate || code_point > 0x10FFFF) return {};
  return {code_point, length};
}

// Length of the white space at the start of `text`, 0 if it starts otherwise.
std::size_t leading_space(std::string_view text) {
  if (text.empty()) return 0;
  if (text.starts_with("\u3000")) return 3;
  return text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r') ? 1 : 0;
}

std::size_t trailing_space(std::string_view text) {
  if (text.empty()) return 0;
  if (text.ends_with("\u3000")) return 3;
  return text.back() == ' ' || (text.back() >= '\t' && text.back() <= '\r') ? 1 : 0;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const Decoded decoded = decode(text, offset);
    if (decoded.length == 0) return false;
    offset += decoded.length;
  }
  return true;
}

char32_t decode_utf8(std::string_view text, std::size_t& offset) {
  const Decoded decoded = decode(text, offset);
  offset += decoded.length == 0 ? 1 : decoded.length;
  return decoded.code_point;
}

void append_utf8(std::string& out, char32_t code_point) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) code_point = kReplacement;
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (code_point >> shift & 0x3F)); };
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += static_cast<char>(0xC0 | code_point >> 6);
    tail(0);
  } else if (code_point < 0x10000) {
    out += static_cast<char>(0xE0 | code_point >> 12);
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | code_point >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size(); ++count) static_cast<void>(decode_utf8(text, offset));
  return count;
}

std::string_view first_code_points(std::string_view text, std::size_t count) {
  std::size_t offset = 0;
  for (; count > 0 && offset < text.size(); --count) static_cast<void>(decode_utf8(text, offset));
  return text.substr(0, offset);
}

std::string_view drop_last_code_point(std::string_view text) {
  for (std::size_t length = 4; length > 1; --length) {
    if (text.size() >= length && decode(text, text.size() - length).length == length) {
      return text.substr(0, text.size() - length);
    }
  }
  return text.substr(0, text.empty() ? 0 : text.size() - 1);
}

std::string_view trim(std::string_view text) {
  while (const std::size_t length = leading_space(text)) text.remove_prefix(length);
  while (const std::size_t length = trailing_space(text)) text.remove_suffix(length);
  return text;
}

}  // namespace gridboard::base
