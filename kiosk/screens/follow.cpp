// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// How far a request is: its receipt number is typed, its steps stand along a line.
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "kiosk/screens/entry.hpp"
#include "kiosk/screens/stage.hpp"
#include "kiosk/widgets/charts.hpp"
#include "kiosk/widgets/fields.hpp"
#include "kiosk/widgets/keys.hpp"

namespace gridboard::kiosk::screens {
namespace {

using model::RequestState;
using state::RequestView;

bool is_settled(const RequestView& request) {
  return request.state == RequestState::done || request.state == RequestState::closed ||
         request.state == RequestState::rejected || !request.rejection.empty();
}

std::string promise_sentence(Stage& stage, const RequestView& request) {
  Ui& ui = stage.ui;
  if (request.state == RequestState::rejected || !request.rejection.empty()) return {};
  if (request.state == RequestState::done || request.state == RequestState::closed)
    return std::string(ui.tr("已经办好。"));
  if (!request.promised_at) return {};
  return ui.say("最晚 {0} 前答复您。", {deadline_words(ui, *request.promised_at)});
}

// The newest first; above them, hollow, what is still to come and by when.
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
  const bool ahead = request.promised_at && !is_settled(request);
  if (ahead)
    rows.push_back(
        {ui.say("最晚 {0}", {deadline_words(ui, *request.promised_at)}), std::string(ui.tr("给您答复")), {}});
  for (std::size_t i = rows.size(); i-- > 0;) {
    widgets::StepRow step;
    step.id = "follow.step." + std::to_string(i);
    step.first = i + 1 == rows.size(), step.last = i == 0;
    step.reached = !(ahead && step.first);
    step.current = ahead ? i + 2 == rows.size() : step.first;
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

// A face and a word for each, so that neither colour nor counting is needed.
struct Mood {
  int stars;
  std::string_view icon, words;
};
std::array<Mood, 5> moods(const Ui& ui) {
  return {{{5, "face_5", ui.tr("非常满意")},
           {4, "face_4", ui.tr("满意")},
           {3, "face_3", ui.tr("一般")},
           {2, "face_2", ui.tr("不满意")},
           {1, "face_1", ui.tr("很不满意")}}};
}

Block rated_block(Stage& stage, int stars, float width) {
  Ui& ui = stage.ui;
  const Mood mood = moods(ui)[static_cast<std::size_t>(5 - std::clamp(stars, 1, 5))];
  const float side = std::round(ui.em(Type::section) * 1.4f), gap = std::round(ui.mm(3));
  const std::string words = ui.say("您的评价：{0}", {mood.words});
  Block block;
  block.height = std::max(side, widgets::height_of(ui, {words, Type::section, true}, width - side - gap));
  block.draw = [&stage, mood, words, side, gap](Rect rect) {
    const Palette& c = stage.colours();
    widgets::paint_icon(stage.ui, mood.icon, rect.cut_left(side, gap).centred(side, side), c.deep);
    widgets::label(stage.ui, rect, {words, Type::section, true, c.deep, c.ground, Align::left, true}, "follow.rated");
  };
  return block;
}

void add_actions(Stage& stage, const RequestView& request, float width, std::vector<Block>& out) {
  Ui& ui = stage.ui;
  if (request.can_rate) {
    Button rate{"follow.rate", ui.tr("评价这次服务"), {}, "star", Face::primary};
    out.push_back(button_block(ui, rate, width, [&stage] { stage.mean(state::StartRating{}); }));
    out.back().gap_after = ui.gap();
  }
  if (request.can_reopen) {
    Button reopen{"follow.reopen", ui.tr("还没解决，请再来办"), {}, "refresh", Face::outline};
    out.push_back(button_block(ui, reopen, width, [&stage] { stage.mean(state::StartReopening{}); }));
  }
}

// What the centre said to a rating or a reopening that it didn't take: on a card of its own, so that it isn't missed.
Block refusal_block(Stage& stage, const std::string& refusal, float width) {
  Ui& ui = stage.ui;
  const float pad = std::round(ui.mm(5)), side = std::round(ui.em(Type::body) * 1.4f), gap = std::round(ui.mm(4));
  Block block;
  block.height =
      std::max(side, widgets::height_of(ui, {refusal, Type::body, true}, width - 2 * pad - side - gap)) + 2 * pad;
  block.draw = [&stage, refusal, pad, side, gap](Rect rect) {
    const Palette& c = stage.colours();
    widgets::paint_card(stage.ui, rect, c.card, c.amber);
    Rect inside = rect.inset(pad);
    widgets::paint_icon(stage.ui, "info", inside.cut_left(side, gap).centred(side, side), c.amber);
    widgets::label(stage.ui, inside, {refusal, Type::body, true, c.amber, c.card, Align::left, true}, "follow.refusal");
  };
  return block;
}

// Why the rating or the reopening was not kept. Cuts itself off.
void draw_failure(Stage& stage, Rect& page) {
  const Palette& c = stage.colours();
  if (stage.state.follow.failure.empty()) return;
  widgets::label_cut(stage.ui, page, {stage.ui.tr(stage.state.follow.failure), Type::body, true, c.red, c.ground},
                     "follow.failure", std::round(stage.ui.mm(4)));
}

// A question over answers of one size: rows in portrait, a row of columns where the glass lies and the words fit.
void draw_question(Stage& stage, Rect page, std::string_view title, std::vector<Button> answers,
                   const std::function<void(std::size_t)>& chosen) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const int count = static_cast<int>(answers.size());
  const float column = (page.w - ui.card_gap() * static_cast<float>(count - 1)) / static_cast<float>(count);
  const bool beside = !ui.portrait() && std::all_of(answers.begin(), answers.end(), [&](const Button& answer) {
    Button above = answer;
    above.icon_above = true;
    return widgets::width_of(ui, above) <= column;
  });
  const float most = std::round(ui.mm(beside ? 70 : ui.large ? 40 : 34));
  const float all = beside ? most : most * static_cast<float>(count) + ui.card_gap() * static_cast<float>(count - 1);
  const Words question{title, Type::title, true, c.ink, c.ground};
  const float gap = std::round(ui.mm(8)), asked = widgets::height_of(ui, question, page.w) + gap;
  // In the lower half of a glass that stands: where the hand is.
  if (ui.portrait()) page.cut_top(std::max(0.0f, page.h - asked - all) * 0.8f);
  widgets::label_cut(ui, page, question, "follow.question", gap, Role::heading);
  draw_failure(stage, page);
  page.h = std::min(page.h, all);
  const std::vector<Rect> cells = beside ? page.columns(count, ui.card_gap()) : page.rows(count, ui.card_gap());
  for (std::size_t i = 0; i < answers.size(); ++i) {
    answers[i].icon_above = beside;
    answers[i].enabled = !stage.state.follow.sending;
    if (widgets::draw(ui, cells[i], answers[i])) chosen(i);
  }
}

void draw_rating(Stage& stage, Rect page) {
  Ui& ui = stage.ui;
  const auto all = moods(ui);
  std::vector<Button> answers;
  for (const Mood& mood : all)
    answers.push_back({"rate." + std::to_string(mood.stars), mood.words, {}, mood.icon, Face::outline, Type::title});
  draw_question(stage, page, ui.tr("这次服务，您满意吗？"), std::move(answers),
                [&](std::size_t i) { stage.mean(state::RateRequest{all[i].stars}); });
}

std::string_view reason_words(const Ui& ui, std::string_view reason) {
  if (reason == "not_solved") return ui.tr("问题没有解决");
  if (reason == "came_back") return ui.tr("好了，又坏了");
  if (reason == "nobody_came") return ui.tr("没有人来过");
  return ui.tr("其他原因");
}

void draw_reopening(Stage& stage, Rect page) {
  Ui& ui = stage.ui;
  std::vector<Button> answers;
  for (const char* reason : state::kReopenReasons) {
    answers.push_back({std::string("reopen.") + reason, reason_words(ui, reason), {}, {}, Face::outline, Type::title});
  }
  draw_question(stage, page, ui.tr("哪里还没有解决？"), std::move(answers),
                [&](std::size_t i) { stage.mean(state::ReopenRequest{state::kReopenReasons[i]}); });
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
  blocks.push_back(
      text_block(ui, name + " · " + request.receipt, Type::section, true, c.ink, width, "follow.name", Role::heading));
  blocks.push_back(text_block(ui, std::string(rejected ? ui.tr("不予受理") : request_state_words(ui, request.state)),
                              Type::heading, true, rejected ? c.red : c.deep, width, "follow.state"));
  const std::string promise = promise_sentence(stage, request);
  if (!promise.empty()) blocks.push_back(text_block(ui, promise, Type::section, true, c.ink, width, "follow.promise"));
  if (!request.rejection.empty()) {
    blocks.push_back(
        text_block(ui, ui.say("原因：{0}", {request.rejection}), Type::body, false, c.ink, width, "follow.rejection"));
    blocks.push_back(text_block(ui, ui.say("有疑问请拨 {0}。", {stage.state.board.hotline}), Type::body, false, c.ink,
                                width, "follow.appeal"));
  }
  if (request.merged) {
    blocks.push_back(text_block(ui, std::string(ui.tr("邻居报的是同一件事，两件合在一起办，下面是办理进度。")),
                                Type::body, false, c.ink, width, "follow.merged"));
  }
  if (!request.refusal.empty()) blocks.push_back(refusal_block(stage, std::string(ui.tr(request.refusal)), width));
  if (request.stars > 0) blocks.push_back(rated_block(stage, request.stars, width));
  add_actions(stage, request, width, blocks);
  blocks.back().gap_after = std::round(ui.mm(8));
  add_steps(stage, request, width, blocks);
  stage.turn(widgets::draw_flow(ui, blocks, area, stage.page(), "follow.pages"));
}

void draw_step(Stage& stage, Rect page, const state::Follow& follow) {
  const Ui& ui = stage.ui;
  using Step = state::Follow::Step;
  switch (follow.step) {
    case Step::reading:
      return draw_found(stage, page, *follow.found);
    case Step::rating:
      return draw_rating(stage, page);
    case Step::reopening:
      return draw_reopening(stage, page);
    case Step::thanked_for_rating: {
      const Mood mood = moods(ui)[static_cast<std::size_t>(5 - std::clamp(follow.found->stars, 1, 5))];
      const std::string words = ui.say("您的评价：{0}。我们会看每一条评价。", {mood.words});
      return draw_message(stage, page, mood.icon, ui.tr("谢谢您的评价"), words, "follow.thanks");
    }
    case Step::reopened: {
      const std::string words = ui.say("我们会重新安排人来办。仍用回执号 {0} 查进度。", {follow.found->receipt});
      return draw_message(stage, page, "check", ui.tr("已经重新办理"), words, "follow.reopened");
    }
  }
}

std::string problem_words(Stage& stage) {
  Ui& ui = stage.ui;
  switch (stage.state.follow.problem) {
    case state::Follow::Problem::malformed:
      return std::string(ui.tr("回执号不对，请对照回执再看一遍。"));
    case state::Follow::Problem::unknown:
      return std::string(ui.tr("本机没有这个回执。别处提交的，请拨服务热线查询。"));
    case state::Follow::Problem::none:
      break;
  }
  return {};
}

void draw_typing(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const float gap = std::round(ui.mm(4));
  widgets::label_cut(ui, rect, {ui.tr("请输入回执号"), Type::title, true, c.ink, c.ground}, "follow.title", gap,
                     Role::heading);
  widgets::EntryBox box{"follow.box", ui.tr("回执号"), stage.state.follow.typed};
  box.placeholder = ui.tr("例如 K7M-0042-Q");
  box.active = true;
  box.wrong = stage.state.follow.problem != state::Follow::Problem::none;
  widgets::draw(ui, rect.cut_top(widgets::height_of(ui, box, rect.w), gap), box);
  const std::string problem = problem_words(stage);
  const std::string_view hint = ui.tr("印在回执上，横线可以不输。");
  widgets::label(ui, rect,
                 {problem.empty() ? hint : std::string_view(problem), Type::body, !problem.empty(),
                  problem.empty() ? c.second : c.red, c.ground},
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
    return draw_step(stage, page_of(ui, rest), follow);
  }
  if (draw_foot(stage, rest, FootAction{ui.tr("查询"), "follow.look_up", "search", !follow.typed.empty()}))
    stage.mean(state::LookUpReceipt{});
  Rect page = page_of(ui, rest);
  const float keys = widgets::letter_keys_height(ui, widgets::LetterKeys::codes, page.w);
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
