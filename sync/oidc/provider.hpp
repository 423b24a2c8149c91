// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The supplier's own identity provider, where staff may sign in (OpenID Connect Core 1.0: authorization code with
// PKCE).
//
// THREADING: all from any thread. What asks the provider blocks, at most for some fetches (fetch.hpp).

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/oidc/documents.hpp"
#include "sync/oidc/id_token.hpp"

namespace gridboard::oidc {

// What an account's identity is compared with.
enum class IdentityClaim { subject, email };

struct ProviderSettings {
  std::string issuer;              // as its tokens have it; "" for no provider
  std::string client_id;           // of this centre there
  std::string client_secret_file;  // mode 0600; "" for a public client
  std::string name;                // on the button: "国网统一身份"
  std::string address;             // of the console as browsers see it: "https://desk.example"
  std::string authorities;         // PEM file, "" for the system's
  IdentityClaim identity = IdentityClaim::subject;
};

// RFC 7636, 4.2: S256.
[[nodiscard]] std::string challenge_of(std::string_view verifier);

class Provider {
 public:
  // invalid_input, forbidden (a secret that others may read), not_found, io. Asks nobody yet.
  [[nodiscard]] static base::Result<std::unique_ptr<Provider>> make(ProviderSettings settings);

  [[nodiscard]] const ProviderSettings& settings() const { return settings_; }

  // Where to send the browser. unavailable, corrupt, too_large as the provider is.
  struct Trip {
    std::string redirect, state, nonce, challenge;
  };
  [[nodiscard]] base::Result<std::string> sign_in_address(const Trip& trip, base::Instant now);
  // What came back is turned into the identity of somebody. unauthenticated: whatever isn't right about it, also a
  // provider that doesn't vouch for the e-mail address where those are compared.
  struct Return {
    std::string code, redirect, verifier, nonce;
  };
  [[nodiscard]] base::Result<std::string> identity_of(const Return& came, base::Instant now);

 private:
  explicit Provider(ProviderSettings settings) : settings_(std::move(settings)) {}
  [[nodiscard]] base::Result<Discovery> discovery(base::Instant now);
  [[nodiscard]] base::Result<std::vector<PublicKey>> keys(const Discovery& about, bool again, base::Instant now);
  [[nodiscard]] base::Result<std::string> redeem(const Discovery& about, const Return& came) const;

  const ProviderSettings settings_;
  std::string secret_;
  std::mutex mutex_;  // of what follows
  std::optional<Discovery> discovery_;
  std::vector<PublicKey> keys_;
  base::Instant discovered_at_{}, keys_at_{};
};

}  // namespace gridboard::oidc
