// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What feeds places, each looked up once.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/model/place.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// For one transaction: `reader` must outlive it.
class SupplyLines {
 public:
  explicit SupplyLines(store::Reader& reader) : reader_(reader) {}

  // The points that a board at `path` hangs on, the lowest first; empty where nobody knows.
  [[nodiscard]] base::Result<std::vector<model::SupplyPoint>> above(std::string_view path);
  // Reads the places that above() will want for these together.
  [[nodiscard]] base::Result<void> look_ahead(const std::vector<std::string>& paths);

 private:
  base::Result<std::string> supply_of(const std::string& path);
  base::Result<std::vector<model::SupplyPoint>> line_of(std::string id);

  store::Reader& reader_;
  std::map<std::string, std::string> of_place_;
  std::map<std::string, std::optional<model::SupplyPoint>> points_;
};

}  // namespace gridboard::desk
