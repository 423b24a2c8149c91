// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Whatever a phone sends as a sign-in code: one text for one code, and none that wasn't made with the key is genuine.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sync/model/sign_in_code.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto code = model::parse_sign_in_code(text);
  if (!code) return 0;
  if (code->board_id + "." + std::to_string(code->step) + "." + code->mac != text) std::abort();
  const std::string key(model::kSignInKeyBytes, 'k');
  const base::Instant at(code->step * model::kSignInStep);
  const bool genuine = model::make_sign_in_code(code->board_id, key, at) == text;
  if (model::check_sign_in_code(*code, key, at).has_value() != genuine) std::abort();
  return 0;
}
