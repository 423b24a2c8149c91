// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "sync/store/sql/board_row.hpp"
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/path_range.hpp"
#include "sync/store/sql/sql_reader.hpp"

namespace gridboard::store {

namespace {

model::ServiceRequest read_request(const SqlRow& row) {
  model::ServiceRequest request;
  request.receipt = row.string(0);
  request.kind = row.string(1);
  request.place_path = row.string(2);
  request.account = row.string(3);
  request.board_id = row.string(4);
  request.state = enum_of<model::RequestState>(row, 5);
  request.submitted_at = instant_of(row, 6);
  request.received_at = instant_of(row, 7);
  request.promised_at = instant_if_any(row, 8);
  request.source = row.string(9);
  if (!row.is_null(11)) request.rating = model::RequestRating{static_cast<int>(row.integer(10)), instant_of(row, 11)};
  request.merged_into = row.string(12);
  request.outage_id = row.string(13);
  return request;
}

std::pair<std::string, std::string> read_answer(const SqlRow& row) {
  return {row.string(0), row.string(1)};
}

model::RequestStep read_step(const SqlRow& row) {
  return {instant_of(row, 0), enum_of<model::RequestState>(row, 1), row.string(2), row.string(3)};
}

StoredAnswer read_stored_answer(const SqlRow& row) {
  return {row.string(0), row.string(1)};
}

KindCount read_kind_count(const SqlRow& row) {
  return {row.string(0), row.integer(1)};
}

std::string read_text(const SqlRow& row) {
  return row.string(0);
}

// What the readers above take, in their order.
constexpr std::string_view kRequestColumns =
    "receipt, kind, place, account, board, state, submitted_at, received_at, promised_at, source, stars, rated_at, "
    "merged_into, outage";

std::string select(std::string_view columns, std::string_view rest) {
  return "SELECT " + std::string(columns) + " " + std::string(rest);
}

// "1, 5": states as the columns hold them.
template <class... States>
std::string in_list(States... states) {
  std::string list;
  ((list += (list.empty() ? "" : ", ") + std::to_string(to_column(states))), ...);
  return list;
}

using State = model::RequestState;

}  // namespace

Result<void> SqlReader::complete(model::ServiceRequest& request) {
  auto answers =
      many(read_answer, "SELECT field, value FROM request_answer WHERE receipt = ?1 ORDER BY field", request.receipt);
  if (!answers) return tl::unexpected(answers.error());
  request.answers = {answers->begin(), answers->end()};
  auto steps = many(read_step, "SELECT at, state, by, text FROM request_step WHERE receipt = ?1 ORDER BY number",
                    request.receipt);
  if (!steps) return tl::unexpected(steps.error());
  request.steps = std::move(*steps);
  return {};
}

Result<std::optional<model::ServiceRequest>> SqlReader::request(std::string_view receipt) {
  auto found = one(read_request, to_change(select(kRequestColumns, "FROM request WHERE receipt = ?1")), receipt);
  if (!found || !*found) return found;
  if (auto done = complete(**found); !done) return tl::unexpected(done.error());
  return found;
}

Result<std::vector<model::ServiceRequest>> SqlReader::requests(const RequestFilter& filter) {
  std::optional<std::int64_t> state;
  if (filter.state) state = to_column(*filter.state);
  // One statement for both would read everything where a place is asked for. Both name ?1.
  const std::string where =
      filter.under_path.empty() ? "?1 = ''" : "(place = ?1 OR (place > ?1 || '/' AND place < ?1 || '0'))";
  auto found = many(read_request,
                    select(kRequestColumns, "FROM request WHERE " + where +
                                                " AND (CAST(?2 AS BIGINT) IS NULL OR state = ?2) AND (?3 = '' OR kind "
                                                "= ?3) AND (?4 = 0 OR state NOT IN (" +
                                                in_list(State::done, State::closed, State::rejected, State::merged) +
                                                ")) ORDER BY received_at DESC, receipt DESC LIMIT ?5"),
                    filter.under_path, state, filter.kind, filter.open, static_cast<std::uint64_t>(filter.limit));
  return complete_all(std::move(found));
}

Result<std::vector<model::ServiceRequest>> SqlReader::complete_all(Result<std::vector<model::ServiceRequest>> found) {
  if (!found) return found;
  for (model::ServiceRequest& request : *found) {
    if (auto done = complete(request); !done) return tl::unexpected(done.error());
  }
  return found;
}

Result<std::vector<model::ServiceRequest>> SqlReader::requests_merged_into(std::string_view receipt) {
  return complete_all(many(read_request,
                           select(kRequestColumns,
                                  "FROM request WHERE merged_into = ?1 AND merged_into <> '' "
                                  "ORDER BY submitted_at, receipt"),
                           receipt));
}

// An account may have chosen at the board and by phone; whichever was handed in last is what it wants.
Result<std::vector<model::ServiceRequest>> SqlReader::choices(std::string_view outage_id) {
  const std::string counts = "outage = ?1 AND outage <> '' AND account <> '' AND state <> " + in_list(State::rejected);
  return complete_all(
      many(read_request,
           select(kRequestColumns, "FROM request WHERE " + counts +
                                       " AND NOT EXISTS (SELECT 1 FROM request AS later WHERE later.outage = ?1 AND "
                                       "later.account = request.account AND later.state <> " +
                                       in_list(State::rejected) +
                                       " AND (later.submitted_at, later.receipt) > "
                                       "(request.submitted_at, request.receipt)) ORDER BY account"),
           outage_id));
}

Result<std::vector<KindCount>> SqlReader::count_done(std::string_view path, base::Instant from, base::Instant upto) {
  const PathRange range(path);
  return many(read_kind_count,
              "SELECT kind, count(*) FROM (SELECT kind, (SELECT max(at) FROM request_step AS step "
              "WHERE step.receipt = request.receipt AND step.state = " +
                  in_list(State::done) +
                  ") AS done_at FROM request WHERE place >= ?1 AND place < ?2 AND (place = ?1 OR place >= ?3) "
                  "AND state IN (" +
                  in_list(State::done, State::closed) +
                  ")) AS finished WHERE done_at >= ?4 AND done_at < ?5 GROUP BY kind ORDER BY kind",
              range.path, range.upto, range.inside, to_column(from), to_column(upto));
}

Result<std::optional<Board>> SqlReader::board(std::string_view id) {
  return one(read_board, to_change(select(kBoardColumns, "FROM board WHERE id = ?1")), id);
}

Result<std::optional<Board>> SqlReader::board_with_code(std::string_view code_hash) {
  return one(read_board, to_change(select(kBoardColumns, "FROM board WHERE code_hash = ?1 AND code_hash <> ''")),
             code_hash);
}

Result<std::vector<Board>> SqlReader::boards() {
  return many(read_board, select(kBoardColumns, "FROM board ORDER BY place, id"));
}

Result<std::optional<StoredAnswer>> SqlReader::answer(std::string_view board_id, std::string_view item_id) {
  return one(read_stored_answer, "SELECT content_hash, answer FROM answer WHERE board = ?1 AND item = ?2", board_id,
             item_id);
}

Result<std::optional<std::string>> SqlReader::setting(std::string_view name) {
  return one(read_text, "SELECT value FROM setting WHERE name = ?1", name);
}

}  // namespace gridboard::store
