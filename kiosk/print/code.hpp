// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A QR code as it lies on paper.

#include <cstdint>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::print {

inline constexpr int kQuietModules = 4;  // of white on every side, ISO/IEC 18004

struct Code {
  int modules = 0;                  // on a side, without the quiet zone
  std::vector<std::uint8_t> dark;  // one byte a module, rows from the top

  [[nodiscard]] int modules_with_margin() const { return modules + 2 * kQuietModules; }
};

// Error correction M, text that isn't ASCII marked as UTF-8. too_large: no code holds it.
[[nodiscard]] base::Result<Code> encode_code(std::string_view payload);

// Dots of a module's side: 1 mm where the code with its margin fits `width_dots` so, never less than 0.5 mm, which
// phones still read. 0 if it doesn't fit even then.
[[nodiscard]] int module_dots(const Code& code, int width_dots, int dots_per_inch);

}  // namespace gridboard::kiosk::print
