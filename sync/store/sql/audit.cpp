// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The audit chain and the signatures under it.
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_people.hpp"

namespace gridboard::store {

namespace {

constexpr std::string_view kEntryColumns =
    "SELECT number, at, actor, actor_name, action, subject, place, value_before, value_after, outcome, peer, previous, "
    "hash FROM audit_entry ";
constexpr std::string_view kCheckpointColumns =
    "SELECT number, hash, at, key_number, publishing_key, signature FROM audit_checkpoint ";

AuditEntry read_entry(const SqlRow& row) {
  AuditEntry entry;
  entry.number = row.unsigned_integer(0);
  entry.at = instant_of(row, 1);
  entry.actor = row.string(2);
  entry.actor_name = row.string(3);
  entry.action = row.string(4);
  entry.subject = row.string(5);
  entry.place = row.string(6);
  entry.before = row.string(7);
  entry.after = row.string(8);
  entry.outcome = enum_of<AuditOutcome>(row, 9);
  entry.peer = row.string(10);
  entry.previous = row.string(11);
  entry.hash = row.string(12);
  return entry;
}

AuditCheckpoint read_checkpoint(const SqlRow& row) {
  return {row.unsigned_integer(0), row.string(1), instant_of(row, 2),
          row.unsigned_integer(3), row.string(4), row.string(5)};
}

AuditHead read_head(const SqlRow& row) {
  return {row.unsigned_integer(0), row.string(1)};
}

}  // namespace

Result<std::vector<AuditEntry>> SqlPeople::audit(const AuditFilter& filter) {
  // Only the conditions that are asked for, so that each choice finds its index.
  std::vector<std::pair<std::string_view, std::string_view>> texts;
  if (!filter.actor.empty()) texts.emplace_back("actor = ", filter.actor);
  if (!filter.action.empty()) texts.emplace_back("action = ", filter.action);
  if (!filter.subject.empty()) texts.emplace_back("subject = ", filter.subject);
  std::vector<std::pair<std::string_view, std::int64_t>> numbers;
  // Of a stretch of time the pages go by time, from where the last one ended: its index finds both ends. By number the
  // database would walk all that is newer.
  const bool by_time = filter.from || filter.upto;
  const auto before = static_cast<std::int64_t>(filter.before);
  if (filter.before > 0 && !by_time) numbers.emplace_back("number < ", before);
  if (filter.from) numbers.emplace_back("at >= ", to_column(*filter.from));
  if (filter.upto) numbers.emplace_back("at < ", to_column(*filter.upto));

  std::string sql = std::string(kEntryColumns) + "WHERE 1 = 1";
  int parameters = 0;
  const auto add = [&](std::string_view condition) {
    sql.append(" AND ").append(condition).append("?").append(std::to_string(++parameters));
  };
  for (const auto& [condition, value] : texts) add(condition);
  for (const auto& [condition, value] : numbers) add(condition);
  if (filter.before > 0 && by_time) {
    const std::string number = "?" + std::to_string(++parameters);
    sql.append(" AND (at, number) < ((SELECT at FROM audit_entry WHERE number = " + number + "), " + number + ")");
    numbers.emplace_back("", before);
  }
  sql.append(by_time ? " ORDER BY at DESC, number DESC" : " ORDER BY number DESC");
  sql.append(" LIMIT ?").append(std::to_string(++parameters));

  auto statement = connection_.statement(sql);
  if (!statement) return tl::unexpected(statement.error());
  int index = 0;
  for (const auto& [condition, value] : texts) (*statement)->bind(++index, value);
  for (const auto& [condition, value] : numbers) (*statement)->bind(++index, value);
  (*statement)->bind(++index, static_cast<std::uint64_t>(filter.limit));
  return rows(**statement, read_entry);
}

Result<std::vector<AuditEntry>> SqlPeople::audit_after(std::uint64_t number, std::size_t limit) {
  return many(read_entry, std::string(kEntryColumns).append("WHERE number > ?1 ORDER BY number LIMIT ?2"), number,
              static_cast<std::uint64_t>(limit));
}

Result<std::vector<AuditCheckpoint>> SqlPeople::checkpoints_after(std::uint64_t number, std::size_t limit) {
  return many(read_checkpoint, std::string(kCheckpointColumns).append("WHERE number > ?1 ORDER BY number LIMIT ?2"),
              number, static_cast<std::uint64_t>(limit));
}

Result<std::optional<AuditCheckpoint>> SqlPeople::last_checkpoint() {
  return one(read_checkpoint, std::string(kCheckpointColumns).append("ORDER BY number DESC LIMIT 1"));
}

Result<std::optional<AuditHead>> SqlPeople::head(std::string_view for_update) {
  return one(read_head, std::string("SELECT number, hash FROM audit_head WHERE only_one = 1").append(for_update));
}

Result<AuditHead> SqlPeople::audit_head() {
  const auto found = head("");
  if (!found) return tl::unexpected(found.error());
  return found->value_or(AuditHead{});
}

Result<AuditHead> SqlPeople::lock_audit_head() {
  const auto found = head(for_update_);
  if (!found) return tl::unexpected(found.error());
  if (*found) return **found;
  // The first of all. Who makes the row at the same moment is waited for, and then seen.
  auto made = execute("INSERT INTO audit_head (only_one, number, hash) VALUES (1, 0, '') ON CONFLICT DO NOTHING");
  if (!made) return tl::unexpected(made.error());
  const auto locked = head(for_update_);
  if (!locked) return tl::unexpected(locked.error());
  return locked->value_or(AuditHead{});
}

Result<void> SqlPeople::append(const AuditEntry& entry) {
  const auto last = lock_audit_head();
  if (!last) return tl::unexpected(last.error());
  if (entry.number != last->number + 1 || entry.previous != last->hash) {
    return base::fail(base::ErrorCode::conflict, "audit entry " + std::to_string(entry.number) + " doesn't follow " +
                                                     std::to_string(last->number));
  }
  auto done = execute(
      "INSERT INTO audit_entry (number, at, actor, actor_name, action, subject, place, value_before, value_after, "
      "outcome, peer, previous, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
      entry.number, to_column(entry.at), entry.actor, entry.actor_name, entry.action, entry.subject, entry.place,
      entry.before, entry.after, to_column(entry.outcome), entry.peer, entry.previous, entry.hash);
  if (!done) return done;
  return execute("UPDATE audit_head SET number = ?1, hash = ?2 WHERE only_one = 1", entry.number, entry.hash);
}

Result<void> SqlPeople::put(const AuditCheckpoint& checkpoint) {
  return execute(
      "INSERT INTO audit_checkpoint (number, hash, at, key_number, publishing_key, signature) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
      "ON CONFLICT (number) DO NOTHING",
      checkpoint.number, checkpoint.hash, to_column(checkpoint.at), checkpoint.key_number, checkpoint.publishing_key,
      checkpoint.signature);
}

}  // namespace gridboard::store
