// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Bills and payments as staff look at them. Only reads. Names and phones are masked: show_holder() tells them, which is
// in the audit chain.

#include <optional>
#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/desk/bill_desk.hpp"
#include "sync/model/settlement.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::desk {

struct ListedBill {
  model::Bill bill;
  std::string unit_path, door;
  std::int64_t late_fee_fen = 0, payable_fen = 0, credit_fen = 0;
  model::BillStanding standing = model::BillStanding::due;
};
struct BillPage {
  std::vector<ListedBill> bills;
  std::optional<store::BillKey> next;  // where to go on, see BillFilter
  std::string next_unit, next_door;
};
// Goes on by itself where rows were looked at in vain, for a while.
[[nodiscard]] base::Result<BillPage> list_bills(store::Reader& reader, const model::Rules& rules,
                                                const store::BillFilter& filter);
[[nodiscard]] base::Result<ListedBill> listed_bill(store::Reader& reader, const model::Rules& rules, model::Bill bill,
                                                   base::Date today);

struct ShownPayment {
  store::Payment payment;
  std::vector<store::Refund> refunds;
};
struct ShownBill {
  ListedBill listed;
  model::Household household;                     // masked
  std::optional<wire::PaymentOffer> code;         // exactly what boards get
  std::string pay_url;                            // of a service's page that takes such a code, "" if none has one
  std::vector<store::PaymentProvider> providers;  // all there are
  model::Settlement settlement;
  std::vector<store::BillEntry> entries;
  std::vector<ShownPayment> payments;
  std::vector<store::BillDispute> disputes;
  std::vector<store::VoidedBill> replaced;  // by it, newest first
  std::vector<model::LateFeeOn> late_fees;  // the newest 62 days
};
// By its number, a corrected one by those that it replaced. not_found; forbidden.
[[nodiscard]] base::Result<ShownBill> look_at_bill(const BillDesk& desk, const std::string& bill_no);
// The household as it is, names and all. not_found; forbidden.
[[nodiscard]] base::Result<model::Household> show_holder(const BillDesk& desk, const std::string& bill_no);

}  // namespace gridboard::desk
