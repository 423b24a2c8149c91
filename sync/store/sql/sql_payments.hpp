// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/store/payments.hpp"
#include "sync/store/sql/sql_connection.hpp"

namespace gridboard::store {

// Works on one connection, inside the transaction that the store has begun on it.
class SqlPayments final : public PaymentWriter {
 public:
  // `for_update` stands behind what a writer reads to change it, see SqlDialect; "" for those who only read.
  SqlPayments(SqlConnection& connection, std::string_view for_update)
      : connection_(connection), for_update_(for_update) {}

  Result<BillsFound> bills_listed(const BillFilter& filter) override;
  Result<BillSums> sum_bills(const BillFilter& filter) override;
  Result<std::optional<Payment>> payment(std::string_view id) override;
  Result<std::vector<Payment>> payments_of(const BillKey& bill) override;
  Result<std::vector<Payment>> unmatched_payments(std::string_view after_id, std::size_t limit) override;
  Result<std::int64_t> count_unmatched() override;
  Result<std::optional<Refund>> refund(std::string_view id) override;
  Result<std::vector<Refund>> refunds_of(std::string_view payment) override;
  Result<std::vector<BillEntry>> entries_of(const BillKey& bill) override;
  Result<std::optional<BillCredit>> credit_of(const BillKey& bill) override;
  Result<std::vector<BillCredit>> credits(const std::optional<BillKey>& after, std::size_t limit) override;
  Result<std::int64_t> count_credits() override;
  Result<std::optional<VoidedBill>> voided_bill(std::string_view bill_no) override;
  Result<std::vector<VoidedBill>> voided_bills_of(const BillKey& bill) override;
  Result<std::vector<NumberBearer>> bearers_of(const std::vector<std::string>& bill_nos) override;
  Result<std::vector<BillWork>> work_on(const std::vector<BillKey>& bills) override;
  Result<std::vector<BillDispute>> disputes_of(const BillKey& bill) override;
  Result<std::optional<PaymentMessage>> message(std::string_view provider, std::string_view message_id) override;
  Result<std::vector<PaymentMessage>> messages(const MessageFilter& filter) override;
  Result<std::vector<std::int64_t>> count_messages() override;
  Result<std::vector<PaymentProvider>> providers() override;
  Result<std::vector<PaymentKey>> payment_keys(std::string_view provider) override;
  Result<std::vector<LateFeeDay>> late_fee_days(std::size_t limit) override;

  Result<void> lock_books() override;
  Result<void> put(const Payment& payment) override;
  Result<void> put(const Refund& refund) override;
  Result<void> put(const BillDispute& dispute) override;
  Result<void> put(const PaymentProvider& provider) override;
  Result<void> put(const PaymentKey& key) override;
  Result<void> put(const VoidedBill& voided) override;
  Result<void> put(const LateFeeDay& day) override;
  Result<void> add_entry(const BillKey& bill, const BillEntry& entry) override;
  Result<void> put_credit(const BillCredit& credit) override;
  Result<bool> keep(const PaymentMessage& message) override;
  Result<bool> drop_bill(const BillKey& bill) override;
  Result<void> drop_bills(const std::vector<BillKey>& bills) override;

  // A file says another sum than the books: they take it over, if they know the bill.
  Result<void> told_by_file(const model::Bill& stored, const model::Bill& told);

 private:
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
  template <class T, class... Values>
  Result<std::vector<T>> many(T (*read)(const SqlRow&), std::string_view sql, const Values&... values);
  template <class T, class... Values>
  Result<std::optional<T>> one(T (*read)(const SqlRow&), std::string_view sql, const Values&... values);
  Result<std::int64_t> number(std::string_view sql);

  SqlConnection& connection_;
  std::string_view for_update_;
};

}  // namespace gridboard::store
