// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/bulletin/addresses.hpp"

#include <charconv>
#include <cstdint>

#include "sync/base/utf8.hpp"

namespace gridboard::bulletin {

namespace {

constexpr std::string_view kXml = ".xml";
// The end of the year 9999: later ones have no RFC 3339 text.
constexpr std::int64_t kMostMilliseconds = 253402300799999;

bool is_plain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' ||
         c == '.' || c == '~' || c == '/';
}

std::string escaped(std::string_view text) {
  constexpr const char* kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_plain(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

auto no_bulletin() {
  return base::fail(base::ErrorCode::invalid_input, "no bulletin is called so");
}

base::Result<model::BulletinId> parse_in(std::string_view folder, std::string_view path) {
  if (!path.starts_with(folder) || !path.ends_with(kXml) || path.size() < folder.size() + kXml.size()) {
    return no_bulletin();
  }
  path.remove_prefix(folder.size());
  path.remove_suffix(kXml.size());
  return model::parse_bulletin_id(path);
}

}  // namespace

std::string to_text(const PageMark& mark) {
  return std::to_string(mark.sent.time_since_epoch().count()) + '.' + mark.outage_id;
}

base::Result<PageMark> parse_page_mark(std::string_view text) {
  const auto wrong = [] { return base::fail(base::ErrorCode::invalid_input, "after: no page goes on there"); };
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return wrong();
  std::int64_t milliseconds = 0;
  const std::string_view digits = text.substr(0, dot);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), milliseconds);
  if (error != std::errc() || end != digits.data() + digits.size()) return wrong();
  if (milliseconds < 0 || milliseconds > kMostMilliseconds) return wrong();
  const auto id = model::parse_bulletin_id(text.substr(dot + 1));
  if (!id || id->number != 0) return wrong();
  return PageMark{base::Instant(std::chrono::milliseconds(milliseconds)), id->outage_id};
}

std::string atom_address(std::string_view place_path, std::string_view after) {
  std::string address(kAtomPath);
  if (!place_path.empty()) address += "?place=" + escaped(place_path);
  if (!after.empty()) address += (place_path.empty() ? "?after=" : "&after=") + escaped(after);
  return address;
}

std::string calendar_address(std::string_view place_path) {
  std::string address(kCalendarPath);
  if (!place_path.empty()) address += "?place=" + escaped(place_path);
  return address;
}

std::string cap_address(const model::Bulletin& bulletin) {
  return std::string(kCapFolder) + escaped(model::bulletin_id(bulletin)) + std::string(kXml);
}

std::string newest_cap_address(std::string_view outage_id) {
  return std::string(kCapFolder) + escaped(outage_id) + std::string(kXml);
}

std::string entry_address(std::string_view outage_id) {
  return std::string(kEntryFolder) + escaped(outage_id) + std::string(kXml);
}

base::Result<model::BulletinId> parse_cap_path(std::string_view path) {
  return parse_in(kCapFolder, path);
}

base::Result<model::BulletinId> parse_entry_path(std::string_view path) {
  auto id = parse_in(kEntryFolder, path);
  if (id && id->number != 0) return no_bulletin();
  return id;
}

bool names_tag(std::string_view if_none_match, std::string_view tag) {
  if (base::trim(if_none_match) == "*") return true;
  while (!if_none_match.empty()) {
    const std::size_t comma = if_none_match.find(',');
    std::string_view one = base::trim(if_none_match.substr(0, comma));
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag) return true;
    if (comma == std::string_view::npos) break;
    if_none_match.remove_prefix(comma + 1);
  }
  return false;
}

}  // namespace gridboard::bulletin
