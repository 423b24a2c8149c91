// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/base/utf8.hpp"
#include "sync/net/form_body.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)gridboard::net::is_form_type(text);
  const auto form = gridboard::net::parse_form_body(text);
  if (!form) return 0;
  if (form->size() > gridboard::net::kMostFormFields) std::abort();
  for (const auto& [name, value] : *form) {
    if (!gridboard::base::is_valid_utf8(name) || !gridboard::base::is_valid_utf8(value)) std::abort();
    if (name.find('\0') != std::string::npos || value.find('\0') != std::string::npos) std::abort();
  }
  return 0;
}
