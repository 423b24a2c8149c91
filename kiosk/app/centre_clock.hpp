// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What time it is. The board's own clock may be wrong, may lose its battery, may be set by somebody: the centre's goes
// before it if the two are far apart, and time never goes back behind what the centre has told.

#include <chrono>
#include <optional>

#include "sync/base/clock.hpp"

namespace gridboard::kiosk::app {

class CentreClock {
 public:
  // Less apart than this they are taken as one: the time that a message takes must not move the clock on the glass.
  static constexpr std::chrono::minutes kTolerance{1};

  // `at`: what the centre last told, now or, as it was kept, in an earlier life; `offset`: centre minus board then.
  // `monotonic`: of the board, now.
  void heard(base::Instant at, std::chrono::milliseconds offset, std::chrono::milliseconds monotonic);

  [[nodiscard]] base::Instant now(base::Instant own, std::chrono::milliseconds monotonic) const;
  // The board's clock, set right by what is known of it, lies before what the centre has told: nobody knows the time.
  [[nodiscard]] bool is_doubtful(base::Instant own, std::chrono::milliseconds monotonic) const;
  [[nodiscard]] std::chrono::milliseconds offset() const { return offset_; }

 private:
  [[nodiscard]] base::Instant corrected(base::Instant own) const;
  [[nodiscard]] std::optional<base::Instant> least(std::chrono::milliseconds monotonic) const;

  std::optional<base::Instant> heard_;
  std::chrono::milliseconds offset_{0}, heard_monotonic_{0};
};

}  // namespace gridboard::kiosk::app
