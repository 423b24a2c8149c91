// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/printing.hpp"

#include "kiosk/update/answers.hpp"

namespace gridboard::kiosk::update {

using state::Printing;
using state::ScreenId;

bool is_under_way(const Printing& printing) {
  return printing.step == Printing::Step::sending || printing.step == Printing::Step::printing;
}

Effects print_slip(state::AppState& state) {
  if (!state.can_print || is_under_way(state.printing)) return {};
  const bool receipt = state.screen == ScreenId::receipt && !state.last_receipt.empty();
  const bool bill = state.screen == ScreenId::bill && state.session.unlocked && state.bill.bill;
  if (!receipt && !bill) return {};
  Printing& printing = state.printing;
  printing.what = receipt ? Printing::What::receipt : Printing::What::bill;
  printing.step = Printing::Step::sending;
  ++printing.number;
  return {PrintSlip{printing.number, printing.what}};
}

void forget_print(state::AppState& state) {
  state.printing.step = Printing::Step::none;
}

// News of a job that nobody looks at any more, or that has come to its end, change nothing.
void print_told(state::AppState& state, std::uint64_t number, Printing::Step step) {
  Printing& printing = state.printing;
  const bool waits = is_under_way(printing) || printing.step == Printing::Step::paper_out ||
                     printing.step == Printing::Step::offline;
  if (number != printing.number || !waits || step == Printing::Step::none) return;
  printing.step = step;
}

}  // namespace gridboard::kiosk::update
