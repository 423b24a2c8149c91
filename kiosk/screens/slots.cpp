// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/slots.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace gridboard::kiosk::screens {
namespace {

using state::SlotView;

float slot_padding(Ui& ui) {
  return std::round(ui.mm(2.6f));
}
float envelope(Ui& ui) {
  return std::round(ui.mm(ui.large ? 11 : 8));
}

float door_width(Stage& stage, Type type) {
  float widest = 0;
  for (const SlotView& slot : stage.state.board.slots) {
    widest = std::max(widest, widgets::width_of(stage.ui, {slot.door, type, true}));
  }
  return widest;
}

float slot_width(Stage& stage, bool dense, Type type) {
  Ui& ui = stage.ui;
  const float words = widgets::width_of(ui, {ui.tr("有通知"), Type::small, true});
  const float mark = dense ? envelope(ui) : std::max(words, envelope(ui));
  return std::ceil(door_width(stage, type) + mark + 3 * slot_padding(ui));
}

float least_row(Ui& ui, bool dense, Type type) {
  if (dense) return std::max(ui.target(), std::ceil(ui.em(type) + 1.2f * slot_padding(ui)));
  const float mark = envelope(ui) + std::round(ui.mm(0.8f)) + ui.em(Type::small);
  return std::max(ui.target(), std::ceil(mark + 1.6f * slot_padding(ui)));
}

// Doors that share all but their last two characters stand on one floor. "" if the door doesn't tell.
std::string floor_of(const SlotView& slot) {
  const std::string& door = slot.door;
  const bool digits =
      door.size() > 2 && std::all_of(door.begin(), door.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits ? door.substr(0, door.size() - 2) : std::string();
}

// The doors as the building stands: the highest floor on top, its doors from left to right. Doors that don't tell their
// floor keep their order, after the others.
std::vector<const SlotView*> as_built(const std::vector<SlotView>& slots) {
  std::vector<const SlotView*> out;
  for (const SlotView& slot : slots) out.push_back(&slot);
  std::stable_sort(out.begin(), out.end(), [](const SlotView* one, const SlotView* other) {
    const std::string a = floor_of(*one), b = floor_of(*other);
    return a.size() != b.size() ? a.size() > b.size() : a > b;
  });
  return out;
}

// How many doors the fullest floor has; 0 if the doors don't tell.
int doors_on_a_floor(const std::vector<SlotView>& slots) {
  std::map<std::string, int> doors;
  int most = 0;
  for (const SlotView& slot : slots) {
    const std::string floor = floor_of(slot);
    if (floor.empty()) return 0;
    most = std::max(most, ++doors[floor]);
  }
  return most;
}

// Cells in the order of the doors, a null where a floor ends before its row does.
std::vector<const SlotView*> cells_of(Stage& stage, int columns) {
  const auto doors = as_built(stage.state.board.slots);
  const int floor = doors_on_a_floor(stage.state.board.slots);
  if (floor < 2 || columns % floor != 0) return doors;
  std::vector<const SlotView*> out;
  for (std::size_t i = 0; i < doors.size(); ++i) {
    const bool new_floor = i > 0 && floor_of(*doors[i]) != floor_of(*doors[i - 1]);
    while (new_floor && out.size() % static_cast<std::size_t>(floor) != 0) out.push_back(nullptr);
    out.push_back(doors[i]);
  }
  return out;
}

bool try_plan(Stage& stage, Rect rect, int columns, bool dense, Type type, SlotPlan& plan) {
  Ui& ui = stage.ui;
  const float gap = ui.gap();
  const float cell = (rect.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  if (cell < slot_width(stage, dense, type)) return false;
  const int count = std::max(1, static_cast<int>(cells_of(stage, columns).size()));
  const int rows = (count + columns - 1) / columns;
  const float height = rect.h - section_height(ui);
  const float row = (height - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
  const float least = least_row(ui, dense, type);
  if (row < least) return false;
  const int floor = doors_on_a_floor(stage.state.board.slots);
  plan = {columns,
          rows,
          1,
          floor < 2 || floor > 6 || columns % floor == 0,
          dense,
          type,
          std::min(row, std::max(least, std::round(ui.mm(ui.large ? 32 : 25))))};
  return true;
}

SlotPlan paged_plan(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const float gap = ui.gap();
  const Type type = Type::section;
  const float least = least_row(ui, true, type), width = slot_width(stage, true, type);
  SlotPlan plan;
  plan.dense = true;
  plan.type = type;
  plan.columns = std::clamp(static_cast<int>((rect.w + gap) / (width + gap)), 1, 6);
  const int floor = doors_on_a_floor(stage.state.board.slots);
  if (floor >= 2 && floor <= plan.columns) plan.columns -= plan.columns % floor;
  const float height = rect.h - section_height(ui) - widgets::pager_height(ui) - ui.card_gap();
  plan.rows = std::max(1, static_cast<int>((height + gap) / (least + gap)));
  const std::size_t a_page = static_cast<std::size_t>(plan.columns) * static_cast<std::size_t>(plan.rows);
  plan.pages = std::max<std::size_t>(1, (cells_of(stage, plan.columns).size() + a_page - 1) / a_page);
  plan.row_height =
      std::max(ui.target(), (height - gap * static_cast<float>(plan.rows - 1)) / static_cast<float>(plan.rows));
  return plan;
}

void draw_slot(Stage& stage, Rect rect, const SlotView& slot, const SlotPlan& plan) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const std::string id = "slot." + slot.door;
  const widgets::Press press = widgets::press(ui, rect, id);
  AccessNode node = widgets::node_at(Role::button, id, rect);
  rect = widgets::snapped(rect);
  const ImU32 ground = slot.notice_waiting ? c.card : c.ground;
  if (slot.notice_waiting) {
    widgets::paint_card(ui, rect, c.card, c.green);
  } else {
    widgets::outline_dashed(ui, rect, ui.corner(), ui.stroke(), c.line);
  }
  Rect inside = rect.inset(slot_padding(ui) * 1.2f, 0);
  if (slot.notice_waiting) {
    const float side = envelope(ui), gap = std::round(ui.mm(0.8f));
    const std::string_view words = ui.tr("有通知");
    const float width = plan.dense ? side : std::max(side, widgets::width_of(ui, {words, Type::small, true}) + 1);
    Rect mark = inside.cut_right(width);
    if (!plan.dense) {
      mark = mark.centred(width, side + gap + ui.em(Type::small));
      widgets::paint_icon(ui, "envelope", mark.cut_top(side, gap).centred(side, side), c.deep);
      widgets::paint(ui, mark, {words, Type::small, true, c.deep, ground, Align::centre}, node);
    } else {
      widgets::paint_icon(ui, "envelope", mark.centred(side, side), c.deep);
    }
  }
  const std::string mark_words = node.text;
  node.text.clear();
  widgets::paint(
      ui, inside,
      {slot.door, plan.type, slot.notice_waiting, slot.notice_waiting ? c.ink : c.second, ground, Align::left, true},
      node);
  if (!mark_words.empty()) node.text += " " + mark_words;
  widgets::paint_press(ui, rect, press);
  node.part = AccessNode::Part::row;
  node.name = slot.door;
  node.spoken = slot.notice_waiting ? ui.say("{0}，有通知，按一下凭密码查看。", {slot.door})
                                    : ui.say("{0}，没有新通知。", {slot.door});
  widgets::finish(ui, std::move(node));
  if (press.clicked) stage.mean(state::ChooseHousehold{slot.account});
}

// "点自家门牌，凭密码查看", or with few room what the envelope means.
void draw_heading(Stage& stage, Rect& rest, const SlotPlan& plan) {
  Ui& ui = stage.ui;
  const std::string title = counted(ui, "本单元 {0} 户", static_cast<std::int64_t>(stage.state.board.slots.size()));
  if (!plan.dense) return section_cut(stage, rest, title, ui.tr("点自家门牌，凭密码查看"), "board.slots");
  Rect row{rest.x, rest.y, rest.w, ui.em(Type::section)};
  section_cut(stage, rest, title, {}, "board.slots");
  const Palette& c = stage.colours();
  const std::string_view legend = ui.tr("有通知，凭密码查看");
  const float width = widgets::width_of(ui, {legend, Type::small}) + 1, side = envelope(ui);
  AccessNode node = widgets::node_at(Role::text, "board.legend", row.cut_right(width + side * 1.3f));
  const Rect at{node.x, node.y, node.w, node.h};
  widgets::paint_icon(ui, "envelope", {at.x, at.y + (at.h - side) / 2, side, side}, c.deep);
  widgets::paint(ui, {at.right() - width, at.y, width, at.h},
                 {legend, Type::small, false, c.second, c.ground, Align::right, true}, node);
  node.spoken = ui.tr("有信封的门牌，有通知在等着看。");
  widgets::finish(ui, std::move(node));
}

}  // namespace

SlotPlan plan_slots(Stage& stage, Rect rect) {
  const auto& slots = stage.state.board.slots;
  const int floor = doors_on_a_floor(slots);
  SlotPlan plan;
  const auto first_of = [&](const std::vector<int>& columns) {
    for (const bool dense : {false, true}) {
      for (const int count : columns) {
        for (const Type type : {Type::title, Type::section}) {
          if (type == Type::section && !dense) continue;
          if (try_plan(stage, rect, count, dense, type, plan)) return true;
        }
      }
    }
    return false;
  };
  // A floor stays in one row, with the envelope alone rather than broken; two floors share a row only if they must.
  std::vector<int> floors;
  for (int count = floor; floor >= 2 && count <= 6; count += floor) floors.push_back(count);
  if (first_of(floors)) return plan;
  std::vector<int> usual{4, 5, 6, 3};
  if (slots.size() <= 6) usual = {3};
  if (first_of(usual)) return plan;
  return paged_plan(stage, rect);
}

float draw_slots(Stage& stage, Rect rect, const SlotPlan& plan) {
  Ui& ui = stage.ui;
  const std::vector<const SlotView*> slots = cells_of(stage, plan.columns);
  const float top = rect.y;
  draw_heading(stage, rect, plan);
  const std::size_t a_page = static_cast<std::size_t>(plan.columns) * static_cast<std::size_t>(plan.rows);
  const std::size_t page = std::min(stage.page(), plan.pages - 1);
  const float gap = ui.gap();
  float bottom = rect.y;
  Rect row;
  std::vector<Rect> cells;
  for (std::size_t i = page * a_page; i < std::min(slots.size(), (page + 1) * a_page); ++i) {
    const std::size_t column = (i - page * a_page) % static_cast<std::size_t>(plan.columns);
    if (column == 0) {
      row = rect.cut_top(plan.row_height, gap);
      cells = row.columns(plan.columns, gap);
      bottom = row.bottom();
    }
    if (slots[i] != nullptr) draw_slot(stage, cells[column], *slots[i], plan);
  }
  if (plan.pages > 1) {
    const float height = widgets::pager_height(ui);
    const Rect pager{rect.x, bottom + ui.card_gap(), rect.w, height};
    const int by = widgets::draw_pager(ui, pager, page, plan.pages, "board.pager");
    if (by != 0) stage.turn(static_cast<int>(page) + by - static_cast<int>(stage.page()));
    bottom = pager.bottom();
  }
  return bottom - top;
}

}  // namespace gridboard::kiosk::screens
