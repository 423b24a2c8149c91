// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What follows /s/ and /r/ in an address that anybody may open.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sync/model/receipt.hpp"
#include "sync/model/sign_in_code.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string receipt = gridboard::model::canonical_receipt(text);
  if (!receipt.empty() && gridboard::model::canonical_receipt(receipt) != receipt) std::abort();
  const auto code = gridboard::model::parse_sign_in_code(text);
  if (!code) return 0;
  // No input of a fuzzer is made with this key.
  const std::string key(gridboard::model::kSignInKeyBytes, 'k');
  if (gridboard::model::check_sign_in_code(*code, key, gridboard::base::Instant{})) std::abort();
  return 0;
}
