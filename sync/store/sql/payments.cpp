// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The books of the money that came for bills.
#include <algorithm>

#include "sync/store/sql/bill_row.hpp"
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/lists.hpp"
#include "sync/store/sql/sql_payments.hpp"
#include "sync/store/sql/voided_bill_text.hpp"

namespace gridboard::store {

namespace {

constexpr std::string_view kPayment =
    "SELECT id, provider, reference, bill_no, bill, amount, taken, at, noted_at FROM payment ";
constexpr std::string_view kRefund = "SELECT id, payment, amount, at, noted_at, state, who, reason FROM refund ";
constexpr std::string_view kMessage =
    "SELECT id, provider, message_id, received_at, verdict, kind, reference, bill_no, amount, at, body_hash, peer, "
    "words FROM payment_message ";
// As the unique index has it: forged and stale messages have numbers that anybody can make up, a repeated or
// conflicting one may have the number of another, and a malformed one comes again until it can be taken.
constexpr std::string_view kNumbered = "verdict IN (0, 2, 3)";

BillKey key_of(std::int64_t id) {
  return {account_text(account_of_bill(id)), period_of_bill(id)};
}

Payment read_payment(const SqlRow& row) {
  Payment payment;
  payment.id = row.string(0);
  payment.provider = row.string(1);
  payment.reference = row.string(2);
  payment.bill_no = row.string(3);
  if (!row.is_null(4)) payment.bill = key_of(row.integer(4));
  payment.amount_fen = row.integer(5);
  payment.taken_fen = row.integer(6);
  payment.at = instant_of(row, 7);
  payment.noted_at = instant_of(row, 8);
  return payment;
}

Refund read_refund(const SqlRow& row) {
  return {row.string(0),      row.string(1),      row.integer(2),
          instant_of(row, 3), instant_of(row, 4), enum_of<RefundState>(row, 5),
          row.string(6),      row.string(7)};
}

BillEntry read_entry(const SqlRow& row) {
  return {row.integer(0),     enum_of<BillEntryKind>(row, 1),
          row.integer(2),     row.string(3),
          row.string(4),      instant_of(row, 5),
          instant_of(row, 6), row.string(7),
          row.string(8)};
}

BillCredit read_credit(const SqlRow& row) {
  return {key_of(row.integer(0)), row.integer(1), instant_of(row, 2)};
}

VoidedBill read_voided(const SqlRow& row) {
  VoidedBill voided;
  voided.was = bill_in_text(row.text(2));
  voided.was.bill_no = row.string(0);
  const BillKey key = key_of(row.integer(1));
  voided.was.account = key.account;
  voided.was.period = key.period;
  voided.becomes = row.string(3);
  voided.at = instant_of(row, 4);
  voided.who = row.string(5);
  voided.reason = row.string(6);
  return voided;
}

BillDispute read_dispute(const SqlRow& row) {
  return {row.string(0),      key_of(row.integer(1)), row.string(2), enum_of<DisputeState>(row, 3),
          instant_of(row, 4), row.string(5),          row.string(6), instant_if_any(row, 7),
          row.string(8),      row.string(9)};
}

PaymentMessage read_message(const SqlRow& row) {
  return {row.string(0),  row.string(1),  row.string(2), instant_of(row, 3), enum_of<MessageVerdict>(row, 4),
          row.string(5),  row.string(6),  row.string(7), row.integer(8),     instant_if_any(row, 9),
          row.string(10), row.string(11), row.string(12)};
}

PaymentProvider read_provider(const SqlRow& row) {
  return {row.string(0), row.string(1), row.string(2), instant_of(row, 3)};
}

PaymentKey read_key(const SqlRow& row) {
  return {row.string(0), row.integer(1), row.string(2), instant_of(row, 3), row.string(4), instant_if_any(row, 5)};
}

LateFeeDay read_day(const SqlRow& row) {
  return {date_of_column(row.integer(0)), row.integer(1), row.integer(2), instant_of(row, 3)};
}

std::int64_t id_of(const BillKey& bill) {
  return bill_id(bill.account, bill.period).value_or(-1);
}

std::optional<std::int64_t> id_of(const std::optional<BillKey>& bill) {
  return bill ? std::optional(id_of(*bill)) : std::nullopt;
}

}  // namespace

template <class T, class... Values>
Result<std::vector<T>> SqlPayments::many(T (*read)(const SqlRow&), std::string_view sql, const Values&... values) {
  auto rows = query(sql, values...);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<T> found;
  auto done = each_row(**rows, [&](const SqlRow& row) { found.push_back(read(row)); });
  if (!done) return tl::unexpected(done.error());
  return found;
}

template <class T, class... Values>
Result<std::optional<T>> SqlPayments::one(T (*read)(const SqlRow&), std::string_view sql, const Values&... values) {
  return many(read, sql, values...).map([](std::vector<T>&& found) {
    return found.empty() ? std::optional<T>() : std::optional<T>(std::move(found.front()));
  });
}

Result<std::int64_t> SqlPayments::number(std::string_view sql) {
  return one<std::int64_t>([](const SqlRow& row) { return row.integer(0); }, sql).map([](const auto& found) {
    return found.value_or(0);
  });
}

Result<std::optional<Payment>> SqlPayments::payment(std::string_view id) {
  return one(read_payment, std::string(kPayment).append("WHERE id = ?1").append(for_update_), id);
}

Result<std::vector<Payment>> SqlPayments::payments_of(const BillKey& bill) {
  return many(read_payment, std::string(kPayment) + "WHERE bill = ?1 ORDER BY at, id", id_of(bill));
}

Result<std::vector<Payment>> SqlPayments::unmatched_payments(std::string_view after_id, std::size_t limit) {
  return many(read_payment,
              std::string(kPayment) + "WHERE bill IS NULL AND amount > taken AND id > ?1 ORDER BY id LIMIT ?2",
              after_id, static_cast<std::int64_t>(limit));
}

Result<std::int64_t> SqlPayments::count_unmatched() {
  return number("SELECT COUNT(*) FROM payment WHERE bill IS NULL AND amount > taken");
}

Result<std::optional<Refund>> SqlPayments::refund(std::string_view id) {
  return one(read_refund, std::string(kRefund).append("WHERE id = ?1").append(for_update_), id);
}

Result<std::vector<Refund>> SqlPayments::refunds_of(std::string_view payment) {
  return many(read_refund, std::string(kRefund) + "WHERE payment = ?1 ORDER BY at, id", payment);
}

Result<std::vector<BillEntry>> SqlPayments::entries_of(const BillKey& bill) {
  return many(read_entry,
              "SELECT number, kind, amount, bill_no, payment, at, noted_at, who, note FROM bill_entry WHERE bill = ?1 "
              "ORDER BY number",
              id_of(bill));
}

Result<std::optional<BillCredit>> SqlPayments::credit_of(const BillKey& bill) {
  return one(read_credit, "SELECT bill, amount, since FROM bill_credit WHERE bill = ?1", id_of(bill));
}

Result<std::vector<BillCredit>> SqlPayments::credits(const std::optional<BillKey>& after, std::size_t limit) {
  return many(read_credit, "SELECT bill, amount, since FROM bill_credit WHERE bill > ?1 ORDER BY bill LIMIT ?2",
              id_of(after).value_or(-1), static_cast<std::int64_t>(limit));
}

Result<std::int64_t> SqlPayments::count_credits() {
  return number("SELECT COUNT(*) FROM bill_credit");
}

Result<std::optional<VoidedBill>> SqlPayments::voided_bill(std::string_view bill_no) {
  return one(read_voided, "SELECT bill_no, bill, body, becomes, at, who, reason FROM voided_bill WHERE bill_no = ?1",
             bill_no);
}

Result<std::vector<VoidedBill>> SqlPayments::voided_bills_of(const BillKey& bill) {
  return many(read_voided,
              "SELECT bill_no, bill, body, becomes, at, who, reason FROM voided_bill WHERE bill = ?1 ORDER BY at DESC",
              id_of(bill));
}

Result<std::vector<NumberBearer>> SqlPayments::bearers_of(const std::vector<std::string>& bill_nos) {
  std::vector<NumberBearer> found;
  std::vector<std::string> each = bill_nos;
  std::sort(each.begin(), each.end());
  each.erase(std::unique(each.begin(), each.end()), each.end());
  if (each.empty()) return found;
  const SqlDialect& dialect = connection_.dialect();
  auto rows =
      query("SELECT bill.bill_no, bill.id, 0" + from_each_of(ListOf::bill_numbers, dialect, "bill", "bill_no", "") +
            " UNION ALL SELECT bill_no, bill, 1 FROM voided_bill WHERE bill_no" + std::string(dialect.on_list));
  if (!rows) return tl::unexpected(rows.error());
  (*rows)->bind_list(1, each);
  auto read = each_row(**rows, [&](const SqlRow& row) {
    found.push_back({row.string(0), key_of(row.integer(1)), row.boolean(2)});
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<std::vector<BillWork>> SqlPayments::work_on(const std::vector<BillKey>& bills) {
  std::vector<BillWork> found;
  const std::vector<std::int64_t> ids = bill_ids(bills);
  if (ids.empty()) return found;
  const std::string listed(connection_.dialect().on_list);
  auto rows = query(
      "SELECT bill, MAX(entered), MAX(at) FROM (SELECT bill, 1 AS entered, noted_at AS at FROM bill_entry "
      "WHERE bill" +
      listed + " UNION ALL SELECT bill, 0, opened_at FROM bill_dispute WHERE bill" + listed +
      " UNION ALL SELECT bill, 0, ended_at FROM bill_dispute WHERE ended_at IS NOT NULL AND bill" + listed +
      " UNION ALL SELECT bill, 0, at FROM voided_bill WHERE bill" + listed + ") AS work GROUP BY bill ORDER BY bill");
  if (!rows) return tl::unexpected(rows.error());
  (*rows)->bind_list(1, ids);
  auto read = each_row(**rows, [&](const SqlRow& row) {
    found.push_back({key_of(row.integer(0)), row.boolean(1), instant_of(row, 2)});
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<std::vector<BillDispute>> SqlPayments::disputes_of(const BillKey& bill) {
  return many(read_dispute,
              "SELECT id, bill, bill_no, state, opened_at, opened_by, reason, ended_at, ended_by, answer FROM "
              "bill_dispute WHERE bill = ?1 ORDER BY opened_at DESC, id DESC",
              id_of(bill));
}

Result<std::optional<PaymentMessage>> SqlPayments::message(std::string_view provider, std::string_view message_id) {
  return one(read_message,
             std::string(kMessage) + "WHERE provider = ?1 AND message_id = ?2 AND " + std::string(kNumbered), provider,
             message_id);
}

Result<std::vector<PaymentMessage>> SqlPayments::messages(const MessageFilter& filter) {
  std::string sql = std::string(kMessage) + "WHERE id < ?1";
  if (filter.verdict) sql += " AND verdict = " + std::to_string(to_column(*filter.verdict));
  sql += filter.bill_no.empty() ? " AND ?2 = ''" : " AND bill_no <> '' AND bill_no = ?2";
  sql += filter.provider.empty() ? " AND ?3 = ''" : " AND provider = ?3";
  // Behind all ids, which are hex digits.
  const std::string before = filter.before.empty() ? "g" : filter.before;
  return many(read_message, sql + " ORDER BY id DESC LIMIT ?4", before, filter.bill_no, filter.provider,
              static_cast<std::int64_t>(filter.limit));
}

Result<std::vector<std::int64_t>> SqlPayments::count_messages() {
  std::vector<std::int64_t> counts(kMessageVerdicts, 0);
  auto rows = query("SELECT verdict, messages FROM payment_message_count");
  if (!rows) return tl::unexpected(rows.error());
  auto done = each_row(**rows, [&](const SqlRow& row) {
    const auto verdict = static_cast<std::size_t>(row.integer(0));
    if (verdict < counts.size()) counts[verdict] = row.integer(1);
  });
  if (!done) return tl::unexpected(done.error());
  return counts;
}

Result<std::vector<PaymentProvider>> SqlPayments::providers() {
  return many(read_provider, "SELECT id, name, pay_url, added_at FROM payment_provider ORDER BY id");
}

Result<std::vector<PaymentKey>> SqlPayments::payment_keys(std::string_view provider) {
  return many(read_key,
              "SELECT provider, number, sealed, made_at, made_by, ends_at FROM payment_key WHERE provider = ?1 ORDER "
              "BY number DESC",
              provider);
}

Result<std::vector<LateFeeDay>> SqlPayments::late_fee_days(std::size_t limit) {
  return many(read_day, "SELECT day, bills, fee, at FROM late_fee_day ORDER BY day DESC LIMIT ?1",
              static_cast<std::int64_t>(limit));
}

Result<void> SqlPayments::lock_books() {
  // A row that is always there afterwards, and that nobody else touches meanwhile.
  return execute(
      "INSERT INTO payment_message_count (verdict, messages) VALUES (0, 0) ON CONFLICT (verdict) DO UPDATE SET "
      "messages "
      "= payment_message_count.messages");
}

Result<void> SqlPayments::put(const Payment& payment) {
  return execute(
      "INSERT INTO payment (id, provider, reference, bill_no, bill, amount, taken, at, noted_at) VALUES (?1, ?2, ?3, "
      "?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (id) DO UPDATE SET bill = excluded.bill, amount = excluded.amount, taken = "
      "excluded.taken, at = excluded.at, bill_no = excluded.bill_no",
      payment.id, payment.provider, payment.reference, payment.bill_no, id_of(payment.bill), payment.amount_fen,
      payment.taken_fen, to_column(payment.at), to_column(payment.noted_at));
}

Result<void> SqlPayments::put(const Refund& refund) {
  return execute(
      "INSERT INTO refund (id, payment, amount, at, noted_at, state, who, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
      "?8) ON CONFLICT (id) DO UPDATE SET state = excluded.state, noted_at = excluded.noted_at",
      refund.id, refund.payment, refund.amount_fen, to_column(refund.at), to_column(refund.noted_at),
      to_column(refund.state), refund.who, refund.reason);
}

Result<void> SqlPayments::put(const BillDispute& dispute) {
  return execute(
      "INSERT INTO bill_dispute (id, bill, bill_no, state, opened_at, opened_by, reason, ended_at, ended_by, answer) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (id) DO UPDATE SET state = excluded.state, "
      "ended_at = excluded.ended_at, ended_by = excluded.ended_by, answer = excluded.answer",
      dispute.id, id_of(dispute.bill), dispute.bill_no, to_column(dispute.state), to_column(dispute.opened_at),
      dispute.opened_by, dispute.reason, to_column(dispute.ended_at), dispute.ended_by, dispute.answer);
}

Result<void> SqlPayments::put(const PaymentProvider& provider) {
  return execute(
      "INSERT INTO payment_provider (id, name, pay_url, added_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE "
      "SET name = excluded.name, pay_url = excluded.pay_url",
      provider.id, provider.name, provider.pay_url, to_column(provider.added_at));
}

Result<void> SqlPayments::put(const PaymentKey& key) {
  return execute(
      "INSERT INTO payment_key (provider, number, sealed, made_at, made_by, ends_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
      "ON CONFLICT (provider, number) DO UPDATE SET ends_at = excluded.ends_at",
      key.provider, key.number, key.sealed, to_column(key.made_at), key.made_by, to_column(key.ends_at));
}

Result<void> SqlPayments::put(const VoidedBill& voided) {
  return execute(
      "INSERT INTO voided_bill (bill_no, bill, body, becomes, at, who, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      voided.was.bill_no, id_of(BillKey{voided.was.account, voided.was.period}), text_of_bill(voided.was),
      voided.becomes, to_column(voided.at), voided.who, voided.reason);
}

Result<void> SqlPayments::put(const LateFeeDay& day) {
  return execute("INSERT INTO late_fee_day (day, bills, fee, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (day) DO NOTHING",
                 to_column(day.day), day.bills, day.fee_fen, to_column(day.at));
}

Result<void> SqlPayments::add_entry(const BillKey& bill, const BillEntry& entry) {
  return execute(
      "INSERT INTO bill_entry (bill, number, kind, amount, bill_no, payment, at, noted_at, who, note) SELECT CAST(?1 "
      "AS "
      "BIGINT), COALESCE(MAX(number), 0) + 1, CAST(?2 AS BIGINT), CAST(?3 AS BIGINT), ?4, ?5, CAST(?6 AS BIGINT), "
      "CAST(?7 AS BIGINT), ?8, ?9 FROM bill_entry WHERE bill = CAST(?1 AS BIGINT)",
      id_of(bill), to_column(entry.kind), entry.amount_fen, entry.bill_no, entry.payment, to_column(entry.at),
      to_column(entry.noted_at), entry.who, entry.note);
}

Result<void> SqlPayments::put_credit(const BillCredit& credit) {
  if (credit.amount_fen == 0) return execute("DELETE FROM bill_credit WHERE bill = ?1", id_of(credit.bill));
  return execute(
      "INSERT INTO bill_credit (bill, amount, since) VALUES (?1, ?2, ?3) ON CONFLICT (bill) DO UPDATE SET amount = "
      "excluded.amount",
      id_of(credit.bill), credit.amount_fen, to_column(credit.since));
}

Result<bool> SqlPayments::keep(const PaymentMessage& message) {
  auto kept = run(
      "INSERT INTO payment_message (id, provider, message_id, received_at, verdict, kind, reference, bill_no, amount, "
      "at, body_hash, peer, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON CONFLICT DO "
      "NOTHING",
      message.id, message.provider, message.message_id, to_column(message.received_at), to_column(message.verdict),
      message.kind, message.reference, message.bill_no, message.amount_fen, to_column(message.at), message.body_hash,
      message.peer, message.words);
  if (!kept) return tl::unexpected(kept.error());
  if (*kept == 0) return false;
  auto counted = execute(
      "INSERT INTO payment_message_count (verdict, messages) VALUES (?1, 1) ON CONFLICT (verdict) DO UPDATE SET "
      "messages = payment_message_count.messages + 1",
      to_column(message.verdict));
  if (!counted) return tl::unexpected(counted.error());
  return true;
}

Result<bool> SqlPayments::drop_bill(const BillKey& bill) {
  const std::int64_t id = id_of(bill);
  for (const char* sql : {"DELETE FROM bill_entry WHERE bill = ?1", "DELETE FROM bill_dispute WHERE bill = ?1",
                          "DELETE FROM bill_credit WHERE bill = ?1"}) {
    if (auto gone = execute(sql, id); !gone) return tl::unexpected(gone.error());
  }
  return run("DELETE FROM bill WHERE id = ?1", id).map([](std::int64_t gone) { return gone > 0; });
}

Result<void> SqlPayments::drop_bills(const std::vector<BillKey>& bills) {
  const std::vector<std::int64_t> ids = bill_ids(bills);
  if (ids.empty()) return {};
  const std::string listed(connection_.dialect().on_list);
  for (const char* column :
       {"bill_entry WHERE bill", "bill_dispute WHERE bill", "bill_credit WHERE bill", "bill WHERE id"}) {
    auto statement = query(std::string("DELETE FROM ") + column + listed);
    if (!statement) return tl::unexpected(statement.error());
    (*statement)->bind_list(1, ids);
    if (auto queued = (*statement)->queue(); !queued) return queued;
  }
  return {};
}

Result<void> SqlPayments::told_by_file(const model::Bill& stored, const model::Bill& told) {
  // The moment is the books' own: the newest that they have.
  return execute(
      "INSERT INTO bill_entry (bill, number, kind, amount, bill_no, payment, at, noted_at, who, note) SELECT CAST(?1 "
      "AS "
      "BIGINT), MAX(number) + 1, CAST(?2 AS BIGINT), CAST(?3 AS BIGINT), ?4, '', MAX(at), MAX(noted_at), '', '' FROM "
      "bill_entry WHERE bill = CAST(?1 AS BIGINT) HAVING COUNT(*) > 0",
      id_of(BillKey{told.account, told.period}), to_column(BillEntryKind::told_by_file),
      told.paid_fen - stored.paid_fen, told.bill_no);
}

}  // namespace gridboard::store
