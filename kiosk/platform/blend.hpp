// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Arithmetic on 8-bit channels, two channels at a time in one word.

#include <cstdint>

namespace gridboard::kiosk::platform {

inline constexpr std::uint32_t kOpaque = 0xFF000000u;

// a * b / 255, rounded.
inline std::uint32_t multiply(std::uint32_t a, std::uint32_t b) {
  const std::uint32_t product = a * b + 128;
  return (product + (product >> 8)) >> 8;
}

// `rgb` over an opaque pixel.
inline std::uint32_t blend(std::uint32_t under, std::uint32_t rgb, std::uint32_t alpha) {
  if (alpha == 0) return under;
  if (alpha == 255) return kOpaque | rgb;
  const std::uint32_t keep = 255 - alpha;
  std::uint32_t red_blue = (rgb & 0xFF00FFu) * alpha + (under & 0xFF00FFu) * keep + 0x800080u;
  red_blue = ((red_blue + ((red_blue >> 8) & 0xFF00FFu)) >> 8) & 0xFF00FFu;
  std::uint32_t green = ((rgb >> 8) & 0xFFu) * alpha + ((under >> 8) & 0xFFu) * keep + 0x80u;
  green = (green + (green >> 8)) & 0xFF00u;
  return kOpaque | red_blue | green;
}

inline std::uint32_t modulate(std::uint32_t rgb, std::uint32_t tint) {
  if (tint == 0xFFFFFFu) return rgb;
  return multiply(rgb >> 16, tint >> 16) << 16 | multiply((rgb >> 8) & 255, (tint >> 8) & 255) << 8 |
         multiply(rgb & 255, tint & 255);
}

}  // namespace gridboard::kiosk::platform
