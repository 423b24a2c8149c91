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
  const ImVec2 at{node->x + node->w / 2, node->y + node->h / 2};
  board_.display().inject_touch(at, true);
  board_.turn(kOneTurn);
  board_.turn(kOneTurn);
  board_.display().inject_touch(at, false);
  board_.turn(kOneTurn);
  settle();
  return true;
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
