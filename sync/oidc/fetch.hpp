// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// One request to the provider.

#include <chrono>
#include <string>

#include "sync/base/result.hpp"

namespace gridboard::oidc {

inline constexpr std::chrono::seconds kConnectAtMost{5}, kFetchAtMost{10};
inline constexpr std::size_t kMostAnswerBytes = 256 << 10;

struct Fetch {
  std::string address;         // is_safe_address()
  std::string form;            // posted if it isn't ""
  std::string user, password;  // of HTTP Basic, "" for none
  std::string authorities;     // PEM file of who may sign the provider's certificate; "" for the system's
};
struct Fetched {
  long status = 0;
  std::string body;
};
// Blocks, at most kFetchAtMost. Follows no redirects. unavailable: nobody answered in time or its certificate isn't
// good; too_large.
[[nodiscard]] base::Result<Fetched> fetch(const Fetch& wanted);
// application/x-www-form-urlencoded
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace gridboard::oidc
