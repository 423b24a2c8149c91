// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/window_input.hpp"

#include <optional>

#include "kiosk/platform/turned.hpp"

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

void WindowInput::handle(const SDL_Event& event, ImVec2 screen, InputQueue& queue, Display::Wake& wake) {
  switch (event.type) {
    case SDL_MOUSEMOTION:
      pointer_ = turned_back(place(event.motion.x, event.motion.y), turn_, screen);
      return queue.move(pointer_);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
      if (event.button.button != SDL_BUTTON_LEFT) return;
      pointer_ = turned_back(place(event.button.x, event.button.y), turn_, screen);
      button_down_ = event.type == SDL_MOUSEBUTTONDOWN;
      return queue.button(pointer_, button_down_);
    case SDL_MOUSEWHEEL:
      return queue.wheel(
          pointer_, event.wheel.direction == SDL_MOUSEWHEEL_FLIPPED ? -event.wheel.preciseY : event.wheel.preciseY);
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
      return finger(event.tfinger, screen, queue);
    case SDL_KEYDOWN:
    case SDL_KEYUP:
      return key(event.key, queue, wake);
    case SDL_TEXTINPUT:
      return queue.text(event.text.text);
    default:
      return;
  }
}

void WindowInput::finger(const SDL_TouchFingerEvent& event, ImVec2 screen, InputQueue& queue) {
  const ImVec2 at = turned_back(ImVec2(event.x * screen.x, event.y * screen.y), turn_, screen);
  if (event.type == SDL_FINGERDOWN) {
    fingers_.down(event.fingerId, at, queue);
  } else if (event.type == SDL_FINGERMOTION) {
    fingers_.move(event.fingerId, at, queue);
  } else {
    fingers_.up(event.fingerId, at, queue);
  }
}

void WindowInput::key(const SDL_KeyboardEvent& event, InputQueue& queue, Display::Wake& wake) {
  const bool down = event.type == SDL_KEYDOWN;
  const SDL_Keycode code = event.keysym.sym;
  if (code == SDLK_F1 || code == SDLK_F12) {
    const bool pressed = down && event.repeat == 0;
    (code == SDLK_F1 ? wake.speech : wake.staff) |= pressed;
    return;
  }
  if (code == SDLK_LSHIFT || code == SDLK_RSHIFT) {
    if (event.repeat == 0) queue.shift(down);
    return;
  }
  const std::optional<ImGuiKey> known = key_of(code);
  if (!known) return;
  // The system's repeats are presses of their own: no frames run while a key is only held.
  if (event.repeat != 0) queue.key(*known, false);
  queue.key(*known, down);
}

void WindowInput::release_all(InputQueue& queue) {
  fingers_.lift(queue);
  if (button_down_) queue.button(ImVec2(-1, -1), false);
  button_down_ = false;
  queue.shift(false);
}

}  // namespace gridboard::kiosk::platform
