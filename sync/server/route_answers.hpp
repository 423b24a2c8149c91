// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What all routes of boards and services say alike.

#include <chrono>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/net/http.hpp"

namespace gridboard::server {

[[nodiscard]] net::Response json_answer(std::string body);
[[nodiscard]] net::Response text_answer(std::string body);
// What a board sent is wrong, whatever the codec calls it.
[[nodiscard]] base::Error as_invalid(base::Error error);
// For Retry-After: rounded up.
[[nodiscard]] std::string in_seconds(std::chrono::milliseconds wait);
// Of the header Authorization, "" without one; lives as long as the request.
[[nodiscard]] std::string_view token_of(const net::Request& request);

}  // namespace gridboard::server
