// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What the board says: from the frame that shows the state to the speaker, and from there to the word that is marked.
#include "kiosk/app/board.hpp"
#include "kiosk/update/speech.hpp"

namespace gridboard::kiosk::app {
namespace {

bool same_buttons(const state::Speech& one, const state::Speech& other) {
  return one.on == other.on && one.paused == other.paused && one.reading == other.reading && one.node == other.node &&
         one.from == other.from && one.to == other.to;
}

}  // namespace

void Board::make_voice() {
  voice_ = std::make_unique<Voice>(
      settings_.make_speaker, [inbox = inbox_.get()](speech::Said said) { inbox->post(said); },
      settings_.speech_volume);
  headphones_ = std::make_unique<platform::Headphones>(settings_.headphones,
                                                       platform::alsa_headphone_socket(settings_.sound_card));
}

// Asked only while somebody listens: a board that is silent leaves the sound card alone.
void Board::hear_headphones() {
  if (!state_.speech.on) return;
  const bool before = state_.speech.headphones;
  carry_out(update::set_headphones(state_, headphones_->plugged_in(clock_.monotonic())));
  if (before != state_.speech.headphones) frames_owed_ = std::max(frames_owed_, 1);
}

Scene Board::scene() {
  return {access_.nodes(), access_.focus, messages(), state_.speech.headphones || state_.speech.private_aloud};
}

void Board::hear_input(const platform::Display::Wake& wake) {
  if (!state_.can_speak) voice_->look_for_sound(now());
  voice_->warm_up();
  if (wake.input || wake.speech) voice_->interrupt();
  if (wake.speech) apply({state::ToggleSpeech{}});
  hear_headphones();
}

void Board::hear_touch() {
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) voice_->touched(access_.nodes(), ImGui::GetIO().MousePos);
}

void Board::narrate() {
  if (!state_.session.open || !state_.speech.on) narrated_ = true;
  if (narrated_ || !settled() || ImGui::GetIO().MouseDown[0]) return;
  narrated_ = true;
  const state::Speech before = state_.speech;
  carry_out(voice_->follow(state_, scene(), now()));
  if (!same_buttons(before, state_.speech)) frames_owed_ = std::max(frames_owed_, 1);
}

void Board::take(const speech::Said& said) {
  carry_out(voice_->heard(state_, said, now()));
}

void Board::keep_spoken() {
  voice_->keep_spoken();
}

std::vector<Spoken> Board::take_spoken() {
  return voice_->take_spoken();
}

bool Board::quiet() const {
  return settled() && (narrated_ || !state_.speech.on) && voice_->is_quiet();
}

void Board::carry_out(const update::Silence&) {
  voice_->silence();
}

void Board::carry_out(const update::SayScreen&) {
  voice_->say_screen();
}

void Board::carry_out(const update::HoldSpeech& effect) {
  voice_->hold(effect.held);
}

}  // namespace gridboard::kiosk::app
