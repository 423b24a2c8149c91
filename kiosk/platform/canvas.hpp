// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Fills spans, glyphs and polygons into 32-bit pixels.
//
// Our own and not SDL_RenderGeometry: a damage redraw must give byte for byte what a full redraw gives, so the value of
// a pixel may depend on its place alone and never on where the clip begins; SDL's software triangles step from the clip
// edge, blend glyphs through an intermediate surface (several times slower), and need a video driver. Coverage follows
// the rule of GPUs (pixel centres, top-left), so ImGui's anti-aliasing fringes come out as they are meant.

#include <cstdint>
#include <span>

#include <imgui.h>

#include "kiosk/text/page.hpp"

namespace gridboard::kiosk::platform {

// Half open, in pixels.
struct Box {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  [[nodiscard]] bool empty() const { return x0 >= x1 || y0 >= y1; }
  [[nodiscard]] std::int64_t area() const { return empty() ? 0 : std::int64_t{x1 - x0} * (y1 - y0); }
  bool operator==(const Box&) const = default;
};
[[nodiscard]] Box intersect(const Box& left, const Box& right);

// Pixels are 0xAARRGGBB with alpha always 255; `stride` counts pixels.
struct Canvas {
  std::uint32_t* pixels = nullptr;
  int width = 0, height = 0, stride = 0;

  [[nodiscard]] std::uint32_t* row(int y) const { return pixels + static_cast<std::ptrdiff_t>(y) * stride; }
};

struct Colour {
  std::uint32_t rgb = 0;    // 0x00RRGGBB
  std::uint32_t alpha = 0;  // 0..255
};
[[nodiscard]] Colour colour_of(ImU32 imgui_colour);

// Edges in 1/256 px. Rows outside the clip are not visited; `Span` says which pixels of a row lie inside.
struct Point {
  std::int32_t x = 0, y = 0;
};
[[nodiscard]] Point point_of(ImVec2 at);

void fill_box(const Canvas& canvas, const Box& box, Colour colour);
// Pixel (x, y) shows texel (u, v), the next ones across and down the next texels, or the ones before where it is
// mirrored.
struct Placing {
  int x = 0, y = 0, u = 0, v = 0;
  bool mirror_x = false, mirror_y = false;
  bool operator==(const Placing&) const = default;
};
// Texel by texel: coverage from an alpha8 page, pixels from an rgba32 page. The clip lies within both.
void draw_coverage(const Canvas& canvas, const Box& clip, const text::Page& page, const Placing& placing,
                   Colour colour);
void draw_image(const Canvas& canvas, const Box& clip, const text::Page& page, const Placing& placing, Colour tint);
// Convex, either direction, at least three corners.
void fill_polygon(const Canvas& canvas, const Box& clip, std::span<const Point> corners, Colour colour);
// Colours at the corners, nothing from a page.
void shade_triangle(const Canvas& canvas, const Box& clip, const ImDrawVert* const corners[3]);
// Colours at the corners times texels of `page`, between texels where it is not drawn one to one. `nearest` keeps the
// edges of enlarged modules (QR codes) hard.
void texture_triangle(const Canvas& canvas, const Box& clip, const ImDrawVert* const corners[3], const text::Page& page,
                      bool nearest);

}  // namespace gridboard::kiosk::platform
