// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Receipt 回执: made on the board, unique without a network, short enough to read out, with a check character.
//
// "K7M-224V-H" (number 82): prefix, running number, check character.
// - Alphabet, values 0 to 28: 23456789ABCDEFGHJKMPQRSTVWXYZ. No 0/O, 1/I/L, U (looks like V), N (sounds like M).
// - Prefix: three characters that the centre gave to this board alone.
// - Number: the board's own, counting up, in base 29, at least four characters, padded with '2' (zero).
// - Check: with places counted from the right (the check character is place 1), the sum of value times place is 0
// modulo
//   29. As 29 is prime and no place is a multiple of it, one wrong character always changes the sum; as neighbours'
//   places differ by one, so does every swap of two neighbours that aren't the same.

#include <cstdint>
#include <string>
#include <string_view>

namespace gridboard::model {

// Three characters of the alphabet.
[[nodiscard]] bool is_receipt_prefix(std::string_view prefix);
// "" if the prefix isn't one.
[[nodiscard]] std::string make_receipt(std::string_view board_prefix, std::uint64_t number);
// Takes it with or without hyphens and spaces, in any case. "" if the check character doesn't fit.
[[nodiscard]] std::string canonical_receipt(std::string_view typed);

}  // namespace gridboard::model
