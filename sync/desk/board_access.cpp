// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/board_access.hpp"

#include <array>
#include <span>

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t kRandomBytes = 16, kEndBytes = 8;
// What every board of a large fleet uses up in a minute when all come back at once, and a few megabytes.
constexpr std::size_t kMostUsed = 50'000;

std::string end_bytes(base::Instant ends) {
  const auto milliseconds = static_cast<std::uint64_t>(ends.time_since_epoch().count());
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(milliseconds >> shift & 0xff);
  return bytes;
}

base::Instant end_of(std::string_view bytes) {
  std::uint64_t milliseconds = 0;
  for (const char byte : bytes) milliseconds = milliseconds << 8 | static_cast<unsigned char>(byte);
  return base::Instant(std::chrono::milliseconds(static_cast<std::int64_t>(milliseconds)));
}

std::string in_letters(const std::string& bytes) {
  return base::to_base64url(std::as_bytes(std::span(bytes)));
}

// What is proven: what it is for, then parts that can't run into each other, since the last one's length is known.
std::string proven(std::string_view use, std::string_view board_id, std::string_view bytes) {
  std::string text("gridboard ");
  return text.append(use).append("\n").append(board_id).append("\n").append(bytes);
}

constexpr std::string_view kChallenge = "challenge 1", kToken = "token 1";

}  // namespace

std::string BoardAccess::open_challenge(std::string_view board_id, base::Instant now, base::Random& random) const {
  std::array<std::byte, kRandomBytes> once{};
  random.fill(once);
  std::string bytes(reinterpret_cast<const char*>(once.data()), once.size());
  bytes += end_bytes(now + kChallengeLifetime);
  return in_letters(bytes + keys_.prove(proven(kChallenge, board_id, bytes)));
}

base::Result<void> BoardAccess::use_challenge(std::string_view board_id, std::string_view nonce, base::Instant now) {
  const std::string bytes = base::from_base64url(nonce);
  const std::size_t size = kRandomBytes + kEndBytes;
  if (bytes.size() != size + kProofBytes ||
      !keys_.proves(proven(kChallenge, board_id, bytes.substr(0, size)), bytes.substr(size))) {
    return fail(ErrorCode::unauthenticated, "no such challenge is open for this board");
  }
  const base::Instant ends = end_of(bytes.substr(kRandomBytes, kEndBytes));
  if (now >= ends) return fail(ErrorCode::expired, "the challenge has expired");
  const std::lock_guard lock(mutex_);
  while (!used_in_order_.empty() && (used_in_order_.front().ends <= now || used_.size() >= kMostUsed)) {
    used_.erase(used_in_order_.front().nonce);
    used_in_order_.pop_front();
  }
  // By its bytes: the same may be written in several ways.
  if (!used_.insert(bytes).second) return fail(ErrorCode::unauthenticated, "the challenge was used before");
  used_in_order_.push_back({bytes, ends});
  return {};
}

std::string BoardAccess::open_token(std::string_view board_id, base::Instant now) const {
  const std::string bytes = end_bytes(now + kTokenLifetime);
  return std::string(board_id) + "." + in_letters(bytes + keys_.prove(proven(kToken, board_id, bytes)));
}

base::Result<std::string> BoardAccess::board_of_token(std::string_view token, base::Instant now) const {
  const std::size_t dot = token.rfind('.');
  const std::string_view board_id = token.substr(0, dot == token.npos ? 0 : dot);
  const std::string bytes = dot == token.npos ? std::string() : base::from_base64url(token.substr(dot + 1));
  if (bytes.size() != kEndBytes + kProofBytes ||
      !keys_.proves(proven(kToken, board_id, bytes.substr(0, kEndBytes)), bytes.substr(kEndBytes))) {
    return fail(ErrorCode::unauthenticated, "the token isn't known");
  }
  if (now >= end_of(bytes.substr(0, kEndBytes))) return fail(ErrorCode::expired, "the token has expired");
  return std::string(board_id);
}

}  // namespace gridboard::desk
