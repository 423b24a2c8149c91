// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/damage.hpp"

#include <algorithm>

#include "kiosk/platform/hash.hpp"

namespace gridboard::kiosk::platform {

void Damage::resize(int width, int height) {
  width_ = width;
  height_ = height;
  columns_ = (width + kTileSide - 1) / kTileSide;
  rows_ = (height + kTileSide - 1) / kTileSide;
  now_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), 0);
  before_ = now_;
}

void Damage::begin(std::uint64_t seed) {
  now_.swap(before_);
  std::fill(now_.begin(), now_.end(), seed);
}

void Damage::add(const Box& box, std::uint64_t hash) {
  for (int row = box.y0 / kTileSide; row * kTileSide < box.y1; ++row) {
    std::uint64_t* tiles = now_.data() + static_cast<std::ptrdiff_t>(row) * columns_;
    for (int column = box.x0 / kTileSide; column * kTileSide < box.x1; ++column) {
      Hash tile(tiles[column]);
      tile.add(hash);
      tiles[column] = tile.value();
    }
  }
}

Damage::Result Damage::finish(bool everything) {
  Result result;
  std::vector<std::size_t> above;  // boxes that end at the row before
  for (int row = 0; row < rows_; ++row) {
    std::vector<std::size_t> here;
    for (int column = 0; column < columns_;) {
      const auto changed = [&](int at) {
        const std::size_t index =
            static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(at);
        return everything || now_[index] != before_[index];
      };
      if (!changed(column)) {
        ++column;
        continue;
      }
      const int first = column;
      while (column < columns_ && changed(column)) ++column;
      result.tiles += column - first;
      const Box run{first * kTileSide, row * kTileSide, std::min(column * kTileSide, width_),
                    std::min((row + 1) * kTileSide, height_)};
      const auto same = std::find_if(above.begin(), above.end(), [&](std::size_t index) {
        return result.boxes[index].x0 == run.x0 && result.boxes[index].x1 == run.x1;
      });
      if (same != above.end()) {
        result.boxes[*same].y1 = run.y1;
        here.push_back(*same);
      } else {
        here.push_back(result.boxes.size());
        result.boxes.push_back(run);
      }
    }
    above.swap(here);
  }
  return result;
}

}  // namespace gridboard::kiosk::platform
