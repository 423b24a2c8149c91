// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Pinyin typed as it comes: "tingdianshenmeshihoulai".

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/readings/readings.hpp"

namespace gridboard::kiosk::questions {

class Syllables {
 public:
  // Those that a character is usually read as. None without readings.
  explicit Syllables(const readings::Readings* readings);

  struct Cut {
    std::vector<std::string> syllables;
    bool last_begun = false;  // the last one may be only the beginning of a syllable
  };
  // The cut with the fewest syllables, longer ones first; empty if the letters are no pinyin. `may_be_begun`: the last
  // syllable may be one that isn't typed to its end.
  [[nodiscard]] Cut cut(std::string_view letters, bool may_be_begun) const;

 private:
  [[nodiscard]] bool begins_one(std::string_view letters) const;

  std::set<std::string, std::less<>> known_;
};

}  // namespace gridboard::kiosk::questions
