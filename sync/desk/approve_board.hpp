// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Boards that enrolled and wait until staff say yes, where the centre wants that. Until then a board gets nothing: no
// token, no feed; it shows that it waits.

#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/actor.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Whether boards that enrol from now on wait. Those that wait already do so until somebody decides.
[[nodiscard]] base::Result<bool> boards_need_approval(store::Reader& reader);
[[nodiscard]] base::Result<void> set_boards_need_approval(store::Store& store, const Actor& actor, bool needed,
                                                          base::Instant now);

// It gets its feed from now on. not_found; conflict unless it waits.
[[nodiscard]] base::Result<store::Board> approve_board(store::Store& store, const Actor& actor, std::string_view id,
                                                       base::Instant now);
[[nodiscard]] base::Result<store::Board> approve_board(store::Writer& writer, const Actor& actor, std::string_view id,
                                                       base::Instant now);
// It is revoked and keeps nothing. Errors as above.
[[nodiscard]] base::Result<store::Board> refuse_board(store::Store& store, const Actor& actor, std::string_view id,
                                                      const std::string& reason, base::Instant now);

}  // namespace gridboard::desk
