// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Content of any length on a glass of any shape: blocks of known height run down a column, into the next column, onto
// the next page. Nothing is ever cut; a pager stands at the foot as soon as there is more than one page.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "kiosk/widgets/buttons.hpp"

namespace gridboard::kiosk::widgets {

struct Block {
  float height = 0;
  std::function<void(Rect)> draw;
  float gap_after = -1;         // -1: the flow's usual gap
  float stretch = 0;            // how much higher it may be drawn where its column has room left
  bool keep_with_next = false;  // a heading doesn't stay alone at the foot of a column
  std::string title;            // named by the pager of the page before
};

struct Placed {
  std::size_t block = 0;
  Rect rect;
};
using FlowPages = std::vector<std::vector<Placed>>;

struct FlowArea {
  Rect rect;
  int columns = 1;
  float gap = 0, column_gap = 0;
};

// At least one page. A block that is higher than a whole column stands alone, as high as the column.
[[nodiscard]] FlowPages lay_out(const std::vector<Block>& blocks, const FlowArea& area);

// Draws page `page` (clamped) and the pager if there is more than one. Returns by how much `page` is to change.
int draw_flow(Ui& ui, const std::vector<Block>& blocks, const FlowArea& area, std::size_t page, const std::string& id);

// Previous, "page 2 of 4", next in a row. Returns -1, 0 or 1. `hint` says what comes next, "" for nothing.
int draw_pager(Ui& ui, Rect rect, std::size_t page, std::size_t pages, const std::string& id,
               std::string_view hint = {});
[[nodiscard]] float pager_height(Ui& ui);

}  // namespace gridboard::kiosk::widgets
