// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "sync/base/result.hpp"

namespace gridboard::store {

struct MoveCounts {
  std::size_t tables = 0, rows = 0;
  bool was_there = false;  // an earlier run had copied all of it, and ended before it could say so
};

// Copies the store in the SQLite file at `path` to PostgreSQL, all of it or nothing, with its epochs, heads and
// answers: boards go on where they are. The file stays as it is, and nobody writes to it meanwhile. not_found if it
// isn't there; conflict if a server has it open, or if PostgreSQL holds another centre or one that has gone on since.
[[nodiscard]] base::Result<MoveCounts> move_to_postgres(const std::string& path, const std::string& location);

}  // namespace gridboard::store
