// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/move/move_store.hpp"

#include <filesystem>
#include <map>

#include "sync/sqlite/transaction.hpp"
#include "sync/store/move/copy_store.hpp"
#include "sync/store/postgres/postgres_schema.hpp"
#include "sync/store/sqlite/owner_lock.hpp"
#include "sync/store/sqlite/schema.hpp"

namespace gridboard::store {

namespace {

using base::ErrorCode;
using base::fail;

// Name of a log to its epoch and head. Epochs are random: the same ones are of the same centre.
using Heads = std::map<std::string, std::pair<std::int64_t, std::int64_t>>;
constexpr const char* kHeads = "SELECT name, epoch, head FROM log";

template <class Statement>
Result<Heads> heads_of(Statement& row) {
  Heads heads;
  while (true) {
    const auto more = row.step();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return heads;
    heads[row.string(0)] = {row.integer(1), row.integer(2)};
  }
}

Result<Heads> heads_in(sqlite::Database& file) {
  auto statement = file.prepare(kHeads);
  if (!statement) return tl::unexpected(statement.error());
  return heads_of(*statement);
}

Result<Heads> heads_at(PostgresConnection& server) {
  auto statement = server.statement(kHeads);
  if (!statement) return tl::unexpected(statement.error());
  return heads_of(**statement);
}

Result<MoveCounts> copy(sqlite::Database& file, PostgresConnection& server) {
  if (auto locked = server.execute("LOCK TABLE log IN EXCLUSIVE MODE"); !locked) {
    return tl::unexpected(locked.error());
  }
  const auto here = heads_in(file);
  if (!here) return tl::unexpected(here.error());
  const auto there = heads_at(server);
  if (!there) return tl::unexpected(there.error());
  if (!there->empty() && *there == *here) return MoveCounts{0, 0, true};
  if (!there->empty()) {
    return fail(ErrorCode::conflict, "the PostgreSQL database holds a centre already, and not this one as it is now");
  }
  const auto counts = copy_from_file(file, server);
  if (!counts) return tl::unexpected(counts.error());
  if (auto kept = server.commit(); !kept) return tl::unexpected(kept.error());
  return MoveCounts{counts->tables, counts->rows, false};
}

}  // namespace

base::Result<MoveCounts> move_to_postgres(const std::string& path, const std::string& location) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return fail(ErrorCode::not_found, "there is no store at " + path);
  OwnerLock owner(path + ".owner");
  if (!owner.try_take()) {
    return fail(ErrorCode::conflict, "gridboard-server or another command has the store open; stop it first");
  }
  auto file = sqlite::Database::open(path);
  if (!file) return tl::unexpected(file.error());
  if (auto done = migrate(*file); !done) return tl::unexpected(done.error());
  auto server = PostgresConnection::open(location);
  if (!server) return tl::unexpected(server.error());
  if (auto done = migrate(**server); !done) return tl::unexpected(done.error());

  // Holds writers off until the copy is committed.
  auto transaction = sqlite::Transaction::begin(*file, sqlite::Transaction::Kind::write);
  if (!transaction) return tl::unexpected(transaction.error());
  (*server)->begin(PostgresConnection::Kind::write);
  auto moved = copy(*file, **server);
  (*server)->roll_back();
  return moved;
}

}  // namespace gridboard::store
