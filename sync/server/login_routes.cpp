// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// How boards come in: enrolled once, then with a token for each while.
#include "sync/base/log.hpp"
#include "sync/desk/enrol_board.hpp"
#include "sync/desk/issue_challenge.hpp"
#include "sync/desk/issue_token.hpp"
#include "sync/net/problem.hpp"
#include "sync/server/route_answers.hpp"
#include "sync/server/routes.hpp"

namespace gridboard::server {
namespace {

// Somebody stands before a board that waits for approval: it asks again about as often.
constexpr std::chrono::seconds kAskAgainForApproval{10};

}  // namespace

void Routes::enrol(const Shared& exchange) {
  const std::string peer = peer_of(exchange->request(), desk_.trust_forwarded);
  const auto wait = enrol_limit_.wait_for(peer, desk_.clock.monotonic());
  if (wait.count() > 0) {
    auto refusal = net::problem(429, "unavailable", "too many wrong codes; wait and try again");
    refusal.headers.emplace_back("Retry-After", in_seconds(wait));
    return exchange->answer(std::move(refusal));
  }
  const auto request = wire::decode_enrol_request(exchange->request().body);
  if (!request) return refuse(exchange, as_invalid(request.error()));
  post(desk_.writes, exchange, [this, exchange, peer, request = *request] {
    desk_.keys.refresh();
    const auto answer = desk::enrol_board(desk_.store, desk_.keys.public_keys(), request, desk_.clock.now());
    if (answer) {
      ++desk_.metrics.enrolments;
      base::log_event(base::LogLevel::info, "board.enrolled", {{"board", std::string_view(answer->board_id)}});
      return exchange->answer(json_answer(wire::encode(*answer)));
    }
    if (net::status_of(answer.error().code) < 500) {
      ++desk_.metrics.enrolments_refused;
      enrol_limit_.note_failure(peer, desk_.clock.monotonic());
      base::log_event(
          base::LogLevel::warning, "enrol.refused",
          {{"peer", std::string_view(peer)}, {"code", std::string_view(base::name_of(answer.error().code))}});
    }
    refuse(exchange, answer.error());
  });
}

void Routes::challenge(const Shared& exchange) {
  const auto request = wire::decode_challenge_request(exchange->request().body);
  if (!request) return refuse(exchange, as_invalid(request.error()));
  if (!come_in(logins_, exchange, request->board_id)) return;
  post(desk_.reads, exchange, [this, exchange, request = *request] {
    const auto answer = desk::issue_challenge(desk_.store, desk_.access, request, desk_.clock.now(), desk_.random);
    if (!answer && answer.error().message == desk::kAwaitsApproval) {
      auto waits = net::problem(409, wire::kAwaitingApproval, answer.error().message);
      waits.headers.emplace_back("Retry-After", in_seconds(kAskAgainForApproval));
      return exchange->answer(std::move(waits));
    }
    if (!answer) return refuse(exchange, answer.error());
    exchange->answer(json_answer(wire::encode(*answer)));
  });
}

void Routes::token(const Shared& exchange) {
  const auto request = wire::decode_token_request(exchange->request().body);
  if (!request) return refuse(exchange, as_invalid(request.error()));
  post(desk_.reads, exchange, [this, exchange, request = *request] {
    const base::Instant now = desk_.clock.now();
    const auto answer = desk::issue_token(desk_.store, desk_.access, request, now);
    if (!answer) {
      base::log_event(base::LogLevel::warning, "token.refused",
                      {{"board", std::string_view(request.board_id)},
                       {"code", std::string_view(base::name_of(answer.error().code))}});
      return refuse(exchange, answer.error());
    }
    exchange->answer(json_answer(wire::encode(*answer, desk_.zone)));
    desk_.seen.note(request.board_id,
                    now);  // beside the answer: a board must be able to come in while a long write runs
  });
}

}  // namespace gridboard::server
