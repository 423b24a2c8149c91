// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The pages that phones open: /s/<code>, /go/<board>[/<kind>], /r/<receipt>,
// /u/<board>/<id>. Answers are HTML, errors too.

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "sync/net/form_body.hpp"
#include "sync/net/rate_limit.hpp"
#include "sync/server/html.hpp"
#include "sync/server/route_desk.hpp"

namespace gridboard::server {

inline constexpr std::size_t kMaxSmallFormBytes = 2 << 10, kMaxRequestFormBytes = 64 << 10;

class PhoneRoutes {
 public:
  using Shared = std::shared_ptr<net::Exchange>;

  explicit PhoneRoutes(const Desk& desk);
  // Called on io threads; never block.
  void show_sign_in(const Shared& exchange);
  void take_sign_in(const Shared& exchange);
  void show_services(const Shared& exchange);  // a form too, by the number of segments
  void take_request(const Shared& exchange);
  void show_receipt(const Shared& exchange);
  void take_judgement(const Shared& exchange);
  void show_unlock(const Shared& exchange);  // phone_unlock.cpp
  void take_unlock(const Shared& exchange);

  // In place of a problem+json where people look: unknown address, wrong method, too large a body.
  [[nodiscard]] static net::Response refusal(const net::Request& request, int status);
  // Whether the answer is for people: one of these pages, or a browser asks.
  [[nodiscard]] static bool is_for_people(const net::Request& request);

 private:
  void post(net::WorkQueue& queue, const Shared& exchange, std::function<void()> work);
  void fail(const Shared& exchange, const base::Error& error);
  // The form of a post; answers by itself and gives nothing if it is none.
  [[nodiscard]] std::optional<net::FormBody> form_of(const Shared& exchange);
  // True if the peer may go on; counts. Answers by itself if not.
  [[nodiscard]] bool admitted(const Shared& exchange, net::RateLimit& limit);

  void check_sign_in(const Shared& exchange, const net::FormBody& form);
  void hand_in(const Shared& exchange, const net::FormBody& form);
  void judge(const Shared& exchange, const net::FormBody& form);
  void unlock(const Shared& exchange, const net::FormBody& form);
  void answer_unlock_failure(const Shared& exchange, const base::Error& error);

  const Desk& desk_;
  net::RateLimit sign_in_limit_, request_limit_, receipt_limit_, judge_limit_, unlock_show_limit_, unlock_limit_;
};

}  // namespace gridboard::server
