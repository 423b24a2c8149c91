// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "sync/store/audience.hpp"
#include "sync/store/sql/feed_position.hpp"
#include "sync/store/sql/sql_reader.hpp"

namespace gridboard::store {

namespace {

// A page of the log: what a look at one board's share of it may hold in memory.
constexpr std::size_t kRowsAtOnce = 1000;

std::string read_text(const SqlRow& row) {
  return row.string(0);
}

}  // namespace

Result<std::string> SqlReader::body_text(const SqlRow& row, int column) {
  if (!row.is_packed(column)) return row.string(column);
  const std::string_view packed = row.blob(column);
  const std::uint32_t id = BodyCodec::dictionary_of(packed);
  auto known = codecs_.find(id);
  if (known == codecs_.end()) {
    auto dictionary = query("SELECT bytes FROM body_dictionary WHERE id = ?1", static_cast<std::int64_t>(id));
    if (!dictionary) return tl::unexpected(dictionary.error());
    const auto found = (*dictionary)->step();
    if (!found) return tl::unexpected(found.error());
    if (!*found) return base::fail(base::ErrorCode::corrupt, "a packed feed body names a dictionary that isn't there");
    auto codec = std::make_shared<const BodyCodec>(std::string((*dictionary)->blob(0)));
    known = codecs_.emplace(id, std::move(codec)).first;
  }
  return known->second->unpack(packed);
}

Result<std::optional<LogHead>> SqlReader::log_head(std::string_view log) {
  return one<LogHead>(
      [](const SqlRow& row) {
        return LogHead{row.unsigned_integer(0), row.unsigned_integer(1), row.unsigned_integer(2)};
      },
      "SELECT epoch, head, floor FROM log WHERE name = ?1", log);
}

Result<std::vector<MovedLog>> SqlReader::moved_logs(std::string& mark) {
  const auto now = one(read_text, connection_.dialect().moved_mark);
  if (!now) return tl::unexpected(now.error());
  const std::string since = std::exchange(mark, now->value_or(""));
  if (since.empty()) return std::vector<MovedLog>();
  return many<MovedLog>(
      [](const SqlRow& row) {
        return MovedLog{row.string(0), {row.unsigned_integer(1), row.unsigned_integer(2), row.unsigned_integer(3)}};
      },
      "SELECT name, epoch, head, floor FROM log WHERE " + std::string(connection_.dialect().moved_since), since);
}

Result<std::vector<std::string>> SqlReader::logs_holding(std::string_view key) {
  // The words of the index: it is used where they are found again.
  constexpr std::string_view kOneLogAlone[] = {"bill/", "household/"};
  const auto begins_key = [&](std::string_view start) { return key.starts_with(start); };
  if (std::none_of(std::begin(kOneLogAlone), std::end(kOneLogAlone), begins_key)) {
    return many(read_text,
                "SELECT log.name FROM feed JOIN log ON log.id = feed.position >> 40 WHERE feed.key = ?1 "
                "AND feed.body IS NOT NULL AND substr(feed.key, 1, 5) <> 'bill/' "
                "AND substr(feed.key, 1, 10) <> 'household/' ORDER BY log.name",
                key);
  }
  // The plus keeps SQLite from reading all of the feed for each log: without it, it doesn't see that the index fits.
  return many(read_text,
              "SELECT name FROM log WHERE EXISTS (SELECT 1 FROM feed WHERE feed.position >> 40 = +log.id "
              "AND feed.key = ?1 AND feed.body IS NOT NULL) ORDER BY name",
              key);
}

Result<std::vector<Change>> SqlReader::changes(std::string_view log, std::uint64_t after, std::uint64_t upto,
                                               std::string_view place_path, std::size_t max_changes,
                                               std::size_t max_bytes, std::uint64_t& scanned_to) {
  scanned_to = after;
  std::vector<Change> found;
  if (upto <= after) return found;
  auto log_id = query("SELECT id, head FROM log WHERE name = ?1", log);
  if (!log_id) return tl::unexpected(log_id.error());
  const auto known = (*log_id)->step();
  if (!known) return tl::unexpected(known.error());
  if (!*known) return found;
  const std::int64_t id = (*log_id)->integer(0);
  upto = std::min(upto, (*log_id)->unsigned_integer(1));
  if (upto <= after) return found;
  std::size_t bytes = 0;
  for (std::size_t rows = kRowsAtOnce; rows == kRowsAtOnce;) {
    auto row = query(
        "SELECT position, audience, moved, key, body FROM feed WHERE position > ?1 AND position <= ?2 "
        "ORDER BY position LIMIT ?3",
        feed_position(id, scanned_to), feed_position(id, upto), static_cast<std::uint64_t>(kRowsAtOnce));
    if (!row) return tl::unexpected(row.error());
    for (rows = 0;; ++rows) {
      const auto more = (*row)->step();
      if (!more) return tl::unexpected(more.error());
      if (!*more) break;
      const std::uint64_t seq = seq_of((*row)->integer(0));
      const auto path = reaching((*row)->text(1), place_path);
      if (!path && !(*row)->boolean(2)) {
        scanned_to = seq;
        continue;
      }
      Change change{seq, (*row)->string(3), std::string(path.value_or("")), std::nullopt};
      if (path && !(*row)->is_null(4)) {
        auto body = body_text(**row, 4);
        if (!body) return tl::unexpected(body.error());
        change.body = std::move(*body);
      }
      const std::size_t size = change.key.size() + change.audience.size() + (change.body ? change.body->size() : 0);
      // A single change over the limit goes alone, else it would never go.
      if (!found.empty() && (found.size() >= max_changes || bytes + size > max_bytes)) return found;
      bytes += size;
      found.push_back(std::move(change));
      scanned_to = seq;
    }
  }
  scanned_to = upto;
  return found;
}

Result<bool> SqlReader::all_changes(std::string_view log, std::uint64_t after, std::uint64_t upto,
                                    std::size_t max_changes, std::size_t max_bytes, std::vector<WholeChange>& changes) {
  changes.clear();
  const auto id =
      one<std::int64_t>([](const SqlRow& row) { return row.integer(0); }, "SELECT id FROM log WHERE name = ?1", log);
  if (!id) return tl::unexpected(id.error());
  if (!*id) return true;
  auto row = query(
      "SELECT position, audience, moved, key, body FROM feed WHERE position > ?1 AND position <= ?2 "
      "ORDER BY position LIMIT ?3",
      feed_position(**id, after), feed_position(**id, upto), static_cast<std::uint64_t>(max_changes + 1));
  if (!row) return tl::unexpected(row.error());
  std::size_t bytes = 0;
  while (true) {
    const auto more = (*row)->step();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return true;
    WholeChange change{seq_of((*row)->integer(0)), (*row)->string(3), (*row)->string(1), (*row)->boolean(2), {}};
    if (!(*row)->is_null(4)) {
      auto body = body_text(**row, 4);
      if (!body) return tl::unexpected(body.error());
      change.body = std::move(*body);
    }
    bytes += change.key.size() + change.audience.size() + (change.body ? change.body->size() : 0);
    if (changes.size() == max_changes || bytes > max_bytes) return false;
    changes.push_back(std::move(change));
  }
}

}  // namespace gridboard::store
