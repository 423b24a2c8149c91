// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SDL.h>

#include "kiosk/platform/display.hpp"
#include "kiosk/platform/fingers.hpp"
#include "kiosk/platform/input_queue.hpp"

namespace gridboard::kiosk::platform {

// SDL's mouse, finger and key events as the queue's.
class WindowInput {
 public:
  explicit WindowInput(Turn turn = Turn::none) : turn_(turn) {}

  // `screen`: its size. Speech and staff keys are told to `wake`, not to the queue.
  void handle(const SDL_Event& event, ImVec2 screen, InputQueue& queue, Display::Wake& wake);
  // Keys and buttons that are down will not be seen going up.
  void release_all(InputQueue& queue);

 private:
  void finger(const SDL_TouchFingerEvent& event, ImVec2 screen, InputQueue& queue);
  static void key(const SDL_KeyboardEvent& event, InputQueue& queue, Display::Wake& wake);

  Turn turn_;
  Fingers fingers_;
  ImVec2 pointer_{};
  bool button_down_ = false;
};

}  // namespace gridboard::kiosk::platform
