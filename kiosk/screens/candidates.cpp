// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/candidates.hpp"

#include <algorithm>
#include <cmath>

namespace gridboard::kiosk::screens {
namespace {

using state::KeyMode;

constexpr int kColumns = 6;

struct Candidate {
  std::size_t index;
  int row, column, columns;
};

Button candidate_button(std::size_t index, const std::string& characters) {
  Button button{"candidate." + std::to_string(index), characters, {}, {}, Face::quiet, Type::heading, false};
  button.part = AccessNode::Part::row;
  return button;
}

void draw_candidate(Stage& stage, Rect rect, std::size_t index) {
  if (widgets::draw(stage.ui, rect, candidate_button(index, stage.state.keys.candidates[index])))
    stage.mean(state::PickCandidate{index});
}

// Pages of candidates: each takes as many of the six columns as its characters need.
std::vector<std::vector<Candidate>> lay_out_grid(Stage& stage, float width, int rows) {
  Ui& ui = stage.ui;
  const float column = (width - ui.gap() * (kColumns - 1)) / kColumns;
  std::vector<std::vector<Candidate>> pages(1);
  int row = 0, at = 0;
  const auto& candidates = stage.state.keys.candidates;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const float needed = widgets::width_of(ui, candidate_button(i, candidates[i]));
    const int span = std::clamp(static_cast<int>(std::ceil((needed + ui.gap()) / (column + ui.gap()))), 1, kColumns);
    if (at + span > kColumns) {
      at = 0;
      if (++row == rows) row = 0, pages.emplace_back();
    }
    pages.back().push_back({i, row, at, span});
    at += span;
  }
  return pages;
}

void turn_candidates(Stage& stage, std::size_t page, int by) {
  if (by != 0)
    stage.mean(state::TurnCandidates{static_cast<int>(page) + by - static_cast<int>(stage.state.keys.page)});
}

void draw_grid(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const float gap = ui.gap();
  const auto rows_in = [&](float height) {
    return std::max(1, static_cast<int>((height + gap) / (std::round(candidate_height(ui) * 0.85f) + gap)));
  };
  int rows = rows_in(rect.h);
  auto pages = lay_out_grid(stage, rect.w, rows);
  Rect pager{};
  if (pages.size() > 1) {
    pager = rect.cut_bottom(ui.button(), gap);
    rows = rows_in(rect.h);
    pages = lay_out_grid(stage, rect.w, rows);
  }
  const std::size_t page = std::min(stage.state.keys.page, pages.size() - 1);
  const float column = (rect.w - gap * (kColumns - 1)) / kColumns;
  const float height = std::min((rect.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows),
                                candidate_height(ui) * 1.2f);
  for (const Candidate& cell : pages[page]) {
    draw_candidate(stage,
                   {rect.x + static_cast<float>(cell.column) * (column + gap),
                    rect.y + static_cast<float>(cell.row) * (height + gap),
                    static_cast<float>(cell.columns) * (column + gap) - gap, height},
                   cell.index);
  }
  if (pages.size() > 1)
    turn_candidates(stage, page, widgets::draw_pager(ui, pager, page, pages.size(), "candidates"));
}

// First and last of what stands on each page of a row so wide.
std::vector<std::pair<std::size_t, std::size_t>> lay_out_row(Stage& stage, float width) {
  Ui& ui = stage.ui;
  const auto& candidates = stage.state.keys.candidates;
  std::vector<std::pair<std::size_t, std::size_t>> pages;
  float used = width + 1;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const float needed = std::min(width, widgets::width_of(ui, candidate_button(i, candidates[i])));
    if (used + needed > width) pages.emplace_back(i, i), used = 0;
    used += needed + ui.gap();
    pages.back().second = i + 1;
  }
  return pages;
}

void draw_turner(Stage& stage, Rect rect, const char* id, std::string_view name, const char* icon, bool enabled,
                 std::size_t page, int by) {
  Button button{id, {}, {}, icon, Face::outline, Type::body};
  button.name = std::string(name);
  button.enabled = enabled;
  button.part = AccessNode::Part::frame;
  if (widgets::draw(stage.ui, rect, button)) turn_candidates(stage, page, by);
}

void draw_one_row(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const float turner = std::max(ui.target(), std::round(ui.mm(15)));
  auto pages = lay_out_row(stage, rect.w);
  std::size_t page = 0;
  if (pages.size() > 1) {
    const Rect before = rect.cut_left(turner, ui.gap()), after = rect.cut_right(turner, ui.gap());
    pages = lay_out_row(stage, rect.w);
    page = std::min(stage.state.keys.page, pages.size() - 1);
    draw_turner(stage, before, "candidates.previous", ui.tr("上一页"), "previous", page > 0, page, -1);
    draw_turner(stage, after, "candidates.next", ui.tr("下一页"), "next", page + 1 < pages.size(), page, 1);
  }
  for (std::size_t i = pages[page].first; i < pages[page].second; ++i) {
    const float width = widgets::width_of(ui, candidate_button(i, stage.state.keys.candidates[i]));
    draw_candidate(stage, rect.cut_left(std::min(rect.w, width), ui.gap()), i);
  }
}

std::string_view hint_words(Stage& stage) {
  const Ui& ui = stage.ui;
  const state::Keys& keys = stage.state.keys;
  const bool answered = keys.answered == keys.asked && !keys.pen_down;
  switch (keys.mode) {
    case KeyMode::handwriting:
      return !keys.written.empty() && answered ? ui.tr("没认出来，请撤一笔，或者重写。")
                                               : ui.tr("用手指在格子里写，再点要用的字。");
    case KeyMode::strokes:
      return !keys.composing.empty() && answered ? ui.tr("没有这样笔画的字，请检查笔画。")
                                                 : ui.tr("按笔顺点笔画，不确定的点“？”。");
    default:
      return !keys.composing.empty() && answered ? ui.tr("没有这个拼音的字，请检查字母。")
                                                 : ui.tr("用拼音输入，再点要用的字。");
  }
}

// What is no use here, and what to do then: where there is room for it.
std::string_view way_out(Stage& stage) {
  const Ui& ui = stage.ui;
  switch (stage.state.keys.mode) {
    case KeyMode::handwriting:
      return ui.tr("写不出来的字，点“拼音”或者“笔画”。");
    case KeyMode::strokes:
      return ui.tr("不会拆笔画的字，点“手写”或者“拼音”。");
    default:
      return ui.tr("不会拼的字，点“手写”或者“笔画”。");
  }
}

void draw_hint(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  std::string hint(hint_words(stage));
  const std::string longer = hint + "\n" + std::string(way_out(stage));
  if (widgets::height_of(ui, {longer, Type::body}, rect.w) <= rect.h) hint = longer;
  widgets::label(ui, rect, {hint, Type::body, false, c.second, c.keys, Align::centre, true}, "entry.hint");
}

}  // namespace

float candidate_height(Ui& ui) {
  return std::round(ui.mm(ui.large ? 25 : 21));
}

float candidate_rows_height(Ui& ui, int rows) {
  return static_cast<float>(rows) * (candidate_height(ui) + ui.gap()) + ui.button();
}

void draw_candidates(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  if (stage.state.keys.candidates.empty()) return draw_hint(stage, rect);
  if (rect.h >= candidate_rows_height(ui, 1) - 1) return draw_grid(stage, rect);
  const float height = std::min(rect.h, candidate_height(ui) * 1.2f);
  draw_one_row(stage, {rect.x, rect.y + (rect.h - height) / 2, rect.w, height});
}

}  // namespace gridboard::kiosk::screens
