// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The paths of a province's places as SQL makes them of numbers.

#include <cstdint>
#include <string>

#include "tests/bench/desk/province.hpp"

namespace gridboard::bench {

inline constexpr int kCommunitiesOfGrid = 20, kGridsOfDistrict = 10;

class PlacesSql {
 public:
  PlacesSql(const Province& province, Sql sql) : places_of_(province), sql_(sql) {}

  // The numbers from `from` to from + count - 1 as the column i of `name`.
  std::string numbers(const std::string& name, std::int64_t count, std::int64_t from = 0) const {
    const std::string first = std::to_string(from), last = std::to_string(from + count - 1);
    if (sql_ == Sql::postgres)
      return "generate_series(CAST(" + first + " AS BIGINT), " + last + ") AS " + name + " (i)";
    return "(WITH RECURSIVE count (i) AS (SELECT " + first + " UNION ALL SELECT i + 1 FROM count WHERE i < " + last +
           ") SELECT i FROM count) AS " + name;
  }
  std::int64_t households() const {
    return std::int64_t{places_of_.communities} * places_of_.buildings * places_of_.units * places_of_.households;
  }

  // Of the community number `c`, of the building number `b` of all, of the unit number `u` of all. The root is called
  // as the demo's city is, so that one looks like the other.
  static std::string district(const std::string& c) {
    return "'YX/D' || (" + c + " / " + std::to_string(kCommunitiesOfGrid * kGridsOfDistrict) + ")";
  }
  static std::string grid(const std::string& c) {
    return district(c) + " || '/G' || (" + c + " / " + std::to_string(kCommunitiesOfGrid) + " % " +
           std::to_string(kGridsOfDistrict) + ")";
  }
  static std::string community(const std::string& c) { return grid(c) + " || '/K' || " + c; }
  std::string building(const std::string& b) const {
    const std::string each = std::to_string(places_of_.buildings);
    return community("(" + b + " / " + each + ")") + " || '/' || (1 + " + b + " % " + each + ")";
  }
  std::string unit(const std::string& u) const {
    const std::string each = std::to_string(places_of_.units);
    return building("(" + u + " / " + each + ")") + " || '/' || (1 + " + u + " % " + each + ")";
  }

 protected:
  const Province& places_of_;
  const Sql sql_;
};

}  // namespace gridboard::bench
