// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Bills as the console's imports read them: one by one, each held against its number's other bearers.
#include <unordered_set>

#include "sync/desk/import_bill_rows.hpp"
#include "sync/desk/import_rows.hpp"
#include "sync/store/payments.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

// Whether another bill, of the file or of the store, has this number.
Result<bool> is_taken(store::Reader& reader, const model::Bill& bill, std::unordered_set<std::string>& numbers) {
  if (!numbers.insert(bill.bill_no).second) return true;
  const auto other = reader.bill_numbered(bill.bill_no);
  if (!other) return tl::unexpected(other.error());
  if (*other) return (*other)->account != bill.account || (*other)->period != bill.period;
  return reader.payments().voided_bill(bill.bill_no).map([](const auto& voided) { return voided.has_value(); });
}

}  // namespace

Result<void> read_bill_rows(store::Reader& reader, ImportTable& table, ImportErrors& errors,
                            const ImportContext& context, const TakeRow& take) {
  constexpr std::size_t kTellEvery = 1024;
  const auto households = BilledHouseholds::load(reader);
  if (!households) return tl::unexpected(households.error());
  BillRows rows(table, *households, *context.tariffs, context.now, context.zone);
  std::unordered_set<std::string> numbers;
  model::Bill bill;
  while (true) {
    const auto more = table.next();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return {};
    if (context.progress && table.rows() % kTellEvery == 0) context.progress(table.progress());
    if (rows.read(bill) == nullptr) continue;
    const auto taken = is_taken(reader, bill, numbers);
    if (!taken) return tl::unexpected(taken.error());
    if (*taken) {
      table.wrong(kBillNoColumn,
                  {"is another bill's number already, in the file or in the store; give each bill its own",
                   "文件里或系统里已有别的账单用这个编号；每张账单要有自己的编号"});
      continue;
    }
    if (!errors.none()) continue;
    if (auto done = take(table.line(), bill); !done) return done;
  }
}

}  // namespace gridboard::desk
