// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/input_queue.hpp"

#include <algorithm>
#include <cfloat>

#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::platform {
namespace {

// A stuck scanner or a child's hand on the keyboard must not fill the memory.
constexpr std::size_t kMaxEvents = 4096;

#if IMGUI_VERSION_NUM < 18700

void send_position(ImGuiIO& io, ImVec2 at) {
  io.MousePos = at;
}
void send_button(ImGuiIO& io, bool down) {
  io.MouseDown[0] = down;
}
void send_wheel(ImGuiIO& io, float steps) {
  io.MouseWheel += steps;
}
void send_shift(ImGuiIO& io, bool down) {
  io.KeyShift = down;
  io.KeyMods = down ? ImGuiKeyModFlags_Shift : ImGuiKeyModFlags_None;
}
void send_key(ImGuiIO& io, int key, bool down) {
  io.KeysDown[key] = down;
}

#else

void send_position(ImGuiIO& io, ImVec2 at) {
  io.AddMousePosEvent(at.x, at.y);
}
void send_button(ImGuiIO& io, bool down) {
  io.AddMouseButtonEvent(0, down);
}
void send_wheel(ImGuiIO& io, float steps) {
  io.AddMouseWheelEvent(0, steps);
}
void send_shift(ImGuiIO& io, bool down) {
  io.AddKeyEvent(ImGuiMod_Shift, down);
}
void send_key(ImGuiIO& io, int key, bool down) {
  io.AddKeyEvent(static_cast<ImGuiKey>(key), down);
}

#endif

}  // namespace

void InputQueue::set_up(ImGuiIO& io) {
#if IMGUI_VERSION_NUM < 18700
  for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
#else
  io.ConfigInputTrickleEventQueue = false;  // this queue already gives each frame what it can take
#endif
  io.MousePos = ImVec2(-FLT_MAX, -FLT_MAX);
}

void InputQueue::move(ImVec2 at) {
  at = {at.x - shift_.x, at.y - shift_.y};
  if (!down_ && !events_.empty() && events_.back().kind == Kind::move) {
    events_.back().at = at;
    return;
  }
  if (events_.size() < kMaxEvents) events_.push_back({.kind = Kind::move, .at = at});
}

void InputQueue::leave() {
  events_.push_back({.kind = Kind::leave});
}

void InputQueue::button(ImVec2 at, bool down) {
  if (events_.size() >= kMaxEvents && down) return;
  move(at);
  down_ = down;
  events_.push_back({.kind = Kind::button, .down = down});
}

void InputQueue::touch(ImVec2 at, bool down) {
  button(at, down);
  if (!down) leave();
}

void InputQueue::wheel(ImVec2 at, float steps) {
  if (events_.size() >= kMaxEvents) return;
  move(at);
  events_.push_back({.kind = Kind::wheel, .steps = steps});
}

void InputQueue::key(ImGuiKey key, bool down) {
  if (events_.size() >= kMaxEvents && down) return;
  events_.push_back({.kind = Kind::key, .down = down, .key = static_cast<int>(key)});
}

void InputQueue::shift(bool down) {
  events_.push_back({.kind = Kind::shift, .down = down});
}

void InputQueue::text(std::string_view utf8) {
  for (std::size_t offset = 0; offset < utf8.size() && events_.size() < kMaxEvents;) {
    events_.push_back({.kind = Kind::character, .character = base::decode_utf8(utf8, offset)});
  }
}

bool InputQueue::fits(const Event& event, const Taken& taken) {
  switch (event.kind) {
    case Kind::move:
      // Several steps of a wheel are one scroll, wherever the pointer trembles meanwhile.
      return !taken.button;
    case Kind::leave:
      return !taken.button && !taken.wheel && !taken.moved;
    case Kind::button:
      return !taken.button && !taken.wheel;
    case Kind::wheel:
      return !taken.button;
    case Kind::key:
    case Kind::shift:
    case Kind::character:
      return !taken.key;
  }
  return true;
}

void InputQueue::apply(const Event& event, ImGuiIO& io) {
  switch (event.kind) {
    case Kind::move:
      return send_position(io, event.at);
    case Kind::leave:
      return send_position(io, ImVec2(-FLT_MAX, -FLT_MAX));
    case Kind::button:
      return send_button(io, event.down);
    case Kind::wheel:
      return send_wheel(io, event.steps);
    case Kind::key:
      return send_key(io, event.key, event.down);
    case Kind::shift:
      return send_shift(io, event.down);
    case Kind::character:
      return io.AddInputCharacter(static_cast<unsigned>(event.character));
  }
}

void InputQueue::forget() {
  for (Event& event : events_) event.character = 0, event.at = {};
  events_ = {};
  std::fill(way_.begin(), way_.end(), ImVec2{});
  way_.clear();
}

void InputQueue::feed(ImGuiIO& io) {
  Taken taken;
  way_.clear();
  while (!events_.empty() && fits(events_.front(), taken)) {
    const Event event = events_.front();
    events_.pop_front();
    apply(event, io);
    if (event.kind == Kind::move) way_.push_back(event.at);
    taken.button |= event.kind == Kind::button;
    taken.wheel |= event.kind == Kind::wheel;
    taken.key |= event.kind == Kind::key;
    taken.moved |= event.kind == Kind::move;
  }
}

}  // namespace gridboard::kiosk::platform
