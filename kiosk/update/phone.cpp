// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/phone.hpp"

#include "kiosk/update/navigate.hpp"

namespace gridboard::kiosk::update {

using state::ScreenId;

void go_on_with_phone(state::AppState& state, const Context& context) {
  if (state.screen != ScreenId::form && state.screen != ScreenId::summary) return;
  const model::RequestKind* kind = context.catalogue.find(state.form.kind_id);
  if (!kind || !kind->listed || state.phone_base.empty() || state.form.submitting) return;
  go_to(state, ScreenId::phone);
  state.phone_url = state.phone_base + "/" + kind->id;
  name_phone(state, context);
}

void name_phone(state::AppState& state, const Context& context) {
  const model::RequestKind* kind = context.catalogue.find(state.form.kind_id);
  if (state.phone_url.empty() || !kind) return;
  state.phone_title = state.english && !kind->name.en.empty() ? kind->name.en : kind->name.zh;
}

void refresh_phone(state::AppState& state) {
  if (state.phone_url.empty()) return;
  if (state.phone_base.empty()) {
    state.phone_url.clear();
    if (state.screen == ScreenId::phone) go_back(state);
  } else if (!state.form.kind_id.empty()) {
    state.phone_url = state.phone_base + "/" + state.form.kind_id;
  }
}

}  // namespace gridboard::kiosk::update
