// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// One request on its way through an operation: who asks, what for, and in which language. Stays in this room.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/api/environment.hpp"
#include "sync/api/refusal.hpp"
#include "sync/desk/access_tokens.hpp"
#include "sync/desk/actor.hpp"
#include "sync/desk/sessions.hpp"
#include "sync/net/http.hpp"

namespace gridboard::api {

struct Operation;

inline constexpr std::string_view kSessionCookie = "gridboard_session";

// Whom to hold a try against: the peer, or who stands behind our own proxy.
[[nodiscard]] std::string peer_of(const net::Request& request, bool trust_forwarded);
// The value of a cookie, "" if there is none.
[[nodiscard]] std::string cookie_of(const net::Request& request, std::string_view name);

struct Call {
  const Environment& env;
  std::shared_ptr<net::Exchange> exchange;
  const Operation& operation;
  std::string id;  // what stands for {id} or {sha256} in the path
  Language language;
  base::Instant now;
  std::string peer;

  // Nobody is signed in for operations of the scope `none`; otherwise it is one of the two.
  std::optional<desk::SignedInStaff> staff;
  std::optional<desk::Interface> program;
  desk::Actor actor;
  std::vector<store::Grant> grants;

  [[nodiscard]] const net::Request& request() const { return exchange->request(); }
  [[nodiscard]] bool is_program() const { return program.has_value(); }

  // For operations of the scope `place`: forbidden unless the grants allow it at every one of them.
  [[nodiscard]] base::Result<void> check_places(const std::vector<std::string>& places) const;
  // The tops at which they allow it; {""} is everywhere. Never empty once an operation runs.
  [[nodiscard]] std::vector<std::string> places() const;
  // The same for what was asked for under `wanted` ("" for all that they allow): the part of it that they allow, empty
  // for none.
  [[nodiscard]] std::vector<std::string> places_within(const std::string& wanted) const;
  // Whether the one who asks may do something else as well.
  [[nodiscard]] bool may(std::string_view operation, const std::vector<std::string>& places) const;
};

// What an operation answers with, or why not. A response with the status 0 has answered by itself (a stream).
using Outcome = tl::expected<net::Response, Refusal>;

}  // namespace gridboard::api
