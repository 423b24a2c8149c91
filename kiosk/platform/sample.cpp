// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Triangles whose colour or texel changes from pixel to pixel. Each value is worked out from the pixel's own place.
#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/platform/blend.hpp"
#include "kiosk/platform/canvas.hpp"
#include "kiosk/platform/spans.hpp"

namespace gridboard::kiosk::platform {
namespace {

// A value that is linear over the glass, given at three corners.
class Plane {
 public:
  Plane(const ImDrawVert* const corners[3], float first, float second, float third)
      : origin_(corners[0]->pos), value_(first) {
    const float ax = corners[1]->pos.x - origin_.x, ay = corners[1]->pos.y - origin_.y;
    const float bx = corners[2]->pos.x - origin_.x, by = corners[2]->pos.y - origin_.y;
    const float area = ax * by - bx * ay;
    if (std::fabs(area) < 1e-6f) return;
    across_ = ((second - first) * by - (third - first) * ay) / area;
    down_ = ((third - first) * ax - (second - first) * bx) / area;
  }
  [[nodiscard]] float at(float x, float y) const {
    return value_ + (x - origin_.x) * across_ + (y - origin_.y) * down_;
  }

 private:
  ImVec2 origin_;
  float value_ = 0, across_ = 0, down_ = 0;
};

std::uint32_t channel(float value) {
  return static_cast<std::uint32_t>(std::clamp(value, 0.0f, 255.0f) + 0.5f);
}

struct Shade {
  explicit Shade(const ImDrawVert* const corners[3])
      : red(plane(corners, IM_COL32_R_SHIFT)),
        green(plane(corners, IM_COL32_G_SHIFT)),
        blue(plane(corners, IM_COL32_B_SHIFT)),
        alpha(plane(corners, IM_COL32_A_SHIFT)),
        first(colour_of(corners[0]->col)),
        one_rgb(((corners[0]->col ^ corners[1]->col) & ~IM_COL32_A_MASK) == 0 &&
                ((corners[0]->col ^ corners[2]->col) & ~IM_COL32_A_MASK) == 0) {}

  [[nodiscard]] Colour at(float x, float y) const {
    const std::uint32_t a = channel(alpha.at(x, y));
    if (one_rgb) return {first.rgb, a};
    return {channel(red.at(x, y)) << 16 | channel(green.at(x, y)) << 8 | channel(blue.at(x, y)), a};
  }

 private:
  static Plane plane(const ImDrawVert* const corners[3], int shift) {
    const auto value = [&](int index) { return static_cast<float>((corners[index]->col >> shift) & 255); };
    return {corners, value(0), value(1), value(2)};
  }
  Plane red, green, blue, alpha;
  Colour first;
  bool one_rgb;
};

std::array<Point, 3> points_of(const ImDrawVert* const corners[3]) {
  return {point_of(corners[0]->pos), point_of(corners[1]->pos), point_of(corners[2]->pos)};
}

struct Texel {
  float red, green, blue, alpha;  // colours times alpha, so that transparent texels don't bleed
};

Texel texel_at(const text::Page& page, int u, int v) {
  u = std::clamp(u, 0, page.width - 1);
  v = std::clamp(v, 0, page.height - 1);
  const std::size_t index =
      static_cast<std::size_t>(v) * static_cast<std::size_t>(page.width) + static_cast<std::size_t>(u);
  if (page.format == text::PixelFormat::alpha8) {
    const auto alpha = static_cast<float>(page.bytes[index]);
    return {alpha, alpha, alpha, alpha};
  }
  const std::uint8_t* at = page.bytes.data() + index * 4;
  const float alpha = static_cast<float>(at[3]);
  const float scale = alpha / 255.0f;
  return {static_cast<float>(at[0]) * scale, static_cast<float>(at[1]) * scale, static_cast<float>(at[2]) * scale,
          alpha};
}

Texel mix(const Texel& a, const Texel& b, float t) {
  return {a.red + (b.red - a.red) * t, a.green + (b.green - a.green) * t, a.blue + (b.blue - a.blue) * t,
          a.alpha + (b.alpha - a.alpha) * t};
}

Colour sample(const text::Page& page, float u, float v, bool nearest) {
  Texel texel;
  if (nearest) {
    texel = texel_at(page, static_cast<int>(std::floor(u)), static_cast<int>(std::floor(v)));
  } else {
    const float left = std::floor(u - 0.5f), top = std::floor(v - 0.5f);
    const int x = static_cast<int>(left), y = static_cast<int>(top);
    const float across = u - 0.5f - left, down = v - 0.5f - top;
    texel = mix(mix(texel_at(page, x, y), texel_at(page, x + 1, y), across),
                mix(texel_at(page, x, y + 1), texel_at(page, x + 1, y + 1), across), down);
  }
  if (texel.alpha <= 0) return {0, 0};
  const float scale = 255.0f / texel.alpha;
  return {channel(texel.red * scale) << 16 | channel(texel.green * scale) << 8 | channel(texel.blue * scale),
          channel(texel.alpha)};
}

}  // namespace

void shade_triangle(const Canvas& canvas, const Box& clip, const ImDrawVert* const corners[3]) {
  const Shade shade(corners);
  const auto points = points_of(corners);
  for_each_span(points, clip, [&](int y, int x0, int x1) {
    std::uint32_t* row = canvas.row(y);
    const float centre = static_cast<float>(y) + 0.5f;
    for (int x = x0; x < x1; ++x) {
      const Colour colour = shade.at(static_cast<float>(x) + 0.5f, centre);
      row[x] = blend(row[x], colour.rgb, colour.alpha);
    }
  });
}

void texture_triangle(const Canvas& canvas, const Box& clip, const ImDrawVert* const corners[3], const text::Page& page,
                      bool nearest) {
  const Shade shade(corners);
  const auto width = static_cast<float>(page.width), height = static_cast<float>(page.height);
  const Plane u(corners, corners[0]->uv.x * width, corners[1]->uv.x * width, corners[2]->uv.x * width);
  const Plane v(corners, corners[0]->uv.y * height, corners[1]->uv.y * height, corners[2]->uv.y * height);
  const auto points = points_of(corners);
  for_each_span(points, clip, [&](int y, int x0, int x1) {
    std::uint32_t* row = canvas.row(y);
    const float centre = static_cast<float>(y) + 0.5f;
    for (int x = x0; x < x1; ++x) {
      const float across = static_cast<float>(x) + 0.5f;
      const Colour texel = sample(page, u.at(across, centre), v.at(across, centre), nearest);
      const Colour tint = shade.at(across, centre);
      row[x] = blend(row[x], modulate(texel.rgb, tint.rgb), multiply(texel.alpha, tint.alpha));
    }
  });
}

}  // namespace gridboard::kiosk::platform
