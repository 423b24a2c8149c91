// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/init_centre.hpp"

#include <tuple>

#include "sync/base/utf8.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/refresh_payment_codes.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kMostNameCharacters = 40, kMostHotlineCharacters = 20;

Result<void> check(const CentreSettings& settings) {
  const std::size_t name = base::count_code_points(settings.supplier_name);
  if (base::trim(settings.supplier_name).empty() || name > kMostNameCharacters) {
    return fail(ErrorCode::invalid_input, "supplier: a name of 1 to 40 characters is needed");
  }
  const std::size_t hotline = base::count_code_points(settings.hotline);
  if (base::trim(settings.hotline).empty() || hotline > kMostHotlineCharacters) {
    return fail(ErrorCode::invalid_input, "hotline: a phone number of 1 to 20 characters is needed");
  }
  if (auto url = check_public_url(settings.public_url); !url) return tl::unexpected(url.error());
  if (auto url = check_public_url(settings.payment_page, "payment-page"); !url) return tl::unexpected(url.error());
  if (settings.merchant.account_value.empty()) return {};
  if (settings.merchant.name.empty() || settings.merchant.city.empty()) {
    return fail(ErrorCode::invalid_input, "merchant: an account needs the merchant's name and city with it");
  }
  // A code that can be made for one bill can be made for all: only the merchant's own fields vary in length.
  constexpr const char* kSampleBillNumber = "00000000000000000000";
  constexpr std::int64_t kSampleAmountFen = 100;
  auto sample = model::make_payment_code(settings.merchant, kSampleBillNumber, kSampleAmountFen);
  if (!sample) return fail(ErrorCode::invalid_input, "merchant: " + sample.error().message);
  return {};
}

bool same(const model::Merchant& a, const model::Merchant& b) {
  return std::tie(a.account_tag, a.account_value, a.name, a.city, a.name_zh) ==
         std::tie(b.account_tag, b.account_value, b.name, b.city, b.name_zh);
}

}  // namespace

Result<void> init_centre(store::Store& store, const CentreSettings& wanted, const model::Rules& rules,
                         base::Instant now) {
  if (auto right = check(wanted); !right) return right;
  bool other_codes = false;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto before = load_centre_settings(writer);
    if (!before && before.error().code != ErrorCode::not_found) return tl::unexpected(before.error());
    other_codes =
        before.has_value() && (before->payment_page != wanted.payment_page || !same(before->merchant, wanted.merchant));
    if (auto saved = save_centre_settings(writer, wanted); !saved) return saved;
    return publish_supplier(writer, wanted);
  });
  if (!written || !other_codes) return written;
  constexpr int kDaysThatNoBillReaches = 3660;
  const base::Date end = base::add_days(base::date_of(now, wanted.zone), kDaysThatNoBillReaches);
  auto issued = issue_payment_codes(store, wanted, rules, now, end);
  if (!issued) return tl::unexpected(issued.error());
  return {};
}

}  // namespace gridboard::desk
