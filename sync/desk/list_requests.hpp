// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/model/request.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct ListRequests {
  std::vector<std::string> places;           // empty for all
  std::optional<model::RequestState> state;  // any if unset
  std::size_t limit = 200;                   // in all
};
// Newest first.
[[nodiscard]] base::Result<std::vector<model::ServiceRequest>> list_requests(store::Store& store,
                                                                             const ListRequests& filter);

}  // namespace gridboard::desk
