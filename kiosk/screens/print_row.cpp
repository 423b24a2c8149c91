// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/print_row.hpp"

#include <algorithm>
#include <cmath>

namespace gridboard::kiosk::screens {
namespace {

using state::Printing;
using Step = state::Printing::Step;
using What = state::Printing::What;

Step step_of(Stage& stage, What what) {
  const Printing& printing = stage.state.printing;
  return printing.what == what ? printing.step : Step::none;
}

Button print_button(Stage& stage, What what) {
  Ui& ui = stage.ui;
  const Step step = stage.state.printing.step;
  const bool receipt = what == What::receipt;
  Button button{receipt ? "receipt.print" : "bill.print", receipt ? ui.tr("打印回执") : ui.tr("打印账单"), {},
                "printer"};
  button.type = Type::body;
  button.enabled = step != Step::sending && step != Step::printing;
  return button;
}

// What to do instead: nothing depends on the paper.
std::string instead(Stage& stage, What what) {
  Ui& ui = stage.ui;
  if (what == What::bill) {
    const bool to_pay = !stage.state.bill.payment_payload.empty();
    return std::string(to_pay ? ui.tr("请用手机扫码缴费，或者记下应缴金额。")
                              : ui.tr("需要的内容可以抄下来，或者用手机拍下来。"));
  }
  return ui.say("您的回执号是 {0}，请记下或用手机扫码。", {stage.state.last_receipt});
}

std::string sentence_of(Stage& stage, What what) {
  Ui& ui = stage.ui;
  switch (step_of(stage, what)) {
    case Step::none:
      return std::string(ui.tr("可以打印一张小票带走。"));
    case Step::sending:
    case Step::printing:
      return std::string(ui.tr("正在打印…"));
    case Step::done:
      return std::string(ui.tr("打印好了，请取走小票。"));
    case Step::paper_out:
      return std::string(ui.tr("打印机没纸了。")) + instead(stage, what);
    case Step::offline:
      return std::string(ui.tr("打印机现在没有连上。")) + instead(stage, what);
    case Step::failed:
      return std::string(ui.tr("现在打印不了。")) + instead(stage, what);
  }
  return {};
}

struct Look {
  std::string_view icon;  // "" for none
  bool bold = false;
};

Look look_of(Step step) {
  if (step == Step::done) return {"check", true};
  const bool trouble = step == Step::paper_out || step == Step::offline || step == Step::failed;
  return trouble ? Look{"info", true} : Look{"", step != Step::none};
}

struct Plan {
  float button = 0, icon = 0, words = 0;  // widths
  bool below = false;                     // the sentence stands under the button
};

Plan plan_row(Stage& stage, What what, float width) {
  Ui& ui = stage.ui;
  Plan plan;
  plan.button = widgets::width_of(ui, print_button(stage, what));
  plan.icon = look_of(step_of(stage, what)).icon.empty() ? 0 : std::round(ui.em(Type::body) * 1.6f);
  plan.words = width - plan.button - ui.padding() - plan.icon;
  plan.below = plan.words < ui.em(Type::body) * 8;
  if (plan.below) plan.words = width - plan.icon;
  return plan;
}

}  // namespace

float print_row_height(Stage& stage, What what, float width) {
  if (!stage.state.can_print) return 0;
  Ui& ui = stage.ui;
  const Plan plan = plan_row(stage, what, width);
  const bool bold = look_of(step_of(stage, what)).bold;
  const float words = widgets::height_of(ui, {sentence_of(stage, what), Type::body, bold}, plan.words);
  return plan.below ? ui.button() + ui.gap() + words : std::max(ui.button(), words);
}

void draw_print_row(Stage& stage, Rect rect, What what, ImU32 ground) {
  if (!stage.state.can_print) return;
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const Plan plan = plan_row(stage, what, rect.w);
  const std::string id = what == What::receipt ? "receipt.printing" : "bill.printing";
  Rect at = plan.below ? rect.cut_top(ui.button(), ui.gap()).cut_left(plan.button)
                       : rect.cut_left(plan.button, ui.padding()).centred(plan.button, ui.button());
  if (widgets::draw(ui, at, print_button(stage, what))) stage.mean(state::PrintSlip{});
  const Look look = look_of(step_of(stage, what));
  if (!look.icon.empty()) {
    const float side = std::round(ui.em(Type::body) * 1.2f);
    const Rect icon = rect.cut_left(plan.icon);
    widgets::paint_icon(ui, look.icon, {icon.x, icon.y + (icon.h - side) / 2, side, side}, c.deep);
  }
  const std::string sentence = sentence_of(stage, what);
  widgets::label(ui, rect,
                 {sentence, Type::body, look.bold, look.bold ? c.ink : c.second, ground, Align::left, true}, id);
}

}  // namespace gridboard::kiosk::screens
