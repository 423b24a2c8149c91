// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Which pixels of a row lie inside a convex polygon: exact integer arithmetic, so that neighbours that share an edge
// neither overlap nor leave a gap, wherever the clip begins.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>

#include "kiosk/platform/canvas.hpp"

namespace gridboard::kiosk::platform {

inline std::int64_t ceil_divide(std::int64_t numerator, std::int64_t positive) {
  const std::int64_t quotient = numerator / positive;
  return quotient + (numerator > quotient * positive ? 1 : 0);
}

// First pixel whose centre is at or right of `at` (1/256 px).
inline int first_pixel(std::int64_t at) {
  return static_cast<int>(ceil_divide(at - 128, 256));
}

// A downward edge and the pixel where it meets the current row.
class Edge {
 public:
  Edge() = default;
  Edge(Point top, Point bottom, int row) : bottom_row_(first_pixel(bottom.y)) {
    const std::int64_t height = bottom.y - top.y;
    const std::int64_t centre = std::int64_t{row} * 256 + 128;
    step_ = 256 * (std::int64_t{bottom.x} - top.x);
    scale_ = 256 * height;
    // pixel = ceil((x(centre) - 128) / 256), kept as pixel * scale_ - remainder_ with 0 <= remainder_ < scale_
    const std::int64_t numerator =
        (centre - top.y) * (std::int64_t{bottom.x} - top.x) + (std::int64_t{top.x} - 128) * height;
    pixel_ = ceil_divide(numerator, scale_);
    remainder_ = pixel_ * scale_ - numerator;
    whole_ = step_ / scale_;
    part_ = step_ - whole_ * scale_;
    if (part_ < 0) part_ += scale_, --whole_;
  }

  void next_row() {
    pixel_ += whole_;
    remainder_ -= part_;
    if (remainder_ < 0) remainder_ += scale_, ++pixel_;
  }
  [[nodiscard]] std::int64_t pixel() const { return pixel_; }
  [[nodiscard]] int bottom_row() const { return bottom_row_; }

 private:
  std::int64_t pixel_ = 0, remainder_ = 0, whole_ = 0, part_ = 0, step_ = 0, scale_ = 1;
  int bottom_row_ = 0;
};

// Calls emit(y, x0, x1) for each row of the polygon inside the clip.
template <class Emit>
void for_each_span(std::span<const Point> corners, const Box& clip, Emit emit) {
  const std::size_t count = corners.size();
  std::size_t top = 0;
  std::int32_t lowest = corners[0].y;
  for (std::size_t index = 1; index < count; ++index) {
    if (corners[index].y < corners[top].y) top = index;
    lowest = std::max(lowest, corners[index].y);
  }
  int row = std::max(clip.y0, first_pixel(corners[top].y));
  const int end = std::min(clip.y1, first_pixel(lowest));
  if (row >= end) return;

  // Two chains lead down from the topmost corner; each knows the edge that crosses the current row.
  struct Chain {
    std::size_t at;
    std::size_t step;
    Edge edge;
  };
  Chain chains[2] = {{top, 1, {}}, {top, count - 1, {}}};
  const auto advance = [&](Chain& chain) {
    for (std::size_t tries = 0; tries < count; ++tries) {
      const Point from = corners[chain.at];
      const std::size_t next = (chain.at + chain.step) % count;
      const Point to = corners[next];
      chain.at = next;
      if (to.y > from.y && first_pixel(to.y) > row) {
        chain.edge = Edge(from, to, row);
        return true;
      }
    }
    return false;
  };
  if (!advance(chains[0]) || !advance(chains[1])) return;
  for (; row < end; ++row) {
    for (Chain& chain : chains) {
      if (row >= chain.edge.bottom_row() && !advance(chain)) return;
    }
    const std::int64_t one = chains[0].edge.pixel();
    const std::int64_t other = chains[1].edge.pixel();
    const int x0 = static_cast<int>(std::max<std::int64_t>(std::min(one, other), clip.x0));
    const int x1 = static_cast<int>(std::min<std::int64_t>(std::max(one, other), clip.x1));
    if (x0 < x1) emit(row, x0, x1);
    chains[0].edge.next_row();
    chains[1].edge.next_row();
  }
}

}  // namespace gridboard::kiosk::platform
