// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What an identity provider sends: its key set, what it says about itself, its answer to a code, and tokens. No bytes
// make a token that passes without the key, and no address but a safe one comes out.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/oidc/documents.hpp"
#include "sync/oidc/id_token.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const oidc::Expected expected{"https://id.example", "gridboard", "n",
                                base::Instant(std::chrono::seconds(1795000000))};
  switch (data[0] % 4) {
    case 0: {
      const auto keys = oidc::parse_keys(text);
      if (keys && keys->size() > oidc::kMostKeys) std::abort();
      if (keys) static_cast<void>(oidc::check_id_token("e30.e30.AAAA", *keys, expected));
      break;
    }
    case 1: {
      const auto about = oidc::parse_discovery(text, "https://id.example");
      if (about && !oidc::is_safe_address(about->token_endpoint)) std::abort();
      break;
    }
    case 2:
      if (const auto token = oidc::id_token_in(text); token && token->empty()) std::abort();
      break;
    default: {
      // No point of the curve at all: nothing is signed by it.
      const oidc::PublicKey key{"k", oidc::Algorithm::es256, std::string(32, '\1'), std::string(32, '\2')};
      if (oidc::check_id_token(text, {key}, expected)) std::abort();
    }
  }
  return 0;
}
