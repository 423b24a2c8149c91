// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What all routes work with.

#include <string>

#include "sync/api/api.hpp"
#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/time.hpp"
#include "sync/desk/board_access.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/net/http.hpp"
#include "sync/net/work_queue.hpp"
#include "sync/server/hub.hpp"
#include "sync/server/metrics.hpp"
#include "sync/server/rule_book.hpp"
#include "sync/server/seen_boards.hpp"
#include "sync/store/store.hpp"

namespace gridboard::server {

// All of it outlives the routes.
struct Desk {
  store::Store& store;
  const base::Clock& clock;
  base::Random& random;
  base::Zone zone;
  desk::KeyRing& keys;
  const RuleBook& rule_book;
  desk::BoardAccess& access;
  Hub& hub;
  Metrics& metrics;
  SeenBoards& seen;
  api::Api& api;
  net::WorkQueue& reads;         // calls to the store that only read
  net::WorkQueue& writes;        // the one writer
  net::WorkQueue& checks;        // checks of PINs, each of which keeps a core busy: they must not hold up boards
  bool trust_forwarded = false;  // a proxy in front says who asks
};

// Whom to hold a try against: the peer, or who stands behind our own proxy.
[[nodiscard]] std::string peer_of(const net::Request& request, bool trust_forwarded);

}  // namespace gridboard::server
