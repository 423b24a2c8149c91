// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/net/form_body.hpp"

#include "sync/net/target.hpp"

namespace gridboard::net {

base::Result<FormBody> parse_form_body(std::string_view body) {
  // A form's body is written exactly as the query of an address.
  auto parsed = parse_target(std::string("/?").append(body));
  if (!parsed) return tl::unexpected(parsed.error());
  if (parsed->query.size() > kMostFormFields) {
    return base::fail(base::ErrorCode::invalid_input, "form: more fields than any form has");
  }
  for (const auto& [name, value] : parsed->query) {
    if (name.find('\0') != std::string::npos || value.find('\0') != std::string::npos) {
      return base::fail(base::ErrorCode::invalid_input, "form: holds a zero byte");
    }
  }
  return std::move(parsed->query);
}

bool is_form_type(std::string_view content_type) {
  constexpr std::string_view kType = "application/x-www-form-urlencoded";
  if (content_type.size() < kType.size()) return false;
  for (std::size_t i = 0; i < kType.size(); ++i) {
    const char c = content_type[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != kType[i]) return false;
  }
  return content_type.size() == kType.size() || content_type[kType.size()] == ';' || content_type[kType.size()] == ' ';
}

}  // namespace gridboard::net
