// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "sync/base/result.hpp"
#include "sync/model/request.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// By receipt number, with or without hyphens, in any case. invalid_input if the check character doesn't fit; not_found.
[[nodiscard]] base::Result<model::ServiceRequest> show_request(store::Store& store, std::string_view receipt);
// The same within a transaction.
[[nodiscard]] base::Result<model::ServiceRequest> find_request(store::Reader& reader, std::string_view receipt);

}  // namespace gridboard::desk
