// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/sign_in_code.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <span>

#include "sync/base/ids.hpp"

namespace gridboard::model {

namespace {

using base::ErrorCode;

constexpr std::size_t kMacBytes = 12;
constexpr std::size_t kMacCharacters = 16;
constexpr std::size_t kMostIdCharacters = 64;
constexpr std::size_t kMostStepDigits = 15;
static_assert(kSignInKeyBytes >= crypto_generichash_KEYBYTES_MIN && kSignInKeyBytes <= crypto_generichash_KEYBYTES_MAX);

bool is_id(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !text.empty() && text.size() <= kMostIdCharacters && std::all_of(text.begin(), text.end(), fits);
}

// Of both, with what it is for in front: the key makes nothing else, and an id can't be shifted into the step.
std::string mac_of(std::string_view board_id, std::int64_t step, std::string_view key) {
  const std::string message = "gridboard sign-in 1:" + std::string(board_id) + "." + std::to_string(step);
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                     reinterpret_cast<const unsigned char*>(key.data()), key.size());
  return base::to_base64url(std::as_bytes(std::span(hash)).first(kMacBytes));
}

}  // namespace

std::int64_t sign_in_step(base::Instant at) {
  return std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count() / kSignInStep.count();
}

std::string make_sign_in_code(std::string_view board_id, std::string_view key, base::Instant at) {
  if (key.size() != kSignInKeyBytes || !is_id(board_id) || at < base::Instant{}) return {};
  const std::int64_t step = sign_in_step(at);
  return std::string(board_id) + "." + std::to_string(step) + "." + mac_of(board_id, step, key);
}

base::Result<SignInCode> parse_sign_in_code(std::string_view text) {
  const auto wrong = [](const char* why) { return base::fail(ErrorCode::invalid_input, why); };
  const std::size_t first = text.find('.');
  const std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos) return wrong("a sign-in code has three parts");
  SignInCode code;
  code.board_id = text.substr(0, first);
  const std::string_view step = text.substr(first + 1, second - first - 1);
  code.mac = text.substr(second + 1);
  if (!is_id(code.board_id)) return wrong("sign-in code: the first part is no board's id");
  const auto parsed = std::from_chars(step.data(), step.data() + step.size(), code.step);
  // One text for one step: no sign, no leading zero.
  if (step.size() > kMostStepDigits || parsed.ec != std::errc() || code.step < 0 || std::to_string(code.step) != step) {
    return wrong("sign-in code: the second part is no step");
  }
  if (code.mac.size() != kMacCharacters || base::from_base64url(code.mac).size() != kMacBytes) {
    return wrong("sign-in code: the third part is no signature");
  }
  return code;
}

base::Result<void> check_sign_in_code(const SignInCode& code, std::string_view key, base::Instant now) {
  if (key.size() != kSignInKeyBytes) return base::fail(ErrorCode::unauthenticated, "the board has no sign-in key");
  const std::string genuine = mac_of(code.board_id, code.step, key);
  // In a time that doesn't tell how much of it was right.
  if (code.mac.size() != genuine.size() || sodium_memcmp(code.mac.data(), genuine.data(), genuine.size()) != 0) {
    return base::fail(ErrorCode::unauthenticated, "this sign-in code is not the board's");
  }
  const std::int64_t age = sign_in_step(now) - code.step;
  if (age > kSignInStepsBack) return base::fail(ErrorCode::expired, "this sign-in code is too old");
  if (age < -kSignInStepsAhead) return base::fail(ErrorCode::expired, "this sign-in code lies in the future");
  return {};
}

}  // namespace gridboard::model
