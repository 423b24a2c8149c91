// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/password.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "sync/base/utf8.hpp"
#include "sync/desk/common_passwords.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

// OWASP Password Storage Cheat Sheet: argon2id with at least 19 MiB and two passes; these are libsodium's "interactive"
// figures, two passes over 64 MiB.
constexpr unsigned long long kPasses = crypto_pwhash_OPSLIMIT_INTERACTIVE;
constexpr std::size_t kMemoryBytes = crypto_pwhash_MEMLIMIT_INTERACTIVE;

constexpr std::size_t kFirstPasswordGroups = 4, kFirstPasswordGroup = 4;

// Local ones, which no published breach has.
constexpr std::array<std::string_view, 4> kLocal{"administrator", "gongdian95598", "guojiadianwang", "gridboard"};
// Characters that people put around a word until it is long enough.
constexpr std::size_t kFewMore = 6;

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' || c == '-' || c == '_' || c == '.') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

// "aaaaaaaaaaaa", "ababababab", "password-password", "123456789012", "abcdefghijkl": a piece again and again, or each
// character one up or down.
bool is_repetition(std::string_view text) {
  constexpr std::size_t kShortPiece = 4;
  for (std::size_t piece = 1; piece * (piece > kShortPiece ? 2 : 3) <= text.size(); ++piece) {
    bool repeats = true;
    for (std::size_t i = piece; i < text.size() && repeats; ++i) repeats = text[i] == text[i - piece];
    if (repeats) return true;
  }
  return false;
}

bool is_run(std::string_view text) {
  const auto follows = [](char before, char after, int step) {
    if (before >= '0' && before <= '9' && after >= '0' && after <= '9')
      return (before - '0' + step + 10) % 10 == after - '0';
    return before + step == after;
  };
  for (const int step : {1, -1}) {
    bool runs = true;
    for (std::size_t i = 1; i < text.size() && runs; ++i) runs = follows(text[i - 1], text[i], step);
    if (runs) return true;
  }
  return false;
}

// The name with at most a few more characters around it.
bool is_made_of(std::string_view text, std::string_view name) {
  return name.size() >= 3 && text.find(name) != std::string_view::npos && text.size() <= name.size() + kFewMore;
}

bool is_listed(std::string_view text) {
  const std::string line = '\n' + std::string(text) + '\n';
  return text.find('\n') == std::string_view::npos && common_passwords().find(line) != std::string_view::npos;
}

// One that everybody tries, with at most a few more characters around it.
bool is_common(std::string_view text) {
  if (std::any_of(kLocal.begin(), kLocal.end(), [&](std::string_view word) { return is_made_of(text, word); })) {
    return true;
  }
  for (std::size_t before = 0; before <= kFewMore; ++before) {
    for (std::size_t behind = 0; before + behind <= kFewMore && before + behind < text.size(); ++behind) {
      if (is_listed(text.substr(before, text.size() - before - behind))) return true;
    }
  }
  return false;
}

}  // namespace

Result<void> check_password_rules(std::string_view password, std::string_view name, std::string_view display_name) {
  if (!base::is_valid_utf8(password)) return fail(ErrorCode::invalid_input, "password: isn't UTF-8");
  const std::size_t characters = base::count_code_points(password);
  if (characters < kLeastPasswordCharacters) {
    return fail(ErrorCode::invalid_input,
                "password: must have at least " + std::to_string(kLeastPasswordCharacters) + " characters");
  }
  if (characters > kMostPasswordCharacters) {
    return fail(ErrorCode::invalid_input,
                "password: may have at most " + std::to_string(kMostPasswordCharacters) + " characters");
  }
  std::string plain = folded(password);
  const bool guessed = is_common(plain) || is_repetition(plain) || is_run(plain) || is_made_of(plain, folded(name)) ||
                       is_made_of(plain, folded(display_name));
  wire::wipe(plain);
  if (!guessed) return {};
  return fail(ErrorCode::invalid_input, "password: is one that is tried first; take a few words that only you know");
}

Result<std::string> hash_password(std::string_view password) {
  char out[crypto_pwhash_STRBYTES];
  const int failed = crypto_pwhash_str(out, password.data(), password.size(), kPasses, kMemoryBytes);
  if (failed != 0) return fail(ErrorCode::unavailable, "there isn't enough memory to hash the password");
  return std::string(out);
}

bool password_fits(const std::string& hash, std::string_view password) {
  if (hash.empty()) {
    // The work of a check that nobody can pass: how long it takes must not tell who has an account.
    const auto unused = hash_password(password);
    return false;
  }
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

Result<FirstPassword> make_first_password(base::Random& random) {
  if (sodium_init() < 0) return fail(ErrorCode::internal, "libsodium can't be used");
  std::string text;
  text.reserve(kFirstPasswordGroups * (kFirstPasswordGroup + 1));
  for (std::size_t group = 0; group < kFirstPasswordGroups; ++group) {
    std::string part = base::make_code(kFirstPasswordGroup, random);
    if (group > 0) text += '-';
    text += part;
    wire::wipe(part);
  }
  FirstPassword made{wire::SecretBytes(std::string_view(text)), ""};
  wire::wipe(text);
  auto hash = hash_password(made.password.view());
  if (!hash) return tl::unexpected(hash.error());
  made.hash = std::move(*hash);
  return made;
}

}  // namespace gridboard::desk
