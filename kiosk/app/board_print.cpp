// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A slip for who stands here, and what the printer says to it.
#include "kiosk/app/board.hpp"
#include "kiosk/app/slips.hpp"
#include "kiosk/update/answers.hpp"
#include "sync/base/log.hpp"

namespace gridboard::kiosk::app {
namespace {

using Step = state::Printing::Step;

Step step_of(print::JobNews::State state) {
  switch (state) {
    case print::JobNews::State::sending:
      return Step::sending;
    case print::JobNews::State::printing:
      return Step::printing;
    case print::JobNews::State::done:
      return Step::done;
    case print::JobNews::State::paper_out:
      return Step::paper_out;
    case print::JobNews::State::offline:
      return Step::offline;
    case print::JobNews::State::failed:
      return Step::failed;
  }
  return Step::failed;
}

}  // namespace

void Board::make_printer() {
  state_.can_print = !settings_.printer.url.empty();
  if (!state_.can_print) return;
  printer_ = std::make_unique<print::Printer>(
      settings_.printer, [inbox = inbox_.get()](print::JobNews news) { inbox->post(std::move(news)); });
}

std::optional<base::Instant> Board::submitted_at(const std::string& receipt) {
  if (!reader_ || receipt.empty()) return std::nullopt;
  const auto request = reader_->request(receipt);
  if (!request || !*request) return std::nullopt;
  return (*request)->record.submitted_at;
}

void Board::carry_out(const update::PrintSlip& effect) {
  const widgets::Ui words{theme(),     *text_, messages(), *pictures_, access_, display_->size(), display_->px_per_mm(),
                          state_.large};
  auto slip = effect.what == state::Printing::What::receipt
                  ? receipt_slip(state_, catalogue_, submitted_at(state_.last_receipt), words)
                  : bill_slip(state_, words);
  if (!printer_ || !slip) return update::print_told(state_, effect.number, Step::failed);
  printer_->print(effect.number, std::move(*slip));
}

void Board::take(const print::JobNews& news) {
  if (print::is_last(news.state)) {
    const bool done = news.state == print::JobNews::State::done;
    base::log_event(done ? base::LogLevel::info : base::LogLevel::warning, "print.ended",
                    {{"state", print::name_of(news.state)}, {"reason", news.reason}});
    printer_word_ = done ? "ok" : print::name_of(news.state);
  }
  update::print_told(state_, news.number, step_of(news.state));
}

}  // namespace gridboard::kiosk::app
