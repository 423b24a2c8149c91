// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The catalogue as tiles; in large type at most seven on a page.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {
namespace {

constexpr std::size_t kMostChoicesInLargeType = 7;

struct Tile {
  Button button;
  std::string label, detail, icon;
  state::Intent intent;
};

std::vector<Tile> tiles_of(Stage& stage) {
  Ui& ui = stage.ui;
  std::vector<Tile> tiles;
  const auto add = [&](std::string id, std::string label, std::string detail, std::string icon, state::Intent intent) {
    Tile tile{Button{std::move(id), {}, {}, {}, Face::outline, Type::section}, std::move(label), std::move(detail),
              std::move(icon), std::move(intent)};
    tile.button.align = Align::left;
    tiles.push_back(std::move(tile));
  };
  add("services.ask", std::string(ui.tr("问一问")), std::string(ui.tr("电费、停电、办理，都能问")), "ask",
      state::Open{state::ScreenId::questions});
  for (const model::RequestKind& kind : stage.catalogue.kinds()) {
    if (!kind.listed) continue;
    add("services." + kind.id, in_language(stage.state, kind.name), in_language(stage.state, kind.summary), kind.icon,
        state::ChooseKind{kind.id});
  }
  add("services.follow", std::string(ui.tr("进度查询")), std::string(ui.tr("凭回执号看办到哪一步了")), "follow",
      state::Open{state::ScreenId::follow});
  // On the first page, or on the second in large type: it is wanted more often than what is handed in last.
  std::rotate(tiles.begin() + std::min(std::ptrdiff_t{kMostChoicesInLargeType}, std::ssize(tiles) - 1), tiles.end() - 1,
              tiles.end());
  return tiles;
}

Button dressed(const Tile& tile) {
  Button button = tile.button;
  button.label = tile.label, button.detail = tile.detail, button.icon = tile.icon;
  return button;
}

struct Grid {
  int columns, rows;
  float height;  // of a row
  std::size_t pages;
};

// The tallest tile sets the height of all; as many rows as fit above a pager.
Grid plan(Stage& stage, const std::vector<Tile>& tiles, Rect page) {
  Ui& ui = stage.ui;
  const float gap = ui.gap();
  Grid grid{ui.portrait() ? (ui.large ? 1 : 2) : (ui.large ? 2 : 3), 1, 0, 1};
  const float width = (page.w - gap * static_cast<float>(grid.columns - 1)) / static_cast<float>(grid.columns);
  for (const Tile& tile : tiles)
    grid.height = std::max(grid.height, widgets::height_of(ui, dressed(tile), width) + ui.mm(2));
  const auto rows_in = [&](float height) {
    return std::max(1, static_cast<int>((height + gap) / (grid.height + gap)));
  };
  const int needed = (static_cast<int>(tiles.size()) + grid.columns - 1) / grid.columns;
  grid.rows = rows_in(page.h);
  const int most = ui.large ? static_cast<int>(kMostChoicesInLargeType) / grid.columns : needed;
  if (needed > std::min(grid.rows, most)) {
    grid.rows = std::min(most, rows_in(page.h - widgets::pager_height(ui) - ui.card_gap()));
    grid.pages = static_cast<std::size_t>((needed + grid.rows - 1) / grid.rows);
  } else {
    grid.rows = needed;
  }
  const float room = page.h - (grid.pages > 1 ? widgets::pager_height(ui) + ui.card_gap() : 0);
  const float each = (room - gap * static_cast<float>(grid.rows - 1)) / static_cast<float>(grid.rows);
  grid.height = std::clamp(each, grid.height, std::max(grid.height, std::round(ui.mm(ui.large ? 52 : 46))));
  return grid;
}

}  // namespace

void draw_services(Stage& stage) {
  Ui& ui = stage.ui;
  Rect page = frame(stage, ui.tr("办业务"), ui.tr("选一项，几步就办好"));
  const std::vector<Tile> tiles = tiles_of(stage);
  const Grid grid = plan(stage, tiles, page);
  const float gap = ui.gap();
  const std::size_t shown = std::min(stage.page(), grid.pages - 1);
  if (grid.pages > 1) {
    const Rect pager = page.cut_bottom(widgets::pager_height(ui), ui.card_gap());
    const int by = widgets::draw_pager(ui, pager, shown, grid.pages, "services.pages");
    if (by != 0) stage.turn(static_cast<int>(shown) + by - static_cast<int>(stage.page()));
  }
  // In portrait the tiles stand at the foot of the page, where hands are.
  const float used = static_cast<float>(grid.rows) * (grid.height + gap) - gap;
  if (ui.portrait()) page.cut_top(page.h - used);
  const std::size_t columns = static_cast<std::size_t>(grid.columns),
                    a_page = columns * static_cast<std::size_t>(grid.rows);
  for (std::size_t i = shown * a_page; i < std::min(tiles.size(), (shown + 1) * a_page); i += columns) {
    const std::vector<Rect> cells = page.cut_top(grid.height, gap).columns(grid.columns, gap);
    for (std::size_t k = i; k < std::min({tiles.size(), i + columns, (shown + 1) * a_page}); ++k) {
      Button button = dressed(tiles[k]);
      if (tiles[k].button.id == "services.repair") button.face = Face::primary;
      if (widgets::draw(ui, cells[k - i], button)) stage.mean(tiles[k].intent);
    }
  }
}

}  // namespace gridboard::kiosk::screens
