// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_writer.hpp"

namespace gridboard::store {

Result<bool> SqlWriter::put(const model::ServiceRequest& request) {
  auto stored = this->request(request.receipt);
  if (!stored) return tl::unexpected(stored.error());
  if (*stored && **stored == request) return false;
  // The rows of its answers and steps go with it.
  if (auto gone = execute("DELETE FROM request WHERE receipt = ?1", request.receipt); !gone) {
    return tl::unexpected(gone.error());
  }
  std::optional<std::int64_t> rated_at;
  if (request.rating) rated_at = to_column(request.rating->at);
  if (auto done =
          execute("INSERT INTO request (receipt, kind, place, account, board, state, submitted_at, received_at, "
                  "promised_at, source, stars, rated_at, merged_into, outage) "
                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
                  request.receipt, request.kind, request.place_path, request.account, request.board_id,
                  to_column(request.state), to_column(request.submitted_at), to_column(request.received_at),
                  to_column(request.promised_at), request.source, request.rating ? request.rating->stars : 0, rated_at,
                  request.merged_into, request.outage_id);
      !done) {
    return tl::unexpected(done.error());
  }
  for (const auto& [field, value] : request.answers) {
    auto done = execute("INSERT INTO request_answer (receipt, field, value) VALUES (?1, ?2, ?3)", request.receipt,
                        field, value);
    if (!done) return tl::unexpected(done.error());
  }
  for (std::size_t i = 0; i < request.steps.size(); ++i) {
    const model::RequestStep& step = request.steps[i];
    auto done = execute(
        "INSERT INTO request_step (receipt, number, at, state, by, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        request.receipt, static_cast<std::uint64_t>(i), to_column(step.at), to_column(step.state), step.by, step.text);
    if (!done) return tl::unexpected(done.error());
  }
  return true;
}

// Servers end the stream of a board that is revoked: they hear of it as of a log that moved.
Result<void> SqlWriter::tell_of_state(const Board& board) {
  auto touched = execute_changing(
      "UPDATE log SET moved = " + std::string(connection_.dialect().moved_now) +
          " WHERE name = 'board/' || ?1 AND EXISTS (SELECT 1 FROM board WHERE id = ?1 AND state <> ?2)",
      board.id, to_column(board.state));
  if (!touched) return tl::unexpected(touched.error());
  moved_ = moved_ || *touched;
  return {};
}

Result<void> SqlWriter::put(const Board& board) {
  std::optional<int> quiet_from, quiet_to;
  if (board.quiet_hours) quiet_from = board.quiet_hours->from_minute, quiet_to = board.quiet_hours->to_minute;
  if (auto told = tell_of_state(board); !told) return told;
  return execute(
      "INSERT INTO board (id, name, place, hall, state, code_hash, code_expires, public_key, receipt_prefix, added_at, "
      "last_seen, quiet_from, quiet_to, maintenance_pin_hash, sign_in_key) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) ON CONFLICT (id) DO UPDATE SET "
      "name = excluded.name, place = excluded.place, hall = excluded.hall, state = excluded.state, "
      "code_hash = excluded.code_hash, code_expires = excluded.code_expires, public_key = excluded.public_key, "
      "receipt_prefix = excluded.receipt_prefix, added_at = excluded.added_at, last_seen = excluded.last_seen, "
      "quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, "
      "maintenance_pin_hash = excluded.maintenance_pin_hash, sign_in_key = excluded.sign_in_key",
      board.id, board.name, board.place_path, board.hall, to_column(board.state), board.code_hash,
      to_column(board.code_expires), board.public_key, board.receipt_prefix, to_column(board.added_at),
      to_column(board.last_seen), quiet_from, quiet_to, board.maintenance_pin_hash, board.sign_in_key);
}

Result<void> SqlWriter::note_seen(std::string_view board_id, base::Instant at) {
  return execute("UPDATE board SET last_seen = ?2 WHERE id = ?1 AND (last_seen IS NULL OR last_seen < ?2)", board_id,
                 to_column(at));
}

Result<void> SqlWriter::keep_answer(std::string_view board_id, std::string_view item_id, const StoredAnswer& answer) {
  return execute("INSERT INTO answer (board, item, content_hash, answer) VALUES (?1, ?2, ?3, ?4)", board_id, item_id,
                 answer.content_hash, answer.answer);
}

Result<void> SqlWriter::put_setting(std::string_view name, std::string_view value) {
  return execute(
      "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET "
      "value = excluded.value WHERE setting.value <> excluded.value",
      name, value);
}

}  // namespace gridboard::store
