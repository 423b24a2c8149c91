// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Keeps when a board was last heard of. Never goes back; nothing for a board that isn't there.
[[nodiscard]] base::Result<void> note_board_seen(store::Store& store, std::string_view board_id, base::Instant at);
[[nodiscard]] base::Result<void> note_board_seen(store::Writer& writer, std::string_view board_id, base::Instant at);

}  // namespace gridboard::desk
