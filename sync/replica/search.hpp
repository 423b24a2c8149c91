// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Finding a household from what a person types: "3-2-501", "3栋2单元501", "三栋501", "５０１", an account number or its
// start.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sync/replica/replica.hpp"

namespace gridboard::replica {

// "3栋2单元501" and "３－２－501" are both {"3", "2", "501"}: numbers without leading zeros, Latin words in upper case,
// Chinese words; 栋, 单元, 号 and their like only separate.
[[nodiscard]] std::vector<std::string> tokens_of(std::string_view text);

// 101 before 1001, "A2" before "A10": runs of digits compare as numbers.
[[nodiscard]] bool comes_before(std::string_view left, std::string_view right);

// An index of households in memory; built anew when households or places change.
class HouseholdIndex {
 public:
  struct Household {
    std::string account, unit_path, door;
  };
  // `place_names`: what people call the places, by path.
  HouseholdIndex(std::vector<Household> households, const std::map<std::string, std::string>& place_names);
  [[nodiscard]] std::vector<HouseholdMatch> find(std::string_view typed, std::size_t limit) const;

 private:
  struct Segment {  // one place above the door
    std::vector<std::string> code_tokens, name_tokens;
    std::string name;
  };
  struct Unit {
    std::vector<Segment> segments;
  };
  struct Entry {
    Household household;
    std::size_t unit;
    std::vector<std::string> door_tokens;
  };
  // Where the door may begin in what was typed, given what the unit's places take up of it.
  static void door_begins(const Unit& unit, const std::vector<std::string>& typed, std::size_t token,
                          std::size_t segment, std::vector<bool>& begins);

  std::vector<Entry> entries_;  // in the order people count
  std::vector<Unit> units_;
};

}  // namespace gridboard::replica
