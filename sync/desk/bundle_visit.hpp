// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the centre remembers of the last file that was brought from a board: where it stood, and what it handed in,
// whose answers travel with the next bundle.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct BundleVisit {
  base::Instant made_at{};
  std::string cursor;
  std::vector<std::string> items;  // ids
};

[[nodiscard]] base::Result<std::optional<BundleVisit>> load_bundle_visit(store::Reader& reader,
                                                                         std::string_view board_id);
[[nodiscard]] base::Result<void> save_bundle_visit(store::Writer& writer, std::string_view board_id,
                                                   const BundleVisit& visit);

}  // namespace gridboard::desk
