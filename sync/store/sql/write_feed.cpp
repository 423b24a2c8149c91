// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/feed_position.hpp"
#include "sync/store/sql/sql_writer.hpp"

namespace gridboard::store {

Result<SqlWriter::OpenLog*> SqlWriter::open_log(std::string_view name) {
  if (const auto known = logs_.find(name); known != logs_.end()) return &known->second;
  auto stored = stored_log(name);
  if (!stored) return tl::unexpected(stored.error());
  if (!*stored) {
    // An epoch is opaque; random, so that a cursor from before a restore fits no later epoch. Under 2^53 for JSON.
    const std::string epoch(connection_.dialect().random_epoch);
    auto made = execute(
        "INSERT INTO log (name, epoch, head, floor) VALUES (?1, " + epoch + ", 0, 0) ON CONFLICT (name) DO NOTHING",
        name);
    if (!made) return tl::unexpected(made.error());
    stored = stored_log(name);
    if (!stored) return tl::unexpected(stored.error());
    if (!*stored) return base::fail(base::ErrorCode::internal, "a log was not kept");
  }
  return &logs_.emplace(std::string(name), **stored).first->second;
}

Result<std::optional<SqlWriter::OpenLog>> SqlWriter::stored_log(std::string_view name) {
  return one<OpenLog>(
      [](const SqlRow& row) {
        return OpenLog{row.integer(0), row.unsigned_integer(1), false};
      },
      to_change("SELECT id, head FROM log WHERE name = ?1"), name);
}

Result<void> SqlWriter::keep_dictionary(const BodyCodec& codec) {
  auto statement = query("INSERT INTO body_dictionary (id, bytes) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING",
                         static_cast<std::int64_t>(codec.id()));
  if (!statement) return tl::unexpected(statement.error());
  (*statement)->bind_blob(2, codec.dictionary());
  return (*statement)->queue();
}

Result<void> SqlWriter::publish(std::string_view log_name, std::string_view key, std::string_view audience,
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
  return execute(
      "INSERT INTO feed (position, key, audience, moved, body) VALUES (?1, ?2, ?3, ?4, ?5) "
      "ON CONFLICT ((position >> 40), key) DO UPDATE SET position = excluded.position, audience = excluded.audience, "
      "moved = excluded.moved, body = excluded.body",
      feed_position((*log)->id, (*log)->head), key, audience, moved, body);
}

Result<void> SqlWriter::unpublish(std::string_view log_name, std::string_view key) {
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

Result<void> SqlWriter::renew_epochs() {
  moved_ = true;
  const SqlDialect& dialect = connection_.dialect();
  return execute("UPDATE log SET epoch = " + std::string(dialect.random_epoch) +
                 ", moved = " + std::string(dialect.moved_now));
}

Result<bool> SqlWriter::flush() {
  for (auto& [name, log] : logs_) {
    if (!log.moved) continue;
    auto done =
        execute("UPDATE log SET head = ?2, moved = " + std::string(connection_.dialect().moved_now) + " WHERE id = ?1",
                log.id, log.head);
    if (!done) return tl::unexpected(done.error());
    log.moved = false;
    moved_ = true;
  }
  return moved_;
}

Result<std::optional<LogHead>> SqlWriter::log_head(std::string_view log) {
  if (auto flushed = flush(); !flushed) return tl::unexpected(flushed.error());
  return SqlReader::log_head(log);
}

Result<std::vector<Change>> SqlWriter::changes(std::string_view log, std::uint64_t after, std::uint64_t upto,
                                               std::string_view place_path, std::size_t max_changes,
                                               std::size_t max_bytes, std::uint64_t& scanned_to) {
  if (auto flushed = flush(); !flushed) return tl::unexpected(flushed.error());
  return SqlReader::changes(log, after, upto, place_path, max_changes, max_bytes, scanned_to);
}

}  // namespace gridboard::store
