// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/care_rules.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "sync/base/files.hpp"

namespace gridboard::desk {
namespace {

namespace json = boost::json;
using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::int64_t kLeastDays = 1, kMostDays = 3660;
constexpr std::size_t kMostKinds = 50, kMostIdBytes = 40;

std::string text_in(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

bool is_kind_id(std::string_view id) {
  return !id.empty() && id.size() <= kMostIdBytes &&
         std::all_of(id.begin(), id.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

Result<CareRules> read_version(const json::object& version) {
  CareRules rules;
  const json::value* days = version.if_contains("consent_days_at_most");
  if (days == nullptr || !days->is_int64() || days->get_int64() < kLeastDays || days->get_int64() > kMostDays) {
    return fail(ErrorCode::invalid_input, "consent_days_at_most: must be 1 to 3660");
  }
  rules.consent_at_most = std::chrono::days(days->get_int64());
  const json::value* kinds = version.if_contains("kinds");
  if (kinds == nullptr || !kinds->is_array() || kinds->get_array().size() > kMostKinds) {
    return fail(ErrorCode::invalid_input, "kinds: must be a list");
  }
  for (const json::value& one : kinds->get_array()) {
    if (!one.is_object()) return fail(ErrorCode::invalid_input, "kinds: must be objects");
    CareKind kind{text_in(one.get_object(), "id"), text_in(one.get_object(), "zh"), text_in(one.get_object(), "en")};
    if (!is_kind_id(kind.id) || kind.zh.empty() || kind.en.empty() || rules.knows(kind.id)) {
      return fail(ErrorCode::invalid_input, "kinds: each has an id of its own (a-z and _), zh and en");
    }
    rules.kinds.push_back(std::move(kind));
  }
  return rules;
}

}  // namespace

bool CareRules::knows(std::string_view kind) const {
  return std::any_of(kinds.begin(), kinds.end(), [&](const CareKind& one) { return one.id == kind; });
}

Result<CareRules> parse_care_rules(std::string_view text, base::Date day) {
  boost::system::error_code wrong;
  const json::value document = json::parse(text, wrong);
  const json::value* versions =
      !wrong && document.is_object() ? document.get_object().if_contains("versions") : nullptr;
  if (versions == nullptr || !versions->is_array()) {
    return fail(ErrorCode::invalid_input, "must be an object with versions");
  }
  const json::object* in_force = nullptr;
  base::Date since{};
  for (const json::value& version : versions->get_array()) {
    if (!version.is_object()) return fail(ErrorCode::invalid_input, "versions: must be objects");
    const auto from = base::parse_date(text_in(version.get_object(), "from"));
    if (!from) return fail(ErrorCode::invalid_input, "from: must be a date");
    if (*from > day || (in_force != nullptr && *from <= since)) continue;
    in_force = &version.get_object();
    since = *from;
  }
  if (in_force == nullptr) return fail(ErrorCode::not_found, "no version is in force on " + base::format_date(day));
  return read_version(*in_force);
}

Result<CareRules> load_care_rules(const std::string& path, base::Date day) {
  const auto text = base::read_file(path);
  if (!text) return tl::unexpected(text.error());
  auto parsed = parse_care_rules(*text, day);
  if (!parsed) return fail(parsed.error().code, path + ": " + parsed.error().message);
  return parsed;
}

}  // namespace gridboard::desk
