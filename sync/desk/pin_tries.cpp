// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/pin_tries.hpp"

#include <algorithm>
#include <charconv>

namespace gridboard::desk {
namespace {

using base::Result;

constexpr int kMostRounds = 100;

// Kept as "<wrong in this round> <rounds> <wait until, ms since 1970>".
struct Tries {
  int wrong_in_round = 0, rounds = 0;
  std::int64_t wait_until_ms = 0;
};

std::string setting_of(std::string_view whose) {
  return "pin_tries/" + std::string(whose);
}

// What can't be read counts as no tries: nobody is locked out by a broken value.
Tries parsed(const std::string& text) {
  Tries tries;
  const char* at = text.data();
  const char* end = at + text.size();
  const auto next = [&](auto& number) {
    const auto read = std::from_chars(at, end, number);
    at = read.ptr < end ? read.ptr + 1 : end;
    return read.ec == std::errc();
  };
  const bool whole = next(tries.wrong_in_round) && next(tries.rounds) && next(tries.wait_until_ms);
  const bool sane = tries.wrong_in_round >= 0 && tries.wrong_in_round < kTriesARound && tries.rounds >= 0;
  return whole && sane ? tries : Tries{};
}

std::chrono::minutes wait_after(int rounds) {
  std::chrono::minutes wait = kFirstWait;
  for (int i = 1; i < rounds && wait < kLongestWait; ++i) wait *= 2;
  return std::min<std::chrono::minutes>(wait, kLongestWait);
}

void count(Tries& tries, base::Instant now) {
  tries.wait_until_ms = 0;
  if (++tries.wrong_in_round < kTriesARound) return;
  tries.wrong_in_round = 0;
  tries.rounds = std::min(tries.rounds + 1, kMostRounds);
  tries.wait_until_ms = (now + wait_after(tries.rounds)).time_since_epoch().count();
}

}  // namespace

Result<std::optional<base::Instant>> begin_try(store::Store& store, std::string_view whose, base::Instant now) {
  std::optional<base::Instant> waits;
  const std::string name = setting_of(whose);
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    const auto kept = writer.setting(name);
    if (!kept) return tl::unexpected(kept.error());
    Tries tries = parsed(kept->value_or(""));
    const base::Instant until{std::chrono::milliseconds(tries.wait_until_ms)};
    // A wait that lies further ahead than any wait can was made by a wrong clock: it isn't kept.
    if (now < until && until - now <= kLongestWait) {
      waits = until;
      return {};
    }
    count(tries, now);
    return writer.put_setting(name, std::to_string(tries.wrong_in_round) + " " + std::to_string(tries.rounds) + " " +
                                        std::to_string(tries.wait_until_ms));
  });
  if (!written) return tl::unexpected(written.error());
  return waits;
}

Result<void> forget_tries(store::Writer& writer, std::string_view whose) {
  return writer.put_setting(setting_of(whose), "");
}

}  // namespace gridboard::desk
