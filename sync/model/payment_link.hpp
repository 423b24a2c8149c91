// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The address of a payment service's page for one bill, as a phone opens it from the board's code (domain.md: "issuer
// URL"): PAGE?bill=B202611-33010400&fen=9640&until=1795968000, these three in this order.

#include <cstdint>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"

namespace gridboard::model {

struct PaymentLink {
  std::string page;  // https, or http on this machine itself; without a query
  std::string bill_no;
  std::int64_t amount_fen = 0;
  base::Instant until{};  // good before it, to the second

  bool operator==(const PaymentLink&) const = default;
};

// invalid_input: a page that isn't an address, no bill, an amount of 0 or less, or over 512 characters.
[[nodiscard]] base::Result<std::string> make_payment_link(const PaymentLink& link);
// Takes back what make_payment_link() made, and nothing that it wouldn't have.
[[nodiscard]] base::Result<PaymentLink> parse_payment_link(std::string_view payload);
// Whether it is meant to be one rather than EMVCo's text, right or wrong.
[[nodiscard]] bool looks_like_payment_link(std::string_view payload);

}  // namespace gridboard::model
