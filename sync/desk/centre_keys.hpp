// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The key pairs of a centre in its data folder: each secret half in a file of mode 0600, one line of base64url, and the
// chain, which says in public how each later pair follows from the one before (wire::KeyLine, one a line).
// Pair 1 lies in publishing.key and sealing.key, pair n in publishing.<n>.key and sealing.<n>.key.

#include <cstdint>
#include <string>
#include <vector>

#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/wire/feed.hpp"
#include "sync/wire/secret_bytes.hpp"

namespace gridboard::desk {

inline constexpr const char* kDatabaseFile = "centre.db";
inline constexpr const char* kPublishingKeyFile = "publishing.key";  // Ed25519, signs what boards show
inline constexpr const char* kSealingKeyFile = "sealing.key";        // X25519, opens what residents typed
inline constexpr const char* kKeyChainFile = "keys.chain";

// The halves that boards are given at enrolment, base64url.
struct CentrePublicKeys {
  std::string publishing, sealing;
  bool operator==(const CentrePublicKeys&) const = default;
};

// Makes the pairs that aren't there yet; never touches those that are. io, corrupt.
[[nodiscard]] base::Result<CentrePublicKeys> make_centre_keys(const std::string& data_folder, base::Random& random);
// The newest ones. not_found before `gridboard init`; corrupt if a file isn't a key; forbidden if others may read it.
[[nodiscard]] base::Result<CentrePublicKeys> load_centre_public_keys(const std::string& data_folder);

// For the other files of keys in this room.
[[nodiscard]] std::string publishing_key_path(const std::string& data_folder, std::uint64_t number);
[[nodiscard]] std::string sealing_key_path(const std::string& data_folder, std::uint64_t number);
// Errors as of load_centre_public_keys.
[[nodiscard]] base::Result<wire::SecretBytes> load_publishing_secret(const std::string& path);
[[nodiscard]] base::Result<wire::SecretBytes> load_sealing_secret(const std::string& path);
// Nothing happens where the file is there.
[[nodiscard]] base::Result<void> make_key_files(const std::string& publishing_path, const std::string& sealing_path,
                                                base::Random& random);
// The oldest first; empty before the first rotation. corrupt unless each link is signed by the pair before, as far as
// the chain can tell: the first by a key that isn't in it.
[[nodiscard]] base::Result<std::vector<wire::KeyLine>> load_key_chain(const std::string& data_folder);

}  // namespace gridboard::desk
