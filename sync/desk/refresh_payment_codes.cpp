// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/refresh_payment_codes.hpp"

#include <string>
#include <vector>

#include "sync/desk/feed_records.hpp"

namespace gridboard::desk {

namespace {

// Other writes wait so long at most: some 5 ms with SQLite, 50 with PostgreSQL.
constexpr std::size_t kBillsPerWrite = 200;

}  // namespace

base::Result<std::size_t> issue_payment_codes(store::Store& store, const CentreSettings& settings,
                                              const model::Rules& rules, base::Instant now, base::Date due_before) {
  std::size_t issued = 0;
  std::string after_account;
  for (bool more = true; more;) {
    std::size_t of_this_write = 0;
    std::string last_account;
    auto done = store.write([&](store::Writer& writer) -> base::Result<void> {
      of_this_write = 0;
      auto bills = writer.open_bills_due_before(due_before, after_account, kBillsPerWrite);
      if (!bills) return tl::unexpected(bills.error());
      // The last account of a page is complete.
      more = bills->size() >= kBillsPerWrite;
      if (more) last_account = bills->back().account;
      for (const model::Bill& bill : *bills) {
        if (bill.status != model::BillStatus::unpaid) continue;
        if (auto published = publish_bill(writer, settings, rules, bill, now); !published) return published;
        ++of_this_write;
      }
      return {};
    });
    if (!done) return tl::unexpected(done.error());
    issued += of_this_write;
    after_account = last_account;
  }
  return issued;
}

base::Result<std::size_t> refresh_payment_codes(store::Store& store, const model::Rules& rules, base::Instant now) {
  CentreSettings settings;
  auto read = store.read([&](store::Reader& reader) -> base::Result<void> {
    auto loaded = load_centre_settings(reader);
    if (!loaded) return tl::unexpected(loaded.error());
    settings = std::move(*loaded);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return issue_payment_codes(store, settings, rules, now, base::date_of(now, settings.zone));
}

}  // namespace gridboard::desk
