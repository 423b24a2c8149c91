// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a provider publishes about itself (OpenID Connect Discovery 1.0) and answers a code with (Core 1.0, 3.1.3.3).

#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace gridboard::oidc {

// Whether staff's sign-in may go there: https, or plain HTTP to this machine itself. No user, no fragment.
[[nodiscard]] bool is_safe_address(std::string_view address);

struct Discovery {
  std::string authorization_endpoint, token_endpoint, jwks_uri;
  bool posts_secret = false;  // client_secret_post is all that it takes; otherwise client_secret_basic
};
// corrupt: not the document of exactly this issuer (Discovery, 4.3), an address that isn't safe, or no S256 where it
// lists what it takes.
[[nodiscard]] base::Result<Discovery> parse_discovery(std::string_view json, std::string_view issuer);

// unauthenticated: it refuses the code, with its word for why; corrupt: no token in it.
[[nodiscard]] base::Result<std::string> id_token_in(std::string_view json);

}  // namespace gridboard::oidc
