// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What came back from outside: the other ends of the effects, and what the link tells. Late answers change nothing.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/update/update.hpp"

namespace gridboard::kiosk::update {

// Answer to LookUpLock and CheckPin.
struct LockAnswer {
  enum class Verdict { open_to_tries, right, wrong, waiting, no_pin } verdict = Verdict::open_to_tries;
  int tries_left = 5;
  std::optional<base::Instant> wait_until;
};
[[nodiscard]] Effects lock_answered(state::AppState& state, const std::string& account, const LockAnswer& answer,
                                    base::Instant now, const Context& context);

struct Candidate {
  std::string text;
  std::size_t letters = 0;  // of the question that it stands for
};
void pinyin_answered(state::AppState& state, std::uint64_t number, std::vector<Candidate> candidates);

// Answer to AskWriting: characters, best first.
void writing_answered(state::AppState& state, std::uint64_t number, std::vector<std::string> characters);
void questions_answered(state::AppState& state, std::uint64_t number, std::vector<model::Question> found,
                        std::vector<model::Question> related);
void print_told(state::AppState& state, std::uint64_t number, state::Printing::Step step);

void submitted(state::AppState& state, const std::string& receipt);
void submit_failed(state::AppState& state, const std::string& sentence);

void households_found(state::AppState& state, const std::string& typed, state::FindView found);
// Nothing: this board took in no such request.
void request_found(state::AppState& state, const std::string& receipt, std::optional<state::RequestView> found);
void bill_loaded(state::AppState& state, state::BillView bill);

// The rating or the reopening is kept and will be sent.
void rating_kept(state::AppState& state, const std::string& receipt, int stars);
void reopening_kept(state::AppState& state, const std::string& receipt);
// It could not be kept: `sentence` says so, and it may be tried again.
void follow_failed(state::AppState& state, const std::string& receipt, const std::string& sentence);
void maintenance_loaded(state::AppState& state, state::MaintenanceView view);
// Answer to TakeBundle and WriteOutbox.
void stick_done(state::AppState& state, state::Stick outcome);

void enrol_failed(state::AppState& state, const std::string& sentence);
// Leaves the staff's screen for the notice-board, or comes to it. Ends a session that is going on.
[[nodiscard]] Effects set_enrolled(state::AppState& state, bool enrolled);
// Enrolled, but the centre hasn't approved of it: shows the id by which staff find it. set_enrolled() ends it.
[[nodiscard]] Effects set_waiting(state::AppState& state, const std::string& board_id);
[[nodiscard]] Effects set_revoked(state::AppState& state);
// New views have been put into the state: what was being read, reported or announced may be gone, or have come.
void views_changed(state::AppState& state);

}  // namespace gridboard::kiosk::update
