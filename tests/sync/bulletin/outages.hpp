// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Outages for the tests of bulletins, and what the public is told of them, one bulletin after the other.

#include <cstdint>
#include <string>
#include <vector>

#include "sync/bulletin/words.hpp"
#include "sync/model/alert_levels.hpp"
#include "sync/model/bulletin.hpp"

namespace gridboard::tests {

bulletin::Publisher publisher();
model::AlertLevels levels();  // of assets/rules/cap.json
// "2026-11-22 08:00" in +08:00
base::Instant at(const std::string& local);

using History = std::vector<model::Bulletin>;  // of one outage, oldest first

// Grows a history as the desk does.
class Told {
 public:
  explicit Told(model::Outage outage) : outage_(std::move(outage)) {}
  model::Outage& outage() { return outage_; }
  void tell(base::Instant now);
  void step(base::Instant now, const std::string& text, std::optional<base::Instant> etr = std::nullopt);
  void restore(base::Instant now);
  void reopen(base::Instant now);  // it was said too early
  void cancel(base::Instant now);
  void withdraw(base::Instant now);  // it was told by mistake
  [[nodiscard]] const History& history() const { return history_; }

 private:
  model::Outage outage_;
  History history_;
};

model::Outage planned_outage();
model::Outage fault_outage();
// The outage number `seed` of a thousand: every kind and state, moved estimates, power said to be back too early,
// ends of years, texts of every length and character.
History made_history(std::uint64_t seed);

}  // namespace gridboard::tests
