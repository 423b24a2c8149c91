// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The code by which a form is filled in on one's own phone instead, in steps; and a number to call as another way.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {
namespace {

constexpr Type kStep = Type::section;

struct Step {
  std::string number, words;
};

std::vector<Step> steps_of(Stage& stage) {
  Ui& ui = stage.ui;
  const std::string title = stage.state.phone_title.empty() ? std::string(ui.tr("办业务")) : stage.state.phone_title;
  return {{"1", std::string(ui.tr("打开手机相机或微信“扫一扫”，对准这个码"))},
          {"2", ui.say("在手机上填“{0}”，填完按“提交”", {title})},
          {"3", std::string(ui.tr("手机上会给您回执号，用它可以查进度"))}};
}

std::vector<Block> step_blocks(Stage& stage, float width) {
  Ui& ui = stage.ui;
  const float disc = std::round(ui.em(kStep) * 1.7f), gap = std::round(ui.mm(4));
  std::vector<Block> out;
  for (const Step& step : steps_of(stage)) {
    Block block;
    block.height = std::max(disc, widgets::height_of(ui, {step.words, kStep}, width - disc - gap));
    block.gap_after = std::round(ui.mm(5));
    block.draw = [&stage, step, disc, gap](Rect rect) {
      Ui& on = stage.ui;
      const Palette& c = on.colours();
      AccessNode node = widgets::node_at(Role::text, "phone.step." + step.number, rect);
      const Rect left = rect.cut_left(disc, gap);
      const Rect round = left.centred(disc, disc);
      widgets::fill_round(on, round, disc / 2, c.green);
      widgets::paint(on, round, {step.number, kStep, true, c.on_green, c.green, Align::centre, true}, node);
      widgets::paint(on, rect, {step.words, kStep, false, c.ink, c.ground, Align::left, true}, node);
      node.spoken = on.say("第 {0} 步：{1}。", {step.number, step.words});
      widgets::finish(on, std::move(node));
    };
    out.push_back(std::move(block));
  }
  const std::string& hotline = stage.state.board.hotline;
  if (!hotline.empty()) {
    out.back().gap_after = std::round(ui.mm(8));
    out.push_back(text_block(ui, ui.say("不用手机？也可以打 {0} 说一说，或在这里接着填。", {hotline}), Type::body, true,
                             stage.colours().deep, width, "phone.call"));
  }
  return out;
}

float blocks_height(const std::vector<Block>& blocks) {
  float height = 0;
  for (const Block& block : blocks) height += block.height + std::max(0.0f, block.gap_after);
  return height;
}

// The code on its white card: the quiet zone stays white in every theme.
Block code_block(Stage& stage, float side) {
  Block block;
  block.height = side;
  block.draw = [&stage, side](Rect rect) {
    Ui& ui = stage.ui;
    const Rect card = rect.centred(side, side);
    widgets::fill_round(ui, card, ui.corner(), IM_COL32_WHITE);
    widgets::outline_round(ui, card, ui.corner(), ui.strong_stroke(), stage.colours().green);
    draw_qr(ui, card,
            {stage.state.phone_url, "phone.code", std::string(ui.tr("在手机上接着办的二维码")),
             ui.say("二维码：用手机扫，接着办“{0}”。", {stage.state.phone_title})});
  };
  return block;
}

}  // namespace

void draw_phone(Stage& stage) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  Rect page = frame(stage, ui.tr("用手机接着办"), stage.state.phone_title);
  const float code = qr_side(ui, stage.state.phone_url);
  if (code <= 0) {
    const std::string sentence = ui.say("请在这里接着办，或者打 {0}。", {stage.state.board.hotline});
    return draw_message(stage, page, "phone_qr", ui.tr("现在不能用手机接着办"), sentence, "phone.none");
  }
  const float side = code + 2 * std::round(ui.mm(3)), gap = std::round(ui.mm(8));
  // Beside each other on a glass that lies; above each other where both fit; else page by page.
  if (!ui.portrait() && side <= page.h) {
    const Rect left = page.cut_left(side, 2 * gap);
    code_block(stage, side).draw(left);
    auto blocks = step_blocks(stage, page.w);
    if (blocks_height(blocks) <= page.h) page.cut_top((page.h - blocks_height(blocks)) / 2);
    stage.turn(widgets::draw_flow(ui, blocks, {page, 1, std::round(ui.mm(5)), 0}, stage.page(), "phone.pages"));
    return;
  }
  std::vector<Block> blocks;
  blocks.push_back(
      text_block(ui, std::string(ui.tr("手机扫一扫")), Type::title, true, c.ink, page.w, "phone.title", Role::heading));
  blocks.back().gap_after = std::round(ui.mm(6));
  blocks.back().keep_with_next = true;
  blocks.push_back(code_block(stage, side));
  blocks.back().gap_after = gap;
  for (Block& block : step_blocks(stage, page.w)) blocks.push_back(std::move(block));
  stage.turn(widgets::draw_flow(ui, blocks, {page, 1, std::round(ui.mm(5)), 0}, stage.page(), "phone.pages"));
}

}  // namespace gridboard::kiosk::screens
