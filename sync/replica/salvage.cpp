// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/replica/salvage.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "sync/base/log.hpp"
#include "sync/base/paths.hpp"
#include "sync/base/time.hpp"
#include "sync/replica/schema.hpp"
#include "sync/sqlite/transaction.hpp"

namespace gridboard::replica {
namespace {

constexpr const char* kParts[] = {"", "-wal", "-shm"};

void remove_database(const std::string& path) {
  for (const char* part : kParts) ::unlink((path + part).c_str());
}

// Copies row by row until the damage; what was read by then is kept.
std::int64_t copy_rows(sqlite::Database& from, sqlite::Database& to, const std::string& select,
                       const std::string& insert, int columns) {
  std::int64_t copied = 0;
  auto rows = from.prepare(select);
  if (!rows) return 0;
  while (true) {
    const auto row = rows->step();
    if (!row || !*row) return copied;
    auto target = to.cached(insert);
    if (!target) return copied;
    for (int i = 0; i < columns; ++i) {
      if (rows->is_null(i))
        (*target)->bind_null(i + 1);
      else if (rows->is_integer(i))
        (*target)->bind(i + 1, rows->integer(i));
      else
        (*target)->bind(i + 1, rows->string(i));
    }
    if ((*target)->run()) ++copied;
  }
}

void copy_what_counts(sqlite::Database& from, sqlite::Database& to) {
  const std::int64_t identities = copy_rows(
      from, to, "SELECT one, board_id, server_url, public_key, secret_key, publishing_key, sealing_key FROM identity",
      "INSERT OR IGNORE INTO identity VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)", 7);
  copy_rows(from, to, "SELECT publishing_key, until_ms FROM ended_key",
            "INSERT OR IGNORE INTO ended_key VALUES(?1, ?2)", 2);
  const std::int64_t items = copy_rows(from, to, "SELECT number, id, kind, at_ms, body FROM outbox ORDER BY number",
                                       "INSERT OR IGNORE INTO outbox VALUES(?1, ?2, ?3, ?4, ?5)", 5);
  copy_rows(from, to, "SELECT receipt, item_id, kind, submitted_ms, promised_ms, acknowledged, rejection FROM receipt",
            "INSERT OR IGNORE INTO receipt VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)", 7);
  copy_rows(from, to, "SELECT receipt, stars, rating_item, reopened_ms, reopening_item, refusal FROM reply",
            "INSERT OR IGNORE INTO reply VALUES(?1, ?2, ?3, ?4, ?5, ?6)", 6);
  copy_rows(from, to,
            "SELECT name, value FROM setting WHERE name IN "
            "('receipt_number', 'receipt_prefix', 'revoked', 'last_contact_ms', 'command_said/picture', "
            "'command_said/restart')",
            "INSERT OR REPLACE INTO setting VALUES(?1, ?2)", 2);
  base::log_event(base::LogLevel::warning, "replica.salvaged", {{"identities", identities}, {"items", items}});
}

Result<void> build_new(const std::string& damaged, const std::string& fresh) {
  remove_database(fresh);
  make_private_file(fresh);
  auto to = sqlite::Database::open(fresh);
  if (!to) return tl::unexpected(to.error());
  auto made = make_schema(*to);
  if (!made) return made;
  auto from = sqlite::Database::open(damaged, {sqlite::OpenMode::existing, std::chrono::milliseconds(1000), 0});
  if (!from) from = sqlite::Database::open(damaged, {sqlite::OpenMode::read_only, std::chrono::milliseconds(1000), 0});
  if (!from) return {};
  auto writing = sqlite::Transaction::begin(*to, sqlite::Transaction::Kind::write);
  if (!writing) return tl::unexpected(writing.error());
  copy_what_counts(*from, *to);
  return writing->commit();
}

}  // namespace

Result<void> salvage(const std::string& path, base::Instant now) {
  const std::string fresh = path + ".fresh";
  const std::string aside = path + ".corrupt-" + std::to_string(now.time_since_epoch().count());
  base::log_event(base::LogLevel::error, "replica.corrupt", {{"set_aside", std::string_view(aside)}});
  if (auto built = build_new(path, fresh); !built) return built;
  sync_folder_of(path);
  for (const char* part : kParts) std::rename((path + part).c_str(), (aside + part).c_str());
  finish_salvage(path);
  if (::access(path.c_str(), F_OK) != 0)
    return base::fail(base::ErrorCode::io, "the salvaged file can't be put in place");
  return {};
}

void finish_salvage(const std::string& path) {
  const std::string fresh = path + ".fresh";
  if (::access(fresh.c_str(), F_OK) != 0) return;
  if (::access(path.c_str(), F_OK) == 0) return remove_database(fresh);  // cut off before it was whole
  // Cut off between the renames: a WAL left here belongs to what was set aside, and would be played into the new file.
  for (const char* part : {"-wal", "-shm"}) ::unlink((path + part).c_str());
  std::rename(fresh.c_str(), path.c_str());
  sync_folder_of(path);
}

}  // namespace gridboard::replica
