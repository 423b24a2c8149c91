// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/centre_settings.hpp"

#include <array>
#include <utility>

namespace gridboard::desk {

namespace {

// The names under which the store keeps each text; the zone is kept beside them, as "+08:00".
using Member = std::string& (*)(CentreSettings&);
constexpr std::array<std::pair<const char*, Member>, 9> kTexts{{
    {"supplier.name", [](CentreSettings& s) -> std::string& { return s.supplier_name; }},
    {"supplier.hotline", [](CentreSettings& s) -> std::string& { return s.hotline; }},
    {"supplier.public_url", [](CentreSettings& s) -> std::string& { return s.public_url; }},
    {"merchant.account_tag", [](CentreSettings& s) -> std::string& { return s.merchant.account_tag; }},
    {"merchant.account_value", [](CentreSettings& s) -> std::string& { return s.merchant.account_value; }},
    {"merchant.name", [](CentreSettings& s) -> std::string& { return s.merchant.name; }},
    {"merchant.city", [](CentreSettings& s) -> std::string& { return s.merchant.city; }},
    {"merchant.name_zh", [](CentreSettings& s) -> std::string& { return s.merchant.name_zh; }},
    {"payment.page", [](CentreSettings& s) -> std::string& { return s.payment_page; }},
}};
constexpr const char* kZone = "zone";
constexpr const char* kReportKey = "report_key";
constexpr std::size_t kReportKeyBytes = 32;

std::string zone_text(base::Zone zone) {
  // The offset is what RFC 3339 ends with.
  const std::string instant = base::format_rfc3339(base::Instant{}, zone);
  return instant.substr(instant.size() - 6);
}

constexpr std::size_t kMostUrlBytes = 200;

bool is_loopback_name(std::string_view host) {
  return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

bool is_host(std::string_view host) {
  if (host.starts_with('[')) {
    return host.ends_with(']') && host.find_first_not_of("[]0123456789abcdefABCDEF:.") == std::string_view::npos;
  }
  return !host.empty() && host.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") ==
                              std::string_view::npos;
}

bool is_port(std::string_view port) {
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string_view::npos) return false;
  const int number = std::stoi(std::string(port));
  return number >= 1 && number <= 65535;
}

bool is_path(std::string_view path) {
  return path.find("//") == std::string_view::npos &&
         path.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._~-") ==
             std::string_view::npos;
}

}  // namespace

base::Result<std::string> check_public_url(std::string_view url, const char* what) {
  const auto wrong = [what](const char* why) {
    return base::fail(base::ErrorCode::invalid_input, std::string(what) + ": " + why);
  };
  if (url.empty()) return std::string();
  if (url.size() > kMostUrlBytes) return wrong("at most 200 characters, or the codes on boards become too fine");
  const bool secure = url.starts_with("https://");
  if (!secure && !url.starts_with("http://")) return wrong("must begin with https://");
  std::string_view rest = url.substr(secure ? 8 : 7);
  while (rest.ends_with('/')) rest.remove_suffix(1);
  const std::size_t slash = rest.find('/');
  std::string_view host = rest.substr(0, slash);
  const std::size_t colon = host.rfind(':');
  if (colon != std::string_view::npos && !host.ends_with(']')) {
    if (!is_port(host.substr(colon + 1))) return wrong("the port must be 1 to 65535");
    host = host.substr(0, colon);
  }
  if (!is_host(host)) return wrong("a host name is needed, such as https://yunxi.example");
  if (!secure && !is_loopback_name(host)) return wrong("plain http is for this machine alone; use https");
  if (slash != std::string_view::npos && !is_path(rest.substr(slash))) {
    return wrong("only plain path segments may follow the host: no query, no user");
  }
  return std::string(secure ? "https://" : "http://") + std::string(rest);
}

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
  auto report_key = reader.setting(kReportKey);
  if (!report_key) return tl::unexpected(report_key.error());
  if (*report_key) settings.report_key = base::from_base64url(**report_key);
  return settings;
}

base::Result<void> save_centre_settings(store::Writer& writer, const CentreSettings& settings) {
  CentreSettings saved = settings;
  for (const auto& [name, member] : kTexts) {
    if (auto done = writer.put_setting(name, member(saved)); !done) return done;
  }
  return writer.put_setting(kZone, zone_text(settings.zone));
}

base::Result<void> make_report_key(store::Store& store, base::Random& random) {
  return store.write([&](store::Writer& writer) -> base::Result<void> {
    const auto before = writer.setting(kReportKey);
    if (!before) return tl::unexpected(before.error());
    if (*before) return {};
    std::array<std::byte, kReportKeyBytes> key{};
    random.fill(key);
    return writer.put_setting(kReportKey, base::to_base64url(key));
  });
}

}  // namespace gridboard::desk
