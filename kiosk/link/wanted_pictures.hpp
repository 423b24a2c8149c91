// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/model/picture.hpp"

namespace gridboard::kiosk::link {

// The pictures of the notices that a board shows or will show, as of its own clock `now`, those that matter most first:
// urgent, pinned, newest. As many as fit `max_bytes` together, so that none takes the place of another for ever.
[[nodiscard]] base::Result<std::vector<model::RecordPicture>> wanted_pictures(const std::string& replica_path,
                                                                              base::Instant now,
                                                                              std::uint64_t max_bytes);
[[nodiscard]] std::set<std::string> hashes_of(const std::vector<model::RecordPicture>& pictures);

}  // namespace gridboard::kiosk::link
