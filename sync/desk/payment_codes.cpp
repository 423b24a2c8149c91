// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/payment_codes.hpp"

#include "sync/model/payment_link.hpp"

namespace gridboard::desk {

base::Result<std::string> MerchantCodes::code_for(const PaymentOrder& order) const {
  return model::make_payment_code(merchant_, order.bill_no, order.amount_fen);
}

base::Result<std::string> PageCodes::code_for(const PaymentOrder& order) const {
  return model::make_payment_link({page_, order.bill_no, order.amount_fen, order.until});
}

std::unique_ptr<PaymentCodes> payment_codes_of(const CentreSettings& settings) {
  if (!settings.payment_page.empty()) return std::make_unique<PageCodes>(settings.payment_page);
  if (!settings.merchant.account_value.empty()) return std::make_unique<MerchantCodes>(settings.merchant);
  return nullptr;
}

}  // namespace gridboard::desk
