// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Staff at the boards: their PINs and where they signed in.
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_writer.hpp"

namespace gridboard::store {

namespace {

std::string read_text(const SqlRow& row) {
  return row.string(0);
}

SignIn read_sign_in(const SqlRow& row) {
  return {row.string(0), row.integer(1), row.string(2), instant_of(row, 3), enum_of<SignInKind>(row, 4)};
}

}  // namespace

Result<std::optional<std::string>> SqlReader::manager_pin_hash(std::string_view manager_id) {
  return one(read_text, "SELECT hash FROM manager_pin WHERE manager = ?1", manager_id);
}

Result<std::vector<SignIn>> SqlReader::sign_ins(const SignInFilter& filter) {
  return many(read_sign_in,
              "SELECT board, step, manager, at, kind FROM sign_in WHERE (?1 = '' OR manager = ?1) AND "
              "(?2 = '' OR board = ?2) AND (CAST(?3 AS BIGINT) IS NULL OR at >= ?3) "
              "AND (CAST(?4 AS BIGINT) IS NULL OR at < ?4) "
              "ORDER BY at DESC, board DESC, step DESC LIMIT ?5",
              filter.manager_id, filter.board_id, to_column(filter.from), to_column(filter.upto),
              static_cast<std::uint64_t>(filter.limit));
}

Result<void> SqlWriter::put_manager_pin_hash(std::string_view manager_id, std::string_view hash) {
  if (hash.empty()) return execute("DELETE FROM manager_pin WHERE manager = ?1", manager_id);
  return execute(
      "INSERT INTO manager_pin (manager, hash) VALUES (?1, ?2) ON CONFLICT (manager) DO UPDATE SET hash = "
      "excluded.hash",
      manager_id, hash);
}

Result<bool> SqlWriter::use_sign_in_code(const SignIn& sign_in) {
  return execute_changing(
      "INSERT INTO sign_in (board, step, manager, at, kind) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
      sign_in.board_id, sign_in.step, sign_in.manager_id, to_column(sign_in.at), to_column(sign_in.kind));
}

}  // namespace gridboard::store
