// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/speech.hpp"

#include <algorithm>

#include "kiosk/state/wipe.hpp"
#include "kiosk/update/session.hpp"

namespace gridboard::kiosk::update {
namespace {

void forget_word(state::Speech& speech) {
  state::wipe(speech.node);
  state::wipe(speech.sentence);
  speech.from = speech.to = 0;
}

void end_reading(state::Speech& speech) {
  speech.reading = false;
  speech.reading_since.reset();
}

Effects begin_anew(state::Speech& speech) {
  speech.paused = false;
  return {SayScreen{}};
}

void turn_off(state::Speech& speech) {
  forget_word(speech);
  end_reading(speech);
  speech.on = speech.paused = speech.private_aloud = false;
}

}  // namespace

Effects toggle_speech(state::AppState& state) {
  state::Speech& speech = state.speech;
  if (!speech.on) {
    if (!state.can_speak) return {};
    speech.on = true;
    return begin_anew(speech);
  }
  turn_off(speech);
  return {Silence{}};
}

Effects pause_speech(state::AppState& state) {
  state::Speech& speech = state.speech;
  if (!speech.on || (!speech.reading && !speech.paused)) return {};
  speech.paused = !speech.paused;
  if (speech.paused) end_reading(speech);
  return {HoldSpeech{speech.paused}};
}

Effects repeat_speech(state::AppState& state) {
  return state.speech.on ? begin_anew(state.speech) : Effects{};
}

void change_speed(state::AppState& state, int by) {
  state::Speech& speech = state.speech;
  if (speech.on)
    speech.speed = std::clamp(speech.speed + std::clamp(by, -1, 1), state::kSlowestSpeech, state::kFastestSpeech);
}

void change_volume(state::AppState& state, int by) {
  state::Speech& speech = state.speech;
  if (speech.on)
    speech.volume = std::clamp(speech.volume + std::clamp(by, -1, 1), state::kQuietestSpeech, state::kLoudestSpeech);
}

Effects say_private_things(state::AppState& state) {
  if (!state.speech.on) return {};
  state.speech.private_aloud = true;
  return begin_anew(state.speech);
}

Effects set_can_speak(state::AppState& state, bool can_speak) {
  if (state.can_speak == can_speak) return {};
  state.can_speak = can_speak;
  if (can_speak || !state.speech.on) return {};
  turn_off(state.speech);
  return {Silence{}};
}

Effects set_headphones(state::AppState& state, bool plugged) {
  state::Speech& speech = state.speech;
  if (speech.headphones == plugged) return {};
  speech.headphones = plugged;
  if (plugged || !speech.on) return {};
  // Who pulled them out didn't ask for the rest to be heard by all.
  speech.private_aloud = false;
  forget_word(speech);
  end_reading(speech);
  return {Silence{}};
}

void reading_began(state::AppState& state, base::Instant now) {
  if (!state.speech.on) return;
  state.speech.reading = true;
  state.speech.paused = false;
  state.speech.reading_since = now;
}

void cut_short(state::AppState& state, bool may_go_on) {
  state::Speech& speech = state.speech;
  if (!speech.on) return;
  end_reading(speech);
  speech.paused = may_go_on;
}

void word_heard(state::AppState& state, const std::string& node, const std::string& sentence, std::size_t from,
                std::size_t to) {
  state::Speech& speech = state.speech;
  if (!speech.on) return;
  if (speech.node != node) state::wipe(speech.node), speech.node = node;
  if (speech.sentence != sentence) state::wipe(speech.sentence), speech.sentence = sentence;
  speech.to = std::min(to, sentence.size());
  speech.from = std::min(from, speech.to);
}

void fell_silent(state::AppState& state, bool read, base::Instant now) {
  forget_word(state.speech);
  if (!read) return;
  keep_listening(state, now);
  end_reading(state.speech);
}

void keep_listening(state::AppState& state, base::Instant now) {
  const state::Speech& speech = state.speech;
  if (!state.session.open || !speech.on || !speech.reading || speech.paused || !speech.reading_since) return;
  if (now - *speech.reading_since > kLongestReading) return;
  state.session.ends_at = std::max(state.session.ends_at, now + session_length(state.large));
}

void wipe_speech(state::AppState& state) {
  const bool headphones = state.speech.headphones;
  turn_off(state.speech);
  state.speech = state::Speech{};
  state.speech.headphones = headphones;
}

}  // namespace gridboard::kiosk::update
