// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/record_payment.hpp"

#include <algorithm>

#include "sync/base/money.hpp"
#include "sync/base/utf8.hpp"
#include "sync/desk/feed_records.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kLongestReference = 64;

// A setting of this name remembers what a reference stood for: "<fen> <bill number>".
std::string setting_of(const std::string& reference) {
  return "payment/" + reference;
}
std::string remembered(const RecordPayment& payment) {
  return std::to_string(payment.amount_fen) + " " + payment.bill_no;
}

Result<void> check(const RecordPayment& payment, base::Instant now) {
  if (payment.amount_fen <= 0) return fail(ErrorCode::invalid_input, "amount: more than 0.00 yuan is needed");
  const bool printable =
      std::all_of(payment.reference.begin(), payment.reference.end(), [](char c) { return c > ' ' && c < '\x7f'; });
  if (payment.reference.empty() || payment.reference.size() > kLongestReference || !printable) {
    return fail(ErrorCode::invalid_input, "reference: 1 to 64 letters, digits and signs are needed, without spaces");
  }
  if (payment.at && *payment.at > now) return fail(ErrorCode::invalid_input, "at: the payment lies in the future");
  return {};
}

Result<void> take_payment(model::Bill& bill, std::int64_t amount_fen, std::int64_t payable_fen, base::Instant at) {
  if (bill.status == model::BillStatus::paid) {
    return fail(ErrorCode::conflict, "bill " + bill.bill_no + " is paid already");
  }
  if (bill.status == model::BillStatus::corrected) {
    return fail(ErrorCode::conflict, "bill " + bill.bill_no + " was replaced by a corrected one");
  }
  if (amount_fen > payable_fen) {
    return fail(ErrorCode::conflict, base::format_yuan(amount_fen) + " yuan is more than the " +
                                         base::format_yuan(payable_fen) + " yuan that were payable for bill " +
                                         bill.bill_no + " on that day");
  }
  bill.paid_fen += amount_fen;
  if (amount_fen == payable_fen) {
    bill.status = model::BillStatus::paid;
    bill.paid_at = at;
  }
  return {};
}

}  // namespace

Result<RecordedPayment> record_payment(store::Store& store, const RecordPayment& wanted, const model::Rules& rules,
                                       const base::Clock& clock) {
  const base::Instant now = clock.now();
  if (auto right = check(wanted, now); !right) return tl::unexpected(right.error());
  const base::Instant at = wanted.at.value_or(now);
  RecordedPayment recorded;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    auto bill = writer.bill_numbered(wanted.bill_no);
    if (!bill) return tl::unexpected(bill.error());
    if (!*bill) return fail(ErrorCode::not_found, "no bill has the number '" + wanted.bill_no + "'");
    recorded.bill = std::move(**bill);
    const base::Date today = base::date_of(now, settings->zone);
    const auto payable_on = [&](base::Date day) { return model::payable_fen(recorded.bill, rules.late_fee, day); };

    auto before = writer.setting(setting_of(wanted.reference));
    if (!before) return tl::unexpected(before.error());
    if (*before) {
      if (**before != remembered(wanted)) {
        return fail(ErrorCode::conflict,
                    "reference " + wanted.reference + " was recorded before for another bill or amount");
      }
      recorded.repeated = true;
      recorded.still_payable_fen = payable_on(today);
      return {};
    }
    const std::int64_t payable_fen = payable_on(base::date_of(at, settings->zone));
    if (auto taken = take_payment(recorded.bill, wanted.amount_fen, payable_fen, at); !taken) return taken;
    recorded.still_payable_fen = payable_on(today);
    if (auto put = writer.put(recorded.bill); !put) return tl::unexpected(put.error());
    auto kept = writer.put_setting(setting_of(wanted.reference), remembered(wanted));
    if (!kept) return kept;
    return publish_bill(writer, *settings, rules, recorded.bill, now);
  });
  if (!written) return tl::unexpected(written.error());
  return recorded;
}

}  // namespace gridboard::desk
