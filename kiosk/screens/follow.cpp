// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// How far a request is: its receipt number is typed, its steps stand along a line.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/entry.hpp"
#include "kiosk/screens/stage.hpp"
#include "kiosk/widgets/charts.hpp"
#include "kiosk/widgets/fields.hpp"
#include "kiosk/widgets/keys.hpp"

namespace gridboard::kiosk::screens {
namespace {

using model::RequestState;
using state::RequestView;

std::string promise_sentence(Stage& stage, const RequestView& request) {
  Ui& ui = stage.ui;
  if (request.state == RequestState::rejected || !request.rejection.empty()) return {};
  if (request.state == RequestState::done || request.state == RequestState::closed) return std::string(ui.tr("已经办好。"));
  if (!request.promised_at) return {};
  return ui.say("最晚 {0} 前答复您。", {deadline_words(ui, *request.promised_at)});
}

// The newest first; on top of them what is known now.
void add_steps(Stage& stage, const RequestView& request, float width, std::vector<Block>& out) {
  Ui& ui = stage.ui;
  struct Row {
    std::string when, what, detail;
  };
  std::vector<Row> rows;
  rows.push_back({moment_words(ui, request.submitted_at), std::string(ui.tr("已提交")),
                  std::string(request.acknowledged ? "" : ui.tr("已存在本机，联网后自动送到服务中心"))});
  for (const model::RequestStep& step : request.steps) {
    std::string detail = step.text;
    if (!step.by.empty()) detail += (detail.empty() ? "" : " · ") + step.by;
    rows.push_back({moment_words(ui, step.at), std::string(request_state_words(ui, step.state)), detail});
  }
  for (std::size_t i = rows.size(); i-- > 0;) {
    widgets::StepRow step;
    step.id = "follow.step." + std::to_string(i);
    step.first = i + 1 == rows.size(), step.last = i == 0, step.current = step.first;
    step.ground = stage.colours().ground;
    const Row row = rows[i];
    step.when = row.when, step.what = row.what, step.detail = row.detail;
    Block block;
    block.height = widgets::height_of(ui, step, width);
    block.gap_after = 0;
    block.draw = [&stage, step, row](Rect rect) {
      widgets::StepRow copy = step;
      copy.when = row.when, copy.what = row.what, copy.detail = row.detail;
      widgets::draw(stage.ui, rect, copy);
    };
    out.push_back(std::move(block));
  }
}

void draw_found(Stage& stage, Rect page, const RequestView& request) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const widgets::FlowArea area = flow_area(ui, page);
  const float width = ui.portrait() ? page.w : (page.w - area.column_gap) / 2;
  const model::RequestKind* kind = stage.catalogue.find(request.kind_id);
  const std::string name = kind != nullptr ? in_language(stage.state, kind->name) : std::string(ui.tr("办业务"));
  const bool rejected = request.state == RequestState::rejected || !request.rejection.empty();
  std::vector<Block> blocks;
  blocks.push_back(text_block(ui, name + " · " + request.receipt, Type::section, true, c.ink, width, "follow.name", Role::heading));
  blocks.push_back(text_block(ui, std::string(rejected ? ui.tr("不予受理") : request_state_words(ui, request.state)), Type::heading, true,
                              rejected ? c.red : c.deep, width, "follow.state"));
  const std::string promise = promise_sentence(stage, request);
  if (!promise.empty()) blocks.push_back(text_block(ui, promise, Type::section, true, c.ink, width, "follow.promise"));
  if (!request.rejection.empty()) {
    blocks.push_back(text_block(ui, ui.say("原因：{0}", {request.rejection}), Type::body, false, c.ink, width, "follow.rejection"));
    blocks.push_back(text_block(ui, ui.say("有疑问请拨 {0}。", {stage.state.board.hotline}), Type::body, false, c.ink, width, "follow.appeal"));
  }
  blocks.back().gap_after = std::round(ui.mm(8));
  add_steps(stage, request, width, blocks);
  stage.turn(widgets::draw_flow(ui, blocks, area, stage.page(), "follow.pages"));
}

std::string problem_words(Stage& stage) {
  Ui& ui = stage.ui;
  switch (stage.state.follow.problem) {
    case state::Follow::Problem::malformed: return std::string(ui.tr("回执号不对，请对照回执再看一遍。"));
    case state::Follow::Problem::unknown: return std::string(ui.tr("本机没有这个回执。别处提交的，请拨服务热线查询。"));
    case state::Follow::Problem::none: break;
  }
  return {};
}

void draw_typing(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const float gap = std::round(ui.mm(4));
  widgets::label_cut(ui, rect, {ui.tr("请输入回执号"), Type::title, true, c.ink, c.ground}, "follow.title", gap, Role::heading);
  widgets::EntryBox box{"follow.box", ui.tr("回执号"), stage.state.follow.typed};
  box.placeholder = ui.tr("例如 K7M-0042-Q");
  box.active = true;
  box.wrong = stage.state.follow.problem != state::Follow::Problem::none;
  widgets::draw(ui, rect.cut_top(widgets::height_of(ui, box, rect.w), gap), box);
  const std::string problem = problem_words(stage);
  const std::string_view hint = ui.tr("印在回执上，横线可以不输。");
  widgets::label(ui, rect, {problem.empty() ? hint : std::string_view(problem), Type::body, !problem.empty(), problem.empty() ? c.second : c.red, c.ground},
                 "follow.hint");
}

}  // namespace

void draw_follow(Stage& stage) {
  Ui& ui = stage.ui;
  Rect rest{0, 0, ui.size.x, ui.size.y};
  draw_header(stage, rest, ui.tr("进度查询"), stage.state.header.title);
  const state::Follow& follow = stage.state.follow;
  if (follow.found) {
    draw_foot(stage, rest);
    return draw_found(stage, page_of(ui, rest), *follow.found);
  }
  if (draw_foot(stage, rest, FootAction{ui.tr("查询"), "follow.look_up", "search", !follow.typed.empty()})) stage.mean(state::LookUpReceipt{});
  Rect page = page_of(ui, rest);
  const float keys = widgets::letter_keys_height(ui, widgets::LetterKeys::codes);
  if (ui.portrait()) {
    const Rect lower = page.cut_bottom(std::min(keys, page.h * 0.6f), ui.card_gap());
    draw_typing(stage, page);
    return take_code_keys(stage, lower);
  }
  const Rect right = page.cut_right(std::round(page.w * 0.54f), std::round(ui.mm(6)));
  draw_typing(stage, page);
  take_code_keys(stage, right);
}

}  // namespace gridboard::kiosk::screens
