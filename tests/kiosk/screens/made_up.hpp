// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// States to draw: a unit, a hall, bills of every standing, long names, nothing at all.

#include <functional>
#include <string>
#include <vector>

#include "kiosk/state/app_state.hpp"
#include "sync/model/catalogue.hpp"

namespace gridboard::tests {

// What only an unlocked screen may show.
inline constexpr const char* kPrivate[] = {"欧阳", "4471", "96.40", "138****8000", "¥"};

struct Scene {
  std::string name;
  bool locked = true;
  std::function<void(kiosk::state::AppState&)> prepare;
};

// A board with 24 doors, outages, notices and a manager; a household's bill is in the state, locked.
[[nodiscard]] kiosk::state::AppState usual_state();
[[nodiscard]] std::vector<Scene> scenes(const model::Catalogue& catalogue);
[[nodiscard]] model::Catalogue whole_catalogue();

}  // namespace gridboard::tests
