// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"

namespace gridboard::kiosk::link {

// base64url.
struct KeyPair {
  std::string public_key, secret_key;  // Ed25519
};
[[nodiscard]] KeyPair make_key_pair(base::Random& random);
// base64url of the signature that proves who this board is; corrupt if the key isn't one.
[[nodiscard]] base::Result<std::string> sign_challenge(std::string_view secret_key, std::string_view board_id,
                                                       std::string_view nonce);

}  // namespace gridboard::kiosk::link
