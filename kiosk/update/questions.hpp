// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Questions: those found for what is typed, the one that is read, and what it leads to.

#include <string>
#include <variant>

#include "kiosk/update/update.hpp"

namespace gridboard::kiosk::update {

inline constexpr std::size_t kMostRead = 32;  // answers that Back leads through

// For what is typed and what is composed on the keys: so pinyin and initials find answers before a character is chosen.
[[nodiscard]] Effect ask_questions(state::AppState& state);
[[nodiscard]] Effects open_questions(state::AppState& state);
// One that was found, or is related to those found or to the one that is read.
[[nodiscard]] Effects open_question(state::AppState& state, const std::string& id, const Context& context);
// From an answer to the one before. False if there is none.
[[nodiscard]] bool leave_question(state::AppState& state);
[[nodiscard]] Effects do_what_was_asked(state::AppState& state, const Context& context, base::Instant now);

}  // namespace gridboard::kiosk::update
