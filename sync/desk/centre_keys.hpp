// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The key pairs of a centre, each in a file of mode 0600 in its data folder: one line, the secret half in base64url.

#include <string>

#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"

namespace gridboard::desk {

inline constexpr const char* kDatabaseFile = "centre.db";
inline constexpr const char* kPublishingKeyFile = "publishing.key";  // Ed25519, signs what boards show
inline constexpr const char* kSealingKeyFile = "sealing.key";        // X25519, opens what residents typed

// The halves that boards are given at enrolment, base64url.
struct CentrePublicKeys {
  std::string publishing, sealing;
  bool operator==(const CentrePublicKeys&) const = default;
};

// Makes the pairs that aren't there yet; never touches those that are. io, corrupt.
[[nodiscard]] base::Result<CentrePublicKeys> make_centre_keys(const std::string& data_folder, base::Random& random);
// not_found before `gridboard init`; corrupt if a file isn't a key; forbidden if others may read it.
[[nodiscard]] base::Result<CentrePublicKeys> load_centre_public_keys(const std::string& data_folder);

}  // namespace gridboard::desk
