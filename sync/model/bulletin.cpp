// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/bulletin.hpp"

#include <algorithm>
#include <charconv>

namespace gridboard::model {

namespace {

constexpr std::size_t kMostIdBytes = 64;
constexpr std::int64_t kMostNumber = 1'000'000'000;
constexpr const char* kNowhere = "gridboard.invalid";

bool is_id_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
}

}  // namespace

Outage public_part(Outage outage) {
  outage.override_reason.clear();
  outage.supply_ids.clear();
  const Outage nothing;
  outage.version = nothing.version;
  outage.told_at = nothing.told_at;
  outage.households = outage.boards = outage.reopened = 0;
  return outage;
}

bool is_standing(OutageState state) {
  return state == OutageState::announced || state == OutageState::ongoing;
}

std::string bulletin_id(const Bulletin& bulletin) {
  return bulletin.outage.id + '.' + std::to_string(bulletin.number);
}

base::Result<BulletinId> parse_bulletin_id(std::string_view text) {
  const auto wrong = [] { return base::fail(base::ErrorCode::invalid_input, "no bulletin is called so"); };
  BulletinId id;
  const std::size_t dot = text.find('.');
  const std::string_view outage = text.substr(0, dot);
  if (outage.empty() || outage.size() > kMostIdBytes || !std::all_of(outage.begin(), outage.end(), is_id_character)) {
    return wrong();
  }
  id.outage_id = outage;
  if (dot == std::string_view::npos) return id;
  const std::string_view number = text.substr(dot + 1);
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), id.number);
  const bool whole = error == std::errc() && end == number.data() + number.size();
  if (!whole || number.front() == '0' || id.number < 1 || id.number > kMostNumber) return wrong();
  return id;
}

std::string sender_of(std::string_view public_url) {
  const std::size_t scheme = public_url.find("://");
  if (scheme == std::string_view::npos) return kNowhere;
  std::string_view host = public_url.substr(scheme + 3);
  host = host.substr(0, host.find('/'));
  const std::size_t bracket = host.find(']');
  if (bracket != std::string_view::npos) {
    host = host.substr(1, bracket - 1);
  } else {
    host = host.substr(0, host.find(':'));
  }
  std::string name(host);
  // An IPv6 address can't stand in a tag: URI.
  std::replace(name.begin(), name.end(), ':', '-');
  return name.empty() ? kNowhere : name;
}

}  // namespace gridboard::model
