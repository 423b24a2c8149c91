// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/centre_clock.hpp"

#include <algorithm>

namespace gridboard::kiosk::app {

using base::Instant;
using std::chrono::milliseconds;

void CentreClock::heard(Instant at, milliseconds offset, milliseconds monotonic) {
  heard_ = at;
  offset_ = offset;
  heard_monotonic_ = monotonic;
}

Instant CentreClock::corrected(Instant own) const {
  return std::chrono::abs(offset_) > kTolerance ? own + offset_ : own;
}

std::optional<Instant> CentreClock::least(milliseconds monotonic) const {
  if (!heard_) return std::nullopt;
  return *heard_ + std::max(monotonic - heard_monotonic_, milliseconds(0));
}

bool CentreClock::is_doubtful(Instant own, milliseconds monotonic) const {
  const auto at_least = least(monotonic);
  return at_least && corrected(own) + kTolerance < *at_least;
}

Instant CentreClock::now(Instant own, milliseconds monotonic) const {
  return is_doubtful(own, monotonic) ? *least(monotonic) : corrected(own);
}

}  // namespace gridboard::kiosk::app
