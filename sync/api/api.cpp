// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/api.hpp"

#include "sync/api/bulk_work.hpp"
#include "sync/api/events.hpp"
#include "sync/api/identify.hpp"
#include "sync/api/import_jobs.hpp"
#include "sync/api/operations.hpp"
#include "sync/base/log.hpp"
#include "sync/desk/audit.hpp"

namespace gridboard::api {
namespace {

constexpr std::string_view kConsole = "/console";
constexpr std::size_t kMaxStrangeBodyBytes = 4 << 10;  // where there is no such operation
// Each costs a core a tenth of a second, and the queue serves residents' PINs too. The desk counts by name as well.
constexpr std::size_t kSignInsPerPeer = 30, kSignInsOfAll = 300;
constexpr std::chrono::milliseconds kSignInWindow{60000};

// What anybody may ask for and costs us, or the provider, something.
bool is_try(const Operation& operation) {
  return operation.work == &sign_in || operation.work == &begin_provider_sign_in ||
         operation.work == &finish_provider_sign_in;
}

net::WorkQueue& queue_of(const Environment& env, Runs runs) {
  switch (runs) {
    case Runs::writes:
      return env.writes;
    case Runs::checks:
      return env.checks;
    case Runs::drawing:
      return env.drawing;
    case Runs::outward:
      return env.outward;
    case Runs::bulk:
      return env.bulk->queue();
    case Runs::reads:
      break;
  }
  return env.reads;
}

// A request that a page of ours didn't send: a browser lets no other page set this header or this type.
Refusal cross_site() {
  return Refusal(403, "cross_site",
                 {"请求不是从本控制台页面发出的。", "This request doesn't come from a page of this console."},
                 {"请在控制台里操作；程序请用访问令牌。", "Use the console, or an access token from a program."});
}

Refusal too_many_tries(std::chrono::milliseconds wait) {
  Refusal refusal(429, "unavailable", {"登录尝试太多。", "Too many tries to sign in."},
                  {"请稍等一会儿再试。", "Wait a moment and try again."});
  refusal.retry_after = std::chrono::ceil<std::chrono::seconds>(wait);
  return refusal;
}

}  // namespace

Api::Api(const Environment& environment, ConsoleFiles console)
    : env_(environment), console_(std::move(console)), sign_in_limit_(kSignInsPerPeer, kSignInsOfAll, kSignInWindow) {}

bool Api::is_ours(std::string_view path) {
  if (path == "/" || path == kConsole || path == kApiPrefix) return true;
  return path.starts_with("/console/") || path.starts_with("/api/v1/");
}

void Api::go_on() {
  go_on_with_imports(env_);
}

void Api::tell_of_payments() {
  env_.events.tell(Topic::bills, "");
}

void Api::board_said(const std::string& board_id, const std::vector<wire::OutboxItem>& items) {
  if (!env_.events.followed()) return;
  bool of_itself = false;
  for (const wire::OutboxItem& item : items) {
    of_itself = of_itself || item.kind == wire::ItemKind::health || item.kind == wire::ItemKind::command ||
                item.kind == wire::ItemKind::screenshot;
    if (item.kind != wire::ItemKind::shown) continue;
    const auto shown = wire::decode_shown_body(item.body);
    if (!shown) continue;
    for (const auto& notice : shown->notices) env_.events.tell(Topic::notices, notice.id);
    for (const auto& outage : shown->outages) env_.events.tell(Topic::outages, outage.id);
  }
  if (of_itself) env_.events.tell(Topic::boards, board_id);
}

std::size_t Api::body_limit(std::string_view method, std::string_view path) {
  const Address address = find_operation(method, path);
  return address.operation == nullptr ? kMaxStrangeBodyBytes : address.operation->most_body_bytes;
}

net::Response Api::too_large(const net::Request& request) {
  return response_of(Refusal(base::Error{base::ErrorCode::too_large, ""}), language_of(request));
}

void Api::show_console(const Shared& exchange) {
  exchange->name_route(kConsole.data());
  exchange->answer(console_.answer(exchange->request()));
}

void Api::handle(std::shared_ptr<net::Exchange> exchange) {
  const net::Request& request = exchange->request();
  if (!request.target.path.starts_with("/api/")) return show_console(exchange);
  const Language language = language_of(request);
  Address address = find_operation(request.method, request.target.path);
  if (address.methods.empty()) return exchange->answer(response_of(refuse_not_found(), language));
  if (address.operation == nullptr) {
    auto refusal = response_of(
        Refusal(405, "invalid_input", {"这个地址不支持这种请求。", "This address takes other methods."}), language);
    refusal.headers.emplace_back("Allow", address.methods);
    return exchange->answer(std::move(refusal));
  }
  const Operation& operation = *address.operation;
  exchange->name_route(operation.id);
  if (!from_our_page(request, operation)) return exchange->answer(response_of(cross_site(), language));
  if (is_try(operation) && !admitted(exchange, language)) return;
  Call call{env_,
            exchange,
            operation,
            std::move(address.id),
            language,
            env_.clock.now(),
            peer_of(request, env_.behind_tls_proxy),
            {},
            {},
            {},
            {}};
  const bool taken =
      queue_of(env_, operation.runs).post([this, call = std::make_shared<Call>(std::move(call))] { run(*call); });
  if (!taken) exchange->answer(response_of(refuse_busy(), language));
}

bool Api::admitted(const Shared& exchange, Language language) {
  const std::string peer = peer_of(exchange->request(), env_.behind_tls_proxy);
  const auto now = env_.clock.monotonic();
  const auto wait = sign_in_limit_.wait_for(peer, now);
  if (wait.count() == 0) {
    sign_in_limit_.note_failure(peer, now);
    return true;
  }
  exchange->answer(response_of(too_many_tries(wait), language));
  return false;
}

void Api::run(Call& call) {
  if (auto known = identify(call); !known) return refuse(call, known.error());
  Outcome outcome = call.operation.work(call);
  if (!outcome) return refuse(call, outcome.error());
  if (outcome->status != 0) call.exchange->answer(std::move(*outcome));
  if (call.operation.changes == Topic::none) return;
  env_.events.look();
  // A signature under the chain, if one is due. Beside the answer: nobody waits for it.
  const bool posted = env_.writes.post([env = env_, now = call.now] {
    if (const auto done = desk::sign_audit_if_due(env.store, env.keys, now); !done) {
      base::log_event(base::LogLevel::error, "audit.unsigned", {{"what", std::string_view(done.error().message)}});
    }
  });
  if (!posted) base::log_event(base::LogLevel::warning, "audit.sign_later");  // the next change asks again
}

void Api::refuse(const Call& call, const Refusal& refusal) {
  if (!refusal.log_message.empty()) {
    base::log_event(base::LogLevel::error, "request.failed",
                    {{"operation", std::string_view(call.operation.id)},
                     {"code", std::string_view(refusal.code)},
                     {"what", std::string_view(refusal.log_message)}});
  }
  call.exchange->answer(response_of(refusal, call.language));
  if (refusal.status != 403 || refusal.code != base::name_of(base::ErrorCode::forbidden)) return;
  const desk::Deed deed{call.operation.id, call.id, "", "", ""};
  const bool posted = env_.writes.post([env = env_, actor = call.actor, deed, now = call.now] {
    if (const auto noted = desk::note_refused(env.store, actor, deed, now); !noted) {
      base::log_event(base::LogLevel::error, "audit.failed", {{"what", std::string_view(noted.error().message)}});
    }
    env.events.look();
  });
  if (!posted) {
    base::log_event(base::LogLevel::error, "audit.dropped", {{"operation", std::string_view(call.operation.id)}});
  }
}

}  // namespace gridboard::api
