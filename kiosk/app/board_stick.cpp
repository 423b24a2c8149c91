// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Bundles on a stick, from the maintenance screen.
#include <filesystem>

#include "kiosk/app/board.hpp"
#include "kiosk/app/sticks.hpp"
#include "kiosk/link/bundle.hpp"
#include "kiosk/update/answers.hpp"
#include "sync/base/log.hpp"

namespace gridboard::kiosk::app {
namespace {

constexpr const char* kNoStick = "没有找到 U 盘，请插好后再试。";
constexpr const char* kNoFile = "U 盘里没有给本机的数据包。";
constexpr const char* kNotNow = "现在不能读写 U 盘，请稍后再试。";

state::Stick failed(const char* sentence) {
  return {state::Stick::Step::failed, 0, sentence};
}

}  // namespace

void Board::carry_out(const update::TakeBundle&) {
  const auto found = sticks(settings_.stick_folder);
  if (found.empty()) return update::stick_done(state_, failed(kNoStick));
  for (const std::string& stick : found) {
    const std::string path = stick + "/" + link::bundle_name(views_.record.board_id);
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored)) continue;
    if (!link_ || !link_->send(link::TakeBundle{path})) update::stick_done(state_, failed(kNotNow));
    return;
  }
  update::stick_done(state_, failed(kNoFile));
}

void Board::carry_out(const update::WriteOutbox&) {
  const auto found = sticks(settings_.stick_folder);
  if (found.empty()) return update::stick_done(state_, failed(kNoStick));
  const std::string path = found.front() + "/" + link::outbox_name(views_.record.board_id);
  if (!link_ || !link_->send(link::WriteOutbox{path})) update::stick_done(state_, failed(kNotNow));
}

void Board::take(const link::BundleTaken& taken) {
  last_contact_ = std::max(last_contact_.value_or(taken.made_at), taken.made_at);
  update::stick_done(state_, {state::Stick::Step::taken, taken.changed, {}});
  carry_out(update::LoadMaintenance{});
}

void Board::take(const link::OutboxWritten& written) {
  update::stick_done(state_, {state::Stick::Step::written, written.items, {}});
}

void Board::take(const link::StickFailed& failure) {
  base::log_event(base::LogLevel::warning, "stick.failed", {{"reason", std::string_view(failure.reason)}});
  update::stick_done(state_, {state::Stick::Step::failed, 0, failure.sentence});
}

}  // namespace gridboard::kiosk::app
