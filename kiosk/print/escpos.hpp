// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The bytes of ESC/POS that a slip needs, and what a printer's status bytes mean. Documented by Epson's command
// reference and spoken by nearly every slip printer.

#include <cstdint>
#include <vector>

#include "kiosk/print/slip.hpp"

namespace gridboard::kiosk::print::escpos {

using Bytes = std::vector<std::uint8_t>;

// A slip goes in bands, so that a printer with little memory takes them one after another.
inline constexpr int kBandRows = 64;

[[nodiscard]] Bytes start();                                    // ESC @
[[nodiscard]] Bytes band(const Bitmap& bitmap, int first_row);  // GS v 0; at most kBandRows rows
[[nodiscard]] Bytes cut();                                      // ESC d, GS V

// DLE EOT n, answered at once, even while the printer is busy or offline.
enum class Asked : std::uint8_t { printer = 1, offline_cause = 2, paper = 4 };
[[nodiscard]] Bytes ask(Asked what);
// GS r 1, answered when all that was sent before is on paper.
[[nodiscard]] Bytes ask_when_printed();

// Whether `byte` is an answer to DLE EOT; anything else is to be ignored.
[[nodiscard]] bool is_status(std::uint8_t byte);
[[nodiscard]] bool is_printed_answer(std::uint8_t byte);  // to GS r 1
[[nodiscard]] bool says_offline(std::uint8_t printer_status);
[[nodiscard]] bool says_stopped_for_paper(std::uint8_t offline_cause);
[[nodiscard]] bool says_no_paper(std::uint8_t paper_status);
[[nodiscard]] bool printed_says_no_paper(std::uint8_t printed_answer);

}  // namespace gridboard::kiosk::print::escpos
