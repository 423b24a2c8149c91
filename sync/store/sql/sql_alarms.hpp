// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/store/alarms.hpp"
#include "sync/store/sql/sql_connection.hpp"

namespace gridboard::store {

// Works on one connection, inside the transaction that the store has begun on it.
class SqlAlarms final : public AlarmWriter {
 public:
  // `for_update` stands behind what a writer reads to change it, see SqlDialect; "" for those who only read.
  SqlAlarms(SqlConnection& connection, std::string_view for_update)
      : connection_(connection), for_update_(for_update) {}

  Result<std::vector<CountedBoardGroup>> board_groups() override;
  Result<std::optional<BoardGroup>> board_group(std::string_view id) override;
  Result<std::vector<AlarmRule>> alarm_rules() override;
  Result<std::optional<AlarmRule>> alarm_rule(std::string_view id) override;
  Result<std::optional<Alarm>> alarm(std::string_view id) override;
  Result<std::vector<Alarm>> alarms_listed(const AlarmFilter& filter) override;
  Result<std::int64_t> count_alarms(const AlarmFilter& filter) override;
  Result<std::vector<Alarm>> standing_alarms() override;
  Result<std::vector<WatchedBoard>> watched_boards(std::string_view after_id, std::size_t limit) override;

  Result<void> put(const BoardGroup& group) override;
  Result<bool> drop_board_group(std::string_view id) override;
  Result<void> put(const AlarmRule& rule) override;
  Result<bool> drop_alarm_rule(std::string_view id) override;
  Result<base::Instant> lock_alarms(base::Instant now) override;
  Result<void> put(const Alarm& alarm) override;
  Result<std::size_t> drop_alarms(base::Instant ended_before, std::size_t limit) override;

 private:
  Result<std::vector<Alarm>> alarms_of(Result<std::unique_ptr<SqlStatement>> rows);
  Result<bool> taken_by_another(std::string_view sql, const std::string& id, const std::vector<std::string>& values);

  template <class... Values>
  Result<std::unique_ptr<SqlStatement>> query(std::string_view sql, const Values&... values) {
    auto statement = connection_.statement(sql);
    if (statement) (*statement)->bind_all(values...);
    return statement;
  }
  template <class... Values>
  Result<std::int64_t> run(std::string_view sql, const Values&... values) {
    auto statement = query(sql, values...);
    if (!statement) return tl::unexpected(statement.error());
    return (*statement)->run();
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
