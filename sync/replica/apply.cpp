// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sync/base/log.hpp"
#include "sync/base/paths.hpp"
#include "sync/replica/schema.hpp"
#include "sync/replica/writer.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::replica {
namespace {

using base::ErrorCode;

constexpr std::size_t kMaxStagedBytes = 64 << 20;

tl::unexpected<base::Error> refused(const wire::Segment& segment, const std::string& why) {
  return base::fail(ErrorCode::conflict, "segment of " + segment.log + " refused: " + why);
}

std::string stands_at(std::uint64_t epoch, std::uint64_t seq) {
  return std::to_string(seq) + " of epoch " + std::to_string(epoch);
}

std::size_t bytes_of(const wire::Segment& segment) {
  std::size_t bytes = 0;
  for (const wire::Put& put : segment.puts) bytes += put.key.size() + put.audience.size() + put.body.size();
  for (const std::string& key : segment.removes) bytes += key.size();
  return bytes;
}

bool concerns_households(const std::string& key) {
  return key.starts_with("household/") || key.starts_with("place/");
}

}  // namespace

Writer::Columns Writer::columns_of(const wire::Record& record) {
  Columns columns;
  if (const auto* household = std::get_if<wire::HouseholdRecord>(&record)) {
    columns.account = household->account;
    columns.unit_path = household->unit_path;
    columns.door = household->door;
  } else if (const auto* bill = std::get_if<wire::SealedBill>(&record)) {
    columns.account = bill->account;
    columns.period = base::format_month(bill->period);
    columns.is_open = bill->status == model::BillStatus::unpaid;
  }
  return columns;
}

// Where the reader of `log` will stand once all that is staged is applied.
Result<std::optional<wire::LogPosition>> Writer::position(const std::string& log) {
  for (auto staged = staged_.rbegin(); staged != staged_.rend(); ++staged) {
    if (const auto* segment = std::get_if<wire::Segment>(&*staged); segment != nullptr && segment->log == log) {
      return wire::LogPosition{segment->epoch, segment->to};
    }
    if (const auto* swap = std::get_if<Swap>(&*staged); swap != nullptr && swap->log == log) {
      return wire::LogPosition{incoming_[log].epoch, incoming_[log].to};
    }
  }
  std::optional<wire::LogPosition> found;
  const auto read = for_each_row(
      database_, "SELECT epoch, seq FROM position WHERE log = ?1",
      [&found](sqlite::Statement& row) {
        found = wire::LogPosition{row.unsigned_integer(0), row.unsigned_integer(1)};
      },
      log);
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<void> Writer::check_place(const wire::Segment& segment) {
  const auto at = position(segment.log);
  if (!at) return tl::unexpected(at.error());
  // A log that was never read begins at 0 of whatever epoch it has.
  const wire::LogPosition stand = at->value_or(wire::LogPosition{segment.epoch, 0});
  // That it all ends no earlier than where this board stands shows at the commit.
  const bool of_bundle = bundle_made_at_ && segment.from <= stand.seq;
  if (stand.epoch != segment.epoch || (stand.seq != segment.from && !of_bundle)) {
    return refused(segment, "it starts at " + stands_at(segment.epoch, segment.from) + ", this board stands at " +
                                stands_at(stand.epoch, stand.seq));
  }
  return {};
}

Result<void> Writer::stage(const wire::SegmentLine& line) {
  const wire::Segment& segment = line.segment;
  if (auto ours = check_signature(line); !ours) return ours;
  const auto self = identity();
  if (!self) return tl::unexpected(self.error());
  if (segment.log.starts_with("board/") && (!*self || segment.log != "board/" + (*self)->board_id)) {
    return refused(segment, "it is another board's");
  }
  if (!segment.place.empty()) chosen_for_.insert(segment.place);
  left_out_for_.insert(segment.elsewhere.begin(), segment.elsewhere.end());
  if (segment.snapshot) return stage_snapshot(segment);
  if (auto fits = check_place(segment); !fits) return fits;
  staged_bytes_ += bytes_of(segment);
  if (staged_bytes_ > kMaxStagedBytes) return refused(segment, "more than 64 MiB without a commit");
  staged_.emplace_back(segment);
  return {};
}

Result<void> Writer::stage_snapshot(const wire::Segment& segment) {
  const auto known = incoming_.find(segment.log);
  const bool follows = known != incoming_.end() && !known->second.complete && known->second.epoch == segment.epoch &&
                       known->second.to == segment.from;
  if (segment.from != 0 && !follows) {
    return refused(segment, "a part of a snapshot from " + stands_at(segment.epoch, segment.from) + " follows none");
  }
  auto writing = begin_write();
  if (!writing) return tl::unexpected(writing.error());
  if (!follows) {
    incoming_[segment.log] = {};
    std::erase_if(staged_, [&segment](const Staged& staged) {
      const auto* swap = std::get_if<Swap>(&staged);
      return swap != nullptr && swap->log == segment.log;
    });
    if (auto emptied = run(database_, "DELETE FROM incoming WHERE log = ?1", segment.log); !emptied) return emptied;
  }
  Incoming& incoming = incoming_[segment.log];
  if (auto kept = keep_part(segment, incoming); !kept) return kept;
  if (auto committed = writing->commit(); !committed) return committed;
  incoming.epoch = segment.epoch;
  incoming.to = segment.to;
  incoming.complete = segment.last;
  if (segment.last) staged_.emplace_back(Swap{segment.log});
  return {};
}

Result<void> Writer::keep_part(const wire::Segment& segment, Incoming& incoming) {
  for (const wire::Put& put : segment.puts) {
    const auto record = wire::decode(put.key, put.body);
    Result<void> done;
    if (record || record.error().code == ErrorCode::not_found) {
      done = write_put("incoming", segment.log, put, record ? columns_of(*record) : Columns{});
    } else {
      incoming.quarantined.push_back(put.key);
      done = quarantine(segment.log, put, record.error());
    }
    if (!done) return done;
  }
  return {};
}

void Writer::drop_staged() {
  staged_.clear();
  staged_bytes_ = 0;
  incoming_.clear();
  chosen_for_.clear();
  left_out_for_.clear();
  bundle_made_at_.reset();
  (void)database_.execute("DELETE FROM incoming");
}

Result<std::vector<std::string>> Writer::commit(const wire::Commit& commit) {
  for (const auto& [log, incoming] : incoming_) {
    if (!incoming.complete) return std::vector<std::string>();
  }
  auto writing = begin_write();
  if (!writing) return tl::unexpected(writing.error());
  Changed changed;
  for (const Staged& staged : staged_) {
    const auto* swap = std::get_if<Swap>(&staged);
    const auto done = swap != nullptr ? swap_in(swap->log, incoming_[swap->log], changed)
                                      : apply(std::get<wire::Segment>(staged), changed);
    if (!done) return tl::unexpected(done.error());
  }
  auto done = first_failure({set_setting(database_, "cursor", commit.cursor), note_time_of_content()});
  bool moved = false;
  if (done && changed.contains("board")) done = follow_board_record(moved);
  const auto all_reaches = done ? check_all_reaches() : Result<void>();
  if (!all_reaches && (!moved || all_reaches.error().code != ErrorCode::conflict)) {
    return tl::unexpected(all_reaches.error());
  }
  if (done) done = check_nothing_went_back();
  if (done) done = check_stands_where(commit.cursor);
  // What is held, and what came with the move, was chosen for where it hung before: all is asked for anew, also when it
  // is moved back before the centre has heard of the first move.
  if (done && moved && !(all_reaches && all_came_now())) done = empty_positions();
  const bool households = std::any_of(changed.begin(), changed.end(), concerns_households);
  if (done && !changed.empty()) done = bump_version(households);
  if (done) done = writing->commit();
  if (!done) return tl::unexpected(done.error());
  staged_.clear();
  staged_bytes_ = 0;
  incoming_.clear();
  chosen_for_.clear();
  left_out_for_.clear();
  bundle_made_at_.reset();
  return std::vector<std::string>(changed.begin(), changed.end());
}

Result<void> Writer::apply(const wire::Segment& segment, Changed& changed) {
  for (const wire::Put& put : segment.puts) {
    if (auto done = apply_put(segment.log, put, changed); !done) return done;
  }
  for (const std::string& key : segment.removes) {
    auto done = run(database_, "DELETE FROM record WHERE key = ?1 AND log = ?2", key, segment.log);
    if (done && database_.changes() > 0) changed.insert(key);
    if (done) done = run(database_, "DELETE FROM quarantine WHERE key = ?1 AND log = ?2", key, segment.log);
    if (!done) return done;
  }
  return move_position(segment.log, segment.epoch, segment.to);
}

Result<void> Writer::apply_put(const std::string& log, const wire::Put& put, Changed& changed) {
  const auto record = wire::decode(put.key, put.body);
  if (!record && record.error().code != ErrorCode::not_found) return quarantine(log, put, record.error());
  bool same = false;
  auto done = for_each_row(
      database_, "SELECT body = ?3 FROM record WHERE key = ?1 AND log = ?2",
      [&same](sqlite::Statement& row) { same = row.boolean(0); }, put.key, log, put.body);
  if (done) done = write_put("record", log, put, record ? columns_of(*record) : Columns{});
  if (done) done = run(database_, "DELETE FROM quarantine WHERE key = ?1 AND log = ?2", put.key, log);
  if (done && !same) changed.insert(put.key);
  return done;
}

Result<void> Writer::write_put(const char* table, const std::string& log, const wire::Put& put,
                               const Columns& columns) {
  const std::string sql = std::string("INSERT INTO ") + table +
                          "(key, log, audience, body, account, unit_path, door, period, is_open) "
                          "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT(key, log) DO UPDATE SET "
                          "audience = excluded.audience, body = excluded.body, account = excluded.account, "
                          "unit_path = excluded.unit_path, door = excluded.door, period = excluded.period, "
                          "is_open = excluded.is_open";
  return run(database_, sql, put.key, log, put.audience, put.body, columns.account, columns.unit_path, columns.door,
             columns.period, columns.is_open);
}

Result<void> Writer::swap_in(const std::string& log, const Incoming& incoming, Changed& changed) {
  for (const std::string& key : incoming.quarantined) {
    const auto kept =
        run(database_, "INSERT OR IGNORE INTO incoming SELECT * FROM record WHERE key = ?1 AND log = ?2", key, log);
    if (!kept) return kept;
  }
  const auto note = [&changed](sqlite::Statement& row) { changed.insert(row.string(0)); };
  return first_failure({for_each_row(database_,
                                     "SELECT key FROM incoming n WHERE log = ?1 AND NOT EXISTS("
                                     "SELECT 1 FROM record o WHERE o.key = n.key AND o.log = n.log AND o.body = n.body "
                                     "AND o.account IS n.account AND o.unit_path IS n.unit_path AND o.door IS n.door "
                                     "AND o.period IS n.period AND o.is_open = n.is_open)",
                                     note, log),
                        for_each_row(database_,
                                     "SELECT key FROM record o WHERE log = ?1 AND NOT EXISTS("
                                     "SELECT 1 FROM incoming n WHERE n.key = o.key AND n.log = o.log)",
                                     note, log),
                        run(database_, "DELETE FROM record WHERE log = ?1", log),
                        run(database_, "INSERT INTO record SELECT * FROM incoming WHERE log = ?1", log),
                        run(database_, "DELETE FROM incoming WHERE log = ?1", log), forget_mended(log, incoming),
                        move_position(log, incoming.epoch, incoming.to)});
}

// What was put aside of the log and didn't come again as it was.
Result<void> Writer::forget_mended(const std::string& log, const Incoming& incoming) {
  std::vector<std::string> mended;
  auto done = for_each_row(
      database_, "SELECT key FROM quarantine WHERE log = ?1",
      [&](sqlite::Statement& row) {
        const std::string key = row.string(0);
        const auto& still = incoming.quarantined;
        if (std::find(still.begin(), still.end(), key) == still.end()) mended.push_back(key);
      },
      log);
  for (const std::string& key : mended) {
    if (done) done = run(database_, "DELETE FROM quarantine WHERE log = ?1 AND key = ?2", log, key);
  }
  return done;
}

// Segments are signed for as long as the key lasts: an old snapshot, sent again, would be one of the centre's. So where
// this board has been in an epoch is kept apart from where it stands, and outlives forget_positions; and so is which
// epochs were replaced: how old a bundle is says only the centre's clock, which may have been put back. A log that
// isn't followed any more is emptied by a snapshot up to 0; whether it is followed shows when the board's own record is
// in.
Result<void> Writer::check_nothing_went_back() {
  const auto place = setting(database_, "place_path");
  if (!place) return tl::unexpected(place.error());
  std::string behind;
  const auto read = for_each_row(
      database_,
      "SELECT p.log, p.seq FROM position p LEFT JOIN setting f ON f.name = 'furthest/' || p.log "
      "WHERE (CAST(f.value AS INTEGER) = p.epoch AND CAST(substr(f.value, instr(f.value, ' ')) AS INTEGER) > p.seq) "
      "OR EXISTS (SELECT 1 FROM setting r WHERE r.name = 'replaced/' || p.log || '/' || p.epoch)",
      [&](sqlite::Statement& row) {
        const bool followed =
            row.text(0).starts_with("board/") || base::path_contains(row.text(0), place->value_or(""));
        if (followed || row.unsigned_integer(1) > 0) behind = row.string(0) + " would go back to " + row.string(1);
      });
  if (!read) return read;
  if (!behind.empty()) return base::fail(ErrorCode::conflict, "commit refused: " + behind);
  auto noted = run(
      database_,
      "INSERT OR IGNORE INTO setting(name, value) SELECT 'replaced/' || p.log || '/' || CAST(f.value AS INTEGER), '' "
      "FROM position p JOIN setting f ON f.name = 'furthest/' || p.log "
      "WHERE p.seq > 0 AND CAST(f.value AS INTEGER) <> p.epoch");
  if (!noted) return noted;
  return run(
      database_,
      "INSERT INTO setting(name, value) SELECT 'furthest/' || log, epoch || ' ' || seq FROM position WHERE seq > 0 "
      "ON CONFLICT DO UPDATE SET value = excluded.value WHERE value <> excluded.value");
}

// What the centre believes this board to have then: a segment that was lost on the way, or an old one of a log that
// isn't followed any more, would show only with the next change. A cursor of another make says nothing.
Result<void> Writer::check_stands_where(const std::string& cursor) {
  const auto said = wire::decode_cursor(cursor);
  if (!said || said->empty()) return {};
  wire::Cursor held;
  const auto read =
      for_each_row(database_, "SELECT log, epoch, seq FROM position WHERE seq > 0", [&](sqlite::Statement& row) {
        held[row.string(0)] = {row.unsigned_integer(1), row.unsigned_integer(2)};
      });
  if (!read) return read;
  for (const auto& [log, position] : *said) {
    if (log.starts_with('@')) continue;  // the centre's own mark
    const auto found = held.find(log);
    const wire::LogPosition at = found == held.end() ? wire::LogPosition{position.epoch, 0} : found->second;
    if (!(at == position)) {
      return base::fail(ErrorCode::conflict, "commit refused: " + log + " would stand at " +
                                                 stands_at(at.epoch, at.seq) + ", for the centre it stands at " +
                                                 stands_at(position.epoch, position.seq));
    }
    held.erase(log);
  }
  if (held.empty()) return {};
  return base::fail(ErrorCode::conflict, "commit refused: " + held.begin()->first + " isn't followed");
}

Result<void> Writer::move_position(const std::string& log, std::uint64_t epoch, std::uint64_t seq) {
  return run(database_, "INSERT OR REPLACE INTO position(log, epoch, seq) VALUES(?1, ?2, ?3)", log, epoch, seq);
}

// Reported once for one body: a record that stays broken must not fill the outbox.
Result<void> Writer::quarantine(const std::string& log, const wire::Put& put, const base::Error& why) {
  bool known = false;
  auto done = for_each_row(
      database_, "SELECT body = ?3 FROM quarantine WHERE log = ?1 AND key = ?2",
      [&known](sqlite::Statement& row) { known = row.boolean(0); }, log, put.key, put.body);
  if (!done || known) return done;
  const auto count = database_.query_integer("SELECT count(*) FROM quarantine");
  if (!count) return tl::unexpected(count.error());
  if (*count >= kMaxQuarantined) return {};
  base::log_event(base::LogLevel::warning, "replica.quarantined", {{"log", std::string_view(log)}});
  wire::JsonWriter report;
  report.begin_object();
  report.text("log", log);
  report.text("key", put.key);
  report.text("reason", why.message);
  report.end_object();
  return first_failure(
      {run(database_, "INSERT OR REPLACE INTO quarantine(log, key, at_ms, reason, body) VALUES(?1, ?2, ?3, ?4, ?5)",
           log, put.key, static_cast<std::int64_t>(clock_.now().time_since_epoch().count()), why.message, put.body),
       enqueue(wire::ItemKind::refused_segment, report.take())});
}

}  // namespace gridboard::replica
