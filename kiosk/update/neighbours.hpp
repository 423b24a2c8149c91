// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// "A neighbour has reported this already: is it the same?" Asked once a form, right after the answer that tells.

#include "kiosk/update/update.hpp"

namespace gridboard::kiosk::update {

inline constexpr std::chrono::hours kNeighbourWithin{48};

// The newest open report of the same kind and choice that is at most kNeighbourWithin old; nullptr if there is none,
// if this kind or answer asks no neighbours, or if it was asked already.
[[nodiscard]] const state::ReportView* fitting_report(const state::AppState& state, const model::RequestKind& kind,
                                                      base::Instant now);
// The question was put, and waits for its answer.
[[nodiscard]] bool waits_for_same(const state::Form& form);
// After the neighbour field got another answer: what was said of the old one no longer holds.
void forget_neighbour(state::Form& form);
// On ScreenId::same_report.
void answer_same_report(state::AppState& state, bool same, const Context& context, base::Instant now);
// The report that is asked about is done meanwhile: the question goes.
void drop_gone_report(state::AppState& state);

}  // namespace gridboard::kiosk::update
