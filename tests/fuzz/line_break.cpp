// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The first byte is the width; the rest a text as it may come over the wire. Lines lie in order, lose nothing but white
// space, and end.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kiosk/text/line_break.hpp"
#include "sync/base/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto width = static_cast<float>(data[0]);
  std::size_t behind = 0;
  for (const auto& line :
       gridboard::kiosk::text::break_text(text, width, [](char32_t c) { return c < 0x300 ? 8.0f : 16.0f; })) {
    if (line.begin < behind || line.end < line.begin || line.end > text.size()) std::abort();
    for (const char lost : gridboard::base::trim(text.substr(behind, line.begin - behind))) {
      if (lost != '\n' && lost != '\r' && lost != '\t' && lost != ' ') std::abort();
    }
    behind = line.end;
  }
  return 0;
}
