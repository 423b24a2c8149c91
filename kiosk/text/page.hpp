// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace gridboard::kiosk::text {

enum class PixelFormat { alpha8, rgba32 };

// Pixels that the renderer may draw from: a page of glyphs, an icon, a portrait, a QR code. Its address is its
// ImTextureID; it must outlive every frame that draws it. The renderer uploads [dirty) and clears it.
struct Page {
  int width = 0, height = 0;
  PixelFormat format = PixelFormat::alpha8;
  std::vector<std::uint8_t> bytes;  // rows without padding; rgba32 is R, G, B, A, not premultiplied
  int dirty_x0 = 0, dirty_y0 = 0, dirty_x1 = 0, dirty_y1 = 0;  // nothing if x0 >= x1
  // Bumped with every change of pixels that were drawn before: the renderer draws again what shows an older one. Adding
  // a glyph where nothing was drawn from yet doesn't count.
  std::uint32_t generation = 0;
};

}  // namespace gridboard::kiosk::text
