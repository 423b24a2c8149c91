// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>

namespace gridboard::kiosk::platform {

// Not for keys that a stranger chooses; order matters.
class Hash {
 public:
  Hash() = default;
  explicit Hash(std::uint64_t start) : value_(start) {}

  void add(std::uint64_t word) {
    value_ = (std::rotl(value_, 23) ^ word) * 0x9E3779B97F4A7C15ull;
    value_ ^= value_ >> 29;
  }
  void add(int high, int low) {
    add(std::uint64_t{static_cast<std::uint32_t>(high)} << 32 | static_cast<std::uint32_t>(low));
  }
  void add(std::uint32_t high, std::uint32_t low) { add(std::uint64_t{high} << 32 | low); }
  void add(float high, float low) { add(std::bit_cast<std::uint32_t>(high), std::bit_cast<std::uint32_t>(low)); }

  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0x243F6A8885A308D3ull;
};

}  // namespace gridboard::kiosk::platform
