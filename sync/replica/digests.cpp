// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Whether what is held is what the centre believes to be held.
#include <algorithm>
#include <charconv>

#include "sync/base/log.hpp"
#include "sync/base/paths.hpp"
#include "sync/replica/schema.hpp"
#include "sync/replica/writer.hpp"

namespace gridboard::replica {
namespace {

using std::chrono::milliseconds;

// The centre is asked about once a day, and sooner where a log was on the move: none is compared, and so none fetched
// anew, more often than this.
constexpr milliseconds kBetweenChecks = std::chrono::hours(12);
// A log that differs each time isn't damaged here: the two sides don't agree on what a digest is. It mustn't cost the
// fleet a snapshot a day: the time doubles each time, up to 32 days.
constexpr int kMostDoublings = 6;

struct Turn {
  std::int64_t not_before_ms = 0;
  int differed = 0;  // times in a row
};

std::string name_of_turn(const std::string& log) {
  return "digest/" + log;
}

Result<Turn> turn_of(sqlite::Database& database, const std::string& log) {
  const auto text = setting(database, name_of_turn(log));
  if (!text) return tl::unexpected(text.error());
  Turn turn;
  if (!*text) return turn;
  const char* end = (*text)->data() + (*text)->size();
  const auto at = std::from_chars((*text)->data(), end, turn.not_before_ms);
  if (at.ptr < end) std::from_chars(at.ptr + 1, end, turn.differed);
  turn.differed = std::clamp(turn.differed, 0, kMostDoublings);
  return turn;
}

// Farther away than any turn is: the clock was wrong when it was noted.
bool has_come(const Turn& turn, std::int64_t now_ms) {
  const std::int64_t longest = kBetweenChecks.count() << kMostDoublings;
  return turn.not_before_ms <= now_ms || turn.not_before_ms > now_ms + longest;
}

}  // namespace

Result<std::optional<base::Instant>> Writer::digests_due() {
  const auto at = setting_number(database_, "digests_due_ms");
  if (!at) return tl::unexpected(at.error());
  if (*at == 0) return std::optional<base::Instant>();
  return std::optional(base::Instant(milliseconds(*at)));
}

Result<void> Writer::plan_digests(base::Instant at) {
  return set_setting(database_, "digests_due_ms", static_cast<std::int64_t>(at.time_since_epoch().count()));
}

Result<Writer::Held> Writer::held_of(const std::string& log) {
  Held held;
  const auto place = setting(database_, "place_path");
  if (!place) return tl::unexpected(place.error());
  const bool own = log.starts_with("board/");
  auto read = for_each_row(
      database_,
      "SELECT key, body, audience, account, unit_path, door, period, is_open FROM record r WHERE log = ?1 "
      "AND NOT EXISTS(SELECT 1 FROM quarantine q WHERE q.log = r.log AND q.key = r.key)",
      [&](sqlite::Statement& row) {
        ++held.records;
        held.digest.add(row.text(0), row.text(1));
        if (!held.trouble.empty()) return;
        if (!own && !base::reaches(row.text(2), place->value_or("")))
          held.trouble = row.string(0) + " is for elsewhere";
        if (!columns_fit(row)) held.trouble = row.string(0) + " isn't found by what is in it";
      },
      log);
  // What can't be read is held back, but the centre counts it: the newest body stands there.
  if (read) {
    read = for_each_row(
        database_, "SELECT key, body FROM quarantine WHERE log = ?1",
        [&held](sqlite::Statement& row) {
          ++held.records;
          held.digest.add(row.text(0), row.text(1));
        },
        log);
  }
  if (!read) return tl::unexpected(read.error());
  return held;
}

// Screens look records up by these. A kind that this release has come to know since then has none yet: that is mended
// the same way.
bool Writer::columns_fit(sqlite::Statement& row) {
  const auto record = wire::decode(row.text(0), row.text(1));
  if (!record && record.error().code != base::ErrorCode::not_found) return true;
  const Columns wanted = record ? columns_of(*record) : Columns{};
  const auto fits = [&row](int column, const std::optional<std::string>& value) {
    return row.is_null(column) ? !value : value && row.text(column) == *value;
  };
  return fits(3, wanted.account) && fits(4, wanted.unit_path) && fits(5, wanted.door) && fits(6, wanted.period) &&
         row.boolean(7) == wanted.is_open;
}

Result<DigestCheck> Writer::check_digests(const std::vector<wire::LogDigest>& said) {
  DigestCheck check;
  const std::int64_t now_ms = centre_now().time_since_epoch().count();
  std::vector<std::pair<std::string, wire::LogPosition>> stands;
  auto done =
      for_each_row(database_, "SELECT log, epoch, seq FROM position WHERE seq > 0", [&stands](sqlite::Statement& row) {
        stands.emplace_back(row.string(0), wire::LogPosition{row.unsigned_integer(1), row.unsigned_integer(2)});
      });
  const auto quarantined = database_.query_integer("SELECT count(*) FROM quarantine");
  if (!done) return tl::unexpected(done.error());
  if (!quarantined) return tl::unexpected(quarantined.error());
  // More weren't kept: what the centre counts isn't known.
  if (*quarantined >= kMaxQuarantined) return check;
  auto writing = begin_write();
  if (!writing) return tl::unexpected(writing.error());
  for (const auto& [log, position] : stands) {
    const auto turn = turn_of(database_, log);
    if (!turn) return tl::unexpected(turn.error());
    if (!has_come(*turn, now_ms)) continue;
    const auto of_centre = std::find_if(said.begin(), said.end(), [&log = log, &position = position](const auto& one) {
      return one.log == log && one.position == position;
    });
    if (of_centre == said.end()) {
      ++check.left;
      continue;
    }
    const auto held = held_of(log);
    if (!held) return tl::unexpected(held.error());
    ++check.compared;
    std::string reason = held->trouble;
    if (reason.empty() && held->digest.text() != of_centre->digest) reason = "it isn't what the centre holds";
    const bool differs = !reason.empty();
    const std::int64_t wait = kBetweenChecks.count() << (differs ? turn->differed : 0);
    const int differed = differs ? std::min(turn->differed + 1, kMostDoublings) : 0;
    done = set_setting(database_, name_of_turn(log), std::to_string(now_ms + wait) + " " + std::to_string(differed));
    if (done && differs) {
      check.drifted.push_back(log);
      reason += ": " + std::to_string(held->records) + " records at " + std::to_string(position.seq) + " of epoch " +
                std::to_string(position.epoch);
      done = fetch_log_anew({log, reason});
    }
    if (!done) return tl::unexpected(done.error());
  }
  if (done = writing->commit(); !done) return tl::unexpected(done.error());
  if (!check.drifted.empty()) drop_staged();
  return check;
}

// What is held of it stays until the centre's snapshot is whole.
Result<void> Writer::fetch_log_anew(const wire::Drift& drift) {
  base::log_event(base::LogLevel::warning, "replica.drifted",
                  {{"log", std::string_view(drift.log)}, {"what", std::string_view(drift.reason)}});
  const auto text = cursor();
  if (!text) return tl::unexpected(text.error());
  auto stands = wire::decode_cursor(*text);
  if (stands) {
    stands->erase(drift.log);
  } else {
    stands = wire::Cursor();  // of another make: what it says of the other logs can't be kept apart
  }
  return first_failure({run(database_, "DELETE FROM position WHERE log = ?1", drift.log),
                        set_setting(database_, "cursor", wire::encode_cursor(*stands)),
                        enqueue(wire::ItemKind::refused_segment, wire::encode(drift))});
}

}  // namespace gridboard::replica
