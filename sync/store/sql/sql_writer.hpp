// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "sync/store/sql/bill_batch.hpp"
#include "sync/store/sql/sql_reader.hpp"

namespace gridboard::store {

// Writes on the writer's connection, inside the transaction that the store has begun. Heads of logs are held here and
// written once, by flush(), which the store calls before it commits. Batches of bills are each backend's own.
class SqlWriter : public SqlReader, public Writer {
 public:
  explicit SqlWriter(SqlConnection& connection) : SqlReader(connection) {
    for_update_ = connection.dialect().for_update;
  }

  Result<bool> put(const model::Place& place) override;
  Result<bool> put(const model::SupplyPoint& point) override;
  Result<bool> put(const model::Manager& manager) override;
  Result<bool> put(const model::Office& office) override;
  Result<bool> put(const model::Household& household) override;
  Result<bool> put(const model::Bill& bill) override;
  Result<void> put_bills(const std::vector<model::Bill>& bills) override;
  Result<bool> put(const model::Notice& notice) override;
  Result<bool> put(const model::Outage& outage) override;
  Result<bool> put(const model::PublishedQuestion& published) override;
  Result<bool> put(const model::ServiceRequest& request) override;
  Result<void> put(const Board& board) override;
  Result<void> note_seen(std::string_view board_id, base::Instant at) override;
  Result<void> put_manager_pin_hash(std::string_view manager_id, std::string_view hash) override;
  Result<bool> use_sign_in_code(const SignIn& sign_in) override;
  Result<void> publish(std::string_view log, std::string_view key, std::string_view audience,
                       std::string_view body) override;
  Result<void> unpublish(std::string_view log, std::string_view key) override;
  Result<std::size_t> note_removals(base::Instant now, std::size_t limit) override;
  Result<std::size_t> drop_removals(base::Instant noted_upto, std::size_t limit) override;
  Result<void> renew_epochs() override;
  using Writer::put;
  Result<void> keep_answer(std::string_view board_id, std::string_view item_id, const StoredAnswer& answer) override;
  Result<void> put_setting(std::string_view name, std::string_view value) override;
  Result<bool> put_blob(std::string_view sha256, const BlobPieces& pieces) override;
  Result<std::size_t> note_unused_blobs(base::Instant now, std::size_t limit) override;
  Result<std::size_t> drop_unused_blobs(base::Instant noted_upto, std::size_t limit) override;
  PeopleReader& people() override { return people_; }
  PeopleWriter& write_people() override { return people_; }
  Result<std::optional<model::Outage>> outage(std::string_view id) override { return outages_.outage(id); }
  OutageReader& outage_desk() override { return outages_; }
  OutageWriter& write_outage_desk() override { return outages_; }
  NoticeDeskReader& notice_desk() override { return notice_desk_; }
  NoticeDeskWriter& write_notice_desk() override { return notice_desk_; }
  BoardCommandReader& board_desk() override { return board_desk_; }
  BoardCommandWriter& write_board_desk() override { return board_desk_; }
  CareReader& care_register() override { return care_; }
  DeliveryReader& deliveries() override { return deliveries_; }
  CareWriter& write_care_register() override { return care_; }
  DeliveryWriter& write_deliveries() override { return deliveries_; }
  AlarmReader& alarms() override { return alarms_; }
  AlarmWriter& write_alarms() override { return alarms_; }
  BulletinReader& bulletins() override { return bulletins_; }
  BulletinWriter& write_bulletins() override { return bulletins_; }
  AnalysisReader& analysis() override { return analysis_; }
  AnalysisWriter& write_analysis() override { return analysis_; }
  ImportReader& imports() override { return imports_; }
  ImportWriter& write_imports() override { return imports_; }
  PaymentReader& payments() override { return payments_; }
  PaymentWriter& write_payments() override { return payments_; }

  Result<std::optional<LogHead>> log_head(std::string_view log) override;
  Result<std::vector<Change>> changes(std::string_view log, std::uint64_t after, std::uint64_t upto,
                                      std::string_view place_path, std::size_t max_changes, std::size_t max_bytes,
                                      std::uint64_t& scanned_to) override;

  // Writes the heads; true if one moved since the transaction began.
  virtual Result<bool> flush();

 protected:
  struct OpenLog {
    std::int64_t id = 0;
    std::uint64_t head = 0;
    bool moved = false;
  };
  using EncodeBill = std::function<Result<std::string>(const model::Bill&)>;

  std::map<std::string, OpenLog, std::less<>> logs_;

  // Its row is ours until the commit: who bumps a head waits for whoever bumped it before.
  Result<OpenLog*> open_log(std::string_view name);
  Result<void> keep_dictionary(const BodyCodec& codec);
  Result<std::int64_t> tariff_number(std::string_view id);
  // The bill is there: writes and publishes it if the row says something new. True if it did.
  Result<bool> merge_pending(const PendingBill& pending, const PackedBillBatch& batch, const EncodeBill& encode);
  // Runs a statement that nobody waits for.
  template <class... Values>
  Result<void> execute(std::string_view sql, const Values&... values) {
    auto statement = query(sql, values...);
    if (!statement) return tl::unexpected(statement.error());
    return (*statement)->queue();
  }
  // True if a row was touched.
  template <class... Values>
  Result<bool> execute_changing(std::string_view sql, const Values&... values) {
    auto statement = query(sql, values...);
    if (!statement) return tl::unexpected(statement.error());
    return (*statement)->run().map([](std::int64_t touched) { return touched > 0; });
  }

 private:
  Result<std::optional<OpenLog>> stored_log(std::string_view name);
  Result<void> tell_of_state(const Board& board);
  Result<void> put_blob_pieces(std::string_view sha256, const BlobPieces& pieces);
  Result<bool> upsert(const model::Bill& bill);
  // The columns of a bill, from the parameter `at` on.
  Result<void> bind_bill(SqlStatement& row, int at, const model::Bill& bill);

  SqlAlarms alarms_{connection_, connection_.dialect().for_update};
  SqlAnalysis analysis_{connection_, connection_.dialect().for_update};
  SqlBoardCommands board_desk_{connection_, connection_.dialect().for_update};
  SqlBulletins bulletins_{connection_, connection_.dialect().for_update};
  SqlCare care_{connection_, connection_.dialect().for_update};
  SqlDeliveries deliveries_{connection_, connection_.dialect().for_update};
  SqlImports imports_{connection_, connection_.dialect().for_update};
  SqlNoticeDesk notice_desk_{connection_, connection_.dialect().for_update};
  SqlOutages outages_{connection_, connection_.dialect().for_update};
  SqlPayments payments_{connection_, connection_.dialect().for_update};
  SqlPeople people_{connection_, connection_.dialect().for_update};
  std::map<std::string, std::int64_t, std::less<>> tariff_numbers_;
  bool moved_ = false;
};

}  // namespace gridboard::store
