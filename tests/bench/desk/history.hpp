// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a year of bills and five years of outages leave in the centre of a province, as SQL like that of province.hpp.

#include <cstdint>
#include <string>
#include <vector>

#include "tests/bench/desk/province.hpp"

namespace gridboard::bench {

struct History {
  int months = 12;  // of bills, up to the present one
  std::int64_t outages = 500'000;
  std::int64_t ongoing = 200, announced = 1'300;  // of these
};

// In their order, after filling(province, sql).
[[nodiscard]] std::vector<Filling> history_filling(const Province& province, const History& history, Sql sql);

}  // namespace gridboard::bench
