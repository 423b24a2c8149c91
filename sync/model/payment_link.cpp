// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/payment_link.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace gridboard::model {

namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t kMostCharacters = 512;
constexpr std::string_view kBill = "?bill=", kFen = "&fen=", kUntil = "&until=";
// Plain http leads no further than this machine: the demo's own service.
constexpr std::array<std::string_view, 3> kHere{"http://127.0.0.1", "http://localhost", "http://[::1]"};

tl::unexpected<base::Error> wrong(std::string message) {
  return fail(ErrorCode::invalid_input, "payment link: " + std::move(message));
}

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

bool is_page(std::string_view page) {
  const auto leads_here = [page](std::string_view here) {
    return page.starts_with(here) &&
           (page.size() == here.size() || page[here.size()] == ':' || page[here.size()] == '/');
  };
  const bool secure = page.starts_with("https://") && page.size() > std::string_view("https://").size();
  if (!secure && std::none_of(kHere.begin(), kHere.end(), leads_here)) return false;
  return std::all_of(page.begin(), page.end(),
                     [](char c) { return is_plain(c) || c == ':' || c == '/' || c == '[' || c == ']' || c == '~'; });
}

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  // Only as to_string() writes it: no "007", no "-0".
  if (error != std::errc() || end != text.data() + text.size() || std::to_string(number) != text) return std::nullopt;
  return number;
}

}  // namespace

base::Result<std::string> make_payment_link(const PaymentLink& link) {
  if (!is_page(link.page)) return wrong("the page must begin with https://");
  if (link.bill_no.empty() || !std::all_of(link.bill_no.begin(), link.bill_no.end(), is_plain)) {
    return wrong("the bill's number must be letters, digits, '-', '.' and '_'");
  }
  if (link.amount_fen <= 0) return wrong("an amount above 0 is needed");
  const auto until = std::chrono::floor<std::chrono::seconds>(link.until.time_since_epoch()).count();
  if (until <= 0) return wrong("a time is needed until when it is good");
  std::string made = link.page;
  made.append(kBill).append(link.bill_no).append(kFen).append(std::to_string(link.amount_fen));
  made.append(kUntil).append(std::to_string(until));
  if (made.size() > kMostCharacters) return wrong("longer than 512 characters");
  return made;
}

base::Result<PaymentLink> parse_payment_link(std::string_view payload) {
  if (payload.size() > kMostCharacters) return wrong("longer than 512 characters");
  const std::size_t bill = payload.find(kBill), fen = payload.find(kFen), until = payload.find(kUntil);
  if (bill == std::string_view::npos || fen == std::string_view::npos || until == std::string_view::npos ||
      fen < bill + kBill.size() || until < fen + kFen.size()) {
    return wrong("bill, fen and until are needed, in this order");
  }
  const std::size_t bill_at = bill + kBill.size(), fen_at = fen + kFen.size(), until_at = until + kUntil.size();
  const auto amount_fen = number_in(payload.substr(fen_at, until - fen_at));
  const auto seconds = number_in(payload.substr(until_at));
  // Beyond the year 9999 milliseconds could overflow.
  constexpr std::int64_t kLatest = 253'402'300'799;
  if (!amount_fen || !seconds || *seconds > kLatest) return wrong("fen and until must be numbers");
  PaymentLink link{std::string(payload.substr(0, bill)), std::string(payload.substr(bill_at, fen - bill_at)),
                   *amount_fen, base::Instant(std::chrono::seconds(*seconds))};
  const auto again = make_payment_link(link);
  if (!again) return tl::unexpected(again.error());
  if (*again != payload) return wrong("it isn't as it is made");
  return link;
}

bool looks_like_payment_link(std::string_view payload) {
  return payload.starts_with("https://") || payload.starts_with("http://");
}

}  // namespace gridboard::model
