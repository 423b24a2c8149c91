// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// EMVCo merchant-presented payment code: TLV text with a CRC, as domain.md fixes it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::model {

struct Merchant {
  std::string account_tag = "26";  // 02..51
  std::string account_value;       // sub-TLV or plain, as the acquirer gave it
  std::string name;                // tag 59, Latin, at most 25
  std::string city;                // tag 60, Latin, at most 15
  std::string name_zh;             // tag 64, "" to leave it out
};

// Dynamic code (01=12) for one bill. Fails with invalid_input if a field is too long for its tag or the whole is over
// 512 characters.
[[nodiscard]] base::Result<std::string> make_payment_code(const Merchant& merchant, std::string_view bill_no,
                                                          std::int64_t amount_fen);

struct PaymentCode {
  std::int64_t amount_fen = 0;
  std::string bill_no;
  std::string merchant_name;
};
// Checks structure, order (00 first, 63 last), category, currency, country, length and CRC; refuses 99.., duplicates of
// a tag, a code without an amount above zero or without a bill number.
[[nodiscard]] base::Result<PaymentCode> parse_payment_code(std::string_view payload);

[[nodiscard]] std::uint16_t crc16_ccitt_false(std::string_view bytes);  // "123456789" -> 0x29B1

}  // namespace gridboard::model
