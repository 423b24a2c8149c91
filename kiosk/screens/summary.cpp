// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What is about to be handed in, to be looked over once; and the receipt afterwards.
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
  block.height = std::max(ui.button(), 2 * pad + ui.em(Type::small) + gap + widgets::height_of(ui, {answer, Type::section, true}, inner));
  block.gap_after = ui.gap();
  block.draw = [&stage, &c, id = "summary." + field.id, field_id = field.id, label, answer, pad, gap, icon](Rect rect) {
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
    out.push_back(text_block(ui, text, Type::body, false, stage.colours().ink, width, "summary.document." + std::to_string(number)));
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
  if (draw_foot(stage, rest, FootAction{submit, "summary.submit", "check", kind != nullptr && !form.submitting})) stage.mean(state::Submit{});
  const Rect page = page_of(ui, rest);
  if (kind == nullptr) return;
  const widgets::FlowArea area = flow_area(ui, page);
  const float width = ui.portrait() ? page.w : (page.w - area.column_gap) / 2;
  std::vector<Block> blocks;
  if (!form.failure.empty()) {
    blocks.push_back(text_block(ui, std::string(ui.tr(form.failure)), Type::section, true, c.red, width, "summary.failure"));
  }
  for (const model::Field* field : asked_fields(stage, *kind)) blocks.push_back(answer_block(stage, *field, width));
  const std::string promise = promise_words(stage, *kind);
  if (!promise.empty()) {
    blocks.back().gap_after = ui.card_gap() * 2;
    blocks.push_back(text_block(ui, ui.say("我们的承诺：{0}答复您。", {promise}), Type::body, true, c.deep, width, "summary.promise"));
  }
  blocks.back().gap_after = ui.card_gap() * 2;
  add_documents(stage, *kind, width, blocks);
  stage.turn(widgets::draw_flow(ui, blocks, area, stage.page(), "summary.pages"));
}

namespace {

// What the code on the receipt holds: plain words, so that any phone can keep them.
std::string receipt_payload(Stage& stage, const std::string& name) {
  const std::string& hotline = stage.state.board.hotline;
  return stage.ui.say("回执 {0} · {1} · {2}", {stage.state.last_receipt, name, hotline});
}

std::string receipt_name(Stage& stage) {
  const model::RequestKind* kind = stage.catalogue.find(stage.state.last_receipt_kind);
  return kind != nullptr ? in_language(stage.state, kind->name) : std::string(stage.ui.tr("办业务"));
}

std::string next_words(Stage& stage) {
  Ui& ui = stage.ui;
  std::string out;
  if (stage.state.last_promised_at) out = ui.say("最晚 {0} 前答复您。", {deadline_words(ui, *stage.state.last_promised_at)}) + "\n";
  const auto& manager = stage.state.board.manager;
  if (manager) {
    out += ui.say("由{0} {1}跟进，电话 {2}。", {manager->manager.title, manager->manager.name, phone_words(manager->manager.phone)}) + "\n";
  }
  return out + std::string(ui.tr("在这里按“进度查询”，输入回执号，就能看办到哪一步。"));
}

void draw_number(Stage& stage, Rect rect, const std::string& name) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const float gap = std::round(ui.mm(5)), disc = std::round(ui.mm(26));
  widgets::paint_card(ui, rect);
  Rect inside = rect.inset(ui.padding());
  const std::string& receipt = stage.state.last_receipt;
  const std::string thanks = ui.say("{0}，已收到", {name});
  const std::string_view keep = ui.tr("请拍照或记下这个回执号");
  const float others = widgets::height_of(ui, {thanks, Type::title, true}, inside.w) + 2 * gap +
                       widgets::height_of(ui, {keep, Type::body}, inside.w);
  Type type = Type::amount;
  for (const Type smaller : {Type::clock, Type::title, Type::section}) {
    if (widgets::width_of(ui, {receipt, type, true}) > inside.w || others + ui.em(type) > inside.h) type = smaller;
  }
  const float words = others + ui.em(type);
  const bool with_disc = disc + gap + words <= inside.h;
  inside = inside.centred(inside.w, std::min(inside.h, words + (with_disc ? disc + gap : 0)));
  if (with_disc) {
    const Rect at = inside.cut_top(disc, gap).centred(disc, disc);
    widgets::fill_round(ui, at, disc / 2, c.green);
    widgets::paint_icon(ui, "check", at.centred(disc * 0.56f, disc * 0.56f), c.on_green);
  }
  widgets::label_cut(ui, inside, {thanks, Type::title, true, c.ink, c.card, Align::centre}, "receipt.thanks", gap, Role::heading);
  AccessNode node = widgets::node_at(Role::text, "receipt.number", {inside.x, inside.y, inside.w, ui.em(type)});
  widgets::paint_cut(ui, inside, {receipt, type, true, c.deep, c.card, Align::centre}, node, gap);
  std::string spelled;
  for (const char letter : receipt) spelled += std::string(1, letter) + " ";
  node.name = std::string(ui.tr("回执号"));
  node.spoken = ui.say("回执号：{0}。", {spelled});
  widgets::finish(ui, std::move(node));
  widgets::label(ui, inside, {keep, Type::body, false, c.second, c.card, Align::centre}, "receipt.keep");
}

}  // namespace

void draw_receipt(Stage& stage) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const std::string name = receipt_name(stage);
  Rect page = frame(stage, ui.tr("回执"), name);
  const std::string payload = receipt_payload(stage, name), next = next_words(stage);
  const float side = qr_side(ui, payload), pad = ui.padding(), gap = ui.card_gap(), inner_gap = std::round(ui.mm(4));
  const std::string_view caption = ui.tr("手机扫一扫，把回执号存下来");
  const float least = ui.em(Type::body) * 9;
  const auto draw_card = [&](Rect rect, bool beside) {
    widgets::paint_card(ui, rect);
    Rect inside = rect.inset(pad);
    if (side > 0) {
      Rect code = beside ? inside.cut_left(side, pad) : inside.cut_top(side, inner_gap);
      draw_qr(ui, code, {payload, "receipt.qr", std::string(ui.tr("回执二维码")), ui.say("回执二维码，内容是：{0}。", {payload})});
      if (beside) inside.cut_top(std::max(0.0f, (inside.h - widgets::height_of(ui, {caption, Type::section, true}, inside.w) - inner_gap - widgets::height_of(ui, {next, Type::body}, inside.w)) / 2));
      widgets::label_cut(ui, inside, {caption, Type::section, true, c.ink, c.card, beside ? Align::left : Align::centre}, "receipt.scan", inner_gap);
    }
    widgets::label(ui, inside, {next, Type::body, false, c.ink, c.card}, "receipt.next");
  };
  if (ui.portrait()) {
    const float inner = page.w - 2 * pad;
    const bool beside = inner - side - pad >= least;
    const float words = inner - (beside ? side + pad : 0);
    const float texts = widgets::height_of(ui, {caption, Type::section, true}, words) + inner_gap + widgets::height_of(ui, {next, Type::body}, words);
    const float height = (beside ? std::max(side, texts) : side + inner_gap + texts) + 2 * pad;
    const Rect lower = page.cut_bottom(height, gap);
    draw_number(stage, page, name);
    return draw_card(lower, beside);
  }
  const Rect right = page.cut_right(page.w * 0.5f, std::round(ui.mm(6)));
  draw_number(stage, page, name);
  const float words = right.w - 3 * pad - side;
  const float stacked = side + 2 * inner_gap + 2 * pad + widgets::height_of(ui, {next, Type::body}, right.w - 2 * pad) +
                        widgets::height_of(ui, {caption, Type::section, true}, right.w - 2 * pad);
  // On a low glass narrow lines beside the code are better than none of them.
  draw_card(right, words >= least || (stacked > right.h && words >= least * 0.6f));
}

}  // namespace gridboard::kiosk::screens
