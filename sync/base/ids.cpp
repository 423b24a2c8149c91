// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/base/ids.hpp"

#include <sys/random.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <limits>
#include <system_error>

namespace gridboard::base {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kCodeAlphabet = "23456789ABCDEFGHJKMPQRSTVWXYZ";
constexpr std::string_view kBase64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::uint32_t byte_at(std::span<const std::byte> bytes, std::size_t index) {
  return index < bytes.size() ? std::to_integer<std::uint32_t>(bytes[index]) : 0;
}

}  // namespace

std::uint64_t Random::next_u64() {
  std::array<std::byte, 8> bytes{};
  fill(bytes);
  std::uint64_t value = 0;
  for (const std::byte byte : bytes) value = value << 8 | std::to_integer<std::uint64_t>(byte);
  return value;
}

std::uint64_t Random::below(std::uint64_t bound) {
  // Values past the last whole multiple of the bound would make small results likelier.
  const std::uint64_t surplus = (std::numeric_limits<std::uint64_t>::max() % bound + 1) % bound;
  while (true) {
    const std::uint64_t value = next_u64();
    if (value <= std::numeric_limits<std::uint64_t>::max() - surplus) return value % bound;
  }
}

void SystemRandom::fill(std::span<std::byte> out) {
  while (!out.empty()) {
    const ssize_t count = ::getrandom(out.data(), out.size(), 0);
    if (count < 0) {
      if (errno == EINTR) continue;
      throw std::system_error(errno, std::generic_category(), "getrandom");
    }
    out = out.subspan(static_cast<std::size_t>(count));
  }
}

void SeededRandom::fill(std::span<std::byte> out) {
  std::size_t filled = 0;
  while (filled < out.size()) {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBULL;
    mixed ^= mixed >> 31;
    for (int shift = 56; shift >= 0 && filled < out.size(); shift -= 8) {
      out[filled++] = static_cast<std::byte>(mixed >> shift & 0xFF);
    }
  }
}

std::string make_uuid_v7(Instant now, Random& random) {
  std::array<std::byte, 16> bytes{};
  random.fill(bytes);
  const auto unix_ms = static_cast<std::uint64_t>(now.time_since_epoch().count());
  for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<std::byte>(unix_ms >> (40 - 8 * i) & 0xFF);
  bytes[6] = (bytes[6] & std::byte{0x0F}) | std::byte{0x70};
  bytes[8] = (bytes[8] & std::byte{0x3F}) | std::byte{0x80};
  std::string text = to_hex(bytes);
  for (const std::size_t at : {20u, 16u, 12u, 8u}) text.insert(at, 1, '-');
  return text;
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-' : kHexDigits.find(text[i]) == std::string_view::npos) return false;
  }
  return true;
}

std::string make_code(std::size_t length, Random& random) {
  std::string code(length, '\0');
  for (char& character : code) character = kCodeAlphabet[random.below(kCodeAlphabet.size())];
  return code;
}

std::string normalise_code(std::string_view typed) {
  std::string code;
  for (const char character : typed) {
    if (character == ' ' || character == '-') continue;
    code += character >= 'a' && character <= 'z' ? static_cast<char>(character - 'a' + 'A') : character;
  }
  return code;
}

std::string to_hex(std::span<const std::byte> bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::byte byte : bytes) {
    text += kHexDigits[std::to_integer<std::size_t>(byte) >> 4];
    text += kHexDigits[std::to_integer<std::size_t>(byte) & 0x0F];
  }
  return text;
}

std::string to_base64url(std::span<const std::byte> bytes) {
  std::string text((bytes.size() * 4 + 2) / 3, '\0');
  char* out = text.data();
  const auto put = [&out](std::uint32_t group, int characters) {
    for (int k = 0; k < characters; ++k) *out++ = kBase64Url[group >> (18 - 6 * k) & 0x3F];
  };
  const std::size_t whole = bytes.size() - bytes.size() % 3;
  for (std::size_t i = 0; i < whole; i += 3) {
    put(byte_at(bytes, i) << 16 | byte_at(bytes, i + 1) << 8 | byte_at(bytes, i + 2), 4);
  }
  if (whole < bytes.size()) {
    put(byte_at(bytes, whole) << 16 | byte_at(bytes, whole + 1) << 8, static_cast<int>(bytes.size() - whole) + 1);
  }
  return text;
}

std::string from_base64url(std::string_view text) {
  if (text.size() % 4 == 1) return {};
  std::string bytes;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char character : text) {
    const std::size_t value = kBase64Url.find(character);
    if (value == std::string_view::npos) return {};
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes += static_cast<char>(bits >> held & 0xFF);
      bits &= (1u << held) - 1;
    }
  }
  // Left-over bits must be zero: a value has one text only.
  return bits == 0 ? bytes : std::string();
}

}  // namespace gridboard::base
