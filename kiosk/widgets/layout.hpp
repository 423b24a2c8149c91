// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Layout by cutting: take a strip off a rectangle, what is left is the rest of the page.

#include <algorithm>
#include <vector>

namespace gridboard::kiosk::widgets {

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;

  [[nodiscard]] float right() const { return x + w; }
  [[nodiscard]] float bottom() const { return y + h; }

  // Each cuts `size` off (at most what there is), and `gap` more that nobody gets.
  Rect cut_top(float size, float gap = 0) {
    const float taken = std::min(size, h);
    const Rect piece{x, y, w, taken};
    const float rest = std::max(0.0f, h - taken - gap);
    y = bottom() - rest;
    h = rest;
    return piece;
  }
  Rect cut_bottom(float size, float gap = 0) {
    const float taken = std::min(size, h);
    const Rect piece{x, bottom() - taken, w, taken};
    h = std::max(0.0f, h - taken - gap);
    return piece;
  }
  Rect cut_left(float size, float gap = 0) {
    const float taken = std::min(size, w);
    const Rect piece{x, y, taken, h};
    const float rest = std::max(0.0f, w - taken - gap);
    x = right() - rest;
    w = rest;
    return piece;
  }
  Rect cut_right(float size, float gap = 0) {
    const float taken = std::min(size, w);
    const Rect piece{right() - taken, y, taken, h};
    w = std::max(0.0f, w - taken - gap);
    return piece;
  }

  [[nodiscard]] Rect inset(float by) const { return inset(by, by); }
  [[nodiscard]] Rect inset(float dx, float dy) const {
    return {x + dx, y + dy, std::max(0.0f, w - 2 * dx), std::max(0.0f, h - 2 * dy)};
  }
  // A box of this size in the middle.
  [[nodiscard]] Rect centred(float width, float height) const {
    return {x + (w - width) / 2, y + (h - height) / 2, width, height};
  }
  [[nodiscard]] std::vector<Rect> columns(int count, float gap) const {
    const float each = (w - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
    std::vector<Rect> out;
    for (int i = 0; i < count; ++i) out.push_back({x + static_cast<float>(i) * (each + gap), y, each, h});
    return out;
  }
  [[nodiscard]] std::vector<Rect> rows(int count, float gap) const {
    const float each = (h - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
    std::vector<Rect> out;
    for (int i = 0; i < count; ++i) out.push_back({x, y + static_cast<float>(i) * (each + gap), w, each});
    return out;
  }
  [[nodiscard]] bool contains(const Rect& inner, float tolerance = 0.5f) const {
    return inner.x >= x - tolerance && inner.y >= y - tolerance && inner.right() <= right() + tolerance &&
           inner.bottom() <= bottom() + tolerance;
  }
};

}  // namespace gridboard::kiosk::widgets
