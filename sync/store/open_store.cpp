// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/open_store.hpp"

#include "sync/store/postgres/postgres_store.hpp"
#include "sync/store/sqlite/sqlite_store.hpp"

namespace gridboard::store {

bool is_postgres(std::string_view location) {
  return location.starts_with("postgresql://") || location.starts_with("postgres://");
}

Result<std::unique_ptr<Store>> open_store(const std::string& location) {
  return is_postgres(location) ? open_postgres_store(location) : open_sqlite_store(location);
}

}  // namespace gridboard::store
