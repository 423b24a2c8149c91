// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A provider's public keys (RFC 7517) and what they signed: RS256 and ES256 of RFC 7518, nothing else.

#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::oidc {

enum class Algorithm { rs256, es256 };

// RFC 7518, 3.3: at least 2048 bits. More than the other is only work for us.
inline constexpr std::size_t kLeastRsaBits = 2048, kMostRsaBits = 8192;
inline constexpr std::size_t kMostKeys = 50;

struct PublicKey {
  std::string id;  // "kid", "" if it has none
  Algorithm algorithm = Algorithm::rs256;
  std::string first, second;  // raw big-endian numbers: n and e of RSA, x and y of P-256
};

// Keys of other kinds, for encryption, or of a wrong size are passed over. corrupt if it is no key set.
[[nodiscard]] base::Result<std::vector<PublicKey>> parse_keys(std::string_view json);
// Whether `signature`, as RFC 7518 has it, was made over exactly `text` with the key's secret half.
[[nodiscard]] bool signed_by(const PublicKey& key, std::string_view text, std::string_view signature);

}  // namespace gridboard::oidc
