// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// From a request to what the desk does, and back. No rule of the domain lives here.

#include <array>
#include <atomic>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/time.hpp"
#include "sync/desk/board_access.hpp"
#include "sync/desk/centre_keys.hpp"
#include "sync/net/http.hpp"
#include "sync/net/work_queue.hpp"
#include "sync/server/hub.hpp"
#include "sync/server/metrics.hpp"
#include "sync/server/rate_limit.hpp"
#include "sync/server/rule_book.hpp"
#include "sync/store/store.hpp"

namespace gridboard::server {

// What routes work with; all of it outlives them.
struct Desk {
  store::Store& store;
  const base::Clock& clock;
  base::Random& random;
  base::Zone zone;
  desk::CentrePublicKeys keys;
  const RuleBook& rule_book;
  desk::BoardAccess& access;
  Hub& hub;
  Metrics& metrics;
  net::WorkQueue& reads;         // calls to the store that only read
  net::WorkQueue& writes;        // the one writer
  bool trust_forwarded = false;  // a proxy in front says who asks
};

class Routes {
 public:
  explicit Routes(Desk desk);
  // Called on io threads; never blocks.
  void handle(std::shared_ptr<net::Exchange> exchange);
  // From now on /readyz says that this server is going away.
  void begin_drain() { draining_ = true; }

  [[nodiscard]] static std::size_t body_limit(std::string_view method, std::string_view path);

 private:
  using Shared = std::shared_ptr<net::Exchange>;
  using Action = void (Routes::*)(const Shared&);
  struct Route {
    const char* path;
    const char* method;
    Action action;
    std::size_t max_body_bytes;
  };
  static const std::array<Route, 8> kRoutes;
  static const Route* find(std::string_view path);

  void livez(const Shared& exchange);
  void readyz(const Shared& exchange);
  void show_metrics(const Shared& exchange);
  void enrol(const Shared& exchange);
  void challenge(const Shared& exchange);
  void token(const Shared& exchange);
  void feed(const Shared& exchange);
  void outbox(const Shared& exchange);

  void follow(const Shared& exchange, store::Board board);
  void take_items(const Shared& exchange, const std::string& board_id);
  void post(net::WorkQueue& queue, const Shared& exchange, std::function<void()> work);
  void refuse(const Shared& exchange, const base::Error& error);
  [[nodiscard]] base::Result<store::Board> board_of(const net::Request& request);
  [[nodiscard]] std::string peer_of(const net::Request& request) const;

  Desk desk_;
  RateLimit enrol_limit_;
  std::atomic<bool> draining_{false};
};

}  // namespace gridboard::server
