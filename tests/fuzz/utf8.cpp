// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Decoding moves on, ends at the end, and gives valid text back unchanged.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sync/base/utf8.hpp"

using namespace gridboard::base;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::string again;
  std::size_t code_points = 0;
  for (std::size_t offset = 0; offset < text.size(); ++code_points) {
    const std::size_t before = offset;
    append_utf8(again, decode_utf8(text, offset));
    if (offset <= before || offset > text.size()) std::abort();
  }
  if (!is_valid_utf8(again) || is_valid_utf8(text) != (again == text)) std::abort();
  if (count_code_points(text) != code_points || first_code_points(text, code_points) != text) std::abort();
  if (!text.empty() && drop_last_code_point(text).size() >= text.size()) std::abort();
  if (trim(trim(text)) != trim(text)) std::abort();
  return 0;
}
