// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sqlite/columns.hpp"
#include "sync/store/sqlite/reader.hpp"

namespace gridboard::store {

namespace {

model::ServiceRequest read_request(const sqlite::Statement& row) {
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
  return request;
}

std::pair<std::string, std::string> read_answer(const sqlite::Statement& row) {
  return {row.string(0), row.string(1)};
}

model::RequestStep read_step(const sqlite::Statement& row) {
  return {instant_of(row, 0), enum_of<model::RequestState>(row, 1), row.string(2), row.string(3)};
}

Board read_board(const sqlite::Statement& row) {
  Board board;
  board.id = row.string(0);
  board.name = row.string(1);
  board.place_path = row.string(2);
  board.hall = row.boolean(3);
  board.state = enum_of<BoardState>(row, 4);
  board.code_hash = row.string(5);
  board.code_expires = instant_of(row, 6);
  board.public_key = row.string(7);
  board.receipt_prefix = row.string(8);
  board.added_at = instant_of(row, 9);
  board.last_seen = instant_if_any(row, 10);
  return board;
}

StoredAnswer read_stored_answer(const sqlite::Statement& row) {
  return {row.string(0), row.string(1)};
}

std::string read_text(const sqlite::Statement& row) {
  return row.string(0);
}

}  // namespace

Result<void> SqliteReader::complete(model::ServiceRequest& request) {
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

Result<std::optional<model::ServiceRequest>> SqliteReader::request(std::string_view receipt) {
  auto found = one(read_request,
                   "SELECT receipt, kind, place, account, board, state, submitted_at, received_at, promised_at, source "
                   "FROM request WHERE receipt = ?1",
                   receipt);
  if (!found || !*found) return found;
  if (auto done = complete(**found); !done) return tl::unexpected(done.error());
  return found;
}

Result<std::vector<model::ServiceRequest>> SqliteReader::requests(const RequestFilter& filter) {
  std::optional<std::int64_t> state;
  if (filter.state) state = to_column(*filter.state);
  auto found = many(read_request,
                    "SELECT receipt, kind, place, account, board, state, submitted_at, received_at, promised_at, "
                    "source FROM request WHERE (?1 = '' OR place = ?1 OR (place > ?1 || '/' AND place < ?1 || '0')) "
                    "AND (?2 IS NULL OR state = ?2) ORDER BY received_at DESC, receipt DESC LIMIT ?3",
                    filter.under_path, state, static_cast<std::uint64_t>(filter.limit));
  if (!found) return found;
  for (model::ServiceRequest& request : *found) {
    if (auto done = complete(request); !done) return tl::unexpected(done.error());
  }
  return found;
}

Result<std::optional<Board>> SqliteReader::board(std::string_view id) {
  return one(read_board,
             "SELECT id, name, place, hall, state, code_hash, code_expires, public_key, receipt_prefix, added_at, "
             "last_seen FROM board WHERE id = ?1",
             id);
}

Result<std::optional<Board>> SqliteReader::board_with_code(std::string_view code_hash) {
  return one(read_board,
             "SELECT id, name, place, hall, state, code_hash, code_expires, public_key, receipt_prefix, added_at, "
             "last_seen FROM board WHERE code_hash = ?1 AND code_hash <> ''",
             code_hash);
}

Result<std::vector<Board>> SqliteReader::boards() {
  return many(read_board,
              "SELECT id, name, place, hall, state, code_hash, code_expires, public_key, receipt_prefix, added_at, "
              "last_seen FROM board ORDER BY place, id");
}

Result<std::optional<StoredAnswer>> SqliteReader::answer(std::string_view board_id, std::string_view item_id) {
  return one(read_stored_answer, "SELECT content_hash, answer FROM answer WHERE board = ?1 AND item = ?2", board_id,
             item_id);
}

Result<std::optional<std::string>> SqliteReader::setting(std::string_view name) {
  return one(read_text, "SELECT value FROM setting WHERE name = ?1", name);
}

}  // namespace gridboard::store
