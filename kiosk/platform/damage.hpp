// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Which parts of the glass differ from the last frame: a hash for each tile of what falls into it, in order.

#include <cstdint>
#include <vector>

#include "kiosk/platform/canvas.hpp"

namespace gridboard::kiosk::platform {

inline constexpr int kTileSide = 60;

class Damage {
 public:
  void resize(int width, int height);
  void begin(std::uint64_t seed);
  void add(const Box& box, std::uint64_t hash);

  struct Result {
    std::vector<Box> boxes;  // disjoint, together all changed tiles
    int tiles = 0;
  };
  [[nodiscard]] Result finish(bool everything);

 private:
  int width_ = 0, height_ = 0, columns_ = 0, rows_ = 0;
  std::vector<std::uint64_t> now_, before_;
};

}  // namespace gridboard::kiosk::platform
