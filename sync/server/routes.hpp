// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// From a request to what the desk does, and back. No rule of the domain lives here.

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "sync/net/rate_limit.hpp"
#include "sync/server/blob_route.hpp"
#include "sync/server/bulletin_routes.hpp"
#include "sync/server/log_digests.hpp"
#include "sync/server/phone_routes.hpp"
#include "sync/server/route_desk.hpp"
#include "sync/server/seen_boards.hpp"
#include "sync/server/turns.hpp"
#include "sync/store/payments.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::server {

class Routes {
 public:
  Routes(Desk desk, const TurnOptions& returns);
  // Called on io threads; never blocks.
  void handle(std::shared_ptr<net::Exchange> exchange);
  // From now on /readyz says that this server is going away.
  void begin_drain() { draining_ = true; }

  [[nodiscard]] static std::size_t body_limit(std::string_view method, std::string_view path);
  [[nodiscard]] static net::Response too_large(const net::Request& request);

 private:
  using Shared = std::shared_ptr<net::Exchange>;
  using Action = void (Routes::*)(const Shared&);
  struct Route {
    const char* path;
    const char* method;
    Action action;
    std::size_t max_body_bytes;
    bool with_rest = false;  // `path` ends in '/', and something follows it
  };
  static const std::array<Route, 25> kRoutes;
  static constexpr std::string_view kPaymentHooks = "/hooks/payments/";
  [[nodiscard]] static bool fits(const Route& route, std::string_view path);
  [[nodiscard]] static const Route* find(std::string_view method, std::string_view path);
  // What the address takes: "GET, POST"; "" if there is no such address.
  [[nodiscard]] static std::string methods_of(std::string_view path);

  void livez(const Shared& exchange);
  void readyz(const Shared& exchange);
  void show_metrics(const Shared& exchange);
  void enrol(const Shared& exchange);
  void challenge(const Shared& exchange);
  void token(const Shared& exchange);
  void feed(const Shared& exchange);
  void show_blob(const Shared& exchange);
  void digests(const Shared& exchange);
  void outbox(const Shared& exchange);
  void begin_unlock(const Shared& exchange);
  void take_payment_message(const Shared& exchange);
  void answer_payment_message(const Shared& exchange, const store::PaymentMessage& message, const std::string& peer);
  void collect_unlock(const Shared& exchange);
  void show_style(const Shared& exchange);
  void show_bulletins(const Shared& exchange) { bulletins_.show(exchange); }
  void show_sign_in(const Shared& exchange) { phones_.show_sign_in(exchange); }
  void take_sign_in(const Shared& exchange) { phones_.take_sign_in(exchange); }
  void show_services(const Shared& exchange) { phones_.show_services(exchange); }
  void take_request(const Shared& exchange) { phones_.take_request(exchange); }
  void show_receipt(const Shared& exchange) { phones_.show_receipt(exchange); }
  void take_judgement(const Shared& exchange) { phones_.take_judgement(exchange); }
  void show_unlock(const Shared& exchange) { phones_.show_unlock(exchange); }
  void take_unlock(const Shared& exchange) { phones_.take_unlock(exchange); }

  void follow(const Shared& exchange, store::Board board);
  void note_refused(const std::string& board_id, const std::vector<wire::OutboxItem>& items);
  void take_items(const Shared& exchange, const std::string& board_id);
  // True if it may go on now; otherwise it is told when to come again.
  bool come_in(Turns& turns, const Shared& exchange, const std::string& board_id);
  void post(net::WorkQueue& queue, const Shared& exchange, std::function<void()> work);
  void refuse(const Shared& exchange, const base::Error& error);
  [[nodiscard]] base::Result<store::Board> board_of(const net::Request& request);

  Desk desk_;
  PhoneRoutes phones_;
  net::RateLimit enrol_limit_, unlock_limit_, forged_limit_;
  Turns logins_, feeds_;
  BlobRoute blobs_;
  BulletinRoutes bulletins_;
  SeenBoards seen_;
  LogDigests digests_;
  std::atomic<bool> draining_{false};
};

}  // namespace gridboard::server
