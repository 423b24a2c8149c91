// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/link/backoff.hpp"

#include <algorithm>

namespace gridboard::kiosk::link {

std::chrono::milliseconds Backoff::next(base::Random& random, std::chrono::milliseconds floor) {
  const auto jitter = std::chrono::milliseconds(random.below(static_cast<std::uint64_t>(bound_.count()) + 1));
  bound_ = std::min(bound_ * 2, most_);
  return floor + jitter;
}

void Backoff::set_bounds(std::chrono::milliseconds least, std::chrono::milliseconds most) {
  least_ = std::max(least, std::chrono::milliseconds(1));
  most_ = std::max(most, least_);
  bound_ = std::clamp(bound_, least_, most_);
}

}  // namespace gridboard::kiosk::link
