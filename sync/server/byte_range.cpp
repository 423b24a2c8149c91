// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/byte_range.hpp"

#include <algorithm>
#include <charconv>

namespace gridboard::server {
namespace {

constexpr std::string_view kUnit = "bytes=";

// Digits and nothing else; a number over all bounds counts as the largest.
std::optional<std::uint64_t> number(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() ? value : UINT64_MAX;
}

}  // namespace

WantedRange wanted_range(std::string_view header, std::uint64_t size) {
  using Kind = WantedRange::Kind;
  if (!header.starts_with(kUnit)) return {};
  header.remove_prefix(kUnit.size());
  const std::size_t dash = header.find('-');
  if (dash == std::string_view::npos) return {};
  const std::string_view first = header.substr(0, dash), last = header.substr(dash + 1);
  const auto from = number(first), to = number(last);
  if (first.empty()) {  // so many at the end
    if (!to) return {};
    if (*to == 0 || size == 0) return {Kind::outside, {}};
    return {Kind::part, {size - std::min(*to, size), size}};
  }
  if (!from || (!last.empty() && (!to || *to < *from))) return {};
  if (*from >= size) return {Kind::outside, {}};
  return {Kind::part, {*from, to && *to < size ? *to + 1 : size}};
}

}  // namespace gridboard::server
