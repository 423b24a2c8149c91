// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "sync/store/sqlite/bill_batch.hpp"
#include "sync/store/sqlite/reader.hpp"

namespace gridboard::store {

// Writes on the writer's connection, inside the transaction that the store has begun. Heads of logs are held here and
// written once, by flush(), which the store calls before it commits.
class SqliteWriter final : public SqliteReader, public Writer {
 public:
  explicit SqliteWriter(sqlite::Database& database) : SqliteReader(database) {}

  Result<bool> put(const model::Place& place) override;
  Result<bool> put(const model::SupplyPoint& point) override;
  Result<bool> put(const model::Manager& manager) override;
  Result<bool> put(const model::Office& office) override;
  Result<bool> put(const model::Household& household) override;
  Result<bool> put(const model::Bill& bill) override;
  Result<bool> put(const model::Notice& notice) override;
  Result<bool> put(const model::Outage& outage) override;
  Result<bool> put(const model::PublishedQuestion& published) override;
  Result<bool> put(const model::ServiceRequest& request) override;
  Result<void> put(const Board& board) override;
  Result<void> put_manager_pin_hash(std::string_view manager_id, std::string_view hash) override;
  Result<bool> use_sign_in_code(const SignIn& sign_in) override;
  Result<void> publish(std::string_view log, std::string_view key, std::string_view audience,
                       std::string_view body) override;
  Result<void> unpublish(std::string_view log, std::string_view key) override;
  Result<void> renew_epochs() override;
  Result<void> put(BillBatch& batch, const std::function<Result<std::string>(const model::Bill&)>& encode,
                   BatchOutcome& outcome) override;
  Result<void> keep_answer(std::string_view board_id, std::string_view item_id, const StoredAnswer& answer) override;
  Result<void> put_setting(std::string_view name, std::string_view value) override;

  Result<std::optional<LogHead>> log_head(std::string_view log) override;
  Result<std::vector<Change>> changes(std::string_view log, std::uint64_t after, std::uint64_t upto,
                                      std::string_view place_path, std::size_t max_changes, std::size_t max_bytes,
                                      std::uint64_t& scanned_to) override;

  // Writes the heads; true if one moved since the transaction began.
  Result<bool> flush();

 private:
  struct OpenLog {
    std::int64_t id = 0;
    std::uint64_t head = 0;
    bool moved = false;
  };
  Result<void> put_windows(const model::Outage& outage);
  Result<OpenLog*> open_log(std::string_view name);
  Result<bool> upsert(const model::Bill& bill);
  Result<std::optional<BatchOutcome::Clash>> put_pending(const PendingBill& pending, const SqliteBillBatch& batch,
                                                         bool& inserted);
  Result<std::optional<BatchOutcome::Clash>> clash_of(const PendingBill& pending, const SqliteBillBatch& batch);
  Result<bool> merge_pending(const PendingBill& pending, const SqliteBillBatch& batch,
                             const std::function<Result<std::string>(const model::Bill&)>& encode);
  Result<void> publish_new(OpenLog& log, std::string_view key, std::string_view audience, std::string_view packed);
  Result<void> insert_record(std::string_view sql, OpenLog& log, std::string_view key, std::string_view audience,
                             std::string_view packed);
  Result<void> keep_dictionary(const BodyCodec& codec);
  Result<std::int64_t> tariff_number(std::string_view id);
  template <class... Values>
  Result<void> execute(std::string_view sql, const Values&... values) {
    auto statement = query(sql, values...);
    if (!statement) return tl::unexpected(statement.error());
    return (*statement)->run();
  }
  // Like execute; true if a row was touched.
  template <class... Values>
  Result<bool> execute_changing(std::string_view sql, const Values&... values) {
    auto done = execute(sql, values...);
    if (!done) return tl::unexpected(done.error());
    return database_.changes() > 0;
  }

  std::map<std::string, OpenLog, std::less<>> logs_;
  std::map<std::string, std::int64_t, std::less<>> tariff_numbers_;
  bool moved_ = false;
};

}  // namespace gridboard::store
