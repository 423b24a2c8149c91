// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What the centre asks of this board from afar: a picture of the locked screen, a restart of the program.
#include "kiosk/app/board.hpp"
#include "kiosk/app/screenshot.hpp"
#include "sync/base/log.hpp"

namespace gridboard::kiosk::app {
namespace {

constexpr const char* kNoPicture = "the picture couldn't be made";

}  // namespace

void Board::reload_commands() {
  if (!reader_) return;
  const auto held = reader_->commands();
  if (!held) return;  // what is read beside it says why
  std::vector<update::AskedCommand> commands;
  for (const replica::HeldCommand& each : *held) {
    update::AskedCommand asked{each.record, each.said, false, false};
    for (const update::AskedCommand& before : commands_) {
      if (before.record.id == asked.record.id) asked.begun_here = before.begun_here;
    }
    commands.push_back(std::move(asked));
  }
  commands_ = std::move(commands);
}

void Board::follow_commands() {
  if (!link_) return;
  const bool locked = update::is_locked(state_) && settled();
  for (update::AskedCommand& asked : commands_) {
    switch (update::next_step(asked, locked, now())) {
      case update::CommandStep::none:
        break;
      case update::CommandStep::tell_waiting:
        answer(asked, {asked.record.id, wire::CommandOutcome::waiting, ""}, "");
        break;
      case update::CommandStep::take_picture:
        take_picture(asked);
        break;
      case update::CommandStep::tell_begun:
        asked.begun_here = true;
        answer(asked, {asked.record.id, wire::CommandOutcome::begun, ""}, "");
        break;
      case update::CommandStep::tell_done:
        answer(asked, {asked.record.id, wire::CommandOutcome::done, ""}, "");
        break;
      case update::CommandStep::start_anew:
        base::log_event(base::LogLevel::info, "board.starts_anew", {{"command", std::string_view(asked.record.id)}});
        starts_anew_ = quit_ = true;
        return;
    }
  }
}

void Board::take_picture(update::AskedCommand& asked) {
  auto png = screenshot(display_->pixels(), static_cast<int>(display_->size().x), wire::kMaxScreenshotBytes);
  if (png) return answer(asked, {asked.record.id, wire::CommandOutcome::done, ""}, std::move(*png));
  base::log_event(base::LogLevel::error, "board.no_picture", {{"reason", std::string_view(png.error().message)}});
  answer(asked, {asked.record.id, wire::CommandOutcome::failed, kNoPicture}, "");
}

// What the link can't take or keep is tried again when something else has come of the centre.
void Board::answer(update::AskedCommand& asked, const wire::CommandAnswer& answer, std::string png) {
  asked.answering = true;
  if (!link_->send(link::AnswerCommand{asked.record.kind, answer, std::move(png)}))
    base::log_event(base::LogLevel::warning, "board.command_not_answered");
}

void Board::take(const link::CommandKept& kept) {
  for (update::AskedCommand& asked : commands_) {
    if (asked.record.id != kept.id) continue;
    asked.said = kept.outcome;
    asked.answering = false;
  }
}

}  // namespace gridboard::kiosk::app
