// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Who makes the code that a bill is paid with. An interface because there are several at a real edge: an acquirer's
// merchant-presented code, or the page of a payment service; the centre's settings choose.

#include <cstdint>
#include <memory>
#include <string>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/model/payment_code.hpp"

namespace gridboard::desk {

struct PaymentOrder {
  std::string bill_no;
  std::int64_t amount_fen = 0;
  base::Instant until{};  // the code is good before it
};

class PaymentCodes {
 public:
  virtual ~PaymentCodes() = default;
  // What the board shows as a QR: at most 512 characters, for this bill and amount alone. The same order has the same
  // code. invalid_input if the settings can't make one for it.
  [[nodiscard]] virtual base::Result<std::string> code_for(const PaymentOrder& order) const = 0;
};

// EMVCo, see model/payment_code.hpp.
class MerchantCodes : public PaymentCodes {
 public:
  explicit MerchantCodes(model::Merchant merchant) : merchant_(std::move(merchant)) {}
  [[nodiscard]] base::Result<std::string> code_for(const PaymentOrder& order) const override;

 private:
  model::Merchant merchant_;
};

// The address of a service's page for the order, see model/payment_link.hpp.
class PageCodes : public PaymentCodes {
 public:
  explicit PageCodes(std::string page) : page_(std::move(page)) {}
  [[nodiscard]] base::Result<std::string> code_for(const PaymentOrder& order) const override;

 private:
  std::string page_;
};

// Nothing if the centre takes no payments at its boards; the page goes before the merchant.
[[nodiscard]] std::unique_ptr<PaymentCodes> payment_codes_of(const CentreSettings& settings);

}  // namespace gridboard::desk
