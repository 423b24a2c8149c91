// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What was done for this and the neighbour communities in a month, in counts that lead back to nobody.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {
namespace {

using model::ServiceCountKind;
using Place = state::RecordsView::Place;

struct CountLook {
  std::string_view icon, words;
};

CountLook look_of(const Ui& ui, ServiceCountKind kind) {
  switch (kind) {
    case ServiceCountKind::visits:
      return {"visit", ui.tr("上门服务")};
    case ServiceCountKind::repairs:
      return {"repair", ui.tr("故障抢修")};
    case ServiceCountKind::business:
      return {"services", ui.tr("业务办理")};
    case ServiceCountKind::inquiries:
      return {"inquiry", ui.tr("咨询和查询")};
    case ServiceCountKind::hours:
      return {"clock", ui.tr("客户经理在社区")};
  }
  return {};
}

std::string count_words(Ui& ui, const model::ServiceCount& count) {
  if (!count.count) return std::string(ui.tr("不足 5 件"));
  return count.kind == ServiceCountKind::hours ? counted(ui, "{0} 小时", *count.count)
                                               : counted(ui, "{0} 件", *count.count);
}

// The largest of a kind over all places: bars of one kind are comparable from card to card.
std::array<std::int64_t, model::kServiceCountKinds> largest(const std::vector<Place>& places) {
  std::array<std::int64_t, model::kServiceCountKinds> most{};
  for (const Place& place : places) {
    for (const model::ServiceCount& count : place.records.counts) {
      std::int64_t& held = most[static_cast<std::size_t>(count.kind)];
      held = std::max(held, count.count.value_or(0));
    }
  }
  return most;
}

float row_gap(Ui& ui) {
  return std::round(ui.mm(3.5f));
}
float bar_height(Ui& ui) {
  return std::round(ui.mm(ui.large ? 5 : 4));
}

struct RowLook {
  float icon, words, height;
};
RowLook row_look(Ui& ui, const model::ServiceCount& count, float width) {
  const float icon = std::round(ui.em(Type::body) * 1.4f), words = width - icon - row_gap(ui);
  const std::string figure = count_words(ui, count);
  const float figure_width = widgets::width_of(ui, {figure, Type::body, true}) + ui.em(Type::body) / 2;
  const float label = widgets::height_of(ui, {look_of(ui, count.kind).words, Type::body}, words - figure_width);
  return {icon, words, std::max(icon, label + std::round(ui.mm(1.5f)) + bar_height(ui))};
}

void draw_row(Ui& ui, Rect rect, const model::ServiceCount& count, std::int64_t most, const std::string& id,
              ImU32 strong) {
  const Palette& c = ui.colours();
  const RowLook row = row_look(ui, count, rect.w);
  AccessNode node = widgets::node_at(Role::chart, id, rect);
  const CountLook look = look_of(ui, count.kind);
  const std::string figure = count_words(ui, count);
  widgets::paint_icon(ui, look.icon, rect.cut_left(row.icon, row_gap(ui)).centred(row.icon, row.icon), c.deep);
  const Rect bar = rect.cut_bottom(bar_height(ui), std::round(ui.mm(1.5f)));
  const float figure_width = widgets::width_of(ui, {figure, Type::body, true}) + 1;
  const Rect right = rect.cut_right(figure_width, ui.em(Type::body) / 2);
  widgets::paint(ui, rect, {look.words, Type::body, false, c.ink, c.card}, node);
  widgets::paint(ui, right, {figure, Type::body, true, count.count ? c.ink : c.second, c.card, Align::right}, node);
  // What isn't told has no bar, only its dashed place: no length to guess from.
  if (!count.count || most <= 0) {
    widgets::outline_dashed(ui, bar, bar.h / 2, ui.stroke(), c.second);
  } else {
    widgets::fill_round(ui, bar, bar.h / 2, c.track);
    const float share = static_cast<float>(static_cast<double>(*count.count) / static_cast<double>(most));
    widgets::fill_round(ui, {bar.x, bar.y, std::max(bar.h, bar.w * share), bar.h}, bar.h / 2, strong);
  }
  node.name = std::string(look.words);
  node.spoken = ui.say("{0}：{1}。", {look.words, figure});
  widgets::finish(ui, std::move(node));
}

using Counts = std::array<std::int64_t, model::kServiceCountKinds>;
using CountRange = std::pair<std::size_t, std::size_t>;

float head_height(Ui& ui, const std::string& name, float inner) {
  return 2 * ui.padding() + widgets::height_of(ui, {name, Type::section, true}, inner) + row_gap(ui) +
         ui.em(Type::small);
}

Block card_block(Stage& stage, const Place& place, const Counts& most, CountRange range, const std::string& name,
                 float width, const std::string& id) {
  Ui& ui = stage.ui;
  const float inner = width - 2 * ui.padding();
  const std::string month = month_words(ui, place.records.month);
  Block block;
  block.height = head_height(ui, name, inner);
  for (std::size_t i = range.first; i < range.second; ++i) {
    block.height += row_gap(ui) + row_look(ui, place.records.counts[i], inner).height;
  }
  block.title = place.name;
  block.draw = [&stage, &place, most, range, name, month, id](Rect rect) {
    Ui& on = stage.ui;
    const Palette& c = on.colours();
    const float gap = row_gap(on);
    widgets::paint_card(on, rect, c.card, place.own ? c.green : c.line, place.own);
    Rect inside = rect.inset(on.padding());
    const ImU32 colour = place.own ? c.deep : c.ink;
    widgets::label_cut(on, inside, {name, Type::section, true, colour, c.card}, id, gap, Role::heading);
    widgets::label_cut(on, inside, {month, Type::small, false, c.second, c.card}, id + ".month", gap);
    for (std::size_t i = range.first; i < range.second; ++i) {
      const model::ServiceCount& count = place.records.counts[i];
      const Rect row = inside.cut_top(row_look(on, count, inside.w).height, gap);
      draw_row(on, row, count, most[static_cast<std::size_t>(count.kind)], id + "." + std::to_string(i),
               place.own ? c.green : c.deep);
    }
  };
  return block;
}

// A place in as many cards as it takes to stay under `most_height`.
void add_place(Stage& stage, const Place& place, const Counts& most, float width, float most_height,
               const std::string& id, std::vector<Block>& out) {
  Ui& ui = stage.ui;
  const auto& counts = place.records.counts;
  std::string name = place.own ? ui.say("{0}（本社区）", {place.name}) : place.name;
  std::size_t first = 0;
  while (first < counts.size()) {
    float height = head_height(ui, name, width - 2 * ui.padding());
    std::size_t last = first;
    for (; last < counts.size(); ++last) {
      const float row = row_gap(ui) + row_look(ui, counts[last], width - 2 * ui.padding()).height;
      if (last > first && height + row > most_height) break;
      height += row;
    }
    const std::string part = first == 0 ? id : id + ".more." + std::to_string(first);
    out.push_back(card_block(stage, place, most, {first, last}, name, width, part));
    name = ui.say("{0}（续）", {place.name});
    first = last;
  }
}

}  // namespace

void draw_records(Stage& stage) {
  Ui& ui = stage.ui;
  Rect page = frame(stage, ui.tr("服务记录"), stage.state.header.title);
  const std::vector<Place>& places = stage.state.records.places;
  if (places.empty()) {
    return draw_message(stage, page, "history", ui.tr("还没有服务记录"),
                        ui.tr("每个月初，上个月的服务件数会写在这里。"), "records.none");
  }
  const Palette& c = stage.colours();
  widgets::label_cut(ui, page,
                     {ui.tr("只写件数，不写是谁。不足 5 件的不写具体数目。"), Type::body, false, c.second, c.ground},
                     "records.about", ui.card_gap());
  const widgets::FlowArea area = flow_area(ui, page);
  const float width = area.columns == 1 ? page.w : (page.w - area.column_gap) / 2;
  const auto most = largest(places);
  std::vector<Block> blocks;
  const float room = page.h - widgets::pager_height(ui) - ui.card_gap();
  for (std::size_t i = 0; i < places.size(); ++i) {
    add_place(stage, places[i], most, width, room, "records." + std::to_string(i), blocks);
  }
  stage.turn(widgets::draw_flow(ui, blocks, area, stage.page(), "records.pages"));
}

}  // namespace gridboard::kiosk::screens
