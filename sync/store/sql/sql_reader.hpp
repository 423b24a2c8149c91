// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sync/store/sql/body_codec.hpp"
#include "sync/store/sql/sql_alarms.hpp"
#include "sync/store/sql/sql_analysis.hpp"
#include "sync/store/sql/sql_board_commands.hpp"
#include "sync/store/sql/sql_bulletins.hpp"
#include "sync/store/sql/sql_care.hpp"
#include "sync/store/sql/sql_connection.hpp"
#include "sync/store/sql/sql_deliveries.hpp"
#include "sync/store/sql/sql_imports.hpp"
#include "sync/store/sql/sql_notice_desk.hpp"
#include "sync/store/sql/sql_outages.hpp"
#include "sync/store/sql/sql_payments.hpp"
#include "sync/store/sql/sql_people.hpp"
#include "sync/store/store.hpp"

namespace gridboard::store {

// Reads on one connection, inside the transaction that the store has begun on it.
class SqlReader : public virtual Reader {
 public:
  explicit SqlReader(SqlConnection& connection) : connection_(connection) {}

  Result<std::optional<model::Place>> place(std::string_view path) override;
  Result<std::vector<model::Place>> places_named(std::string_view name) override;
  Result<std::vector<model::Place>> places_under(std::string_view path) override;
  Result<std::vector<model::Place>> places_fed_by(std::string_view supply_id) override;
  Result<std::vector<model::Place>> places_managed_by(std::string_view manager_id) override;
  Result<std::optional<model::SupplyPoint>> supply_point(std::string_view id) override;
  Result<std::vector<model::SupplyPoint>> supply_under(std::string_view id) override;
  Result<std::optional<model::Manager>> manager(std::string_view id) override;
  Result<std::vector<model::Manager>> managers() override;
  Result<std::optional<std::string>> manager_pin_hash(std::string_view manager_id) override;
  Result<std::vector<SignIn>> sign_ins(const SignInFilter& filter) override;
  Result<std::optional<model::Household>> household(std::string_view account) override;
  Result<std::vector<model::Household>> households_at(const std::vector<std::string>& accounts) override;
  Result<std::vector<model::Household>> households_under(std::string_view path) override;
  Result<void> each_household(const std::function<Result<void>(const model::Household&)>& visit) override;
  Result<std::optional<model::Bill>> bill(std::string_view account, base::Month period) override;
  Result<std::vector<model::Bill>> bills_at(const std::vector<BillKey>& keys) override;
  Result<std::optional<model::Bill>> bill_numbered(std::string_view bill_no) override;
  Result<std::vector<model::Bill>> bills_of(std::string_view account) override;
  Result<std::vector<model::Bill>> open_bills_due_before(base::Date day, std::string_view after_account,
                                                         std::size_t limit) override;
  Result<std::optional<model::Office>> office(std::string_view id) override;
  Result<std::vector<model::Office>> offices() override;
  Result<std::optional<model::Notice>> notice(std::string_view id) override;
  Result<std::vector<model::Notice>> notices(std::string_view under_path) override;
  Result<std::optional<model::Outage>> outage(std::string_view id) override;
  Result<std::vector<model::Outage>> outages(std::string_view under_path) override;
  Result<std::optional<model::PublishedQuestion>> question(std::string_view id) override;
  Result<std::vector<model::PublishedQuestion>> questions(std::string_view under_path) override;
  Result<std::optional<model::ServiceRequest>> request(std::string_view receipt) override;
  Result<std::vector<model::ServiceRequest>> requests(const RequestFilter& filter) override;
  Result<std::vector<model::ServiceRequest>> requests_merged_into(std::string_view receipt) override;
  Result<std::vector<model::ServiceRequest>> choices(std::string_view outage_id) override;
  Result<std::vector<KindCount>> count_done(std::string_view path, base::Instant from, base::Instant upto) override;
  Result<std::optional<Board>> board(std::string_view id) override;
  Result<std::optional<Board>> board_with_code(std::string_view code_hash) override;
  Result<std::vector<Board>> boards() override;
  Result<std::vector<Board>> boards_listed(const BoardFilter& filter) override;
  Result<std::int64_t> count_boards(const BoardFilter& filter) override;
  Result<std::vector<model::Place>> places_directly_under(std::string_view path, std::string_view after,
                                                          std::size_t limit) override;
  Result<std::int64_t> count_places_directly_under(std::string_view path) override;
  Result<std::vector<model::Place>> places_at(const std::vector<std::string>& paths) override;
  Result<std::vector<model::Place>> places_searched(std::string_view word, std::string_view under,
                                                    std::string_view after, std::size_t limit) override;
  Result<std::vector<model::SupplyPoint>> supply_listed(const SupplyFilter& filter) override;
  Result<std::int64_t> count_supply_directly_under(std::string_view id) override;
  Result<std::int64_t> count_households_under(std::string_view path) override;
  Result<std::vector<BoardStanding>> boards_by_standing(std::string_view under, base::Instant since) override;
  Result<BoardsAt> boards_at(std::string_view place_path, base::Instant since) override;
  Result<BoardsAt> boards_within(std::string_view place_path, base::Instant since) override;
  Result<void> each_place_with_boards(base::Instant since,
                                      const std::function<Result<void>(const BoardsAt&)>& visit) override;
  Result<std::vector<DeliveryMark>> delivery_marks(base::Instant published_since, std::size_t limit) override;
  Result<std::int64_t> boards_mark() override;
  Result<bool> is_receipt_prefix_taken(std::string_view prefix) override;
  Result<std::optional<LogHead>> log_head(std::string_view log) override;
  Result<std::vector<MovedLog>> moved_logs(std::string& mark) override;
  Result<std::vector<std::string>> logs_holding(std::string_view key) override;
  Result<std::vector<Change>> changes(std::string_view log, std::uint64_t after, std::uint64_t upto,
                                      std::string_view place_path, std::size_t max_changes, std::size_t max_bytes,
                                      std::uint64_t& scanned_to) override;
  Result<bool> all_changes(std::string_view log, std::uint64_t after, std::uint64_t upto, std::size_t max_changes,
                           std::size_t max_bytes, std::vector<WholeChange>& changes) override;
  Result<std::optional<StoredAnswer>> answer(std::string_view board_id, std::string_view item_id) override;
  Result<std::optional<std::string>> setting(std::string_view name) override;
  Result<std::optional<std::uint64_t>> blob_size(std::string_view sha256) override;
  Result<std::string> blob_bytes(std::string_view sha256, std::uint64_t offset) override;
  PeopleReader& people() override { return people_; }
  NoticeDeskReader& notice_desk() override { return notice_desk_; }
  OutageReader& outage_desk() override { return outages_; }
  BoardCommandReader& board_desk() override { return board_desk_; }
  CareReader& care_register() override { return care_; }
  DeliveryReader& deliveries() override { return deliveries_; }
  AlarmReader& alarms() override { return alarms_; }
  BulletinReader& bulletins() override { return bulletins_; }
  AnalysisReader& analysis() override { return analysis_; }
  ImportReader& imports() override { return imports_; }
  PaymentReader& payments() override { return payments_; }

 protected:
  SqlConnection& connection_;
  // Behind the SELECT of one thing that a writer may change; nothing for those who only read.
  std::string_view for_update_;

  // The text of a stored body: as it is, or unpacked with the dictionary that the blob names.
  Result<std::string> body_text(const SqlRow& row, int column);
  [[nodiscard]] std::string to_change(std::string_view sql) const { return std::string(sql).append(for_update_); }
  // Bound statement for `sql`, or why not.
  template <class... Values>
  Result<std::unique_ptr<SqlStatement>> query(std::string_view sql, const Values&... values) {
    auto statement = connection_.statement(sql);
    if (statement) (*statement)->bind_all(values...);
    return statement;
  }
  template <class T>
  using RowReader = T (*)(const SqlRow&);
  template <class T, class... Values>
  Result<std::optional<T>> one(RowReader<T> read, std::string_view sql, const Values&... values);
  template <class T, class... Values>
  Result<std::vector<T>> many(RowReader<T> read, std::string_view sql, const Values&... values);

 private:
  // At most `limit` places at or under `under`, behind `after`, that any of the words names, by path.
  Result<std::vector<std::string>> paths_called(const std::vector<std::string>& words, std::string_view under,
                                                std::string_view after, std::size_t limit);
  Result<std::vector<model::Bill>> read_bills(SqlStatement& statement);
  Result<std::int64_t> end_of_accounts(const std::string& open, std::int64_t after, base::Date day, std::size_t limit);
  Result<std::string> tariff_id(std::int64_t number);
  Result<void> complete(model::Notice& notice);
  Result<void> complete(model::PublishedQuestion& published);
  Result<void> complete(model::ServiceRequest& request);
  Result<std::vector<model::ServiceRequest>> complete_all(Result<std::vector<model::ServiceRequest>> found);

  SqlAlarms alarms_{connection_, ""};
  SqlAnalysis analysis_{connection_, ""};
  SqlBoardCommands board_desk_{connection_, ""};
  SqlBulletins bulletins_{connection_, ""};
  SqlCare care_{connection_, ""};
  SqlDeliveries deliveries_{connection_, ""};
  SqlImports imports_{connection_, ""};
  SqlNoticeDesk notice_desk_{connection_, ""};
  SqlOutages outages_{connection_, ""};
  SqlPayments payments_{connection_, ""};
  SqlPeople people_{connection_, ""};
  std::map<std::int64_t, std::string> tariffs_;
  std::map<std::uint32_t, std::shared_ptr<const BodyCodec>> codecs_;
};

template <class T, class... Values>
Result<std::optional<T>> SqlReader::one(RowReader<T> read, std::string_view sql, const Values&... values) {
  auto statement = query(sql, values...);
  if (!statement) return tl::unexpected(statement.error());
  const auto row = (*statement)->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::optional<T>();
  return std::optional<T>(read(**statement));
}

template <class T, class... Values>
Result<std::vector<T>> SqlReader::many(RowReader<T> read, std::string_view sql, const Values&... values) {
  auto statement = query(sql, values...);
  if (!statement) return tl::unexpected(statement.error());
  std::vector<T> found;
  while (true) {
    const auto row = (*statement)->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return found;
    found.push_back(read(**statement));
  }
}

}  // namespace gridboard::store
