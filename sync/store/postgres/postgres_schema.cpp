// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/postgres/postgres_schema.hpp"

#include "sync/store/migrations/migrations.hpp"

namespace gridboard::store {

namespace {

// Any number that is ours: whoever migrates this database waits for it.
constexpr const char* kOneAtATime = "SELECT pg_advisory_xact_lock(7163384658)";

Result<std::int64_t> integer_of(PostgresConnection& connection, std::string_view sql) {
  auto statement = connection.statement(sql);
  if (!statement) return tl::unexpected(statement.error());
  const auto row = (*statement)->step();
  if (!row) return tl::unexpected(row.error());
  return *row ? (*statement)->integer(0) : 0;
}

// 0 where no store is yet.
Result<std::int64_t> version_of(PostgresConnection& connection) {
  const auto there = integer_of(connection, "SELECT count(to_regclass('schema_version'))");
  if (!there || *there == 0) return there;
  return integer_of(connection, "SELECT version FROM schema_version");
}

Result<void> run_steps(PostgresConnection& connection, std::int64_t had) {
  const auto steps = postgres_migrations();
  if (had > static_cast<std::int64_t>(steps.size())) {
    return base::fail(base::ErrorCode::conflict, "the store was written by a newer version of this program");
  }
  if (had == static_cast<std::int64_t>(steps.size())) return {};
  for (std::size_t i = static_cast<std::size_t>(had); i < steps.size(); ++i) {
    if (auto done = connection.execute(steps[i]); !done) return done;
  }
  return connection.execute(
      "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL);"
      "DELETE FROM schema_version;"
      "INSERT INTO schema_version VALUES (" +
      std::to_string(steps.size()) + ")");
}

Result<void> migrate_in_transaction(PostgresConnection& connection) {
  auto had = version_of(connection);
  if (!had) return tl::unexpected(had.error());
  if (*had == static_cast<std::int64_t>(postgres_migrations().size())) return {};
  if (auto locked = connection.execute(kOneAtATime); !locked) return locked;
  // Another process may have gone first while we waited for the lock.
  had = version_of(connection);
  if (!had) return tl::unexpected(had.error());
  return run_steps(connection, *had);
}

}  // namespace

Result<void> migrate(PostgresConnection& connection) {
  connection.begin(PostgresConnection::Kind::write);
  auto done = migrate_in_transaction(connection);
  if (done) done = connection.commit();
  if (!done) connection.roll_back();
  return done;
}

}  // namespace gridboard::store
