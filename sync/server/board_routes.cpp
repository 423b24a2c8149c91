// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What a board that has come in fetches and hands in.
#include "sync/base/log.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/take_outbox.hpp"
#include "sync/desk/unlock_by_phone.hpp"
#include "sync/net/problem.hpp"
#include "sync/server/route_answers.hpp"
#include "sync/server/routes.hpp"
#include "sync/wire/digest.hpp"

namespace gridboard::server {

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
    exchange->answer(json_answer(wire::encode_digests(*digests)));
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
      exchange->answer(json_answer("{}"));
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
    if (!*unlocked) return exchange->answer(json_answer(wire::encode(wire::UnlockAnswer{})));
    post(desk_.writes, exchange, [this, exchange, id, board_id = board->id] {
      const auto answer = desk::collect_phone_unlock(desk_.store, board_id, id, desk_.clock.now());
      if (!answer) return refuse(exchange, answer.error());
      exchange->answer(json_answer(wire::encode(*answer)));
    });
  });
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
  exchange->answer(json_answer(wire::encode_answers(*answers)));
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
