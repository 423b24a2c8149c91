// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// For staff: the code that shows to have stood here. It changes every 30 seconds and needs no network.
#include <algorithm>
#include <chrono>
#include <cmath>

#include "kiosk/screens/stage.hpp"
#include "sync/model/sign_in_code.hpp"

namespace gridboard::kiosk::screens {
namespace {

float bar_height(Ui& ui) {
  return std::round(ui.mm(6));
}

// How long this code still holds: a bar that runs out, and the seconds in words.
Block countdown_block(Stage& stage, float width) {
  Ui& ui = stage.ui;
  const std::int64_t left = seconds_until(stage.state, stage.state.sign_in.ends_at);
  const std::string words = counted(ui, "{0} 秒后换新码", left);
  const float gap = std::round(ui.mm(3));
  Block block;
  block.height = bar_height(ui) + gap + widgets::height_of(ui, {words, Type::body, true}, width);
  block.draw = [&stage, words, left, gap](Rect rect) {
    Ui& on = stage.ui;
    const Palette& c = on.colours();
    const Rect bar = rect.cut_top(bar_height(on), gap);
    AccessNode node = widgets::node_at(Role::chart, "sign_in.countdown", bar);
    const auto whole = static_cast<float>(std::chrono::seconds(model::kSignInStep).count());
    const float share = std::clamp(static_cast<float>(left) / whole, 0.0f, 1.0f);
    widgets::fill_round(on, bar, bar.h / 2, c.track);
    if (left > 0) widgets::fill_round(on, {bar.x, bar.y, std::max(bar.h, bar.w * share), bar.h}, bar.h / 2, c.green);
    widgets::outline_round(on, bar, bar.h / 2, on.stroke(), c.deep);
    node.name = std::string(on.tr("换码倒计时"));
    node.spoken = words + "。";
    widgets::finish(on, std::move(node));
    widgets::label(on, rect, {words, Type::body, true, c.deep, c.ground}, "sign_in.left");
  };
  return block;
}

std::vector<Block> words_blocks(Stage& stage, float width) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  std::vector<Block> out;
  out.push_back(text_block(ui, std::string(ui.tr("到达、离开，各扫一次")), Type::title, true, c.ink, width,
                           "sign_in.title", Role::heading));
  out.push_back(countdown_block(stage, width));
  out.push_back(text_block(ui, std::string(ui.tr("用工作手机扫码，输入工号和个人密码。")), Type::body, false, c.ink,
                           width, "sign_in.how"));
  const auto& presence = stage.state.board.presence;
  if (presence) {
    out.push_back(
        text_block(ui, ui.say("现在在岗：{0}，{1} 签到", {presence->manager_name, moment_words(ui, presence->since)}),
                   Type::body, true, c.deep, width, "sign_in.presence"));
  }
  const std::string& board = stage.state.maintenance.view.board_name;
  out.push_back(text_block(ui, ui.say("本机：{0}", {board.empty() ? stage.state.header.title : board}), Type::small,
                           false, c.second, width, "sign_in.board"));
  for (Block& block : out) block.gap_after = std::round(ui.mm(6));
  return out;
}

}  // namespace

void draw_sign_in(Stage& stage) {
  Ui& ui = stage.ui;
  Rect page = frame(stage, ui.tr("工作人员签到"), stage.state.header.title);
  const float code = qr_side(ui, stage.state.sign_in.payload);
  if (code <= 0) {
    return draw_message(stage, page, "badge", ui.tr("本机还不能签到"),
                        ui.tr("服务中心还没有给本机发签到密钥。联网后会自动送到，请稍后再来。"), "sign_in.none");
  }
  const float side = code + 2 * std::round(ui.mm(3)), gap = std::round(ui.mm(8));
  Block card;
  card.height = side;
  card.gap_after = gap;
  card.draw = [&stage, side](Rect rect) {
    Ui& on = stage.ui;
    const Rect at = rect.centred(side, side);
    widgets::fill_round(on, at, on.corner(), IM_COL32_WHITE);
    widgets::outline_round(on, at, on.corner(), on.strong_stroke(), stage.colours().green);
    draw_qr(on, at,
            {stage.state.sign_in.payload, "sign_in.code", std::string(on.tr("签到二维码")),
             std::string(on.tr("签到二维码，请用工作手机扫。"))});
  };
  if (!ui.portrait() && side <= page.h) {
    const Rect left = page.cut_left(side, 2 * gap);
    card.draw(left);
    stage.turn(widgets::draw_flow(ui, words_blocks(stage, page.w), {page, 1, gap, 0}, stage.page(), "sign_in.pages"));
    return;
  }
  std::vector<Block> blocks{std::move(card)};
  for (Block& block : words_blocks(stage, page.w)) blocks.push_back(std::move(block));
  stage.turn(widgets::draw_flow(ui, blocks, {page, 1, gap, 0}, stage.page(), "sign_in.pages"));
}

}  // namespace gridboard::kiosk::screens
