// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace gridboard::store {

// The numbered .sql files beside this header, in their order. A store at version n has run the first n.
[[nodiscard]] std::span<const char* const> migrations();
// The same for PostgreSQL: postgres/*.sql.
[[nodiscard]] std::span<const char* const> postgres_migrations();

}  // namespace gridboard::store
