// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/flow.hpp"

#include <algorithm>
#include <utility>

namespace gridboard::kiosk::widgets {
namespace {

// Height of the block and of those that must stay with it.
float group_height(const std::vector<Block>& blocks, std::size_t first, float gap) {
  float height = blocks[first].height;
  for (std::size_t i = first; blocks[i].keep_with_next && i + 1 < blocks.size(); ++i) {
    height += (blocks[i].gap_after >= 0 ? blocks[i].gap_after : gap) + blocks[i + 1].height;
  }
  return height;
}

// Room that is left below a column's last block goes to the first block of it that can use it.
void stretch(const std::vector<Block>& blocks, const FlowArea& area, std::vector<Placed>& page) {
  for (std::size_t first = 0; first < page.size();) {
    std::size_t end = first + 1;
    while (end < page.size() && page[end].rect.x == page[first].rect.x) ++end;
    const float room = area.rect.bottom() - page[end - 1].rect.bottom();
    for (std::size_t i = first; i < end && room > 0; ++i) {
      const float more = std::min(room, blocks[page[i].block].stretch);
      if (more <= 0) continue;
      page[i].rect.h += more;
      for (std::size_t below = i + 1; below < end; ++below) page[below].rect.y += more;
      break;
    }
    first = end;
  }
}

}  // namespace

FlowPages lay_out(const std::vector<Block>& blocks, const FlowArea& area) {
  const std::vector<Rect> columns = area.rect.columns(area.columns, area.column_gap);
  FlowPages pages(1);
  std::size_t column = 0;
  float y = area.rect.y;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const bool follows = i > 0 && blocks[i - 1].keep_with_next;
    const float needed = follows ? blocks[i].height : group_height(blocks, i, area.gap);
    const bool at_top = y <= area.rect.y + 0.5f;
    const float needed_here = needed > area.rect.h ? blocks[i].height : needed;
    if (!at_top && y + needed_here > area.rect.bottom() + 0.5f) {
      y = area.rect.y;
      if (++column == columns.size()) {
        column = 0;
        pages.emplace_back();
      }
    }
    pages.back().push_back({i, {columns[column].x, y, columns[column].w, std::min(blocks[i].height, area.rect.h)}});
    y += blocks[i].height + (blocks[i].gap_after >= 0 ? blocks[i].gap_after : area.gap);
  }
  for (std::vector<Placed>& page : pages) stretch(blocks, area, page);
  return pages;
}

float pager_height(Ui& ui) {
  return ui.button();
}

int draw_pager(Ui& ui, Rect rect, std::size_t page, std::size_t pages, const std::string& id, std::string_view hint) {
  Button previous{id + ".previous", ui.tr("上一页"), {}, "previous"};
  previous.type = Type::body;
  previous.enabled = page > 0;
  previous.part = AccessNode::Part::frame;
  Button next{id + ".next", ui.tr("下一页"), {}, "next"};
  next.type = Type::body;
  next.icon_right = true;
  next.enabled = page + 1 < pages;
  next.part = AccessNode::Part::frame;
  int by = 0;
  if (draw(ui, rect.cut_left(width_of(ui, previous), ui.gap()), previous)) by = -1;
  const Rect last = rect.cut_right(width_of(ui, next), ui.gap());
  const auto say_where = [&](const Words& words) { label(ui, rect, words, id + ".where"); };
  std::string where = ui.say("第 {0} 页，共 {1} 页", {std::to_string(page + 1), std::to_string(pages)});
  if (width_of(ui, {where, Type::small}) > rect.w) where = std::to_string(page + 1) + "/" + std::to_string(pages);
  const Words words{where, Type::small, false, ui.colours().second, ui.colours().ground, Align::centre, true};
  if (!hint.empty()) {
    const std::string longer = where + "\n" + ui.say("下一页：{0}", {hint});
    const Words both{longer, words.type, false, words.fg, words.bg, Align::centre, true};
    if (height_of(ui, both, rect.w) <= rect.h) {
      say_where(both);
      if (draw(ui, last, next)) by = 1;
      return by;
    }
  }
  say_where(words);
  if (draw(ui, last, next)) by = 1;
  return by;
}

int draw_flow(Ui& ui, const std::vector<Block>& blocks, const FlowArea& area, std::size_t page, const std::string& id) {
  FlowPages pages = lay_out(blocks, area);
  Rect pager{};
  if (pages.size() > 1) {
    FlowArea smaller = area;
    // On a low page it is only as high as it has to be.
    const bool low = area.rect.h < ui.mm(175);
    pager = smaller.rect.cut_bottom(low ? ui.target() : pager_height(ui), ui.card_gap());
    pages = lay_out(blocks, smaller);
  }
  const std::size_t shown = std::min(page, pages.size() - 1);
  for (const Placed& placed : pages[shown]) blocks[placed.block].draw(placed.rect);
  if (pages.size() < 2) return 0;
  std::string hint;
  if (shown + 1 < pages.size()) hint = blocks[pages[shown + 1].front().block].title;
  const int by = draw_pager(ui, pager, shown, pages.size(), id, hint);
  return by == 0 ? 0 : static_cast<int>(shown) + by - static_cast<int>(page);
}

}  // namespace gridboard::kiosk::widgets
