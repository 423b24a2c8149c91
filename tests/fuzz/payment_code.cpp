// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A code that is taken says the same after being made again from what it said.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/model/payment_code.hpp"
#include "sync/model/payment_link.hpp"

using namespace gridboard::model;

namespace {

// Lets the fuzzer past the checksum: the same text with the CRC that fits.
std::string with_fitting_crc(std::string_view text) {
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  std::string sealed(text);
  sealed += "6304";
  const unsigned crc = crc16_ccitt_false(sealed);
  for (int shift = 12; shift >= 0; shift -= 4) sealed += kHexDigits[crc >> shift & 0x0F];
  return sealed;
}

void check(std::string_view text) {
  const auto parsed = parse_payment_code(text);
  if (!parsed) return;
  const Merchant merchant{"26", "YUNX", "YUNXI", "YUNXI", ""};
  const auto made = make_payment_code(merchant, parsed->bill_no, parsed->amount_fen);
  if (!made) return;  // the bill number may be longer than what we would write
  const auto again = parse_payment_code(*made);
  if (!again || again->amount_fen != parsed->amount_fen || again->bill_no != parsed->bill_no) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(text);
  if (const auto link = parse_payment_link(text); link && make_payment_link(*link).value_or("") != text) std::abort();
  check(with_fitting_crc(text));
  return 0;
}
