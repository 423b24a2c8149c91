// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/base/money.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "sync/base/utf8.hpp"

namespace gridboard::base {

namespace {

__extension__ using Wide = __int128;

// Whole part of at most 12 digits: far above any bill or register, far below what overflows.
constexpr std::size_t kMostWholeDigits = 12;

std::int64_t narrow(Wide value) {
  constexpr Wide kLowest = std::numeric_limits<std::int64_t>::min();
  constexpr Wide kHighest = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::clamp(value, kLowest, kHighest));
}

std::uint64_t magnitude(std::int64_t value) {
  return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

std::string padded(std::uint64_t value, std::size_t digits) {
  std::string text = std::to_string(value);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

// The digits of a whole part that is plain ("1205") or grouped by thousands ("1,205"); nothing if it is neither.
std::optional<std::string> whole_digits(std::string_view text) {
  std::string digits;
  const bool grouped = text.find(',') != std::string_view::npos;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool comma_due = grouped && (text.size() - i) % 4 == 0;
    if (comma_due ? text[i] != ',' || i == 0 : !is_digit(text[i])) return std::nullopt;
    if (!comma_due) digits += text[i];
  }
  return digits.empty() || digits.size() > kMostWholeDigits ? std::nullopt : std::optional(digits);
}

// A decimal number in units of 10^-decimals.
std::optional<std::int64_t> parse_decimal(std::string_view text, std::size_t decimals) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::optional<std::string> whole = whole_digits(text.substr(0, point));
  if (!whole) return std::nullopt;
  std::string digits = *whole;
  std::string_view fraction;
  if (point != std::string_view::npos) {
    fraction = text.substr(point + 1);
    if (fraction.empty() || fraction.size() > decimals) return std::nullopt;
    if (!std::all_of(fraction.begin(), fraction.end(), is_digit)) return std::nullopt;
  }
  digits += fraction;
  digits.append(decimals - fraction.size(), '0');
  std::int64_t value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return negative ? -value : value;
}

}  // namespace

std::int64_t energy_cost_fen(std::int64_t energy_wh, std::int64_t price_e4) {
  constexpr Wide kPerFen = 100'000;  // Wh a kWh times 1/10000 yuan a fen
  const Wide product = static_cast<Wide>(energy_wh) * price_e4;
  const Wide half = product < 0 ? -kPerFen / 2 : kPerFen / 2;
  return narrow((product + half) / kPerFen);
}

std::string format_yuan(std::int64_t amount_fen) {
  const std::uint64_t fen = magnitude(amount_fen);
  return (amount_fen < 0 ? "-" : "") + std::to_string(fen / 100) + "." + padded(fen % 100, 2);
}

std::string format_yuan_grouped(std::int64_t amount_fen) {
  const std::uint64_t fen = magnitude(amount_fen);
  std::string whole = std::to_string(fen / 100);
  for (std::size_t at = whole.size(); at > 3;) whole.insert(at -= 3, 1, ',');
  return (amount_fen < 0 ? "-" : "") + whole + "." + padded(fen % 100, 2);
}

Result<std::int64_t> parse_yuan(std::string_view text) {
  const std::optional<std::int64_t> fen = parse_decimal(trim(text), 2);
  if (!fen) {
    return fail(ErrorCode::invalid_input,
                "\"" + std::string(text) + "\" is not an amount in yuan with at most two decimals such as 96.40");
  }
  return *fen;
}

std::string format_price(std::int64_t price_e4) {
  const std::uint64_t price = magnitude(price_e4);
  return (price_e4 < 0 ? "-" : "") + std::to_string(price / 10000) + "." + padded(price % 10000, 4);
}

Result<std::int64_t> parse_price(std::string_view text) {
  const std::optional<std::int64_t> price = parse_decimal(trim(text), 4);
  if (!price) {
    return fail(ErrorCode::invalid_input,
                "\"" + std::string(text) + "\" is not a price in yuan with at most four decimals such as 0.5380");
  }
  return *price;
}

std::string format_kwh(std::int64_t energy_wh) {
  const std::uint64_t wh = magnitude(energy_wh);
  std::string text = (energy_wh < 0 ? "-" : "") + std::to_string(wh / 1000);
  std::string fraction = padded(wh % 1000, 3);
  while (fraction.ends_with('0')) fraction.pop_back();
  return fraction.empty() ? text : text + "." + fraction;
}

Result<std::int64_t> parse_kwh_to_wh(std::string_view text) {
  const std::optional<std::int64_t> wh = parse_decimal(trim(text), 3);
  if (!wh) {
    return fail(ErrorCode::invalid_input,
                "\"" + std::string(text) + "\" is not an energy in kWh with at most three decimals such as 171.25");
  }
  return *wh;
}

}  // namespace gridboard::base
