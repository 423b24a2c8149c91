// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Where this board hangs, and that nothing is held that doesn't reach it there.
#include <algorithm>

#include "sync/base/paths.hpp"
#include "sync/replica/schema.hpp"
#include "sync/replica/writer.hpp"

namespace gridboard::replica {
namespace {

bool is_own(std::string_view log) {
  return log.starts_with("board/");
}

bool belongs_at(std::string_view place, std::string_view log, std::string_view audience) {
  return is_own(log) || (base::path_contains(log, place) && base::reaches(audience, place));
}

Result<void> drop_what_is_elsewhere(sqlite::Database& database, const std::string& place) {
  std::vector<std::int64_t> foreign;
  auto done = for_each_row(database, "SELECT rowid, log, audience FROM record", [&](sqlite::Statement& row) {
    if (!belongs_at(place, row.text(1), row.text(2))) foreign.push_back(row.integer(0));
  });
  for (const std::int64_t row : foreign) {
    if (done) done = run(database, "DELETE FROM record WHERE rowid = ?1", row);
  }
  return done;
}

}  // namespace

// The board's own record says where it hangs. Moved elsewhere, it drops at once what no longer concerns it; the centre
// sends what does when the link connects anew. Receipts carry the prefix that the record gives.
Result<void> Writer::follow_board_record(bool& moved) {
  std::string body;
  auto done = for_each_row(database_, "SELECT body FROM record WHERE key = 'board'",
                           [&body](sqlite::Statement& row) { body = row.string(0); });
  if (!done || body.empty()) return done;
  const auto record = wire::decode("board", body);
  if (!record) return {};
  const auto& board = std::get<wire::BoardRecord>(*record);
  const auto before = setting(database_, "place_path");
  if (!before) return tl::unexpected(before.error());
  done = first_failure({set_setting(database_, "place_path", board.place_path),
                        set_setting(database_, "receipt_prefix", board.receipt_prefix)});
  moved = before->has_value() && **before != board.place_path;
  if (!done || !moved) return done;
  return first_failure({drop_what_is_elsewhere(database_, board.place_path), bump_version(true)});
}

// The centre's own segment for another place, or for where this board hung before, chains like any other; one that many
// places share says whom it isn't for. Such a one is refused whole and asked for again. The centre sends the board's
// own log first: what it believes of the place is known by now. (In the commit that moves the board it may well be for
// the place before: then it is taken, cleared of what is elsewhere, and all is asked for anew.)
Result<void> Writer::check_all_reaches() {
  const auto place = setting(database_, "place_path");
  if (!place) return tl::unexpected(place.error());
  if (!*place) return {};
  std::string elsewhere;
  for (const std::string& chosen : chosen_for_) {
    if (chosen != **place) elsewhere = "it was chosen for " + chosen + ", this board hangs at " + **place;
  }
  for (const std::string& audience : left_out_for_) {
    if (base::reaches(audience, **place)) elsewhere = "it leaves out what is for " + audience;
  }
  const auto check = [&](std::string_view key, std::string_view log, std::string_view audience) {
    if (is_own(log) || base::reaches(audience, **place)) return;
    elsewhere = std::string(key) + " is for " + std::string(audience) + ", this board hangs at " + **place;
  };
  for (const Staged& staged : staged_) {
    if (const auto* segment = std::get_if<wire::Segment>(&staged)) {
      for (const wire::Put& put : segment->puts) check(put.key, segment->log, put.audience);
      continue;
    }
    const auto done = for_each_row(
        database_, "SELECT key, log, audience FROM record WHERE log = ?1",
        [&](sqlite::Statement& row) { check(row.text(0), row.text(1), row.text(2)); }, std::get<Swap>(staged).log);
    if (!done) return done;
  }
  if (elsewhere.empty()) return {};
  return base::fail(base::ErrorCode::conflict, "commit refused: " + elsewhere);
}

bool Writer::all_came_now() {
  bool all = true;
  const auto read = for_each_row(database_, "SELECT log FROM position WHERE seq > 0", [&](sqlite::Statement& row) {
    const bool came = std::any_of(staged_.begin(), staged_.end(), [&](const Staged& staged) {
      const auto* swap = std::get_if<Swap>(&staged);
      return swap != nullptr && swap->log == row.text(0);
    });
    all = all && (came || is_own(row.text(0)));
  });
  return read.has_value() && all;
}

}  // namespace gridboard::replica
