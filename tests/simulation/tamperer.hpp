// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Somebody between the centre and the boards who alters segments, makes up his own, signs them with another fleet's
// key, keeps some back, and sends old ones again, beside the new ones or in their place.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/ids.hpp"
#include "sync/desk/key_ring.hpp"

namespace gridboard::simulation {

inline constexpr std::string_view kForged = "FORGED";

class Tamperer {
 public:
  Tamperer(const desk::KeyRing& foreign_keys, std::uint64_t seed) : foreign_keys_(foreign_keys), random_(seed) {}
  // The line, or what comes in its place; without the newline at the end, possibly several lines. "" for nothing.
  [[nodiscard]] std::string on_the_way(const std::string& board_id, const std::string& line);
  // Epochs say nothing of their order: what was sent before a restore of the centre isn't told from what comes after.
  void forget() { seen_.clear(); }

 private:
  [[nodiscard]] std::string forged(const std::string& line);

  const desk::KeyRing& foreign_keys_;
  base::SeededRandom random_;
  std::map<std::string, std::vector<std::string>> seen_;  // by board
};

}  // namespace gridboard::simulation
