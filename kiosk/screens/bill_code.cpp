// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The code to pay a bill with a phone, or what stands in its place.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/bill_parts.hpp"

namespace gridboard::kiosk::screens {
namespace {

using model::BillStanding;

struct CodeTexts {
  std::string title, sentence;
  std::string_view icon;  // in place of a code
};

CodeTexts code_texts(Stage& stage) {
  Ui& ui = stage.ui;
  const state::BillView& view = stage.state.bill;
  switch (view.standing) {
    case BillStanding::paid:
      return {std::string(ui.tr("已缴清，谢谢")), ui.say("实缴 {0}", {yuan(view.bill->paid_fen)}), "check"};
    case BillStanding::corrected:
      return {std::string(ui.tr("不用缴")), std::string(ui.tr("请看更正后的新账单。")), "pencil"};
    case BillStanding::disputed:
      if (view.payment_payload.empty())
        return {std::string(ui.tr("先不用缴")), std::string(ui.tr("核实清楚以前不催缴，结果会通知您。")), "complaint"};
      break;
    default:
      break;
  }
  if (view.payment_payload.empty()) {
    const std::string_view why = view.payment_expired
                                     ? ui.tr("缴费码已过期，联网后自动换新。也可以到代收网点缴费，带上户号即可。")
                                     : ui.tr("缴费码还没有到。可以到代收网点缴费，带上户号即可。");
    return {std::string(ui.tr("现在不能扫码")), std::string(why), "clock"};
  }
  std::string until;
  if (view.payment_expires) {
    // Codes end at midnight: say the day that they are good for, not the one that begins.
    const base::Instant last = *view.payment_expires - std::chrono::minutes(1);
    until = ui.say("此码 {0}内有效", {day_words(ui, day_of(last))});
  }
  return {std::string(ui.tr("手机扫码缴费")),
          std::string(ui.tr("微信 · 支付宝 · 云闪付")) + (until.empty() ? "" : "\n" + until),
          {}};
}

}  // namespace

float code_side(Stage& stage) {
  const bool has_code = code_texts(stage).icon.empty();
  const float side = has_code ? qr_side(stage.ui, stage.state.bill.payment_payload) : 0;
  return side > 0 ? side : std::round(stage.ui.mm(44));
}

float caption_height(Stage& stage, float width) {
  Ui& ui = stage.ui;
  const CodeTexts texts = code_texts(stage);
  return widgets::height_of(ui, {texts.title, Type::section, true}, width) + line_gap(ui) +
         widgets::height_of(ui, {texts.sentence, Type::small}, width);
}

float code_height(Stage& stage, float width) {
  return code_side(stage) + line_gap(stage.ui) + caption_height(stage, width);
}

namespace {

void draw_caption(Stage& stage, Rect rect, Align align) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const CodeTexts texts = code_texts(stage);
  widgets::label_cut(ui, rect, {texts.title, Type::section, true, c.ink, c.card, align}, "bill.pay", line_gap(ui));
  widgets::label(ui, rect, {texts.sentence, Type::small, false, c.second, c.card, align}, "bill.pay.how");
}

void draw_code(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const CodeTexts texts = code_texts(stage);
  if (!texts.icon.empty()) {
    const float side = std::min({rect.w, rect.h, std::round(ui.mm(44))});
    const Rect disc = rect.centred(side, side);
    const bool good = texts.icon == "check";
    widgets::fill_round(ui, disc, side / 2, good ? c.green : c.pale);
    widgets::paint_icon(ui, texts.icon, disc.centred(side * 0.56f, side * 0.56f), good ? c.on_green : c.deep);
    return;
  }
  draw_qr(ui, rect,
          {stage.state.bill.payment_payload, "bill.qr", std::string(ui.tr("缴费二维码")),
           ui.say("缴费二维码，应缴 {0}，用手机扫一扫。", {yuan(stage.state.bill.payable_fen)})});
}

}  // namespace

void draw_code_card(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  widgets::paint_card(ui, rect);
  Rect inside = rect.inset(ui.padding(), std::round(ui.padding() / 2));
  const float caption = caption_height(stage, inside.w);
  // A tall card holds code and caption together in its middle.
  inside = inside.centred(inside.w, std::min(inside.h, code_side(stage) + line_gap(ui) + caption));
  draw_code(stage, inside.cut_top(code_side(stage), line_gap(ui)));
  draw_caption(stage, inside, Align::centre);
}

void draw_wide_code_card(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  widgets::paint_card(ui, rect);
  Rect inside = rect.inset(ui.padding(), std::min(ui.padding(), ui.mm(1)));
  draw_code(stage, inside.cut_left(code_side(stage), ui.padding()));
  const float caption = caption_height(stage, inside.w);
  inside.cut_top(std::max(0.0f, (inside.h - caption) / 2));
  draw_caption(stage, inside, Align::left);
}

}  // namespace gridboard::kiosk::screens
