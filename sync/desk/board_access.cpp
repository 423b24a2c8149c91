// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/board_access.hpp"

#include <sodium.h>

#include <array>
#include <deque>
#include <map>
#include <mutex>
#include <unordered_map>

namespace gridboard::desk {
namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kMaxOpenPerBoard = 4;

struct OpenChallenge {
  std::string nonce;
  base::Instant ends;
};
struct OpenToken {
  std::string board_id;
  base::Instant ends;
};
struct OfBoard {
  std::deque<OpenChallenge> challenges;
  std::deque<std::string> token_hashes;
};

std::string make_secret(base::Random& random) {
  std::array<std::byte, kSecretBytes> bytes{};
  random.fill(bytes);
  return base::to_base64url(bytes);
}

std::string hash_of(std::string_view secret) {
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size(),
                     nullptr, 0);
  return std::string(reinterpret_cast<const char*>(hash.data()), hash.size());
}

}  // namespace

struct BoardAccess::State {
  std::mutex mutex;
  std::map<std::string, OfBoard, std::less<>> boards;
  std::unordered_map<std::string, OpenToken> tokens;  // by hash

  OfBoard& of(std::string_view board_id) {
    const auto found = boards.find(board_id);
    return found != boards.end() ? found->second : boards.emplace(std::string(board_id), OfBoard{}).first->second;
  }
};

BoardAccess::BoardAccess() : state_(std::make_unique<State>()) {}
BoardAccess::~BoardAccess() = default;

std::string BoardAccess::open_challenge(std::string_view board_id, base::Instant now, base::Random& random) {
  std::string nonce = make_secret(random);
  const std::lock_guard lock(state_->mutex);
  auto& open = state_->of(board_id).challenges;
  if (open.size() >= kMaxOpenPerBoard) open.pop_front();
  open.push_back({nonce, now + kChallengeLifetime});
  return nonce;
}

base::Result<void> BoardAccess::use_challenge(std::string_view board_id, std::string_view nonce, base::Instant now) {
  const std::lock_guard lock(state_->mutex);
  auto& open = state_->of(board_id).challenges;
  for (auto challenge = open.begin(); challenge != open.end(); ++challenge) {
    if (challenge->nonce != nonce) continue;
    const base::Instant ends = challenge->ends;
    open.erase(challenge);
    if (now >= ends) return base::fail(base::ErrorCode::expired, "the challenge has expired");
    return {};
  }
  return base::fail(base::ErrorCode::unauthenticated, "no such challenge is open for this board");
}

std::string BoardAccess::open_token(std::string_view board_id, base::Instant now, base::Random& random) {
  std::string token = make_secret(random);
  const std::string hash = hash_of(token);
  const std::lock_guard lock(state_->mutex);
  auto& hashes = state_->of(board_id).token_hashes;
  if (hashes.size() >= kMaxOpenPerBoard) {
    state_->tokens.erase(hashes.front());
    hashes.pop_front();
  }
  hashes.push_back(hash);
  state_->tokens[hash] = OpenToken{std::string(board_id), now + kTokenLifetime};
  return token;
}

base::Result<std::string> BoardAccess::board_of_token(std::string_view token, base::Instant now) {
  const std::string hash = hash_of(token);  // looked up by hash: how long it takes tells nothing about the token
  const std::lock_guard lock(state_->mutex);
  const auto found = state_->tokens.find(hash);
  if (found == state_->tokens.end()) return base::fail(base::ErrorCode::unauthenticated, "the token isn't known");
  if (now >= found->second.ends) return base::fail(base::ErrorCode::expired, "the token has expired");
  return found->second.board_id;
}

}  // namespace gridboard::desk
