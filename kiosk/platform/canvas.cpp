// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/canvas.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "kiosk/platform/blend.hpp"
#include "kiosk/platform/spans.hpp"

namespace gridboard::kiosk::platform {

Box intersect(const Box& left, const Box& right) {
  return {std::max(left.x0, right.x0), std::max(left.y0, right.y0), std::min(left.x1, right.x1),
          std::min(left.y1, right.y1)};
}

Colour colour_of(ImU32 c) {
  const std::uint32_t red = (c >> IM_COL32_R_SHIFT) & 255;
  const std::uint32_t green = (c >> IM_COL32_G_SHIFT) & 255;
  const std::uint32_t blue = (c >> IM_COL32_B_SHIFT) & 255;
  return {red << 16 | green << 8 | blue, (c >> IM_COL32_A_SHIFT) & 255};
}

Point point_of(ImVec2 at) {
  // Far outside the glass nothing is seen; clamping keeps every product of two differences within 64 bits.
  constexpr float kFar = 1 << 20;
  const auto fixed = [kFar](float value) {
    const float scaled = std::clamp(value, -kFar, kFar) * 256;
    return static_cast<std::int32_t>(scaled < 0 ? scaled - 0.5f : scaled + 0.5f);
  };
  return {fixed(at.x), fixed(at.y)};
}

namespace {

void fill_span(std::uint32_t* at, int count, Colour colour) {
  if (colour.alpha == 255) {
    int done = 0;
#ifdef __SSE2__
    const __m128i four = _mm_set1_epi32(static_cast<int>(kOpaque | colour.rgb));
    for (; done + 4 <= count; done += 4) _mm_storeu_si128(reinterpret_cast<__m128i*>(at + done), four);
#endif
    std::fill(at + done, at + count, kOpaque | colour.rgb);
    return;
  }
  for (int index = 0; index < count; ++index) at[index] = blend(at[index], colour.rgb, colour.alpha);
}

}  // namespace

void fill_box(const Canvas& canvas, const Box& box, Colour colour) {
  const Box inside = intersect(box, {0, 0, canvas.width, canvas.height});
  if (inside.empty() || colour.alpha == 0) return;
  for (int y = inside.y0; y < inside.y1; ++y) fill_span(canvas.row(y) + inside.x0, inside.x1 - inside.x0, colour);
}

namespace {

// Index of the texel at the left end of a row of the clip.
std::ptrdiff_t first_texel(const text::Page& page, const Placing& placing, const Box& clip, int row) {
  const int v = placing.mirror_y ? placing.v - (row - placing.y) : placing.v + (row - placing.y);
  const int u = placing.mirror_x ? placing.u - (clip.x0 - placing.x) : placing.u + (clip.x0 - placing.x);
  return static_cast<std::ptrdiff_t>(v) * page.width + u;
}

}  // namespace

void draw_coverage(const Canvas& canvas, const Box& clip, const text::Page& page, const Placing& placing,
                   Colour colour) {
  const int count = clip.x1 - clip.x0;
  const auto put = [&colour](std::uint32_t& pixel, std::uint32_t coverage) {
    if (coverage != 0) pixel = blend(pixel, colour.rgb, multiply(coverage, colour.alpha));
  };
  for (int row = clip.y0; row < clip.y1; ++row) {
    const std::uint8_t* from = page.bytes.data() + first_texel(page, placing, clip, row);
    std::uint32_t* to = canvas.row(row) + clip.x0;
    if (placing.mirror_x) {
      for (int at = 0; at < count; ++at) put(to[at], from[-at]);
      continue;
    }
    for (int at = 0; at < count;) {
      // Most of a glyph's box is empty: eight texels at a look.
      std::uint64_t eight = 1;
      if (at + 8 <= count) std::memcpy(&eight, from + at, sizeof eight);
      const int end = std::min(at + 8, count);
      if (eight == 0) at = end;
      for (; at < end; ++at) put(to[at], from[at]);
    }
  }
}

void draw_image(const Canvas& canvas, const Box& clip, const text::Page& page, const Placing& placing, Colour tint) {
  const std::ptrdiff_t step = placing.mirror_x ? -4 : 4;
  for (int row = clip.y0; row < clip.y1; ++row) {
    const std::uint8_t* from = page.bytes.data() + first_texel(page, placing, clip, row) * 4;
    std::uint32_t* to = canvas.row(row);
    for (int at = clip.x0; at < clip.x1; ++at, from += step) {
      const std::uint32_t rgb = std::uint32_t{from[0]} << 16 | std::uint32_t{from[1]} << 8 | from[2];
      to[at] = blend(to[at], modulate(rgb, tint.rgb), multiply(from[3], tint.alpha));
    }
  }
}

void fill_polygon(const Canvas& canvas, const Box& clip, std::span<const Point> corners, Colour colour) {
  if (corners.size() < 3 || colour.alpha == 0) return;
  for_each_span(corners, clip, [&](int y, int x0, int x1) { fill_span(canvas.row(y) + x0, x1 - x0, colour); });
}

}  // namespace gridboard::kiosk::platform
