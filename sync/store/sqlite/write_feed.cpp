// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sqlite/columns.hpp"
#include "sync/store/sqlite/feed_position.hpp"
#include "sync/store/sqlite/writer.hpp"

namespace gridboard::store {

Result<SqliteWriter::OpenLog*> SqliteWriter::open_log(std::string_view name) {
  if (const auto known = logs_.find(name); known != logs_.end()) return &known->second;
  // An epoch is opaque; random, so that a cursor from before a restore fits no later epoch. Under 2^53 for JSON.
  if (auto made = execute("INSERT INTO log (name, epoch, head, floor) VALUES (?1, random() & 9007199254740991, 0, 0) "
                          "ON CONFLICT (name) DO NOTHING",
                          name);
      !made) {
    return tl::unexpected(made.error());
  }
  auto row = query("SELECT id, head FROM log WHERE name = ?1", name);
  if (!row) return tl::unexpected(row.error());
  const auto found = (*row)->step();
  if (!found) return tl::unexpected(found.error());
  if (!*found) return base::fail(base::ErrorCode::internal, "a log was not kept");
  return &logs_.emplace(std::string(name), OpenLog{(*row)->integer(0), (*row)->unsigned_integer(1), false})
              .first->second;
}

Result<void> SqliteWriter::keep_dictionary(const BodyCodec& codec) {
  auto statement = query("INSERT INTO body_dictionary (id, bytes) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING",
                         static_cast<std::int64_t>(codec.id()));
  if (!statement) return tl::unexpected(statement.error());
  (*statement)->bind_blob(2, codec.dictionary());
  return (*statement)->run();
}

Result<void> SqliteWriter::publish_new(OpenLog& log, std::string_view key, std::string_view audience,
                                       std::string_view packed) {
  // Plain INSERT first: for OR REPLACE SQLite copies every page that it touches, so that it can undo the statement.
  auto done = insert_record("INSERT INTO feed (position, key, audience, moved, body) VALUES (?1, ?2, ?3, 0, ?4)", log,
                            key, audience, packed);
  if (done || done.error().code != base::ErrorCode::conflict) return done;
  // A tombstone of the same key is there, of a household that has come back.
  return insert_record("INSERT OR REPLACE INTO feed (position, key, audience, moved, body) VALUES (?1, ?2, ?3, 1, ?4)",
                       log, key, audience, packed);
}

Result<void> SqliteWriter::insert_record(std::string_view sql, OpenLog& log, std::string_view key,
                                         std::string_view audience, std::string_view packed) {
  auto statement = database_.cached(sql);
  if (!statement) return tl::unexpected(statement.error());
  (*statement)->bind(1, feed_position(log.id, log.head + 1));
  (*statement)->bind_unowned(2, key).bind_unowned(3, audience).bind_blob_unowned(4, packed);
  auto done = (*statement)->run();
  if (!done) return done;
  ++log.head;
  log.moved = true;
  return {};
}

Result<void> SqliteWriter::publish(std::string_view log_name, std::string_view key, std::string_view audience,
                                   std::string_view body) {
  auto log = open_log(log_name);
  if (!log) return tl::unexpected(log.error());
  bool moved = false;
  {
    auto row = query("SELECT audience, moved, body FROM feed WHERE position >> 40 = ?1 AND key = ?2", (*log)->id, key);
    if (!row) return tl::unexpected(row.error());
    const auto found = (*row)->step();
    if (!found) return tl::unexpected(found.error());
    if (*found) {
      const bool same_audience = (*row)->text(0) == audience;
      moved = (*row)->boolean(1) || !same_audience;
      if (same_audience && !(*row)->is_null(2)) {
        auto stored = body_text(**row, 2);
        if (!stored) return tl::unexpected(stored.error());
        if (*stored == body) return {};
      }
    }
  }
  ++(*log)->head;
  (*log)->moved = true;
  return execute("INSERT OR REPLACE INTO feed (position, key, audience, moved, body) VALUES (?1, ?2, ?3, ?4, ?5)",
                 feed_position((*log)->id, (*log)->head), key, audience, moved, body);
}

Result<void> SqliteWriter::unpublish(std::string_view log_name, std::string_view key) {
  auto log = open_log(log_name);
  if (!log) return tl::unexpected(log.error());
  auto changed = execute_changing(
      "UPDATE feed SET position = ?3, body = NULL WHERE position >> 40 = ?1 AND key = ?2 AND body IS NOT NULL",
      (*log)->id, key, feed_position((*log)->id, (*log)->head + 1));
  if (!changed) return tl::unexpected(changed.error());
  if (!*changed) return {};
  ++(*log)->head;
  (*log)->moved = true;
  return {};
}

Result<void> SqliteWriter::renew_epochs() {
  moved_ = true;
  return execute("UPDATE log SET epoch = random() & 9007199254740991");
}

Result<bool> SqliteWriter::flush() {
  for (auto& [name, log] : logs_) {
    if (!log.moved) continue;
    if (auto done = execute("UPDATE log SET head = ?2 WHERE id = ?1", log.id, log.head); !done) {
      return tl::unexpected(done.error());
    }
    log.moved = false;
    moved_ = true;
  }
  return moved_;
}

Result<std::optional<LogHead>> SqliteWriter::log_head(std::string_view log) {
  if (auto flushed = flush(); !flushed) return tl::unexpected(flushed.error());
  return SqliteReader::log_head(log);
}

Result<std::vector<Change>> SqliteWriter::changes(std::string_view log, std::uint64_t after, std::uint64_t upto,
                                                  std::string_view place_path, std::size_t max_changes,
                                                  std::size_t max_bytes, std::uint64_t& scanned_to) {
  if (auto flushed = flush(); !flushed) return tl::unexpected(flushed.error());
  return SqliteReader::changes(log, after, upto, place_path, max_changes, max_bytes, scanned_to);
}

}  // namespace gridboard::store
