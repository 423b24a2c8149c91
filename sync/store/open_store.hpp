// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "sync/store/store.hpp"

namespace gridboard::store {

// "postgresql://..." or "postgres://..."; everything else is the path of a SQLite file.
[[nodiscard]] bool is_postgres(std::string_view location);
// The one place that chooses between the two; errors as open_sqlite_store() and open_postgres_store() have them.
[[nodiscard]] Result<std::unique_ptr<Store>> open_store(const std::string& location);

}  // namespace gridboard::store
