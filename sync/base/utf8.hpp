// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Just enough UTF-8. Malformed input is never undefined: it decodes to U+FFFD, one byte at a time.

#include <cstddef>
#include <string>
#include <string_view>

namespace gridboard::base {

[[nodiscard]] bool is_valid_utf8(std::string_view text);
// Decodes the code point at `offset` and moves `offset` behind it. Requires offset < text.size().
[[nodiscard]] char32_t decode_utf8(std::string_view text, std::size_t& offset);
void append_utf8(std::string& out, char32_t code_point);
[[nodiscard]] std::size_t count_code_points(std::string_view text);
// The first `count` code points of `text`.
[[nodiscard]] std::string_view first_code_points(std::string_view text, std::size_t count);
// Without the last code point.
[[nodiscard]] std::string_view drop_last_code_point(std::string_view text);
[[nodiscard]] std::string_view trim(std::string_view text);  // ASCII white space and U+3000

}  // namespace gridboard::base
