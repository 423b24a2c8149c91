// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// One finger at a time: the first that is down is the pointer, others are not there until it is lifted.

#include <cstdint>
#include <optional>

#include "kiosk/platform/input_queue.hpp"

namespace gridboard::kiosk::platform {

class Fingers {
 public:
  void down(std::int64_t finger, ImVec2 at, InputQueue& queue) {
    if (finger_) return;
    finger_ = finger;
    queue.touch(at, true);
  }
  void move(std::int64_t finger, ImVec2 at, InputQueue& queue) const {
    if (finger_ == finger) queue.move(at);
  }
  void up(std::int64_t finger, ImVec2 at, InputQueue& queue) {
    if (finger_ != finger) return;
    finger_.reset();
    queue.touch(at, false);
  }
  // The finger that is down will not be seen going up.
  void lift(InputQueue& queue) {
    if (finger_) queue.touch(ImVec2(-1, -1), false);
    finger_.reset();
  }

 private:
  std::optional<std::int64_t> finger_;
};

}  // namespace gridboard::kiosk::platform
