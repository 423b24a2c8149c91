// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// New PINs on paper: a PDF of slips to cut apart and hand out, one a household. It is made once, for the one who asked;
// nothing of it is kept.

#include <string>

#include "sync/desk/import_desk.hpp"
#include "sync/desk/issue_pins.hpp"

namespace gridboard::desk {

// The slots of a unit's board (B1 of the product). Hashing is slow on purpose: two argon2id of 64 MiB each.
inline constexpr std::size_t kMostSlips = 60;
// A request is answered within 30 s: on a machine that is too busy for that nobody gets a PIN that nobody has read.
inline constexpr std::chrono::seconds kLongestHashing{20};

struct PrintedSlips {
  IssuedPins issued;
  std::string pdf;  // "" if every household has a PIN already. The caller wipes it.
};
// For the households at or below the path of a place. too_large: there are more than kMostSlips; unavailable: the fonts
// aren't installed; timed_out: see kLongestHashing. Then nothing has changed.
[[nodiscard]] base::Result<PrintedSlips> print_pin_slips(const ImportDesk& desk, const std::string& place, bool renew);

}  // namespace gridboard::desk
