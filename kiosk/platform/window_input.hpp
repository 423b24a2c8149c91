// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SDL.h>

#include <optional>

#include "kiosk/platform/input_queue.hpp"

namespace gridboard::kiosk::platform {

// SDL's mouse, finger and key events as the queue's. One finger only: while it is down, others are not there.
class WindowInput {
 public:
  // Returns true for the speech key (F1).
  bool handle(const SDL_Event& event, ImVec2 glass, InputQueue& queue);
  // Keys and buttons that are down will not be seen going up.
  void release_all(InputQueue& queue);

 private:
  void finger(const SDL_TouchFingerEvent& event, ImVec2 glass, InputQueue& queue);
  bool key(const SDL_KeyboardEvent& event, InputQueue& queue);

  std::optional<SDL_FingerID> finger_;
  ImVec2 pointer_{};
  bool button_down_ = false;
};

}  // namespace gridboard::kiosk::platform
