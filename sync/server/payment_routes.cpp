// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Messages of payment services.
#include "sync/base/log.hpp"
#include "sync/desk/take_payment_message.hpp"
#include "sync/net/problem.hpp"
#include "sync/server/route_answers.hpp"
#include "sync/server/routes.hpp"

namespace gridboard::server {

void Routes::take_payment_message(const Shared& exchange) {
  const net::Request& request = exchange->request();
  const std::string peer = peer_of(request, desk_.trust_forwarded);
  const auto wait = forged_limit_.wait_for(peer, desk_.clock.monotonic());
  if (wait.count() > 0) {
    auto refusal = net::problem(429, "unavailable", "too many messages that nobody signed; wait and try again");
    refusal.headers.emplace_back("Retry-After", in_seconds(wait));
    return exchange->answer(std::move(refusal));
  }
  const std::string provider(std::string_view(request.target.path).substr(kPaymentHooks.size()));
  const desk::HookRequest message{std::string(request.header("webhook-id")),
                                  std::string(request.header("webhook-timestamp")),
                                  std::string(request.header("webhook-signature")), request.body, peer};
  post(desk_.writes, exchange, [this, exchange, provider, message, peer] {
    const auto rules = desk_.rule_book.rules();
    const auto kept =
        desk::take_payment_message({desk_.store, desk_.keys, *rules, desk_.clock, desk_.random}, provider, message);
    if (!kept) {
      if (kept.error().code == base::ErrorCode::not_found) forged_limit_.note_failure(peer, desk_.clock.monotonic());
      return refuse(exchange, kept.error());
    }
    answer_payment_message(exchange, *kept, peer);
  });
}

void Routes::answer_payment_message(const Shared& exchange, const store::PaymentMessage& message,
                                    const std::string& peer) {
  using store::MessageVerdict;
  const bool unsigned_ = message.verdict == MessageVerdict::forged || message.verdict == MessageVerdict::stale;
  if (unsigned_) {
    forged_limit_.note_failure(peer, desk_.clock.monotonic());
    base::log_event(base::LogLevel::warning, "payment_message.refused",
                    {{"provider", std::string_view(message.provider)},
                     {"peer", std::string_view(peer)},
                     {"verdict", std::string_view(desk::name_of(message.verdict))}});
    desk_.api.tell_of_payments();
    return exchange->answer(net::problem(401, "unauthenticated", desk::name_of(message.verdict)));
  }
  desk_.api.tell_of_payments();
  if (message.verdict == MessageVerdict::malformed) {
    return exchange->answer(net::problem(422, "invalid_input", message.words));
  }
  // Whatever else came of it: sending it again would change nothing.
  exchange->answer(json_answer(std::string(R"({"verdict":")") + desk::name_of(message.verdict) + "\"}"));
}

}  // namespace gridboard::server
