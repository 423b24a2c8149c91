// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The on-screen keys: digits of a PIN, letters and strokes that become characters, letters that stay, codes.

#include "kiosk/update/update.hpp"

namespace gridboard::kiosk::update {

inline constexpr std::size_t kMaxComposingLetters = 30;
inline constexpr std::size_t kMaxComposingStrokes = 40;
inline constexpr std::size_t kMaxFindCharacters = 20;
inline constexpr std::size_t kMaxReceiptCharacters = 16;
inline constexpr std::size_t kMaxCodeCharacters = 16;

[[nodiscard]] Effects press_key(state::AppState& state, const std::string& text, const Context& context);
[[nodiscard]] Effects erase(state::AppState& state, const Context& context);
[[nodiscard]] Effects clear(state::AppState& state, const Context& context);
[[nodiscard]] Effects pick_candidate(state::AppState& state, std::size_t index, const Context& context);
// What is being composed goes. How characters are entered is kept for this person's next field.
[[nodiscard]] Effects set_key_mode(state::AppState& state, state::KeyMode mode, const Context& context);
void toggle_capitals(state::AppState& state);
void drop_candidates(state::Keys& keys);
void shuffle_digits(state::AppState& state, base::Random& random);
void turn_page(state::AppState& state, int by);
void turn_candidates(state::AppState& state, int by);

}  // namespace gridboard::kiosk::update
