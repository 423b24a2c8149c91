// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/routes.hpp"

#include "sync/base/log.hpp"
#include "sync/desk/check_token.hpp"
#include "sync/desk/enrol_board.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/issue_challenge.hpp"
#include "sync/desk/issue_token.hpp"
#include "sync/desk/take_outbox.hpp"
#include "sync/desk/take_payment_message.hpp"
#include "sync/desk/unlock_by_phone.hpp"
#include "sync/net/problem.hpp"
#include "sync/server/html.hpp"
#include "sync/wire/digest.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::server {
namespace {

constexpr std::size_t kMaxLoginBytes = 4 << 10;
constexpr std::size_t kEnrolFailuresPerPeer = 10, kEnrolFailuresOfAll = 200;
constexpr std::chrono::milliseconds kEnrolWindow{60000};
// Codes that one board asks for in a minute: nobody who stands before it needs more. Each costs the store a write.
constexpr std::size_t kUnlocksPerBoard = 20, kUnlocksOfAll = 20000;
// Somebody stands before a board that waits for approval: it asks again about as often.
constexpr std::chrono::seconds kAskAgainForApproval{10};
// Messages of a payment service that no key of ours signed: a service that is set up wrong is told so, and nobody fills
// the store with forged ones.
constexpr std::size_t kForgedPerPeer = 30, kForgedOfAll = 300;
constexpr std::string_view kPaymentHooks = "/hooks/payments/";
constexpr std::string_view kBearer = "Bearer ";

net::Response json(std::string body) {
  net::Response response;
  response.body = std::move(body);
  return response;
}

net::Response text(std::string body) {
  net::Response response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::move(body);
  return response;
}

// What a board sent is wrong, whatever the codec calls it.
base::Error as_invalid(base::Error error) {
  if (error.code == base::ErrorCode::corrupt) error.code = base::ErrorCode::invalid_input;
  return error;
}

std::string in_seconds(std::chrono::milliseconds wait) {
  return std::to_string(std::chrono::ceil<std::chrono::seconds>(wait).count());
}

std::string_view token_of(const net::Request& request) {
  const std::string_view given = request.header("authorization");
  return given.starts_with(kBearer) ? given.substr(kBearer.size()) : std::string_view();
}

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
  exchange->answer(text("ok\n"));
}

void Routes::readyz(const Shared& exchange) {
  if (draining_) return exchange->answer(net::problem(503, "unavailable", "going away"));
  post(desk_.reads, exchange, [this, exchange] {
    const auto read = desk_.store.read([](store::Reader& reader) -> base::Result<void> {
      const auto settings = desk::load_centre_settings(reader);
      if (!settings) return tl::unexpected(settings.error());
      return {};
    });
    if (read) return exchange->answer(text("ok\n"));
    refuse(exchange, {base::ErrorCode::unavailable, read.error().message});
  });
}

void Routes::show_metrics(const Shared& exchange) {
  auto response = text(desk_.metrics.text());
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  exchange->answer(std::move(response));
}

void Routes::show_style(const Shared& exchange) {
  exchange->answer(style_sheet());
}

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
      return exchange->answer(json(wire::encode(*answer)));
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
    exchange->answer(json(wire::encode(*answer)));
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
    exchange->answer(json(wire::encode(*answer, desk_.zone)));
    desk_.seen.note(request.board_id,
                    now);  // beside the answer: a board must be able to come in while a long write runs
  });
}

void Routes::feed(const Shared& exchange) {
  // Who has no valid token is refused below.
  const auto board_id = desk_.access.board_of_token(token_of(exchange->request()), desk_.clock.now());
  if (board_id && !come_in(feeds_, exchange, *board_id)) return;
  post(desk_.reads, exchange, [this, exchange] {
    auto board = board_of(exchange->request());
    if (!board) return refuse(exchange, board.error());
    follow(exchange, std::move(*board));
  });
}

void Routes::follow(const Shared& exchange, store::Board board) {
  const net::Request& request = exchange->request();
  FeedRequest wanted;
  wanted.live = request.query("wait") != "0";
  wanted.encoding = choose_encoding(request.header("accept-encoding"));
  auto cursor = wire::decode_cursor(request.query("after"));
  if (cursor) {
    wanted.cursor = std::move(*cursor);
  } else {
    // A board whose cursor is damaged would come back with it for ever: it gets everything anew.
    base::log_event(base::LogLevel::warning, "feed.bad_cursor", {{"board", std::string_view(board.id)}});
  }
  const auto read = desk_.store.read([&](store::Reader& reader) -> base::Result<void> {
    auto logs = desk::logs_followed_by(reader, board);
    if (!logs) return tl::unexpected(logs.error());
    wanted.logs = std::move(*logs);
    return {};
  });
  if (!read) return refuse(exchange, read.error());
  wanted.board = std::move(board);
  desk_.hub.follow(std::move(wanted), exchange);
}

// Any board may fetch any blob whose hash it knows: see FORMAT.md.
void Routes::show_blob(const Shared& exchange) {
  const auto sha256 = BlobRoute::name_in(exchange->request().target.path);
  if (!sha256) return exchange->answer(net::problem(404, "not_found", "a blob is called by 64 small hex digits"));
  const auto known = desk_.access.board_of_token(token_of(exchange->request()), desk_.clock.now());
  if (!known) return refuse(exchange, {base::ErrorCode::unauthenticated, known.error().message});
  post(desk_.reads, exchange, [this, exchange, sha256 = *sha256] {
    const auto board = board_of(exchange->request());
    if (!board) return refuse(exchange, board.error());
    blobs_.answer(exchange, sha256);
  });
}

void Routes::digests(const Shared& exchange) {
  post(desk_.reads, exchange, [this, exchange] {
    const auto board = board_of(exchange->request());
    if (!board) return refuse(exchange, board.error());
    const auto cursor = wire::decode_cursor(exchange->request().query("after"));
    if (!cursor) return refuse(exchange, as_invalid(cursor.error()));
    const auto digests = digests_.at(*board, *cursor);
    if (!digests) return refuse(exchange, digests.error());
    exchange->answer(json(wire::encode_digests(*digests)));
  });
}

void Routes::begin_unlock(const Shared& exchange) {
  const auto ask = wire::decode_unlock_ask(exchange->request().body);
  if (!ask) return refuse(exchange, as_invalid(ask.error()));
  post(desk_.reads, exchange, [this, exchange, ask = *ask] {
    const auto board = board_of(exchange->request());
    if (!board) return refuse(exchange, board.error());
    const auto now = desk_.clock.monotonic();
    const auto wait = unlock_limit_.wait_for(board->id, now);
    if (wait.count() > 0) {
      auto refusal = net::problem(429, "unavailable", "too many codes; wait and try again");
      refusal.headers.emplace_back("Retry-After", in_seconds(wait));
      return exchange->answer(std::move(refusal));
    }
    unlock_limit_.note_failure(board->id, now);
    post(desk_.writes, exchange, [this, exchange, ask, board = *board] {
      const auto begun = desk::begin_phone_unlock(desk_.store, board, ask, desk_.clock.now());
      if (!begun) return refuse(exchange, begun.error());
      exchange->answer(json("{}"));
    });
  });
}

// Asked twice a second by a board that shows a code, else never: one read, and one write when there is something.
void Routes::collect_unlock(const Shared& exchange) {
  post(desk_.reads, exchange, [this, exchange] {
    const auto board = board_of(exchange->request());
    if (!board) return refuse(exchange, board.error());
    const std::string id(exchange->request().query("id"));
    const auto unlocked = desk::is_unlocked_by_phone(desk_.store, board->id, id, desk_.clock.now());
    if (!unlocked) return refuse(exchange, unlocked.error());
    if (!*unlocked) return exchange->answer(json(wire::encode(wire::UnlockAnswer{})));
    post(desk_.writes, exchange, [this, exchange, id, board_id = board->id] {
      const auto answer = desk::collect_phone_unlock(desk_.store, board_id, id, desk_.clock.now());
      if (!answer) return refuse(exchange, answer.error());
      exchange->answer(json(wire::encode(*answer)));
    });
  });
}

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
  exchange->answer(json(std::string(R"({"verdict":")") + desk::name_of(message.verdict) + "\"}"));
}

void Routes::outbox(const Shared& exchange) {
  post(desk_.reads, exchange, [this, exchange] {
    const auto board = board_of(exchange->request());
    if (!board) return refuse(exchange, board.error());
    post(desk_.writes, exchange, [this, exchange, board_id = board->id] { take_items(exchange, board_id); });
  });
}

void Routes::take_items(const Shared& exchange, const std::string& board_id) {
  const auto items = wire::decode_items(exchange->request().body);
  if (!items) return refuse(exchange, as_invalid(items.error()));
  const auto rules = desk_.rule_book.rules();
  const auto answers = desk::take_outbox(desk_.store, desk_.keys, desk_.rule_book.catalogue(), *rules, board_id, *items,
                                         desk_.clock.now());
  if (!answers && answers.error().code == base::ErrorCode::conflict) {
    return exchange->answer(net::problem(422, "conflict", answers.error().message));
  }
  if (!answers) return refuse(exchange, answers.error());
  for (const auto& answer : *answers) {
    const bool accepted = answer.outcome == wire::ItemAnswer::Outcome::accepted;
    ++(accepted ? desk_.metrics.items_accepted : desk_.metrics.items_rejected);
  }
  note_refused(board_id, *items);
  desk_.api.board_said(board_id, *items);
  exchange->answer(json(wire::encode_answers(*answers)));
}

// Staff see in the log at once what a board would not take, and the fleet's share of it in the figures.
void Routes::note_refused(const std::string& board_id, const std::vector<wire::OutboxItem>& items) {
  for (const auto& item : items) {
    if (item.kind != wire::ItemKind::refused_segment) continue;
    ++desk_.metrics.segments_refused;
    const auto drift = wire::decode_drift(item.body);
    if (!drift) {
      base::log_event(base::LogLevel::warning, "board.refused", {{"board", std::string_view(board_id)}});
      continue;
    }
    ++desk_.metrics.logs_drifted;
    base::log_event(base::LogLevel::warning, "board.drifted",
                    {{"board", std::string_view(board_id)},
                     {"log", std::string_view(drift->log)},
                     {"what", std::string_view(drift->reason)}});
  }
}

}  // namespace gridboard::server
