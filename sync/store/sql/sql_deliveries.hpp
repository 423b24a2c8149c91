// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/store/deliveries.hpp"
#include "sync/store/sql/sql_connection.hpp"

namespace gridboard::store {

// Works on one connection, inside the transaction that the store has begun on it.
class SqlDeliveries final : public DeliveryWriter {
 public:
  // `for_update` stands behind what a writer reads to change it, see SqlDialect; "" for those who only read.
  SqlDeliveries(SqlConnection& connection, std::string_view for_update)
      : connection_(connection), for_update_(for_update) {}

  Result<void> each_board_around(const Announcement& announcement, std::string_view place_path,
                                 const BehindBoard& after, std::size_t limit, const VisitBoard& visit) override;
  Result<void> each_board_told(const Announcement& announcement, const std::vector<std::string>& outside_of,
                               const BehindBoard& after, std::size_t limit, const VisitBoard& visit) override;
  Result<std::int64_t> count_households_within(const std::vector<std::string>& places) override;
  Result<std::optional<BoardTold>> board_told(const Announcement& announcement, std::string_view board_id) override;
  Result<ChainHead> delivery_head(const Announcement& announcement) override;
  Result<std::string> published_words(const Announcement& announcement, std::string_view version) override;
  Result<std::vector<wire::LedgerEntry>> delivery_entries(const Announcement& announcement, std::uint64_t after,
                                                          std::size_t limit) override;
  Result<std::vector<wire::LedgerCheckpoint>> delivery_checkpoints(const Announcement& announcement,
                                                                   std::uint64_t after, std::size_t limit) override;
  Result<std::vector<Announcement>> unsigned_deliveries(std::uint64_t entries, base::Instant since,
                                                        std::size_t limit) override;

  Result<bool> note_sent(const Announcement& announcement, std::string_view board_id, base::Instant at,
                         SentHow how) override;
  Result<void> note_said(const Announcement& announcement, std::string_view board_id, const BoardSaid& said) override;
  Result<ChainHead> lock_delivery_head(const Announcement& announcement) override;
  Result<void> append(const Announcement& announcement, const std::vector<wire::LedgerEntry>& entries,
                      const std::optional<std::string>& version) override;
  Result<void> put(const Announcement& announcement, const wire::LedgerCheckpoint& checkpoint) override;
  Result<std::size_t> drop_deliveries(base::Instant quiet_since, std::size_t limit) override;

 private:
  Result<std::optional<ChainHead>> head(const Announcement& announcement, std::string_view for_update);
  Result<std::string> hash_of(const Announcement& announcement, std::uint64_t number);

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
  template <class... Values>
  Result<std::int64_t> run(std::string_view sql, const Values&... values) {
    auto statement = query(sql, values...);
    if (!statement) return tl::unexpected(statement.error());
    return (*statement)->run();
  }

  SqlConnection& connection_;
  std::string_view for_update_;
};

}  // namespace gridboard::store
