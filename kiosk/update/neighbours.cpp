// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/neighbours.hpp"

#include <algorithm>

#include "kiosk/state/wipe.hpp"
#include "kiosk/update/form.hpp"
#include "kiosk/update/navigate.hpp"

namespace gridboard::kiosk::update {

using state::ScreenId;

const state::ReportView* fitting_report(const state::AppState& state, const model::RequestKind& kind,
                                        base::Instant now) {
  if (kind.neighbour_field.empty() || state.form.neighbour_asked) return nullptr;
  const auto answer = state.form.answers.find(kind.neighbour_field);
  if (answer == state.form.answers.end()) return nullptr;
  const auto& values = kind.neighbour_values;
  if (std::find(values.begin(), values.end(), answer->second) == values.end()) return nullptr;
  const state::ReportView* newest = nullptr;
  for (const state::ReportView& report : state.reports) {
    if (report.kind_id != kind.id || report.choice != answer->second) continue;
    if (now - report.reported_at > kNeighbourWithin) continue;
    if (!newest || report.reported_at > newest->reported_at) newest = &report;
  }
  return newest;
}

bool waits_for_same(const state::Form& form) {
  return form.neighbour.has_value() && !form.neighbour_asked;
}

void forget_neighbour(state::Form& form) {
  form.neighbour.reset();
  state::wipe(form.same_as);
}

void answer_same_report(state::AppState& state, bool same, const Context& context, base::Instant now) {
  const model::RequestKind* kind = context.catalogue.find(state.form.kind_id);
  if (state.screen != ScreenId::same_report || !kind || !waits_for_same(state.form)) return;
  state::Form& form = state.form;
  form.neighbour_asked = true;
  if (same) {
    form.same_as = form.neighbour->id;
    drop_unasked(form, *kind);
  } else {
    form.neighbour.reset();
  }
  go_to(state, ScreenId::form);
  if (const model::Field* field = find_field(*kind, kind->neighbour_field)) {
    lead_on(state, *kind, *field, context, now);
  }
}

void drop_gone_report(state::AppState& state) {
  if (!waits_for_same(state.form)) return;
  const std::string& id = state.form.neighbour->id;
  const bool is_held =
      std::any_of(state.reports.begin(), state.reports.end(), [&](const auto& report) { return report.id == id; });
  if (is_held) return;
  state.form.neighbour.reset();
  if (state.screen == ScreenId::same_report) go_back(state);
}

}  // namespace gridboard::kiosk::update
