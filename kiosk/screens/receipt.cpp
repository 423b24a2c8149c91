// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The receipt: its number, large; a code to keep it by; a slip to take along.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/print_row.hpp"
#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {
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
  if (stage.state.last_promised_at)
    out = ui.say("最晚 {0} 前答复您。", {deadline_words(ui, *stage.state.last_promised_at)}) + "\n";
  const auto& manager = stage.state.board.manager;
  if (manager) {
    out += ui.say("由{0} {1}跟进，电话 {2}。",
                  {manager->manager.title, manager->manager.name, phone_words(manager->manager.phone)}) +
           "\n";
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
  widgets::label_cut(ui, inside, {thanks, Type::title, true, c.ink, c.card, Align::centre}, "receipt.thanks", gap,
                     Role::heading);
  AccessNode node = widgets::node_at(Role::text, "receipt.number", {inside.x, inside.y, inside.w, ui.em(type)});
  widgets::paint_cut(ui, inside, {receipt, type, true, c.deep, c.card, Align::centre}, node, gap);
  std::string spelled;
  for (const char letter : receipt) spelled += std::string(1, letter) + " ";
  node.name = std::string(ui.tr("回执号"));
  node.spoken = ui.say("回执号：{0}。", {spelled});
  widgets::finish(ui, std::move(node));
  widgets::label(ui, inside, {keep, Type::body, false, c.second, c.card, Align::centre}, "receipt.keep");
}

float number_height(Stage& stage, const std::string& name, float width) {
  Ui& ui = stage.ui;
  const float inner = width - 2 * ui.padding();
  return 2 * ui.padding() + widgets::height_of(ui, {ui.say("{0}，已收到", {name}), Type::title, true}, inner) +
         2 * std::round(ui.mm(5)) + ui.em(Type::title) +
         widgets::height_of(ui, {ui.tr("请拍照或记下这个回执号"), Type::body}, inner) + 2;
}

// The code and what is said of it, beside or below each other.
struct CodeCard {
  std::string payload, next;
  float side = 0;  // of the code; 0: there is none
  bool beside = true;
  float words = 0;  // width
  float height = 0;
};

std::string_view caption_words(Ui& ui) {
  return ui.tr("手机扫一扫，把回执号存下来");
}

float line_gap(Ui& ui) {
  return std::round(ui.mm(4));
}

void measure(Stage& stage, CodeCard& card, float width, bool beside) {
  Ui& ui = stage.ui;
  const float inner = width - 2 * ui.padding();
  card.beside = beside;
  card.words = inner - (beside ? card.side + ui.padding() : 0);
  const float texts = widgets::height_of(ui, {caption_words(ui), Type::section, true}, card.words) + line_gap(ui) +
                      widgets::height_of(ui, {card.next, Type::body}, card.words);
  card.height = std::ceil((beside ? std::max(card.side, texts) : card.side + line_gap(ui) + texts) + 2 * ui.padding());
}

// Beside each other where the words have room for it; on a low glass narrow lines are better than none of them.
CodeCard plan_card(Stage& stage, const std::string& name, float width, float most_height) {
  Ui& ui = stage.ui;
  CodeCard card{receipt_payload(stage, name), next_words(stage)};
  card.side = qr_side(ui, card.payload);
  const float least = ui.em(Type::body) * 9;
  measure(stage, card, width, true);
  if (card.words >= least) return card;
  const CodeCard narrow = card;
  measure(stage, card, width, false);
  return card.height > most_height && narrow.words >= least * 0.6f ? narrow : card;
}

void draw_card(Stage& stage, Rect rect, const CodeCard& card) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  widgets::paint_card(ui, rect);
  Rect inside = rect.inset(ui.padding());
  if (card.side > 0) {
    const Rect code = card.beside ? inside.cut_left(card.side, ui.padding()) : inside.cut_top(card.side, line_gap(ui));
    draw_qr(ui, code,
            {card.payload, "receipt.qr", std::string(ui.tr("回执二维码")),
             ui.say("回执二维码，内容是：{0}。", {card.payload})});
    const Words caption{caption_words(ui), Type::section,          true,
                        c.ink,             c.card, card.beside ? Align::left : Align::centre};
    if (card.beside) {
      const float texts = widgets::height_of(ui, caption, inside.w) + line_gap(ui) +
                          widgets::height_of(ui, {card.next, Type::body}, inside.w);
      inside.cut_top(std::max(0.0f, (inside.h - texts) / 2));
    }
    widgets::label_cut(ui, inside, caption, "receipt.scan", line_gap(ui));
  }
  widgets::label(ui, inside, {card.next, Type::body, false, c.ink, c.card}, "receipt.next");
}

float slip_height(Stage& stage, float width) {
  const float height = print_row_height(stage, state::Printing::What::receipt, width);
  return height > 0 ? height + stage.ui.card_gap() : 0;
}

void draw_slip(Stage& stage, Rect& page) {
  const float height = print_row_height(stage, state::Printing::What::receipt, page.w);
  if (height <= 0) return;
  draw_print_row(stage, page.cut_bottom(height, stage.ui.card_gap()), state::Printing::What::receipt,
                 stage.colours().ground);
}

// A low glass turns pages.
void draw_pages(Stage& stage, Rect page, const std::string& name) {
  Ui& ui = stage.ui;
  std::vector<Block> blocks;
  Block number;
  number.height = number_height(stage, name, page.w);
  number.stretch = number.height;
  number.draw = [&stage, name](Rect rect) { draw_number(stage, rect, name); };
  number.keep_with_next = stage.state.can_print;
  blocks.push_back(std::move(number));
  if (stage.state.can_print) {
    Block slip;
    slip.height = print_row_height(stage, state::Printing::What::receipt, page.w);
    slip.draw = [&stage](Rect rect) {
      draw_print_row(stage, rect, state::Printing::What::receipt, stage.colours().ground);
    };
    blocks.push_back(std::move(slip));
  }
  const CodeCard card = plan_card(stage, name, page.w, page.h);
  Block code;
  code.height = card.height;
  code.title = std::string(ui.tr("回执二维码"));
  code.draw = [&stage, card](Rect rect) { draw_card(stage, rect, card); };
  blocks.push_back(std::move(code));
  stage.turn(widgets::draw_flow(ui, blocks, {page, 1, ui.card_gap(), 0}, stage.page(), "receipt.pages"));
}

}  // namespace

void draw_receipt(Stage& stage) {
  Ui& ui = stage.ui;
  const std::string name = receipt_name(stage);
  Rect page = frame(stage, ui.tr("回执"), name);
  const float gap = ui.card_gap();
  if (ui.portrait()) {
    const CodeCard card = plan_card(stage, name, page.w, page.h);
    const float others = number_height(stage, name, page.w) + gap + slip_height(stage, page.w);
    if (card.height + others > page.h) return draw_pages(stage, page, name);
    draw_slip(stage, page);
    const Rect lower = page.cut_bottom(card.height, gap);
    draw_number(stage, page, name);
    return draw_card(stage, lower, card);
  }
  Rect left = page;
  const Rect right = left.cut_right(page.w * 0.5f, std::round(ui.mm(6)));
  const CodeCard card = plan_card(stage, name, right.w, right.h);
  const float least = number_height(stage, name, left.w) + slip_height(stage, left.w);
  if (card.height > right.h || least > left.h) return draw_pages(stage, page, name);
  draw_slip(stage, left);
  draw_number(stage, left, name);
  draw_card(stage, right, card);
}

}  // namespace gridboard::kiosk::screens
