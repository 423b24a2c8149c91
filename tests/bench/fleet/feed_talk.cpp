// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/fleet/feed_talk.hpp"

#include <algorithm>
#include <cstdlib>

#include "sync/wire/outbox.hpp"
#include "tests/bench/fleet/prepare_fleet.hpp"

namespace gridboard::fleet {
namespace {

// As kiosk/link/backoff.hpp: full jitter under a bound that doubles.
constexpr Nanoseconds kLeastBackoff = kSecond, kMostBackoff = 300 * kSecond;

std::string post(std::string_view target, const std::string& body) {
  return "POST " + std::string(target) + " HTTP/1.1\r\nHost: centre\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

// The value behind `name` in text that we know the form of, up to `end`.
std::string between(std::string_view text, std::string_view name, char end) {
  const std::size_t at = text.find(name);
  if (at == std::string_view::npos) return {};
  const std::size_t from = at + name.size();
  return std::string(text.substr(from, text.find(end, from) - from));
}

}  // namespace

FeedTalk::FeedTalk(std::size_t boards, Deliveries& deliveries)
    : deliveries_(deliveries), boards_(boards), completed_at_(boards, 0) {}

void FeedTalk::expect(const std::string& mark) {
  mark_ = mark;
  complete_ = 0;
  for (Board& board : boards_) board.has_mark = board.complete = false;
}

void FeedTalk::forget_counts() {
  statuses_.clear();
  lost_ = 0;
  for (Board& board : boards_) board.tries = 0;
}

std::size_t FeedTalk::most_tries() const {
  std::size_t most = 0;
  for (const Board& board : boards_) most = std::max(most, board.tries);
  return most;
}

void FeedTalk::connected(Connections& all, std::size_t board) {
  boards_[board].phase = Phase::challenge;
  ++boards_[board].tries;
  all.send(board, post("/sync/v1/challenge", wire::encode(wire::ChallengeRequest{board_id(board)})));
}

void FeedTalk::heard(Connections& all, std::size_t board, std::string& received) {
  if (boards_[board].phase == Phase::live) return take_lines(all, board, received);
  const std::size_t head_end = received.find("\r\n\r\n");
  if (head_end == std::string::npos) return;
  std::string head = received.substr(0, head_end + 2);
  const int status = std::atoi(head.c_str() + 9);
  const std::string length = between(head, "Content-Length: ", '\r');
  const std::size_t size = length.empty() ? 0 : std::stoul(length);
  if (received.size() < head_end + 4 + size) return;
  const std::string body = received.substr(head_end + 4, size);
  received.erase(0, head_end + 4 + size);
  ++statuses_[status];
  answered(all, board, status, head, body);
  if (boards_[board].phase == Phase::live && !received.empty()) take_lines(all, board, received);
}

void FeedTalk::answered(Connections& all, std::size_t board, int status, const std::string& head,
                        const std::string& body) {
  Board& it = boards_[board];
  if (status != 200) {
    const std::string after = between(head, "Retry-After: ", '\r');
    all.drop(board);
    return come_again(all, board, after.empty() ? 0 : std::stol(after) * kSecond);
  }
  if (it.phase == Phase::challenge) {
    const auto challenge = wire::decode_challenge_answer(body);
    if (!challenge) std::exit(1);
    it.phase = Phase::token;
    const std::string signature = sign_challenge(board, challenge->nonce);
    return all.send(
        board, post("/sync/v1/token", wire::encode(wire::TokenRequest{board_id(board), challenge->nonce, signature})));
  }
  if (it.phase == Phase::token) {
    const auto token = wire::decode_token_answer(body);
    if (!token) std::exit(1);
    it.phase = Phase::feed;
    return all.send(board, "GET /sync/v1/feed?after=" + it.cursor +
                               " HTTP/1.1\r\nHost: centre\r\nAuthorization: Bearer " + token->token + "\r\n\r\n");
  }
  it.phase = Phase::live;
}

// Every write of the server is one chunk of whole lines, so that a chunk's own framing stands in lines of its own.
void FeedTalk::take_lines(Connections& all, std::size_t board, std::string& received) {
  const std::size_t whole = received.rfind('\n');
  if (whole == std::string::npos) return;
  Board& it = boards_[board];
  const std::string_view lines(received.data(), whole + 1);
  deliveries_.note(board, lines, all.heard_at());
  if (!it.has_mark && lines.find(mark_) != std::string_view::npos) it.has_mark = true;
  const std::size_t commit = lines.rfind("{\"line\":\"commit\"");
  if (commit != std::string_view::npos) {
    it.cursor = between(lines.substr(commit), "\"cursor\":\"", '"');
    if (it.has_mark && !it.complete) {
      it.complete = true;
      completed_at_[board] = all.heard_at();
      ++complete_;
    }
  }
  received.erase(0, whole + 1);
  if (received.empty()) received.shrink_to_fit();
}

void FeedTalk::lost(Connections& all, std::size_t board) {
  ++lost_;
  come_again(all, board, 0);
}

void FeedTalk::come_again(Connections& all, std::size_t board, Nanoseconds floor) {
  const std::size_t doublings = std::min<std::size_t>(boards_[board].tries, 9);
  const Nanoseconds bound = std::min(kMostBackoff, kLeastBackoff << (doublings > 0 ? doublings - 1 : 0));
  const Nanoseconds jitter = std::uniform_int_distribution<Nanoseconds>(0, bound)(random_);
  all.connect_at(board, now_ns() + floor + jitter);
}

}  // namespace gridboard::fleet
