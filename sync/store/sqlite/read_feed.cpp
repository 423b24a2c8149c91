// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sync/base/paths.hpp"
#include "sync/store/sqlite/feed_position.hpp"
#include "sync/store/sqlite/reader.hpp"

namespace gridboard::store {

namespace {

std::string read_text(const sqlite::Statement& row) {
  return row.string(0);
}

// The path of `audience` that reaches the place; unset if none does.
std::optional<std::string_view> reaching(std::string_view audience, std::string_view place_path) {
  if (audience.empty()) return audience;
  while (true) {
    const std::size_t end = audience.find(kAudienceSeparator);
    const std::string_view path = audience.substr(0, end);
    if (base::reaches(path, place_path)) return path;
    if (end == std::string_view::npos) return std::nullopt;
    audience.remove_prefix(end + 1);
  }
}

}  // namespace

Result<std::string> SqliteReader::body_text(const sqlite::Statement& row, int column) {
  if (!row.is_blob(column)) return row.string(column);
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

Result<std::optional<LogHead>> SqliteReader::log_head(std::string_view log) {
  return one<LogHead>(
      [](const sqlite::Statement& row) {
        return LogHead{row.unsigned_integer(0), row.unsigned_integer(1), row.unsigned_integer(2)};
      },
      "SELECT epoch, head, floor FROM log WHERE name = ?1", log);
}

Result<std::vector<std::string>> SqliteReader::logs_holding(std::string_view key) {
  return many(read_text,
              "SELECT log.name FROM log CROSS JOIN feed INDEXED BY feed_by_key ON feed.position >> 40 = log.id "
              "WHERE feed.key = ?1 AND feed.body IS NOT NULL ORDER BY log.name",
              key);
}

Result<std::vector<Change>> SqliteReader::changes(std::string_view log, std::uint64_t after, std::uint64_t upto,
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
  auto row = query(
      "SELECT position, audience, moved, key, body FROM feed WHERE position > ?1 AND position <= ?2 "
      "ORDER BY position",
      feed_position(id, after), feed_position(id, upto));
  if (!row) return tl::unexpected(row.error());
  std::size_t bytes = 0;
  while (true) {
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
  scanned_to = upto;
  return found;
}

}  // namespace gridboard::store
