// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The body of a plain HTML form: application/x-www-form-urlencoded. Untrusted input.

#include <map>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace gridboard::net {

using FormBody = std::map<std::string, std::string>;  // decoded; a name that came with nothing is there with ""

inline constexpr std::size_t kMostFormFields = 100;

// invalid_input: a broken percent escape, bytes that aren't UTF-8, a zero byte, a name given twice, too many fields.
[[nodiscard]] base::Result<FormBody> parse_form_body(std::string_view body);
// With or without parameters, in any case.
[[nodiscard]] bool is_form_type(std::string_view content_type);

}  // namespace gridboard::net
