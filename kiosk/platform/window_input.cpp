// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/window_input.hpp"

namespace gridboard::kiosk::platform {
namespace {

std::optional<ImGuiKey> key_of(SDL_Keycode code) {
  switch (code) {
    case SDLK_UP:
      return ImGuiKey_UpArrow;
    case SDLK_DOWN:
      return ImGuiKey_DownArrow;
    case SDLK_LEFT:
      return ImGuiKey_LeftArrow;
    case SDLK_RIGHT:
      return ImGuiKey_RightArrow;
    case SDLK_RETURN:
      return ImGuiKey_Enter;
    case SDLK_KP_ENTER:
      return ImGuiKey_Enter;
    case SDLK_ESCAPE:
      return ImGuiKey_Escape;
    case SDLK_TAB:
      return ImGuiKey_Tab;
    case SDLK_BACKSPACE:
      return ImGuiKey_Backspace;
    case SDLK_DELETE:
      return ImGuiKey_Delete;
    case SDLK_SPACE:
      return ImGuiKey_Space;
    case SDLK_HOME:
      return ImGuiKey_Home;
    case SDLK_END:
      return ImGuiKey_End;
    case SDLK_PAGEUP:
      return ImGuiKey_PageUp;
    case SDLK_PAGEDOWN:
      return ImGuiKey_PageDown;
    default:
      return std::nullopt;
  }
}

ImVec2 place(int x, int y) {
  return {static_cast<float>(x), static_cast<float>(y)};
}

}  // namespace

bool WindowInput::handle(const SDL_Event& event, ImVec2 glass, InputQueue& queue) {
  switch (event.type) {
    case SDL_MOUSEMOTION:
      pointer_ = place(event.motion.x, event.motion.y);
      queue.move(pointer_);
      return false;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
      if (event.button.button != SDL_BUTTON_LEFT) return false;
      pointer_ = place(event.button.x, event.button.y);
      button_down_ = event.type == SDL_MOUSEBUTTONDOWN;
      queue.button(pointer_, button_down_);
      return false;
    case SDL_MOUSEWHEEL:
      queue.wheel(pointer_,
                  event.wheel.direction == SDL_MOUSEWHEEL_FLIPPED ? -event.wheel.preciseY : event.wheel.preciseY);
      return false;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
      finger(event.tfinger, glass, queue);
      return false;
    case SDL_KEYDOWN:
    case SDL_KEYUP:
      return key(event.key, queue);
    case SDL_TEXTINPUT:
      queue.text(event.text.text);
      return false;
    default:
      return false;
  }
}

void WindowInput::finger(const SDL_TouchFingerEvent& event, ImVec2 glass, InputQueue& queue) {
  if (event.type == SDL_FINGERDOWN && !finger_) {
    finger_ = event.fingerId;
    pointer_ = ImVec2(event.x * glass.x, event.y * glass.y);
    queue.touch(pointer_, true);
    return;
  }
  if (!finger_ || *finger_ != event.fingerId) return;
  pointer_ = ImVec2(event.x * glass.x, event.y * glass.y);
  if (event.type == SDL_FINGERMOTION) {
    queue.move(pointer_);
  } else if (event.type == SDL_FINGERUP) {
    queue.touch(pointer_, false);
    finger_.reset();
  }
}

bool WindowInput::key(const SDL_KeyboardEvent& event, InputQueue& queue) {
  const bool down = event.type == SDL_KEYDOWN;
  const SDL_Keycode code = event.keysym.sym;
  if (code == SDLK_F1) return down && event.repeat == 0;
  if (code == SDLK_LSHIFT || code == SDLK_RSHIFT) {
    if (event.repeat == 0) queue.shift(down);
    return false;
  }
  const std::optional<ImGuiKey> known = key_of(code);
  if (!known) return false;
  // The system's repeats are presses of their own: no frames run while a key is only held.
  if (event.repeat != 0) queue.key(*known, false);
  queue.key(*known, down);
  return false;
}

void WindowInput::release_all(InputQueue& queue) {
  if (finger_) queue.touch(ImVec2(-1, -1), false);
  if (button_down_) queue.button(ImVec2(-1, -1), false);
  finger_.reset();
  button_down_ = false;
  queue.shift(false);
}

}  // namespace gridboard::kiosk::platform
