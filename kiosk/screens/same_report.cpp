// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A neighbour has reported this already: is it the same? Nothing here tells who.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {
namespace {

// What was reported, in the words of the catalogue; also of one that doesn't tell which field neighbours are asked by.
std::string what_words(Stage& stage, const state::ReportView& report) {
  const model::RequestKind* kind = stage.catalogue.find(report.kind_id);
  if (kind == nullptr) return {};
  for (const model::Field& field : kind->fields) {
    if (!kind->neighbour_field.empty() && field.id != kind->neighbour_field) continue;
    for (const model::Choice& choice : field.choices) {
      if (choice.id == report.choice) return in_language(stage.state, choice.label);
    }
  }
  return in_language(stage.state, kind->name);
}

void draw_fact(Stage& stage, Rect& inside, std::string_view icon, const std::string& words, bool strong,
               const std::string& id) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const Type type = strong ? Type::title : Type::section;
  const float side = std::round(ui.em(Type::section) * 1.3f), gap = std::round(ui.mm(4));
  const float height = std::max(side, widgets::height_of(ui, {words, type, strong}, inside.w - side - gap));
  Rect row = inside.cut_top(height, gap);
  widgets::paint_icon(ui, icon, row.cut_left(side, gap).centred(side, side), c.deep);
  widgets::label(ui, row, {words, type, strong, c.ink, c.card, Align::left, true}, id);
}

float fact_height(Ui& ui, const std::string& words, bool strong, float width) {
  const float side = std::round(ui.em(Type::section) * 1.3f), gap = std::round(ui.mm(4));
  return std::max(side,
                  widgets::height_of(ui, {words, strong ? Type::title : Type::section, strong}, width - side - gap));
}

}  // namespace

void draw_same_report(Stage& stage) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const model::RequestKind* kind = stage.catalogue.find(stage.state.form.kind_id);
  Rect page = frame(stage, kind != nullptr ? std::string_view(in_language(stage.state, kind->name)) : ui.tr("报修"),
                    stage.state.header.title);
  if (!stage.state.form.neighbour) return;
  const state::ReportView& report = *stage.state.form.neighbour;
  const float gap = std::round(ui.mm(6)), pad = ui.padding();

  Button same{"same.yes", ui.tr("是同一件事"), ui.tr("合在一起办，办到哪一步您也看得到"),
              "same",     Face::primary,       Type::title};
  Button other{"same.no", ui.tr("不是，是另一件"), ui.tr("接着填自己的报修"), "plus", Face::outline, Type::title};
  const std::string what = what_words(stage, report);
  const std::string where = ui.say("地点：{0}", {report.place});
  const std::string when =
      ui.say("{0} 报的，现在：{1}", {moment_words(ui, report.reported_at), request_state_words(ui, report.state)});

  Rect answers = page;
  if (ui.portrait()) {
    const float each =
        std::max(widgets::height_of(ui, same, page.w), widgets::height_of(ui, other, page.w)) + std::round(ui.mm(18));
    answers = page.cut_bottom(std::min(2 * each + ui.card_gap(), page.h * 0.5f), gap);
  } else {
    answers = page.cut_right(std::round(page.w * 0.42f), std::round(ui.mm(8)));
  }
  const Words question{ui.tr("邻居已经报过一件，是同一件事吗？"), Type::title, true, c.ink, c.ground};
  const float inner = page.w - 2 * pad, between = std::round(ui.mm(4));
  const float height = 2 * pad + 2 * between + fact_height(ui, what, true, inner) +
                       fact_height(ui, where, false, inner) + fact_height(ui, when, false, inner);
  // Close to the answers, so that the eye and the hand have one place.
  if (ui.portrait())
    page.cut_top(std::max(0.0f, page.h - height - gap - widgets::height_of(ui, question, page.w)) * 0.7f);
  widgets::label_cut(ui, page, question, "same.title", gap, Role::heading);
  const Rect card = page.cut_top(height);
  widgets::paint_card(ui, card, c.card, c.green, true);
  Rect inside = card.inset(pad);
  draw_fact(stage, inside, "repair", what, true, "same.what");
  draw_fact(stage, inside, "house", where, false, "same.where");
  draw_fact(stage, inside, "clock", when, false, "same.when");
  const std::vector<Rect> rows = answers.rows(2, ui.card_gap());
  if (widgets::draw(ui, rows[0], same)) stage.mean(state::AnswerSameReport{true});
  if (widgets::draw(ui, rows[1], other)) stage.mean(state::AnswerSameReport{false});
}

}  // namespace gridboard::kiosk::screens
