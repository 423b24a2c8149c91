// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The handles that a handler holds. Private to this room.

#include "sync/net/connection.hpp"

namespace gridboard::net {

[[nodiscard]] std::shared_ptr<Exchange> make_exchange(const std::shared_ptr<Loop>& loop,
                                                      const std::shared_ptr<Connection>& connection, std::uint64_t turn,
                                                      Request request);

}  // namespace gridboard::net
