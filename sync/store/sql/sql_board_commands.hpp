// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/store/board_commands.hpp"
#include "sync/store/sql/sql_connection.hpp"

namespace gridboard::store {

// Works on one connection, inside the transaction that the store has begun on it.
class SqlBoardCommands final : public BoardCommandWriter {
 public:
  // `for_update` stands behind what a writer reads to change it, see SqlDialect; "" for those who only read.
  SqlBoardCommands(SqlConnection& connection, std::string_view for_update)
      : connection_(connection), for_update_(for_update) {}

  Result<std::vector<BoardReport>> board_reports(const std::vector<std::string>& board_ids) override;
  Result<std::optional<BoardCommand>> board_command(std::string_view id) override;
  Result<std::vector<BoardCommand>> board_commands(std::string_view board_id) override;
  Result<std::optional<BoardPicture>> board_picture(std::string_view board_id, bool with_bytes) override;

  Result<void> put(const BoardReport& report) override;
  Result<void> put(const BoardCommand& command) override;
  Result<void> put(const BoardPicture& picture) override;
  Result<std::size_t> drop_board_pictures(base::Instant taken_before, std::size_t limit) override;

 private:
  template <class... Values>
  Result<std::unique_ptr<SqlStatement>> query(std::string_view sql, const Values&... values) {
    auto statement = connection_.statement(sql);
    if (statement) (*statement)->bind_all(values...);
    return statement;
  }
  template <class... Values>
  Result<void> execute(std::string_view sql, const Values&... values) {
    auto statement = query(sql, values...);
    if (!statement) return tl::unexpected(statement.error());
    return (*statement)->queue();
  }

  SqlConnection& connection_;
  std::string_view for_update_;
};

}  // namespace gridboard::store
