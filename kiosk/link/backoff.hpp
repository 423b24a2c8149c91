// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "sync/base/ids.hpp"

namespace gridboard::kiosk::link {

// Full jitter: a wait between 0 and a bound that doubles from `least` to `most`, so that a fleet that lost its centre
// at one moment comes back spread out. For ever: there is no last try.
class Backoff {
 public:
  Backoff(std::chrono::milliseconds least, std::chrono::milliseconds most)
      : least_(least), most_(most), bound_(least) {}

  // `floor`: what the centre asked for (Retry-After); the jitter comes on top, or all would return in the same second.
  [[nodiscard]] std::chrono::milliseconds next(base::Random& random, std::chrono::milliseconds floor = {});
  void reset() { bound_ = least_; }
  void set_bounds(std::chrono::milliseconds least, std::chrono::milliseconds most);
  [[nodiscard]] std::chrono::milliseconds bound() const { return bound_; }

 private:
  std::chrono::milliseconds least_, most_, bound_;
};

}  // namespace gridboard::kiosk::link
