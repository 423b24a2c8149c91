// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <libpq-fe.h>

#include <memory>

#include "sync/base/result.hpp"

namespace gridboard::store {

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearResult>;

// What the server says without its details, which may quote what residents wrote. A broken constraint is conflict; a
// deadlock, a lock that took too long, a server that goes away or only reads is unavailable; a full disk io.
[[nodiscard]] base::Error error_of(const PGresult* result);
// The connection is lost or never came to be.
[[nodiscard]] base::Error error_of(PGconn* connection);
// The server chose this transaction to break a tie between several: the same again may go through.
[[nodiscard]] bool asks_to_repeat(const PGresult* result);
// The server took writes when the connection was made, and doesn't any more: another one does, perhaps.
[[nodiscard]] bool only_reads(const PGresult* result);

}  // namespace gridboard::store
