// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// How long a removal stays in the feed.
#include <map>

#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/feed_position.hpp"
#include "sync/store/sql/sql_writer.hpp"

namespace gridboard::store {

Result<std::size_t> SqlWriter::note_removals(base::Instant now, std::size_t limit) {
  auto statement = query(
      "INSERT INTO removal (position, noted_at) SELECT position, CAST(?1 AS BIGINT) FROM feed WHERE body IS NULL "
      "AND NOT EXISTS (SELECT 1 FROM removal WHERE removal.position = feed.position) LIMIT ?2",
      to_column(now), static_cast<std::uint64_t>(limit));
  if (!statement) return tl::unexpected(statement.error());
  return (*statement)->run().map([](std::int64_t noted) { return static_cast<std::size_t>(noted); });
}

Result<std::size_t> SqlWriter::drop_removals(base::Instant noted_upto, std::size_t limit) {
  const auto due = many<std::int64_t>([](const SqlRow& row) { return row.integer(0); },
                                      "SELECT position FROM removal WHERE noted_at <= ?1 ORDER BY noted_at, position "
                                      "LIMIT ?2",
                                      to_column(noted_upto), static_cast<std::uint64_t>(limit));
  if (!due) return tl::unexpected(due.error());
  std::map<std::int64_t, std::uint64_t> floors;  // in the order of the logs: two writers never wait for each other
  for (const std::int64_t position : *due) {
    // Nothing there, if the record was published again since.
    auto dropped = execute_changing("DELETE FROM feed WHERE position = ?1 AND body IS NULL", position);
    if (dropped && *dropped) {
      std::uint64_t& floor = floors[position >> kSeqBits];
      floor = std::max(floor, seq_of(position));
    }
    const auto forgotten = execute("DELETE FROM removal WHERE position = ?1", position);
    if (!dropped || !forgotten) return tl::unexpected(!dropped ? dropped.error() : forgotten.error());
  }
  for (const auto& [log, floor] : floors) {
    auto raised =
        execute_changing("UPDATE log SET floor = ?2, moved = " + std::string(connection_.dialect().moved_now) +
                             " WHERE id = ?1 AND floor < ?2",
                         log, floor);
    if (!raised) return tl::unexpected(raised.error());
    moved_ = moved_ || *raised;
  }
  return due->size();
}

}  // namespace gridboard::store
