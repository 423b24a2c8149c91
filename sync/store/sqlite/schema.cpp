// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sqlite/schema.hpp"

#include "sync/sqlite/transaction.hpp"
#include "sync/store/migrations/migrations.hpp"

namespace gridboard::store {

base::Result<void> migrate(sqlite::Database& database) {
  const auto steps = migrations();
  while (true) {
    const auto seen = database.query_integer("PRAGMA user_version");
    if (!seen) return tl::unexpected(seen.error());
    if (*seen == static_cast<std::int64_t>(steps.size())) return {};
    if (*seen > static_cast<std::int64_t>(steps.size())) {
      return base::fail(base::ErrorCode::conflict, "the store was written by a newer version of this program");
    }
    auto transaction = sqlite::Transaction::begin(database, sqlite::Transaction::Kind::write);
    if (!transaction) return tl::unexpected(transaction.error());
    // Another process may have gone first while we waited for the lock.
    const auto version = database.query_integer("PRAGMA user_version");
    if (!version) return tl::unexpected(version.error());
    if (*version != *seen) continue;
    auto done = database.execute(steps[static_cast<std::size_t>(*version)]);
    if (done) done = database.execute("PRAGMA user_version=" + std::to_string(*version + 1));
    if (done) done = transaction->commit();
    if (!done) return done;
  }
}

}  // namespace gridboard::store
