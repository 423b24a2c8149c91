// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/replica/schema.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <charconv>
#include <filesystem>

namespace gridboard::replica {
namespace {

// One row a record, with the few columns that look-ups need beside its body. `incoming` holds a snapshot that isn't
// complete yet; nobody reads it until it is swapped in. `ended_key`: publishing keys before the pinned one, good for
// segments until then. `reply`: how a resident rated or reopened a request here, until the request's record tells the
// same.
constexpr const char* kSchema = R"sql(
CREATE TABLE IF NOT EXISTS setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS identity(one INTEGER PRIMARY KEY CHECK(one = 1), board_id TEXT NOT NULL,
  server_url TEXT NOT NULL, public_key TEXT NOT NULL, secret_key TEXT NOT NULL, publishing_key TEXT NOT NULL,
  sealing_key TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS ended_key(publishing_key TEXT PRIMARY KEY, until_ms INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outbox(number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL, at_ms INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS receipt(receipt TEXT PRIMARY KEY, item_id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  submitted_ms INTEGER NOT NULL, promised_ms INTEGER, acknowledged INTEGER NOT NULL DEFAULT 0,
  rejection TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reply(receipt TEXT PRIMARY KEY, stars INTEGER NOT NULL DEFAULT 0,
  rating_item TEXT NOT NULL DEFAULT '', reopened_ms INTEGER, reopening_item TEXT NOT NULL DEFAULT '',
  refusal TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS position(log TEXT PRIMARY KEY, epoch INTEGER NOT NULL, seq INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS quarantine(log TEXT NOT NULL, key TEXT NOT NULL, at_ms INTEGER NOT NULL,
  reason TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(log, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS record(key TEXT NOT NULL, log TEXT NOT NULL, audience TEXT NOT NULL, body TEXT NOT NULL,
  account TEXT, unit_path TEXT, door TEXT, period TEXT, is_open INTEGER NOT NULL DEFAULT 0, UNIQUE(key, log));
CREATE INDEX IF NOT EXISTS record_log ON record(log);
CREATE INDEX IF NOT EXISTS record_household ON record(unit_path, account, door) WHERE unit_path IS NOT NULL;
CREATE INDEX IF NOT EXISTS record_bill ON record(account, period) WHERE period IS NOT NULL;
CREATE INDEX IF NOT EXISTS record_open ON record(account) WHERE is_open = 1;
CREATE TABLE IF NOT EXISTS incoming(key TEXT NOT NULL, log TEXT NOT NULL, audience TEXT NOT NULL, body TEXT NOT NULL,
  account TEXT, unit_path TEXT, door TEXT, period TEXT, is_open INTEGER NOT NULL DEFAULT 0, UNIQUE(key, log));
)sql";

// Up to version 2 what belongs to households lay here in the clear: it is taken out, and comes again sealed.
constexpr int kFirstSealedVersion = 3;
constexpr const char* kForgetClear = R"sql(
DELETE FROM record WHERE key LIKE 'household/%' OR key LIKE 'bill/%';
DELETE FROM incoming; DELETE FROM quarantine; DELETE FROM position; DELETE FROM setting WHERE name = 'cursor';
)sql";

}  // namespace

void make_private_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);
}

bool sync_folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const int file = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return false;
  const bool synced = ::fsync(file) == 0;
  return ::close(file) == 0 && synced;
}

Result<void> make_schema(sqlite::Database& database) {
  const auto found = database.query_integer("PRAGMA user_version");
  if (!found) return tl::unexpected(found.error());
  if (*found > kSchemaVersion) return base::fail(base::ErrorCode::conflict, "the file was written by a newer release");
  if (*found == kSchemaVersion) return {};
  const bool clear = *found != 0 && *found < kFirstSealedVersion;
  if (clear) {
    if (auto overwriting = database.execute("PRAGMA secure_delete=ON"); !overwriting) return overwriting;
  }
  auto made = database.execute(std::string("BEGIN IMMEDIATE;") + kSchema + (clear ? kForgetClear : "") +
                               "PRAGMA user_version=" + std::to_string(kSchemaVersion) + ";COMMIT;");
  if (!made || !clear) return made;
  // Remains of it in free pages and in the log; that it is gone from the tables stands already.
  (void)database.execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA secure_delete=OFF");
  return {};
}

Result<void> first_failure(std::initializer_list<Result<void>> steps) {
  for (const Result<void>& step : steps) {
    if (!step) return step;
  }
  return {};
}

Result<std::optional<std::string>> setting(sqlite::Database& database, std::string_view name) {
  std::optional<std::string> value;
  const auto read = for_each_row(
      database, "SELECT value FROM setting WHERE name = ?1",
      [&value](sqlite::Statement& row) { value = row.string(0); }, name);
  if (!read) return tl::unexpected(read.error());
  return value;
}

Result<std::int64_t> setting_number(sqlite::Database& database, std::string_view name) {
  const auto text = setting(database, name);
  if (!text) return tl::unexpected(text.error());
  std::int64_t number = 0;
  if (*text) std::from_chars((*text)->data(), (*text)->data() + (*text)->size(), number);
  return number;
}

Result<void> set_setting(sqlite::Database& database, std::string_view name, std::string_view value) {
  return run(database,
             "INSERT INTO setting(name, value) VALUES(?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value", name,
             value);
}

Result<void> set_setting(sqlite::Database& database, std::string_view name, std::int64_t value) {
  return set_setting(database, name, std::string_view(std::to_string(value)));
}

}  // namespace gridboard::replica
