// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Questions: what is asked of the worker beside the loop, what it answers, and what staff have published for it.
#include "kiosk/app/board.hpp"
#include "kiosk/update/answers.hpp"

namespace gridboard::kiosk::app {

void Board::make_questions() {
  const questions::QuestionFiles files{settings_.assets_folder + "/knowledge",
                                       settings_.share_folder + "/speech/readings.bin"};
  questions_ = std::make_unique<questions::QuestionWorker>(
      files, [inbox = inbox_.get()](questions::Found found) { inbox->post(std::move(found)); });
}

// Of the newest news only what differs makes a new index; what is asked meanwhile waits for it. Nothing is built before
// the first session that comes to the questions.
void Board::publish_questions(std::vector<model::Question> published) {
  if (published == views_.questions) return;
  questions_->set_published(std::move(published));
}

void Board::warm_up_questions() {
  if (state_.screen == state::ScreenId::questions) questions_->warm_up();
}

bool Board::waits_for_questions() const {
  return state_.questions.asked != state_.questions.answered;
}

void Board::carry_out(const update::AskQuestions& effect) {
  questions_->ask({effect.number, effect.typed});
}

void Board::take(const questions::Found& found) {
  update::questions_answered(state_, found.number, found.questions, found.related);
}

}  // namespace gridboard::kiosk::app
