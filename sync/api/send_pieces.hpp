// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A large answer that is made piece by piece, the next one when the last has gone to the kernel: a slow reader costs no
// memory. Stays in this room.

#include <functional>
#include <optional>
#include <string>

#include "sync/api/call.hpp"

namespace gridboard::api {

// The next piece; unset at the end. On one thread at a time, of those for reading.
using NextPiece = std::function<base::Result<std::optional<std::string>>()>;

// Answers the call with `head` and the pieces behind it. An error cuts the answer, so that nobody takes it for whole,
// and is logged. Returns what the operation gives back.
[[nodiscard]] Outcome send_pieces(const Call& call, net::Response head, NextPiece next);

}  // namespace gridboard::api
