// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/concerns_places.hpp"

#include <algorithm>

#include "sync/base/paths.hpp"

namespace gridboard::desk {

bool concerns(const std::vector<std::string>& audience, const std::vector<model::Place>& places) {
  if (places.empty()) return true;
  return std::any_of(audience.begin(), audience.end(), [&](const std::string& path) {
    return std::any_of(places.begin(), places.end(),
                       [&](const model::Place& place) { return base::reaches(path, place.path); });
  });
}

}  // namespace gridboard::desk
