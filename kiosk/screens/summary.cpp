// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What is about to be handed in, to be looked over once.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/answers.hpp"
#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {
namespace {

// A question and its answer; pressed to change it.
Block answer_block(Stage& stage, const model::Field& field, float width) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const std::string label = in_language(stage.state, field.label), answer = answer_words(stage, field);
  const float pad = std::round(ui.mm(5)), gap = std::round(ui.mm(3)), icon = std::round(ui.em(Type::section) * 1.1f);
  const float inner = width - 3 * pad - icon;
  Block block;
  block.height = std::max(
      ui.button(), 2 * pad + ui.em(Type::small) + gap + widgets::height_of(ui, {answer, Type::section, true}, inner));
  block.gap_after = ui.gap();
  block.draw = [&stage, &c, id = "summary." + field.id, field_id = field.id, personal = field.personal, label, answer,
                pad, gap, icon](Rect rect) {
    Ui& on = stage.ui;
    const widgets::Press press = widgets::press(on, rect, id);
    widgets::paint_card(on, rect);
    AccessNode node = widgets::node_at(Role::button, id, rect);
    Rect inside = rect.inset(pad, 0);
    widgets::paint_icon(on, "pencil", inside.cut_right(icon, pad).centred(icon, icon), c.deep);
    const float words = on.em(Type::small) + gap + widgets::height_of(on, {answer, Type::section, true}, inside.w);
    inside.cut_top((inside.h - words) / 2);
    widgets::paint_cut(on, inside, {label, Type::small, false, c.second, c.card}, node, gap);
    widgets::paint(on, inside, {answer, Type::section, true, c.ink, c.card}, node);
    widgets::paint_press(on, rect, press);
    node.name = label;
    node.spoken = on.say("{0}：{1}。按一下修改。", {label, answer});
    node.is_private = personal;
    node.in_public = on.say("{0}：{1}。按一下修改。", {label, on.tr("已填")});
    widgets::finish(on, std::move(node));
    if (press.clicked) stage.mean(state::FocusField{field_id});
  };
  return block;
}

void add_documents(Stage& stage, const model::RequestKind& kind, float width, std::vector<Block>& out) {
  if (kind.documents.empty()) return;
  Ui& ui = stage.ui;
  out.push_back(heading_block(ui, std::string(ui.tr("请准备好")), width, "summary.documents"));
  int number = 0;
  for (const model::Text& document : kind.documents) {
    const std::string text = std::to_string(++number) + ". " + in_language(stage.state, document);
    out.push_back(text_block(ui, text, Type::body, false, stage.colours().ink, width,
                             "summary.document." + std::to_string(number)));
  }
}

}  // namespace

void draw_summary(Stage& stage) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const model::RequestKind* kind = stage.catalogue.find(stage.state.form.kind_id);
  const state::Form& form = stage.state.form;
  const std::string name = kind != nullptr ? in_language(stage.state, kind->name) : std::string(ui.tr("办业务"));
  std::string subtitle = stage.unlocked() ? stage.state.bill.place_and_door : std::string();
  const std::string check(ui.tr("请核对，没错就提交"));
  subtitle = subtitle.empty() ? check : subtitle + " · " + check;
  Rect rest{0, 0, ui.size.x, ui.size.y};
  draw_header(stage, rest, name, subtitle);
  const std::string_view submit = form.submitting ? ui.tr("正在提交…") : ui.tr("提交");
  if (draw_foot(stage, rest, FootAction{submit, "summary.submit", "check", kind != nullptr && !form.submitting}))
    stage.mean(state::Submit{});
  const Rect page = page_of(ui, rest);
  if (kind == nullptr) return;
  const widgets::FlowArea area = flow_area(ui, page);
  const float width = ui.portrait() ? page.w : (page.w - area.column_gap) / 2;
  std::vector<Block> blocks;
  if (!form.failure.empty()) {
    blocks.push_back(
        text_block(ui, std::string(ui.tr(form.failure)), Type::section, true, c.red, width, "summary.failure"));
  }
  for (const model::Field* field : asked_fields(stage, *kind)) blocks.push_back(answer_block(stage, *field, width));
  const std::string promise = promise_words(stage, *kind);
  if (!promise.empty()) {
    blocks.back().gap_after = ui.card_gap() * 2;
    blocks.push_back(text_block(ui, ui.say("我们的承诺：{0}答复您。", {promise}), Type::body, true, c.deep, width,
                                "summary.promise"));
  }
  blocks.back().gap_after = ui.card_gap() * 2;
  add_documents(stage, *kind, width, blocks);
  stage.turn(widgets::draw_flow(ui, blocks, area, stage.page(), "summary.pages"));
}

}  // namespace gridboard::kiosk::screens
