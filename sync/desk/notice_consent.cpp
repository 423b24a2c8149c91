// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/notice_consent.hpp"

#include "sync/base/utf8.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::desk {
namespace {

std::string consent_json(bool given, std::string_view reason) {
  wire::JsonWriter out;
  out.begin_object();
  out.flag("consent_notice", given);
  if (!reason.empty()) out.text("reason", reason);
  out.end_object();
  return out.take();
}

}  // namespace

base::Result<model::Household> set_notice_consent(store::Store& store, const model::Rules& rules, const Actor& actor,
                                                  std::string_view account, bool given, std::string_view reason,
                                                  base::Instant now) {
  const std::string_view words = base::trim(reason);
  if (words.empty()) return base::fail(base::ErrorCode::invalid_input, "reason: say how it was given or taken back");
  model::Household household;
  auto written = store.write([&](store::Writer& writer) -> base::Result<void> {
    const auto known = writer.household(account);
    if (!known) return tl::unexpected(known.error());
    if (!*known) return base::fail(base::ErrorCode::not_found, "no household has this account number");
    household = **known;
    if (household.consent_notice == given) return {};
    household.consent_notice = given;
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    if (const auto put = writer.put(household); !put) return tl::unexpected(put.error());
    if (auto out = publish_household(writer, *settings, rules, household, **known, now); !out) return out;
    return note(writer, actor,
                {"setNoticeConsent", household.account, household.unit_path, consent_json(!given, ""),
                 consent_json(given, words)},
                now);
  });
  if (!written) return tl::unexpected(written.error());
  return household;
}

}  // namespace gridboard::desk
