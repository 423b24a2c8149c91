// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Where bulletins are read, and what comes with a request for them. See README.md. What is parsed is untrusted.

#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/model/bulletin.hpp"

namespace gridboard::bulletin {

inline constexpr std::string_view kAtomPath = "/feeds/outages.atom";
inline constexpr std::string_view kCalendarPath = "/feeds/outages.ics";
inline constexpr std::string_view kCapFolder = "/feeds/cap/";
inline constexpr std::string_view kEntryFolder = "/feeds/atom/";

// Behind which outage a page goes on.
struct PageMark {
  base::Instant sent{};
  std::string outage_id;

  bool operator==(const PageMark&) const = default;
};
[[nodiscard]] std::string to_text(const PageMark& mark);  // "1795000000000.T20261122-K7QM"
[[nodiscard]] base::Result<PageMark> parse_page_mark(std::string_view text);

// From the server's root; `place_path` "" is everywhere, `after` "" the first page.
[[nodiscard]] std::string atom_address(std::string_view place_path, std::string_view after = "");
[[nodiscard]] std::string calendar_address(std::string_view place_path);
[[nodiscard]] std::string cap_address(const model::Bulletin& bulletin);
// Of the newest one of an outage, whatever its number.
[[nodiscard]] std::string newest_cap_address(std::string_view outage_id);
[[nodiscard]] std::string entry_address(std::string_view outage_id);
// "T20261122-K7QM.3" of "/feeds/cap/T20261122-K7QM.3.xml". invalid_input.
[[nodiscard]] base::Result<model::BulletinId> parse_cap_path(std::string_view path);
// "T20261122-K7QM" of "/feeds/atom/T20261122-K7QM.xml": an outage's entry has no number. invalid_input.
[[nodiscard]] base::Result<model::BulletinId> parse_entry_path(std::string_view path);

// Whether an If-None-Match names the tag ("\"...\""): one of a list, W/ before it or not, or '*'.
[[nodiscard]] bool names_tag(std::string_view if_none_match, std::string_view tag);

}  // namespace gridboard::bulletin
