// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Who asks, and whether he or she may at all. Stays in this room.

#include "sync/api/operations.hpp"

namespace gridboard::api {

// Whether a request that a browser's session stands behind comes from a page of ours: it carries X-Gridboard: 1, its
// body the type that the operation takes, and neither Origin nor Sec-Fetch-Site names somebody else. Reading needs none
// of that; nor does a program, whose token no browser sends by itself.
[[nodiscard]] bool from_our_page(const net::Request& request, const Operation& operation);

// Fills in who it is. unauthenticated; forbidden if no grant allows the operation anywhere; code
// "password_change_needed" while the first password stands. Reads the store.
[[nodiscard]] tl::expected<void, Refusal> identify(Call& call);

}  // namespace gridboard::api
