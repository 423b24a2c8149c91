// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a supplier of a province has in its centre, as SQL that fills a store of that size in a minute or two: one
// statement makes hundreds of thousands of rows. Every figure follows from a row's number, so that each run is alike.

#include <cstdint>
#include <string>
#include <vector>

namespace gridboard::bench {

struct Province {
  int communities = 2000;
  int buildings = 10;   // of a community
  int units = 10;       // of a building
  int households = 10;  // of a unit
  int boards = 5;       // of a community, at the doors of units
  int notices = 10'000;
  int accounts = 500;
  int audit_entries = 200'000;
  std::int64_t now_ms = 0;
};

enum class Sql { sqlite, postgres };

// A statement that fills `table`; nothing to do in a store that has no such table. "": every store has what it fills.
struct Filling {
  std::string table, sql;
};

// In their order; each may be run for itself.
[[nodiscard]] std::vector<Filling> filling(const Province& province, Sql sql);

}  // namespace gridboard::bench
