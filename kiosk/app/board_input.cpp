// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Typing and writing: what the keys ask of the workers beside the loop, and what those answer.
#include "kiosk/app/board.hpp"
#include "kiosk/update/answers.hpp"

namespace gridboard::kiosk::app {
namespace {

using state::KeyMode;
using state::ScreenId;

input::PenStroke stroke_of(const state::PenStroke& written) {
  input::PenStroke stroke;
  stroke.reserve(written.size());
  for (const state::PenPoint& point : written) stroke.push_back({point.x, point.y});
  return stroke;
}

}  // namespace

void Board::make_input_workers() {
  const auto post = [inbox = inbox_.get()](auto word) { inbox->post(std::move(word)); };
  const std::string share = settings_.share_folder + "/input";
  pinyin_ = std::make_unique<input::PinyinWorker>(
      input::PinyinFiles::in(settings_.assets_folder + "/input", settings_.share_folder + "/speech/readings.bin"),
      post);
  writing_ = std::make_unique<input::WritingWorker>(
      input::WritingFiles{share + "/strokes.bin", share + "/stroke_keys.bin"}, post);
}

// Residents write about their own places and the people they know: names without figures, which need no list.
void Board::know_own_names() {
  std::vector<std::string> names;
  for (const auto& [path, place] : views_.places) {
    if (place.name.find_first_of("0123456789") == std::string::npos) names.push_back(place.name);
  }
  if (views_.contacts.manager) names.push_back(views_.contacts.manager->manager.name);
  pinyin_->know(std::move(names));
}

// A field that takes characters is up: what reads them is loaded while the finger is on its way.
void Board::warm_up_input() {
  if (state_.screen != ScreenId::form && state_.screen != ScreenId::questions) return;
  if (state_.keys.mode == KeyMode::pinyin) pinyin_->warm_up();
  if (state_.keys.mode == KeyMode::handwriting || state_.keys.mode == KeyMode::strokes) writing_->warm_up();
}

bool Board::waits_for_input() const {
  const state::Keys& keys = state_.keys;
  return keys.asked != keys.answered && !(keys.composing.empty() && keys.written.empty());
}

void Board::carry_out(const update::AskPinyin& effect) {
  pinyin_->ask({effect.number, effect.letters, effect.for_name});
}

void Board::carry_out(const update::AskWriting& effect) {
  input::Writing writing;
  writing.number = effect.number;
  writing.keys = effect.keys;
  writing.strokes.reserve(effect.strokes.size());
  for (const state::PenStroke& stroke : effect.strokes) writing.strokes.push_back(stroke_of(stroke));
  writing_->ask(std::move(writing));
}

void Board::take(const input::Answer& answer) {
  std::vector<update::Candidate> candidates;
  candidates.reserve(answer.candidates.size());
  for (const input::Candidate& each : answer.candidates) candidates.push_back({each.text, each.letters});
  update::pinyin_answered(state_, answer.number, std::move(candidates));
}

void Board::take(const input::Read& read) {
  update::writing_answered(state_, read.number, read.characters);
}

}  // namespace gridboard::kiosk::app
