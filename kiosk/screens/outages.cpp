// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Outages now and ahead as cards with a time bar, those before as a list; and one outage with its timeline.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/poster.hpp"
#include "kiosk/widgets/charts.hpp"

namespace gridboard::kiosk::screens {
namespace {

using model::OutageState;
using state::OutageView;

float line_gap(Ui& ui) {
  return std::round(ui.mm(3));
}

struct Tone {
  ImU32 strong, pale;
};
Tone tone_of(Ui& ui, const OutageView& view) {
  const Palette& c = ui.colours();
  if (view.state_now == OutageState::restored || view.state_now == OutageState::cancelled) return {c.deep, c.pale};
  return is_red(view) ? Tone{c.red, c.red_pale} : Tone{c.amber, c.amber_pale};
}

bool is_open(const OutageView& view) {
  return view.state_now == OutageState::announced || view.state_now == OutageState::ongoing;
}

std::string length_words(Ui& ui, base::Instant from, base::Instant to) {
  const std::int64_t minutes =
      std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::minutes>(to - from).count());
  if (minutes < 60) return counted(ui, "{0} 分钟", minutes);
  const std::string hours = counted(ui, "{0} 小时", minutes / 60);
  return minutes % 60 == 0 ? hours : ui.say("{0} {1}", {hours, counted(ui, "{0} 分钟", minutes % 60)});
}

std::string cause_words(Ui& ui, const model::Outage& outage) {
  std::string out = outage.cause;
  if (!outage.scope.empty()) out += " · " + ui.say("影响 {0}", {outage.scope});
  return out;
}

std::string kind_and_state(Ui& ui, const OutageView& view) {
  return std::string(outage_kind_words(ui, view.outage.kind)) + " · " + std::string(outage_state_words(ui, view));
}

// When it was told last, and what the estimate was before.
std::string age_words(Stage& stage, const OutageView& view) {
  const model::Outage& outage = view.outage;
  const base::Instant told =
      outage.timeline.empty() ? outage.published_at : std::max(outage.published_at, outage.timeline.back().at);
  std::string words = told_words(stage, told);
  if (view.state_now != OutageState::ongoing) return words;
  const std::string history = estimate_history(stage, outage);
  return history.empty()
             ? words
             : history + (stage.state.header.freshness.kind == state::FreshnessView::Kind::stale ? "\n" + words
                                                                                                 : std::string());
}

bool may_choose(Stage& stage, const OutageView& view) {
  return model::may_choose(view.outage, instant_of(stage.state.header.now));
}

// The way to the windows of a reserved maintenance.
Button choose_button(Stage& stage, const OutageView& view, const std::string& detail) {
  Button button{
      "choose." + view.outage.id, stage.ui.tr("预约检修：请选择时段"), detail, "calendar", Face::primary, Type::body};
  button.align = Align::left;
  return button;
}
std::string choose_detail(Stage& stage, const OutageView& view) {
  std::string detail = counted(stage.ui, "{0} 个时段可选", static_cast<std::int64_t>(view.outage.windows.size()));
  if (view.outage.choose_by)
    detail += " · " + stage.ui.say("{0} 前选好", {deadline_words(stage.ui, *view.outage.choose_by)});
  return detail;
}
float choose_height(Stage& stage, const OutageView& view, float width) {
  return may_choose(stage, view)
             ? widgets::height_of(stage.ui, choose_button(stage, view, choose_detail(stage, view)), width)
             : 0;
}
void draw_choose(Stage& stage, Rect rect, const OutageView& view) {
  const std::string detail = choose_detail(stage, view);
  if (widgets::draw(stage.ui, rect, choose_button(stage, view, detail)))
    stage.mean(state::ChooseMaintenance{view.outage.id});
}

float card_height(Stage& stage, const OutageView& view, float width) {
  Ui& ui = stage.ui;
  const float inner = width - 2 * ui.padding(), gap = line_gap(ui), choose = choose_height(stage, view, inner);
  return 2 * ui.padding() + widgets::tag_height(ui) + gap +
         widgets::height_of(ui, {outage_title(stage, view), Type::section, true}, inner) + gap +
         widgets::height_of(ui, {cause_words(ui, view.outage), Type::body}, inner) + 1.5f * gap +
         widgets::height_of(ui, outage_bar(stage, view, "", 0), inner) + gap +
         widgets::height_of(ui, {age_words(stage, view), Type::small}, inner) +
         (choose > 0 ? ui.padding() + choose : 0);
}

void draw_card(Stage& stage, Rect rect, const OutageView& view) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const Tone tone = tone_of(ui, view);
  const std::string id = "outage." + view.outage.id;
  widgets::paint_card(ui, rect, c.card, tone.strong, true);
  Rect touched = rect;
  if (const float choose = choose_height(stage, view, rect.w - 2 * ui.padding()); choose > 0) {
    touched.h -= ui.padding() + choose + ui.gap();
    draw_choose(
        stage, {rect.x + ui.padding(), rect.bottom() - ui.padding() - choose, rect.w - 2 * ui.padding(), choose}, view);
  }
  const widgets::Press press = widgets::press(ui, touched, id);
  AccessNode node = widgets::node_at(Role::button, id, touched);
  node.part = AccessNode::Part::row;
  Rect inside = rect.inset(ui.padding());
  const float gap = line_gap(ui), tag = widgets::tag_height(ui);
  Rect row = inside.cut_top(tag, gap);
  widgets::paint_icon(ui, is_red(view) ? "warning" : "outage", row.cut_left(tag, gap).centred(tag, tag), tone.strong);
  widgets::paint_tag(ui, {row.x, row.y + row.h / 2}, kind_and_state(ui, view), tone.strong, tone.pale, node);
  widgets::paint_icon(ui, "next", row.cut_right(tag).centred(tag, tag), c.deep);
  const std::string title = outage_title(stage, view), cause = cause_words(ui, view.outage),
                    age = age_words(stage, view);
  widgets::paint_cut(ui, inside, {title, Type::section, true, c.ink, c.card}, node, gap);
  widgets::paint_cut(ui, inside, {cause, Type::body, false, c.ink, c.card}, node, 1.5f * gap);
  const widgets::TimeBar bar = outage_bar(stage, view, id + ".bar", c.card);
  const Rect chart = inside.cut_top(widgets::height_of(ui, bar, inside.w), gap);
  widgets::paint(ui, inside, {age, Type::small, false, c.second, c.card}, node);
  node.name = title;
  node.spoken = ui.say("{0}。{1}。按一下看详情。", {title, cause});
  node.focused = press.focused;
  widgets::finish(ui, std::move(node));
  widgets::draw(ui, chart, bar);
  widgets::paint_press(ui, touched, press);
  if (press.clicked) stage.mean(state::OpenOutage{view.outage.id});
}

Block past_block(Stage& stage, const OutageView& view, float width) {
  Ui& ui = stage.ui;
  const model::Outage& outage = view.outage;
  const std::optional<base::Instant> end = outage.restored_at ? outage.restored_at : outage.etr;
  const std::string when = end ? span_words(ui, outage.start, *end) : moment_words(ui, outage.start);
  std::string detail = kind_and_state(ui, view);
  if (outage.restored_at) detail += " · " + ui.say("停了 {0}", {length_words(ui, outage.start, *outage.restored_at)});
  if (!outage.cause.empty()) detail += " · " + outage.cause;
  Button button{"outage." + outage.id, when, detail, "next", Face::quiet, Type::body};
  button.align = Align::left;
  button.icon_right = true;
  button.part = AccessNode::Part::row;
  Block block = button_block(ui, button, width, [&stage, id = outage.id] { stage.mean(state::OpenOutage{id}); });
  block.gap_after = ui.gap();
  block.title = std::string(ui.tr("以往停电"));
  return block;
}

const OutageView* opened(const state::AppState& state) {
  for (const OutageView& view : state.outages) {
    if (view.outage.id == state.open_outage) return &view;
  }
  return nullptr;
}

std::string facts_words(Stage& stage, const OutageView& view) {
  Ui& ui = stage.ui;
  std::string facts = ui.say("原因：{0}", {view.outage.cause});
  if (!view.outage.scope.empty()) facts += "\n" + ui.say("范围：{0}", {view.outage.scope});
  if (!view.outage.line.empty()) facts += "\n" + ui.say("线路：{0}", {view.outage.line});
  if (view.days_ahead > 0) facts += "\n" + counted(ui, "已提前 {0} 天告知", view.days_ahead);
  return facts + "\n" + age_words(stage, view);
}

// What is known, in a card: times, and `facts` about cause, scope and line if there is room for them.
Block facts_block(Stage& stage, const OutageView& view, const std::string& facts, float width) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const float inner = width - 2 * ui.padding(), gap = line_gap(ui);
  const std::string title = outage_title(stage, view), state_words = kind_and_state(ui, view);
  const widgets::TimeBar bar = outage_bar(stage, view, "outage.bar", c.card);
  Block block;
  block.height = 2 * ui.padding() + widgets::tag_height(ui) + gap +
                 widgets::height_of(ui, {title, Type::title, true}, inner) + 1.5f * gap +
                 widgets::height_of(ui, bar, inner) + 1.5f * gap + widgets::height_of(ui, {facts, Type::body}, inner);
  block.draw = [&stage, &view, title, state_words, facts, bar, gap](Rect rect) {
    Ui& on = stage.ui;
    const Palette& colours = on.colours();
    const Tone tone = tone_of(on, view);
    widgets::paint_card(on, rect, colours.card, tone.strong, true);
    Rect inside = rect.inset(on.padding());
    AccessNode node = widgets::node_at(Role::heading, "outage.title", inside);
    const float tag = widgets::tag_height(on);
    Rect row = inside.cut_top(tag, gap);
    widgets::paint_icon(on, is_red(view) ? "warning" : "outage", row.cut_left(tag, gap).centred(tag, tag), tone.strong);
    widgets::paint_tag(on, {row.x, row.y + row.h / 2}, state_words, tone.strong, tone.pale, node);
    widgets::paint_cut(on, inside, {title, Type::title, true, tone.strong, colours.card}, node, 1.5f * gap);
    node.h = inside.y - node.y;
    node.spoken = on.say("{0}。{1}。", {state_words, title});
    widgets::finish(on, std::move(node));
    Rect chart = inside.cut_top(widgets::height_of(on, bar, inside.w), 1.5f * gap);
    widgets::draw(on, chart, bar);
    widgets::label(on, inside, {facts, Type::body, false, colours.ink, colours.card}, "outage.facts");
  };
  return block;
}

// The estimate that stood before this step.
std::optional<base::Instant> estimate_before(const std::vector<model::OutageStep>& timeline, std::size_t step) {
  while (step-- > 0) {
    if (timeline[step].etr) return timeline[step].etr;
  }
  return {};
}

}  // namespace

widgets::TimeBar outage_bar(Stage& stage, const OutageView& view, const std::string& id, ImU32 ground) {
  Ui& ui = stage.ui;
  const model::Outage& outage = view.outage;
  widgets::TimeBar bar;
  bar.id = id;
  bar.ground = ground;
  bar.strong = tone_of(ui, view).strong;
  const std::string start = moment_words(ui, outage.start);
  bar.start_label = outage.withdrawn ? ui.say("原通知 {0} 停电", {start}) : ui.say("{0} 开始", {start});
  const std::optional<base::Instant> end = outage.restored_at ? outage.restored_at : outage.etr;
  bar.end_label = outage.withdrawn     ? std::string(ui.tr("实际未停电"))
                  : !end               ? std::string(ui.tr("来电时间待定"))
                  : outage.restored_at ? ui.say("{0} 来电", {moment_words(ui, *end)})
                                       : ui.say("预计 {0} 来电", {moment_words(ui, *end)});
  const base::Instant now = instant_of(stage.state.header.now);
  if (view.state_now == OutageState::ongoing) {
    const double whole = end ? static_cast<double>((*end - outage.start).count()) : 0;
    bar.progress = whole > 0 ? static_cast<float>(static_cast<double>((now - outage.start).count()) / whole) : 0.5f;
    bar.progress = std::clamp(bar.progress, 0.02f, 0.98f);
    bar.now_label = ui.say("现在 {0}", {clock_words(now)});
  } else if (view.state_now == OutageState::restored) {
    bar.progress = 1;
  }
  bar.name = std::string(ui.tr("停电时间"));
  bar.spoken = ui.say("{0}，{1}。", {bar.start_label, bar.end_label});
  return bar;
}

void draw_outages(Stage& stage) {
  Ui& ui = stage.ui;
  const Rect page = frame(stage, ui.tr("停电信息"), stage.state.header.title);
  if (stage.state.outages.empty()) {
    return draw_message(stage, page, "check", ui.tr("没有停电安排"), ui.tr("有停电会提前写在这里和首页上。"),
                        "outages.none");
  }
  const widgets::FlowArea area = flow_area(ui, page);
  const float width = ui.portrait() ? page.w : (page.w - area.column_gap) / 2;
  std::vector<Block> blocks;
  for (const OutageView& view : stage.state.outages) {
    if (!is_open(view)) continue;
    Block block;
    block.height = card_height(stage, view, width);
    block.draw = [&stage, &view](Rect rect) { draw_card(stage, rect, view); };
    block.title = outage_title(stage, view);
    blocks.push_back(std::move(block));
  }
  if (blocks.empty()) {
    blocks.push_back(text_block(ui, std::string(ui.tr("现在没有停电，也没有停电安排。")), Type::body, false,
                                stage.colours().ink, width, "outages.calm"));
  }
  const std::size_t ahead = blocks.size();
  for (const OutageView& view : stage.state.outages) {
    if (is_open(view)) continue;
    if (blocks.size() == ahead)
      blocks.push_back(heading_block(ui, std::string(ui.tr("以往停电")), width, "outages.past"));
    blocks.push_back(past_block(stage, view, width));
  }
  stage.turn(widgets::draw_flow(ui, blocks, area, stage.page(), "outages.pages"));
}

void draw_outage(Stage& stage) {
  Ui& ui = stage.ui;
  const OutageView* view = opened(stage.state);
  if (view == nullptr) {
    const Rect page = frame(stage, ui.tr("停电信息"), stage.state.header.title);
    return draw_message(stage, page, "outage", ui.tr("这条停电信息已撤下"), ui.tr("请返回看最新的停电信息。"),
                        "outage.gone");
  }
  const Rect page = frame(stage, outage_kind_words(ui, view->outage.kind), stage.state.header.title);
  const widgets::FlowArea area = flow_area(ui, page);
  const float width = ui.portrait() ? page.w : (page.w - area.column_gap) / 2;
  const std::string facts = facts_words(stage, *view);
  std::vector<Block> blocks{facts_block(stage, *view, facts, width)};
  if (blocks.front().height > page.h - widgets::pager_height(ui) - ui.card_gap()) {
    blocks = {facts_block(stage, *view, {}, width),
              text_block(ui, facts, Type::body, false, stage.colours().ink, width, "outage.facts")};
  }
  if (may_choose(stage, *view)) {
    Block choose;
    choose.height = choose_height(stage, *view, width);
    choose.draw = [&stage, view](Rect rect) { draw_choose(stage, rect, *view); };
    blocks.push_back(std::move(choose));
  }
  const auto& timeline = view->outage.timeline;
  if (!timeline.empty()) blocks.push_back(heading_block(ui, std::string(ui.tr("进展")), width, "outage.timeline"));
  // The newest first: who comes back wants to know what changed.
  for (std::size_t i = timeline.size(); i-- > 0;) {
    const model::OutageStep& step = timeline[i];
    const std::string when = moment_words(ui, step.at), id = "outage.step." + std::to_string(i);
    std::string detail = step.etr ? ui.say("预计 {0} 来电", {moment_words(ui, *step.etr)}) : std::string();
    const std::optional<base::Instant> before = estimate_before(timeline, i);
    if (step.etr && before && before != step.etr)
      detail += " · " + ui.say("上一次预计 {0}", {near_moment(stage, *before)});
    widgets::StepRow row{id, when, step.text, detail};
    row.first = i + 1 == timeline.size(), row.last = i == 0, row.current = row.first;
    row.ground = stage.colours().ground;
    Block block;
    block.height = widgets::height_of(ui, row, width);
    block.gap_after = 0;
    block.title = std::string(ui.tr("进展"));
    block.draw = [&stage, row, when, detail](Rect rect) {
      widgets::StepRow copy = row;
      copy.when = when, copy.detail = detail;
      widgets::draw(stage.ui, rect, copy);
    };
    blocks.push_back(std::move(block));
  }
  stage.turn(widgets::draw_flow(ui, blocks, area, stage.page(), "outage.pages"));
}

}  // namespace gridboard::kiosk::screens
