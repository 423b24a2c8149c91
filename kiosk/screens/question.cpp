// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// One question, its answer, what it leads to and what is asked beside it.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/asking.hpp"
#include "kiosk/state/asked.hpp"

namespace gridboard::kiosk::screens {
namespace {

struct Action {
  std::string label, icon;
};

std::optional<Action> action_of(Stage& stage, const model::Question& question) {
  Ui& ui = stage.ui;
  const state::AskedFor asked_for = state::asked_for(question, stage.catalogue);
  using What = state::AskedFor::What;
  if (asked_for.what == What::nothing) return std::nullopt;
  if (asked_for.what == What::kind) {
    const model::RequestKind* kind = stage.catalogue.find(asked_for.kind_id);
    return Action{ui.say("现在就办：{0}", {in_language(stage.state, kind->name)}), kind->icon};
  }
  const auto named = [&](std::string_view label, const char* icon) { return Action{std::string(label), icon}; };
  switch (asked_for.screen) {
    case state::ScreenId::bill:
      return named(ui.tr("看我家的账单"), "bill");
    case state::ScreenId::outages:
      return named(ui.tr("看停电信息"), "outage");
    case state::ScreenId::notices:
      if (asked_for.category < 0) return named(ui.tr("看公告"), "notice");
      return Action{
          ui.say("看{0}公告", {category_words(ui, static_cast<model::NoticeCategory>(asked_for.category))}), "notice"};
    case state::ScreenId::services:
      return named(ui.tr("看能办哪些业务"), "services");
    case state::ScreenId::follow:
      return named(ui.tr("查办到哪一步了"), "follow");
    case state::ScreenId::contacts:
      return named(ui.tr("看谁为我服务"), "people");
    case state::ScreenId::records:
      return named(ui.tr("看服务记录"), "history");
    default:
      return named(ui.tr("回首页"), "home");
  }
}

// Those that are known of the related ones, in their order.
std::vector<const model::Question*> related_to(const state::Questions& questions, const model::Question& question) {
  std::vector<const model::Question*> out;
  for (const std::string& id : question.related) {
    for (const auto* list : {&questions.related, &questions.found}) {
      const auto it = std::find_if(list->begin(), list->end(), [&](const auto& each) { return each.id == id; });
      if (it == list->end() || id == question.id) continue;
      out.push_back(&*it);
      break;
    }
  }
  return out;
}

void add_answer(Stage& stage, const std::string& answer, float width, std::vector<Block>& out) {
  Ui& ui = stage.ui;
  std::size_t number = 0;
  for (std::size_t from = 0; from < answer.size();) {
    const std::size_t end = std::min(answer.find('\n', from), answer.size());
    const std::string paragraph = answer.substr(from, end - from);
    from = end + 1;
    if (paragraph.empty()) continue;
    out.push_back(text_block(ui, paragraph, Type::section, false, stage.colours().ink, width,
                             "answer." + std::to_string(++number)));
    out.back().gap_after = std::round(ui.mm(6));
  }
  if (!out.empty()) out.back().gap_after = std::round(ui.mm(7));
}

}  // namespace

void draw_question(Stage& stage) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const Rect page = frame(stage, ui.tr("问一问"), ui.tr("问题和答案"));
  const state::Questions& questions = stage.state.questions;
  if (questions.read.empty()) return;
  const model::Question& question = questions.read.back();
  const model::QuestionWords& words = words_of(stage.state, question);
  const widgets::FlowArea area = flow_area(ui, page);
  const float width = ui.portrait() ? page.w : (page.w - area.column_gap) / 2;
  std::vector<Block> blocks;
  blocks.push_back(text_block(ui, words.question, Type::title, true, c.ink, width, "question", Role::heading));
  blocks.back().keep_with_next = true;
  blocks.back().gap_after = std::round(ui.mm(6));
  add_answer(stage, words.answer, width, blocks);
  if (const auto action = action_of(stage, question)) {
    Button button{"question.do", action->label, {}, action->icon, Face::primary};
    blocks.push_back(button_block(ui, button, width, [&stage] { stage.mean(state::DoWhatWasAsked{}); }));
    blocks.back().gap_after = std::round(ui.mm(8));
  }
  const auto related = related_to(questions, question);
  if (!related.empty()) {
    blocks.push_back(heading_block(ui, std::string(ui.tr("相关问题")), width, "question.related"));
    for (const model::Question* each : related) {
      blocks.push_back(question_row(stage, *each, width));
      blocks.back().keep_with_next = each != related.back();
    }
    blocks.back().gap_after = std::round(ui.mm(6));
  }
  blocks.push_back(text_block(ui, std::string(ui.tr("没有解决您的问题？")) + people_to_ask(stage), Type::body, false,
                              c.second, width, "question.people"));
  stage.turn(widgets::draw_flow(ui, blocks, area, stage.page(), "question.pages"));
}

}  // namespace gridboard::kiosk::screens
