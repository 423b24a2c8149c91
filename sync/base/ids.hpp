// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Randomness is an argument, like time.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "sync/base/clock.hpp"

namespace gridboard::base {

// Thread-safe in every implementation.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::byte> out) = 0;
  [[nodiscard]] std::uint64_t next_u64();
  [[nodiscard]] std::uint64_t below(std::uint64_t bound);  // uniform in [0, bound), bound > 0
};

// The kernel's (getrandom).
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::byte> out) override;
};

// The same sequence for the same seed (splitmix64); for tests, never for keys.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  void fill(std::span<std::byte> out) override;

 private:
  std::uint64_t state_;
};

// RFC 9562 version 7, lower case with hyphens: 48 bits of Unix ms, then random.
[[nodiscard]] std::string make_uuid_v7(Instant now, Random& random);
// Lower case only, so that an id has one text.
[[nodiscard]] bool is_uuid(std::string_view text);

// `length` characters of 23456789ABCDEFGHJKMPQRSTVWXYZ: Crockford's base 32 without 0/O, 1/I/L, U, and without N, which
// sounds like M. Nothing that is misread aloud or on glass; the same 29 characters that receipts are made of.
[[nodiscard]] std::string make_code(std::size_t length, Random& random);
// Upper-cases, drops spaces and hyphens. Does not check.
[[nodiscard]] std::string normalise_code(std::string_view typed);

[[nodiscard]] std::string to_hex(std::span<const std::byte> bytes);
[[nodiscard]] std::string to_base64url(std::span<const std::byte> bytes);  // without padding
// Empty on any character outside the alphabet or a wrong length.
[[nodiscard]] std::string from_base64url(std::string_view text);

}  // namespace gridboard::base
