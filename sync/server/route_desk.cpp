// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/route_desk.hpp"

#include "sync/api/call.hpp"

namespace gridboard::server {

std::string peer_of(const net::Request& request, bool trust_forwarded) {
  return api::peer_of(request, trust_forwarded);
}

}  // namespace gridboard::server
