// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/centre_settings.hpp"

#include <array>
#include <utility>

namespace gridboard::desk {

namespace {

// The names under which the store keeps each text; the zone is kept beside them, as "+08:00".
using Member = std::string& (*)(CentreSettings&);
constexpr std::array<std::pair<const char*, Member>, 7> kTexts{{
    {"supplier.name", [](CentreSettings& s) -> std::string& { return s.supplier_name; }},
    {"supplier.hotline", [](CentreSettings& s) -> std::string& { return s.hotline; }},
    {"merchant.account_tag", [](CentreSettings& s) -> std::string& { return s.merchant.account_tag; }},
    {"merchant.account_value", [](CentreSettings& s) -> std::string& { return s.merchant.account_value; }},
    {"merchant.name", [](CentreSettings& s) -> std::string& { return s.merchant.name; }},
    {"merchant.city", [](CentreSettings& s) -> std::string& { return s.merchant.city; }},
    {"merchant.name_zh", [](CentreSettings& s) -> std::string& { return s.merchant.name_zh; }},
}};
constexpr const char* kZone = "zone";

std::string zone_text(base::Zone zone) {
  // The offset is what RFC 3339 ends with.
  const std::string instant = base::format_rfc3339(base::Instant{}, zone);
  return instant.substr(instant.size() - 6);
}

}  // namespace

base::Result<CentreSettings> load_centre_settings(store::Reader& reader) {
  auto zone = reader.setting(kZone);
  if (!zone) return tl::unexpected(zone.error());
  if (!*zone) {
    return base::fail(base::ErrorCode::not_found, "This centre has not been set up yet; run \"gridboard init\" first");
  }
  CentreSettings settings;
  const auto parsed = base::parse_zone(**zone);
  if (!parsed) return tl::unexpected(parsed.error());
  settings.zone = *parsed;
  for (const auto& [name, member] : kTexts) {
    auto value = reader.setting(name);
    if (!value) return tl::unexpected(value.error());
    if (*value) member(settings) = std::move(**value);
  }
  return settings;
}

base::Result<void> save_centre_settings(store::Writer& writer, const CentreSettings& settings) {
  CentreSettings saved = settings;
  for (const auto& [name, member] : kTexts) {
    if (auto done = writer.put_setting(name, member(saved)); !done) return done;
  }
  return writer.put_setting(kZone, zone_text(settings.zone));
}

}  // namespace gridboard::desk
