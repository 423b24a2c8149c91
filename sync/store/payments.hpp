// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Bills as staff look for them, and the books of the money that came for them. A part of Reader and Writer (store.hpp),
// with the same rules.
//
// The books: a payment is money that came from outside, once, whatever its service repeats. What is left of it (refunds
// and what was moved to other bills taken off) stands at one bill, or at none while nobody knows which. Of each bill
// the entries say how its `paid_fen` came about: their sum is that figure, always, once a bill has any; a bill without
// entries was settled by the file that brought it. What came beyond what was owed is the bill's credit.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/model/bill.hpp"

namespace gridboard::store {

// A bill by the place that it has in the books: its number may change with a correction.
struct BillKey {
  std::string account;
  base::Month period{};

  bool operator==(const BillKey&) const = default;
};

struct Payment {
  std::string id;               // "<provider>/<reference>"
  std::string provider;         // "desk" for what staff recorded
  std::string reference;        // the service's own number
  std::string bill_no;          // as its payer named it
  std::optional<BillKey> bill;  // where it stands; unset: unmatched
  std::int64_t amount_fen = 0;
  std::int64_t taken_fen = 0;  // of it: refunded, or moved to other bills
  base::Instant at{};          // paid
  base::Instant noted_at{};

  [[nodiscard]] std::int64_t left_fen() const { return amount_fen - taken_fen; }
  bool operator==(const Payment&) const = default;
};

// Stored by number: append, never reorder.
enum class RefundState { applied, waiting, refused };  // waiting: its payment hasn't come yet
struct Refund {
  std::string id;       // "<provider>/<the service's own number of the refund>"
  std::string payment;  // id of it
  std::int64_t amount_fen = 0;
  base::Instant at{}, noted_at{};
  RefundState state = RefundState::applied;
  std::string who, reason;  // of staff, "" for what a service said

  bool operator==(const Refund&) const = default;
};

// Stored by number: append, never reorder.
enum class BillEntryKind {
  opening,       // what the bill's file said, at the first payment
  payment,       // came in
  refund,        // went back
  to_credit,     // beyond what was owed
  of_credit,     // came back from the bill's credit
  moved_out,     // to another bill, or to this one's corrected self
  moved_in,      // from there
  told_by_file,  // a later file said another sum
};
struct BillEntry {
  std::int64_t number = 0;  // of its bill, from 1
  BillEntryKind kind = BillEntryKind::payment;
  std::int64_t amount_fen = 0;  // signed
  std::string bill_no;          // as it was called then
  std::string payment;          // id, "" where it is about none
  base::Instant at{}, noted_at{};
  std::string who, note;

  bool operator==(const BillEntry&) const = default;
};

struct BillCredit {
  BillKey bill;
  std::int64_t amount_fen = 0;  // more than 0
  base::Instant since{};

  bool operator==(const BillCredit&) const = default;
};

// A bill that a corrected one replaced. `was` and `becomes`: numbers. It never comes back.
struct VoidedBill {
  model::Bill was;
  std::string becomes;
  base::Instant at{};
  std::string who, reason;

  bool operator==(const VoidedBill&) const = default;
};

// Whose a bill number is, or was before a corrected bill replaced its.
struct NumberBearer {
  std::string bill_no;
  BillKey bill;
  bool replaced = false;

  bool operator==(const NumberBearer&) const = default;
};

// When the books, a dispute or a correction of a bill were last written to.
struct BillWork {
  BillKey bill;
  bool in_books = false;  // it has entries
  base::Instant latest{};

  bool operator==(const BillWork&) const = default;
};

enum class DisputeState { open, upheld, rejected };
struct BillDispute {
  std::string id;  // UUID
  BillKey bill;
  std::string bill_no;  // as it was called then
  DisputeState state = DisputeState::open;
  base::Instant opened_at{};
  std::string opened_by, reason;
  std::optional<base::Instant> ended_at;
  std::string ended_by, answer;

  bool operator==(const BillDispute&) const = default;
};

// Stored by number: append, never reorder.
enum class MessageVerdict {
  taken,      // the books have it
  repeated,   // they had it already
  unmatched,  // money for a bill that nobody knows
  waiting,    // a refund before its payment
  conflict,   // says something else than one before under the same number
  forged,     // signed with no key of ours
  stale,      // signed, but out of its time
  malformed,  // signed, but not to be understood
};
inline constexpr std::size_t kMessageVerdicts = 8;
struct PaymentMessage {
  std::string id;          // UUID version 7: in the order of arrival
  std::string provider;    // that it came for
  std::string message_id;  // its sender's
  base::Instant received_at{};
  MessageVerdict verdict = MessageVerdict::forged;
  std::string kind;  // "payment.succeeded"; "" where it can't be told
  std::string reference, bill_no;
  std::int64_t amount_fen = 0;
  std::optional<base::Instant> at;
  std::string body_hash;  // SHA-256, hex
  std::string peer, words;

  bool operator==(const PaymentMessage&) const = default;
};
struct MessageFilter {
  std::optional<MessageVerdict> verdict;
  std::string bill_no, provider;  // "" for any
  std::string before;             // ids below this one only; "" for the newest
  std::size_t limit = 50;
};

struct PaymentProvider {
  std::string id;  // as its address calls it: small letters, digits, "-"
  std::string name;
  std::string pay_url;  // of its page, "" if it has none
  base::Instant added_at{};

  bool operator==(const PaymentProvider&) const = default;
};
// A secret that a provider signs with, sealed to the centre's key: the store alone reveals nothing.
struct PaymentKey {
  std::string provider;
  std::int64_t number = 1;
  std::string sealed;  // base64url
  base::Instant made_at{};
  std::string made_by;
  std::optional<base::Instant> ends_at;  // no longer taken from then on

  bool operator==(const PaymentKey&) const = default;
};

// What one night added up. However often it runs, a day has one.
struct LateFeeDay {
  base::Date day{};
  std::int64_t bills = 0, fee_fen = 0;  // overdue on that day, and all late fee on them
  base::Instant at{};

  bool operator==(const LateFeeDay&) const = default;
};

enum class BillState { unpaid, overdue, paid, disputed, over_paid };
struct BillFilter {
  std::string account;  // "" for any
  std::optional<base::Month> period;
  std::optional<BillState> state;
  std::vector<std::string> under{""};  // one of its household's unit and what lies above; {""} is everywhere
  base::Date today{};                  // for what is overdue
  // Goes on behind this one.
  std::optional<BillKey> after;
  std::string after_unit, after_door;  // of its household, where `under` isn't everywhere
  std::size_t limit = 50;
};
struct BillsFound {
  std::vector<BillKey> bills;
  // Set where the search ended before its end: as many rows as one answer may look at. Go on from here.
  std::optional<BillKey> looked_upto;
  std::string looked_unit, looked_door;
};
struct BillSums {
  std::int64_t bills = 0, amount_fen = 0, paid_fen = 0;
  bool whole = true;  // false: of the first ones alone, there are more

  bool operator==(const BillSums&) const = default;
};

class PaymentReader {
 public:
  virtual ~PaymentReader() = default;
  // Everywhere, and of few under places, the newest period first, then from the last account on; else under places by
  // unit, door, account, and the newest period first.
  virtual base::Result<BillsFound> bills_listed(const BillFilter& filter) = 0;
  virtual base::Result<BillSums> sum_bills(const BillFilter& filter) = 0;  // whatever its page

  virtual base::Result<std::optional<Payment>> payment(std::string_view id) = 0;
  virtual base::Result<std::vector<Payment>> payments_of(const BillKey& bill) = 0;  // by when they were paid, then id
  virtual base::Result<std::vector<Payment>> unmatched_payments(std::string_view after_id, std::size_t limit) = 0;
  virtual base::Result<std::int64_t> count_unmatched() = 0;
  virtual base::Result<std::optional<Refund>> refund(std::string_view id) = 0;
  virtual base::Result<std::vector<Refund>> refunds_of(std::string_view payment) = 0;  // by when, then id
  virtual base::Result<std::vector<BillEntry>> entries_of(const BillKey& bill) = 0;    // oldest first
  virtual base::Result<std::optional<BillCredit>> credit_of(const BillKey& bill) = 0;
  virtual base::Result<std::vector<BillCredit>> credits(const std::optional<BillKey>& after, std::size_t limit) = 0;
  virtual base::Result<std::int64_t> count_credits() = 0;
  virtual base::Result<std::optional<VoidedBill>> voided_bill(std::string_view bill_no) = 0;
  virtual base::Result<std::vector<VoidedBill>> voided_bills_of(const BillKey& bill) = 0;  // newest first
  // Of many numbers those that bills have or had. A number that a bill has and another one had comes twice.
  virtual base::Result<std::vector<NumberBearer>> bearers_of(const std::vector<std::string>& bill_nos) = 0;
  // Of many bills those that were worked on at all, each once, in the order of account and period.
  virtual base::Result<std::vector<BillWork>> work_on(const std::vector<BillKey>& bills) = 0;
  virtual base::Result<std::vector<BillDispute>> disputes_of(const BillKey& bill) = 0;  // newest first

  virtual base::Result<std::optional<PaymentMessage>> message(std::string_view provider,
                                                              std::string_view message_id) = 0;  // of booked ones
  virtual base::Result<std::vector<PaymentMessage>> messages(const MessageFilter& filter) = 0;   // newest first
  virtual base::Result<std::vector<std::int64_t>> count_messages() = 0;  // by verdict, in the enum's order

  virtual base::Result<std::vector<PaymentProvider>> providers() = 0;                         // by id
  virtual base::Result<std::vector<PaymentKey>> payment_keys(std::string_view provider) = 0;  // newest first
  virtual base::Result<std::vector<LateFeeDay>> late_fee_days(std::size_t limit) = 0;         // newest first
};

class PaymentWriter : public virtual PaymentReader {
 public:
  // Whoever changes the books is the only one until the commit: call it first.
  virtual base::Result<void> lock_books() = 0;
  // By their ids, numbers or keys.
  virtual base::Result<void> put(const Payment& payment) = 0;
  virtual base::Result<void> put(const Refund& refund) = 0;
  virtual base::Result<void> put(const BillDispute& dispute) = 0;
  virtual base::Result<void> put(const PaymentProvider& provider) = 0;
  virtual base::Result<void> put(const PaymentKey& key) = 0;
  virtual base::Result<void> put(const VoidedBill& voided) = 0;
  virtual base::Result<void> put(const LateFeeDay& day) = 0;
  // Behind the bill's last one; its number is given by the books. The bill must have been read in this write.
  virtual base::Result<void> add_entry(const BillKey& bill, const BillEntry& entry) = 0;
  virtual base::Result<void> put_credit(const BillCredit& credit) = 0;  // of 0: takes it away
  // Counts it. A booked one under its sender's number is kept once: false if it was there.
  virtual base::Result<bool> keep(const PaymentMessage& message) = 0;
  // Away from its key and from all lists, with what stands beside it; false if it wasn't there. Its money must have
  // been moved and its feed record is the desk's.
  virtual base::Result<bool> drop_bill(const BillKey& bill) = 0;
  virtual base::Result<void> drop_bills(const std::vector<BillKey>& bills) = 0;  // likewise, many at once
};

}  // namespace gridboard::store
