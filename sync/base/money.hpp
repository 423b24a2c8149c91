// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Money is integer fen, a price an integer in 1/10000 yuan a kWh, energy integer Wh. No floating point anywhere.

#include <cstdint>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace gridboard::base {

// energy_wh at price_e4 (1/10000 yuan per kWh), rounded half away from zero to the fen, once.
[[nodiscard]] std::int64_t energy_cost_fen(std::int64_t energy_wh, std::int64_t price_e4);

[[nodiscard]] std::string format_yuan(std::int64_t amount_fen);          // 9640 -> "96.40", 120500 -> "1205.00"
[[nodiscard]] std::string format_yuan_grouped(std::int64_t amount_fen);  // 120500 -> "1,205.00"
[[nodiscard]] Result<std::int64_t> parse_yuan(std::string_view text);    // "96.4", "1,205.00", "-3"; at most 2 decimals
[[nodiscard]] std::string format_price(std::int64_t price_e4);           // 5680 -> "0.5680"
[[nodiscard]] Result<std::int64_t> parse_price(std::string_view text);   // "0.538" -> 5380; at most 4 decimals
[[nodiscard]] std::string format_kwh(std::int64_t energy_wh);            // 171000 -> "171", 171250 -> "171.25"
[[nodiscard]] Result<std::int64_t> parse_kwh_to_wh(std::string_view text);  // at most 3 decimals

}  // namespace gridboard::base
