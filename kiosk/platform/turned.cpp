// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/turned.hpp"

#include <algorithm>

namespace gridboard::kiosk::platform {

Box turned(const Box& box, Turn turn, int picture_width, int picture_height) {
  switch (turn) {
    case Turn::none:
      return box;
    case Turn::right:
      return {picture_height - box.y1, box.x0, picture_height - box.y0, box.x1};
    case Turn::left:
      return {box.y0, picture_width - box.x1, box.y1, picture_width - box.x0};
  }
  return box;
}

ImVec2 turned_back(ImVec2 at, Turn turn, ImVec2 screen) {
  if (turn == Turn::right) return {at.y, screen.x - at.x};
  if (turn == Turn::left) return {screen.y - at.y, at.x};
  return at;
}

void copy_turned(const Canvas& picture, const Box& box, Turn turn, const Canvas& screen) {
  const Box to = turned(box, turn, picture.width, picture.height);
  if (turn == Turn::none) {
    for (int y = box.y0; y < box.y1; ++y) {
      std::copy(picture.row(y) + box.x0, picture.row(y) + box.x1, screen.row(y) + box.x0);
    }
    return;
  }
  // In small squares: reading down a column of the whole picture would miss the cache at each pixel.
  constexpr int kSquare = 32;
  for (int top = to.y0; top < to.y1; top += kSquare) {
    for (int left = to.x0; left < to.x1; left += kSquare) {
      for (int y = top; y < std::min(top + kSquare, to.y1); ++y) {
        for (int x = left; x < std::min(left + kSquare, to.x1); ++x) {
          screen.row(y)[x] = turn == Turn::right ? picture.row(picture.height - 1 - x)[y]
                                                 : picture.row(x)[picture.width - 1 - y];
        }
      }
    }
  }
}

}  // namespace gridboard::kiosk::platform
