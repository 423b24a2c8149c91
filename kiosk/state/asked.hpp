// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a question leads to, by Question::open: "bill", "notices.tariff" (a screen, and which notices of it),
// "services.repair" or "repair" (a kind of the catalogue).

#include <string>

#include "kiosk/state/app_state.hpp"
#include "sync/model/catalogue.hpp"

namespace gridboard::kiosk::state {

struct AskedFor {
  enum class What { nothing, screen, kind } what = What::nothing;
  ScreenId screen = ScreenId::board;
  int category = -1;    // of ScreenId::notices; -1 all
  std::string kind_id;  // of What::kind
};
// Nothing if the name is unknown, or if what it names isn't come to by a touch.
[[nodiscard]] AskedFor asked_for(const model::Question& question, const model::Catalogue& catalogue);

}  // namespace gridboard::kiosk::state
