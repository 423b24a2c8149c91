// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Errors on the wire: application/problem+json (RFC 9457) with our stable code beside the status.

#include <string_view>

#include "sync/base/result.hpp"
#include "sync/net/http.hpp"

namespace gridboard::net {

[[nodiscard]] int status_of(base::ErrorCode code);
[[nodiscard]] const char* title_of(int status);  // "Not found"
// {"type":"about:blank","title":..., "status":..., "code":..., "detail":...}. What is our own trouble (io, corrupt,
// internal) keeps its message for the log; the peer gets the title alone.
[[nodiscard]] Response problem(const base::Error& error);
[[nodiscard]] Response problem(int status, std::string_view code, std::string_view detail);

}  // namespace gridboard::net
