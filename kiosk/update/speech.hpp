// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The board reads itself aloud: on, off, again, faster, louder, and what listening means for the session. What is said
// is decided by the app from the accessibility tree.

#include <chrono>
#include <cstddef>
#include <string>

#include "kiosk/update/update.hpp"

namespace gridboard::kiosk::update {

[[nodiscard]] Effects toggle_speech(state::AppState& state);
[[nodiscard]] Effects pause_speech(state::AppState& state);
[[nodiscard]] Effects repeat_speech(state::AppState& state);
// A step beyond the slowest or loudest is none.
void change_speed(state::AppState& state, int by);
void change_volume(state::AppState& state, int by);
[[nodiscard]] Effects say_private_things(state::AppState& state);

// Told by the app: there is sound, or none any more; headphones were plugged in or pulled out. What is private falls
// silent with the headphones.
[[nodiscard]] Effects set_can_speak(state::AppState& state, bool can_speak);
[[nodiscard]] Effects set_headphones(state::AppState& state, bool plugged);
// What is shown begins to be read from its top.
void reading_began(state::AppState& state, base::Instant now);
// A key, a touch or something more urgent came before its end. `may_go_on`: PauseSpeech goes on with it.
void cut_short(state::AppState& state, bool may_go_on);
// These bytes of a node's sentence are heard now; both 0 before the first word.
void word_heard(state::AppState& state, const std::string& node, const std::string& sentence, std::size_t from,
                std::size_t to);
// Nothing is heard any more. `read`: all of what was to be read was, so that the session's time begins then.
void fell_silent(state::AppState& state, bool read, base::Instant now);

// Part of tick(): what is being read is listened to. While it goes on, the session's end is moved along, but no longer
// than kLongestReading; a pause isn't listening.
void keep_listening(state::AppState& state, base::Instant now);
inline constexpr std::chrono::minutes kLongestReading{10};

// With the session: off, as loud and as fast as usual.
void wipe_speech(state::AppState& state);

}  // namespace gridboard::kiosk::update
