// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/postgres/postgres_writer.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "sync/store/sql/feed_position.hpp"
#include "sync/store/sql/lists.hpp"

namespace gridboard::store {

namespace {

// An import of everything doesn't fit into memory. It goes in by parts, which may have to wait for others.
constexpr std::size_t kMostWaitingBytes = 32 << 20;
constexpr std::size_t kPublishedAtOnce = 200;

}  // namespace

Result<void> PostgresWriter::wait(Waiting change) {
  waiting_bytes_ += sizeof change + change.key.size() + (change.body ? change.body->size() : 0);
  waiting_.push_back(std::move(change));
  return waiting_bytes_ > kMostWaitingBytes ? publish_waiting() : Result<void>();
}

Result<void> PostgresWriter::publish(std::string_view log, std::string_view key, std::string_view audience,
                                     std::string_view body) {
  return wait({std::string(log), std::string(key), std::string(audience), std::string(body)});
}

Result<void> PostgresWriter::unpublish(std::string_view log, std::string_view key) {
  return wait({std::string(log), std::string(key), "", std::nullopt});
}

Result<void> PostgresWriter::publish_waiting() {
  std::vector<Waiting> waiting = std::exchange(waiting_, {});
  waiting_bytes_ = 0;
  // What was done to one log stays in its order.
  std::stable_sort(waiting.begin(), waiting.end(),
                   [](const Waiting& left, const Waiting& right) { return left.log < right.log; });
  if (auto opened = open_logs_of(waiting); !opened) return opened;
  for (std::size_t done = 0; done < waiting.size();) {
    std::set<std::pair<std::string_view, std::string_view>> keys;
    std::size_t upto = done;
    while (upto < waiting.size() && keys.size() < kPublishedAtOnce &&
           keys.emplace(waiting[upto].log, waiting[upto].key).second) {
      ++upto;
    }
    if (auto published = publish_at_once(Changes(waiting).subspan(done, upto - done)); !published) return published;
    done = upto;
  }
  return {};
}

Result<void> PostgresWriter::open_logs_of(Changes changes) {
  std::vector<std::string> names;
  for (const Waiting& change : changes) {
    if ((names.empty() || names.back() != change.log) && !logs_.contains(change.log)) names.push_back(change.log);
  }
  if (names.size() < 2) return {};
  auto rows = query("SELECT log.name, log.id, log.head" +
                    from_each_of(ListOf::texts, connection_.dialect(), "log", "name", for_update_));
  if (!rows) return tl::unexpected(rows.error());
  (*rows)->bind_list(1, names);
  auto row = (*rows)->step();
  for (; row && *row; row = (*rows)->step()) {
    logs_.emplace((*rows)->string(0), OpenLog{(*rows)->integer(1), (*rows)->unsigned_integer(2), false});
  }
  if (!row) return tl::unexpected(row.error());
  return {};
}

Result<std::vector<std::optional<PostgresWriter::Standing>>> PostgresWriter::standing_of(Changes changes) {
  std::vector<std::int64_t> logs;
  std::vector<std::string> keys;
  for (const Waiting& change : changes) {
    const auto log = open_log(change.log);
    if (!log) return tl::unexpected(log.error());
    logs.push_back((*log)->id);
    keys.push_back(change.key);
  }
  auto rows = query(
      "SELECT wanted.number, feed.audience, feed.moved, feed.body FROM unnest(CAST(?1 AS BIGINT[]), CAST(?2 AS "
      "TEXT[])) "
      "WITH ORDINALITY AS wanted (log, key, number) CROSS JOIN LATERAL (SELECT audience, moved, body FROM feed WHERE "
      "position >> 40 = wanted.log AND key = wanted.key OFFSET 0) AS feed");
  if (!rows) return tl::unexpected(rows.error());
  (*rows)->bind_list(1, logs);
  (*rows)->bind_list(2, keys);
  std::vector<std::optional<Standing>> standing(changes.size());
  auto row = (*rows)->step();
  for (; row && *row; row = (*rows)->step()) {
    Standing& one = standing[static_cast<std::size_t>((*rows)->integer(0)) - 1].emplace();
    one.audience = (*rows)->string(1);
    one.moved = (*rows)->boolean(2);
    if ((*rows)->is_null(3)) continue;
    auto body = body_text(**rows, 3);
    if (!body) return tl::unexpected(body.error());
    one.body = std::move(*body);
  }
  if (!row) return tl::unexpected(row.error());
  return standing;
}

Result<void> PostgresWriter::publish_at_once(Changes changes) {
  const auto standing = standing_of(changes);
  if (!standing) return tl::unexpected(standing.error());
  std::vector<Moving> moving;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Waiting& change = changes[i];
    const std::optional<Standing>& stands = (*standing)[i];
    const bool stays = change.body ? stands && stands->audience == change.audience && stands->body == change.body
                                   : !stands || !stands->body;
    if (stays) continue;
    const auto log = open_log(change.log);
    if (!log) return tl::unexpected(log.error());
    (*log)->moved = true;
    Moving& one = moving.emplace_back();
    one.position = feed_position((*log)->id, ++(*log)->head);
    one.change = &change;
    one.audience = change.body ? change.audience : stands->audience;
    one.moved = stands && (stands->moved || stands->audience != one.audience);
  }
  constexpr std::size_t kColumns = 5;
  return insert_rows(connection_, "INSERT INTO feed (position, key, audience, moved, body)",
                     " ON CONFLICT ((position >> 40), key) DO UPDATE SET position = excluded.position, "
                     "audience = excluded.audience, moved = excluded.moved, body = excluded.body",
                     kColumns, moving, [](SqlStatement& row, int at, const Moving& one) -> Result<void> {
                       row.bind(at, one.position);
                       row.bind(at + 1, one.change->key);
                       row.bind(at + 2, one.audience);
                       row.bind(at + 3, one.moved);
                       row.bind(at + 4, one.change->body);
                       return {};
                     });
}

Result<std::vector<std::string>> PostgresWriter::logs_holding(std::string_view key) {
  if (auto done = publish_waiting(); !done) return tl::unexpected(done.error());
  return SqlWriter::logs_holding(key);
}

Result<std::size_t> PostgresWriter::note_removals(base::Instant now, std::size_t limit) {
  if (auto done = publish_waiting(); !done) return tl::unexpected(done.error());
  return SqlWriter::note_removals(now, limit);
}

Result<std::size_t> PostgresWriter::drop_removals(base::Instant noted_upto, std::size_t limit) {
  if (auto done = publish_waiting(); !done) return tl::unexpected(done.error());
  return SqlWriter::drop_removals(noted_upto, limit);
}

Result<bool> PostgresWriter::flush() {
  if (auto done = publish_waiting(); !done) return tl::unexpected(done.error());
  return SqlWriter::flush();
}

}  // namespace gridboard::store
