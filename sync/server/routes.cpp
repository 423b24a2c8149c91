// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/routes.hpp"

#include "sync/base/log.hpp"
#include "sync/desk/check_token.hpp"
#include "sync/desk/take_payment_message.hpp"
#include "sync/net/problem.hpp"
#include "sync/server/html.hpp"
#include "sync/server/route_answers.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::server {
namespace {

constexpr std::size_t kMaxLoginBytes = 4 << 10;
constexpr std::size_t kEnrolFailuresPerPeer = 10, kEnrolFailuresOfAll = 200;
constexpr std::chrono::milliseconds kEnrolWindow{60000};
// Codes that one board asks for in a minute: nobody who stands before it needs more. Each costs the store a write.
constexpr std::size_t kUnlocksPerBoard = 20, kUnlocksOfAll = 20000;
// Messages of a payment service that no key of ours signed: a service that is set up wrong is told so, and nobody fills
// the store with forged ones.
constexpr std::size_t kForgedPerPeer = 30, kForgedOfAll = 300;

}  // namespace

const std::array<Routes::Route, 25> Routes::kRoutes{{
    {"/livez", "GET", &Routes::livez, 0},
    {"/readyz", "GET", &Routes::readyz, 0},
    {"/metrics", "GET", &Routes::show_metrics, 0},
    {"/sync/v1/feed", "GET", &Routes::feed, 0},
    {"/sync/v1/digests", "GET", &Routes::digests, 0},
    {"/sync/v1/outbox", "POST", &Routes::outbox, wire::kMaxOutboxBytes},
    {"/sync/v1/blobs/", "GET", &Routes::show_blob, 0, true},
    {"/sync/v1/blobs/", "HEAD", &Routes::show_blob, 0, true},
    {"/sync/v1/unlock", "POST", &Routes::begin_unlock, kMaxLoginBytes},
    {"/sync/v1/unlock", "GET", &Routes::collect_unlock, 0},
    {"/sync/v1/enrol", "POST", &Routes::enrol, kMaxLoginBytes},
    {"/sync/v1/challenge", "POST", &Routes::challenge, kMaxLoginBytes},
    {"/sync/v1/token", "POST", &Routes::token, kMaxLoginBytes},
    {kPaymentHooks.data(), "POST", &Routes::take_payment_message, desk::kMostHookBytes, true},
    {kStyleSheetPath, "GET", &Routes::show_style, 0},
    {kFeedsFolder, "GET", &Routes::show_bulletins, 0, true},
    {kFeedsFolder, "HEAD", &Routes::show_bulletins, 0, true},
    {"/s/", "GET", &Routes::show_sign_in, 0, true},
    {"/s/", "POST", &Routes::take_sign_in, kMaxSmallFormBytes, true},
    {"/go/", "GET", &Routes::show_services, 0, true},
    {"/go/", "POST", &Routes::take_request, kMaxRequestFormBytes, true},
    {"/r/", "GET", &Routes::show_receipt, 0, true},
    {"/r/", "POST", &Routes::take_judgement, kMaxSmallFormBytes, true},
    {"/u/", "GET", &Routes::show_unlock, 0, true},
    {"/u/", "POST", &Routes::take_unlock, kMaxSmallFormBytes, true},
}};

bool Routes::fits(const Route& route, std::string_view path) {
  const std::string_view own = route.path;
  return route.with_rest ? path.size() > own.size() && path.starts_with(own) : path == own;
}

const Routes::Route* Routes::find(std::string_view method, std::string_view path) {
  for (const Route& route : kRoutes) {
    if (method == route.method && fits(route, path)) return &route;
  }
  return nullptr;
}

std::string Routes::methods_of(std::string_view path) {
  std::string methods;
  for (const Route& route : kRoutes) {
    if (fits(route, path)) methods += (methods.empty() ? "" : ", ") + std::string(route.method);
  }
  return methods;
}

Routes::Routes(Desk desk, const TurnOptions& returns)
    : desk_(std::move(desk)),
      phones_(desk_),
      enrol_limit_(kEnrolFailuresPerPeer, kEnrolFailuresOfAll, kEnrolWindow),
      unlock_limit_(kUnlocksPerBoard, kUnlocksOfAll, kEnrolWindow),
      forged_limit_(kForgedPerPeer, kForgedOfAll, kEnrolWindow),
      logins_(returns),
      feeds_(returns),
      blobs_(desk_),
      bulletins_(desk_),
      seen_(desk_.store, desk_.writes, desk_.metrics),
      digests_(desk_.store, desk_.clock, desk_.metrics) {}

std::size_t Routes::body_limit(std::string_view method, std::string_view path) {
  if (api::Api::is_ours(path)) return api::Api::body_limit(method, path);
  const Route* route = find(method, path);
  return route != nullptr ? route->max_body_bytes : kMaxLoginBytes;
}

net::Response Routes::too_large(const net::Request& request) {
  if (api::Api::is_ours(request.target.path)) return api::Api::too_large(request);
  if (PhoneRoutes::is_for_people(request)) return PhoneRoutes::refusal(request, 413);
  return net::problem(413, "too_large", "the body is larger than this address takes");
}

void Routes::handle(std::shared_ptr<net::Exchange> exchange) {
  const net::Request& request = exchange->request();
  if (api::Api::is_ours(request.target.path)) return desk_.api.handle(std::move(exchange));
  const bool for_people = PhoneRoutes::is_for_people(request);
  const Route* route = find(request.method, request.target.path);
  if (route != nullptr) {
    exchange->name_route(route->path);
    return (this->*route->action)(exchange);
  }
  const std::string methods = methods_of(request.target.path);
  if (methods.empty()) {
    return exchange->answer(for_people ? PhoneRoutes::refusal(request, 404)
                                       : net::problem(404, "not_found", "no such address"));
  }
  auto refusal = for_people ? PhoneRoutes::refusal(request, 405)
                            : net::problem(405, "invalid_input", "this address takes " + methods);
  refusal.headers.emplace_back("Allow", methods);
  exchange->answer(std::move(refusal));
}

bool Routes::come_in(Turns& turns, const Shared& exchange, const std::string& board_id) {
  const auto wait = turns.wait_for(board_id, desk_.clock.monotonic());
  if (wait.count() == 0) return true;
  ++desk_.metrics.turns_given;
  auto refusal = net::problem(503, "unavailable", "many boards come back at once: it is this one's turn later");
  refusal.headers.emplace_back("Retry-After", in_seconds(wait));
  exchange->answer(std::move(refusal));
  return false;
}

void Routes::post(net::WorkQueue& queue, const Shared& exchange, std::function<void()> work) {
  if (queue.post(std::move(work))) return;
  auto refusal = net::problem(503, "unavailable", "too much to do");
  refusal.headers.emplace_back("Retry-After", "5");
  exchange->answer(std::move(refusal));
}

void Routes::refuse(const Shared& exchange, const base::Error& error) {
  const bool ours = net::status_of(error.code) >= 500;
  if (ours) {
    ++desk_.metrics.store_errors;
    base::log_event(base::LogLevel::error, "request.failed",
                    {{"route", std::string_view(exchange->request().target.path)},
                     {"code", std::string_view(base::name_of(error.code))},
                     {"what", std::string_view(error.message)}});
  }
  auto response = net::problem(error);
  if (response.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (response.status == 503) response.headers.emplace_back("Retry-After", "5");
  exchange->answer(std::move(response));
}

base::Result<store::Board> Routes::board_of(const net::Request& request) {
  const std::string_view token = token_of(request);
  if (token.empty()) return base::fail(base::ErrorCode::unauthenticated, "a bearer token is needed");
  auto board = desk::check_token(desk_.store, desk_.access, token, desk_.clock.now());
  if (!board && board.error().code == base::ErrorCode::expired) {
    return base::fail(base::ErrorCode::unauthenticated, board.error().message);  // the board gets a new one
  }
  return board;
}

void Routes::livez(const Shared& exchange) {
  exchange->answer(text_answer("ok\n"));
}

void Routes::readyz(const Shared& exchange) {
  if (draining_) return exchange->answer(net::problem(503, "unavailable", "going away"));
  post(desk_.reads, exchange, [this, exchange] {
    const auto read = desk_.store.read([](store::Reader& reader) -> base::Result<void> {
      const auto settings = desk::load_centre_settings(reader);
      if (!settings) return tl::unexpected(settings.error());
      return {};
    });
    if (read) return exchange->answer(text_answer("ok\n"));
    refuse(exchange, {base::ErrorCode::unavailable, read.error().message});
  });
}

void Routes::show_metrics(const Shared& exchange) {
  auto response = text_answer(desk_.metrics.text());
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  exchange->answer(std::move(response));
}

void Routes::show_style(const Shared& exchange) {
  exchange->answer(style_sheet());
}

}  // namespace gridboard::server
