// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/route_desk.hpp"

#include "sync/base/utf8.hpp"

namespace gridboard::server {

std::string peer_of(const net::Request& request, bool trust_forwarded) {
  if (!trust_forwarded) return request.peer;
  // The last hop is the one that our own proxy wrote.
  const std::string_view forwarded = request.header("x-forwarded-for");
  const std::string_view last = base::trim(forwarded.substr(forwarded.rfind(',') + 1));
  return last.empty() ? request.peer : std::string(last);
}

}  // namespace gridboard::server
