// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/centre_keys.hpp"

namespace gridboard::desk {

// How long boards go on taking segments of the key before: a server node that hears late of a rotation still serves
// them. Twice the week within which staff see to a node that fell behind. 0 where a key has become known to others.
inline constexpr std::chrono::days kKeyOverlap{14};
inline constexpr std::chrono::days kLongestKeyOverlap{365};

// Makes the next publishing and sealing pairs and the link that the old publishing key signs for them, all or nothing: a
// rotation that was cut off is as if it had not been begun. Afterwards the old publishing secret is gone; old sealing
// secrets stay, to open what was sealed to them. Servers pick the new pair up by themselves.
// not_found before `gridboard init`; invalid_input for an overlap out of bounds; io, corrupt, forbidden.
[[nodiscard]] base::Result<wire::KeyLine> rotate_keys(const std::string& data_folder, std::chrono::days overlap,
                                                      base::Instant now, base::Random& random);

struct ListedKeys {
  std::uint64_t number = 1;
  CentrePublicKeys keys;              // "" of the first pair once it has been rotated away
  std::optional<base::Instant> since;  // unknown of the first pair
  std::optional<base::Instant> until;  // boards take its segments up to then; unset: the newest
};
// The newest first.
[[nodiscard]] base::Result<std::vector<ListedKeys>> list_keys(const std::string& data_folder);

}  // namespace gridboard::desk
