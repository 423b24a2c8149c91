// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The token in which a provider says who somebody is (OpenID Connect Core 1.0, 2 and 3.1.3.7). Untrusted until all of
// it is checked.

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/oidc/public_key.hpp"

namespace gridboard::oidc {

// RFC 7519, 4.1.4: "some small leeway, usually no more than a few minutes, to account for clock skew".
inline constexpr std::chrono::seconds kClockSkew{60};
inline constexpr std::size_t kMostTokenBytes = 16 << 10;
// Core, 2: a subject has at most 255 ASCII characters. An e-mail address has fewer (RFC 5321, 4.5.3.1).
inline constexpr std::size_t kMostIdentityBytes = 255;

struct Expected {
  std::string issuer, client_id, nonce;
  base::Instant now{};
};

struct Claims {
  std::string subject;
  std::string email;  // lower case; "" unless the provider says that it checked it
};

// not_found: it names a key that isn't among `keys` (ask the provider again); unauthenticated: anything else that isn't
// right, and the message says what, for the log.
[[nodiscard]] base::Result<Claims> check_id_token(std::string_view token, const std::vector<PublicKey>& keys,
                                                  const Expected& expected);

}  // namespace gridboard::oidc
