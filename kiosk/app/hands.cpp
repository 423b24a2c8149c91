// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/hands.hpp"

#include <algorithm>

namespace gridboard::kiosk::app {
namespace {

constexpr std::chrono::milliseconds kOneTurn{20};
constexpr std::chrono::milliseconds kLongestWait{10000};
constexpr int kMostPages = 100;

}  // namespace

const widgets::AccessNode* Hands::find(const Matches& matches) const {
  const auto& nodes = board_.access().nodes();
  const auto found = std::find_if(nodes.begin(), nodes.end(), matches);
  return found == nodes.end() ? nullptr : &*found;
}

const widgets::AccessNode* Hands::find(std::string_view id) const {
  return find([id](const widgets::AccessNode& node) { return node.id == id; });
}

const widgets::AccessNode* Hands::find_button(std::string_view id_starts) const {
  return find([id_starts](const widgets::AccessNode& node) {
    return node.role == widgets::Role::button && node.enabled && node.id.starts_with(id_starts);
  });
}

bool Hands::touch(const widgets::AccessNode* node) {
  if (!node || !node->enabled) return false;
  touch({node->x + node->w / 2, node->y + node->h / 2});
  return true;
}

void Hands::touch(ImVec2 at) {
  const ImVec2 shift = board_.display().shift();
  at = {at.x + shift.x, at.y + shift.y};
  board_.display().inject_touch(at, true);
  board_.turn(kOneTurn);
  board_.turn(kOneTurn);
  board_.display().inject_touch(at, false);
  board_.turn(kOneTurn);
  settle();
}

void Hands::finger(std::int64_t finger, ImVec2 at, platform::Display::Phase phase) {
  const ImVec2 shift = board_.display().shift();
  board_.display().inject_finger(finger, {at.x + shift.x, at.y + shift.y}, phase);
  board_.turn(kOneTurn);
  settle();
}

bool Hands::tap(std::string_view id) {
  return touch(find(id));
}
bool Hands::tap(const Matches& matches) {
  return touch(find(matches));
}

void Hands::key(ImGuiKey key) {
  board_.display().inject_key(key);
  board_.turn(kOneTurn);
  settle();
}

void Hands::key_with_shift(ImGuiKey key) {
  board_.display().inject_shift(true);
  board_.display().inject_key(key);
  board_.display().inject_shift(false);
  board_.turn(kOneTurn);
  settle();
}

void Hands::type(std::string_view text) {
  board_.display().inject_text(text);
  board_.turn(kOneTurn);
  settle();
}

void Hands::press_speech() {
  board_.display().inject_speech();
  board_.turn(kOneTurn);
  settle();
}

void Hands::press_staff() {
  board_.display().inject_staff();
  board_.turn(kOneTurn);
  settle();
}

void Hands::wheel(ImVec2 at, float steps) {
  board_.display().inject_wheel(at, steps);
  board_.turn(kOneTurn);
  settle();
}

bool Hands::turn_to(std::string_view pager, const Matches& matches) {
  for (int page = 0; page < kMostPages; ++page) {
    if (find(matches)) return true;
    if (!tap(std::string(pager) + ".next")) return false;
  }
  return false;
}

void Hands::settle() {
  wait_until([this] { return board_.settled(); }, kLongestWait);
}

bool Hands::wait_until(const std::function<bool()>& reached, std::chrono::milliseconds at_most) {
  const auto until = clock_.monotonic() + at_most;
  while (!reached()) {
    if (clock_.monotonic() >= until || !board_.turn(kOneTurn)) return reached();
  }
  return true;
}

}  // namespace gridboard::kiosk::app
