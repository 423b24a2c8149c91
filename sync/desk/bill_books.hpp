// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The books of one bill, opened for a change within one write. Whatever money came, went or moved, close() works out
// anew how the bill stands, keeps the entries' sum at its `paid_fen`, and publishes it. The order in which changes are
// told doesn't matter: what counts is when money was paid.

#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/model/rules.hpp"
#include "sync/model/settlement.hpp"
#include "sync/store/payments.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// What the transaction and the books of all bills in it share. All of it outlives them. lock_books() has been called.
struct BooksDesk {
  store::Writer& writer;
  const CentreSettings& settings;
  const model::Rules& rules;
  base::Instant now;
  std::string who;  // a member of staff, "" for what a service said
};

class BillBooks {
 public:
  // As the bill stands in the store; what only its file said becomes its first entry.
  [[nodiscard]] static base::Result<BillBooks> open(const BooksDesk& desk, model::Bill bill);

  // `payment`: whose money it is, "" for what a file said. Puts no payment: do that first.
  [[nodiscard]] base::Result<void> enter(store::BillEntryKind kind, std::int64_t amount_fen, std::string_view payment,
                                         base::Instant at, std::string_view note = {});
  // What stands in its place from now on, with the same account and period.
  void replace(model::Bill corrected) { bill_ = std::move(corrected); }
  [[nodiscard]] model::Bill& bill() { return bill_; }
  // Gives the bill as it was put.
  [[nodiscard]] base::Result<model::Bill> close();
  [[nodiscard]] const model::Settlement& settlement() const { return settlement_; }  // of close()

 private:
  BillBooks(const BooksDesk& desk, model::Bill bill) : desk_(&desk), bill_(std::move(bill)) {}
  [[nodiscard]] store::BillKey key() const { return {bill_.account, bill_.period}; }
  void stand(const model::Settlement& settlement);

  const BooksDesk* desk_;
  model::Bill bill_;
  std::int64_t sum_fen_ = 0;   // of all entries
  std::int64_t told_fen_ = 0;  // of those that are about no payment and no credit
  model::Settlement settlement_;
};

// Days on which no late fee grew since disputes stood, behind `day`: of each that has ended, from the day after its
// opening up to that of its end. Behind the due date they are the bill's fee-free days.
[[nodiscard]] int fee_free_days_since(const std::vector<store::BillDispute>& disputes, base::Date day, base::Zone zone);

// How it stands by its books, without writing. For those who only look.
[[nodiscard]] base::Result<model::Settlement> settlement_of(store::Reader& reader, const model::Bill& bill,
                                                            const model::LateFeeRule& rule, base::Zone zone);

}  // namespace gridboard::desk
