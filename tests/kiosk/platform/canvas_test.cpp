// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/canvas.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <random>
#include <vector>

#include "kiosk/platform/blend.hpp"
#include "kiosk/platform/spans.hpp"

namespace gridboard::kiosk::platform {
namespace {

struct Paper {
  explicit Paper(int w = 200, int h = 160, std::uint32_t ground = 0xFF000000)
      : pixels(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), ground), canvas{pixels.data(), w, h, w} {}
  [[nodiscard]] std::uint32_t at(int x, int y) const { return canvas.row(y)[x]; }
  [[nodiscard]] Box all() const { return {0, 0, canvas.width, canvas.height}; }
  std::vector<std::uint32_t> pixels;
  Canvas canvas;
};

ImDrawVert corner(float x, float y, ImU32 colour, float u = 0, float v = 0) {
  ImDrawVert vertex{};
  vertex.pos = ImVec2(x, y);
  vertex.uv = ImVec2(u, v);
  vertex.col = colour;
  return vertex;
}

}  // namespace

TEST_CASE("Blending is exact at both ends and within one step between") {
  for (std::uint32_t under = 0; under < 256; under += 15) {
    for (std::uint32_t over = 0; over < 256; over += 15) {
      const std::uint32_t grey_under = kOpaque | under * 0x010101u;
      CHECK(blend(grey_under, over * 0x010101u, 0) == grey_under);
      CHECK(blend(grey_under, over * 0x010101u, 255) == (kOpaque | over * 0x010101u));
      for (std::uint32_t alpha = 1; alpha < 255; alpha += 23) {
        const double exact = (over * alpha + under * (255.0 - alpha)) / 255.0;
        const std::uint32_t got = blend(grey_under, over * 0x010101u, alpha);
        for (int shift : {0, 8, 16}) CHECK(std::abs(static_cast<double>((got >> shift) & 255) - exact) <= 0.51);
        CHECK((got >> 24) == 255);
      }
    }
  }
}

TEST_CASE("A box fills the pixels whose centres it covers") {
  Paper paper;
  const std::array<Point, 4> box{point_of({10, 10}), point_of({20, 10}), point_of({20, 15}), point_of({10, 15})};
  fill_polygon(paper.canvas, paper.all(), box, {0xFFFFFF, 255});
  CHECK(paper.at(10, 10) == 0xFFFFFFFF);
  CHECK(paper.at(19, 14) == 0xFFFFFFFF);
  CHECK(paper.at(9, 10) == 0xFF000000);
  CHECK(paper.at(20, 10) == 0xFF000000);
  CHECK(paper.at(10, 15) == 0xFF000000);
}

TEST_CASE("Triangles that share an edge neither overlap nor leave a gap") {
  std::mt19937 random(7);
  const auto coordinate = [&](int limit) {
    return std::uniform_real_distribution<float>(-20.0f, static_cast<float>(limit) + 20)(random);
  };
  for (int round = 0; round < 400; ++round) {
    Paper paper;
    const ImVec2 middle(coordinate(200), coordinate(160));
    // Half transparent twice over would be darker than once: each pixel is met at most once.
    constexpr int kSides = 9;
    std::array<Point, kSides> ring;
    for (int side = 0; side < kSides; ++side) {
      const float angle = static_cast<float>(side) * 2 * std::numbers::pi_v<float> / kSides + 0.1f;
      ring[static_cast<std::size_t>(side)] =
          point_of({middle.x + 60 * std::cos(angle), middle.y + 60 * std::sin(angle)});
    }
    for (int side = 0; side < kSides; ++side) {
      const std::array<Point, 3> slice{point_of(middle), ring[static_cast<std::size_t>(side)],
                                       ring[static_cast<std::size_t>((side + 1) % kSides)]};
      fill_polygon(paper.canvas, paper.all(), slice, {0xFFFFFF, 128});
    }
    Paper whole;
    fill_polygon(whole.canvas, whole.all(), ring, {0xFFFFFF, 128});
    REQUIRE(paper.pixels == whole.pixels);
  }
}

TEST_CASE("A polygon drawn piece by piece through clips is the polygon drawn at once") {
  std::mt19937 random(11);
  const auto number = [&](float low, float high) { return std::uniform_real_distribution<float>(low, high)(random); };
  for (int round = 0; round < 200; ++round) {
    Paper whole, pieces;
    const std::array<Point, 3> triangle{point_of({number(-100, 300), number(-100, 260)}),
                                        point_of({number(-100, 300), number(-100, 260)}),
                                        point_of({number(-100, 300), number(-100, 260)})};
    fill_polygon(whole.canvas, whole.all(), triangle, {0x336699, 200});
    for (int y = 0; y < 160; y += 37) {
      for (int x = 0; x < 200; x += 23) {
        fill_polygon(pieces.canvas, intersect({x, y, x + 23, y + 37}, pieces.all()), triangle, {0x336699, 200});
      }
    }
    REQUIRE(whole.pixels == pieces.pixels);
  }
}

TEST_CASE("A fringe fades from full to nothing") {
  Paper paper;
  const ImDrawVert a = corner(10, 10, IM_COL32(255, 255, 255, 255)), b = corner(10, 110, IM_COL32(255, 255, 255, 255));
  const ImDrawVert c = corner(110, 10, IM_COL32(255, 255, 255, 0));
  const ImDrawVert* const corners[3] = {&a, &b, &c};
  shade_triangle(paper.canvas, paper.all(), corners);
  CHECK((paper.at(10, 12) & 255) >= 250);
  CHECK((paper.at(60, 12) & 255) == doctest::Approx(127).epsilon(0.03));
  CHECK((paper.at(105, 12) & 255) < 16);
}

TEST_CASE("Texels of an enlarged code keep hard edges, those of a reduced picture are mixed") {
  text::Page page;
  page.width = page.height = 2;
  page.format = text::PixelFormat::rgba32;
  page.bytes = {0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 255};
  const ImU32 white = IM_COL32_WHITE;
  const ImDrawVert a = corner(0, 0, white, 0, 0), b = corner(80, 0, white, 1, 0), c = corner(80, 80, white, 1, 1),
                   d = corner(0, 80, white, 0, 1);
  const ImDrawVert* const upper[3] = {&a, &b, &c};
  const ImDrawVert* const lower[3] = {&a, &c, &d};
  Paper hard(200, 160, 0xFF808080), soft(200, 160, 0xFF808080);
  for (const auto* half : {&upper, &lower}) {
    texture_triangle(hard.canvas, hard.all(), *half, page, true);
    texture_triangle(soft.canvas, soft.all(), *half, page, false);
  }
  for (int y = 0; y < 80; ++y) {
    for (int x = 0; x < 80; ++x) REQUIRE(hard.at(x, y) == ((x < 40) == (y < 40) ? 0xFF000000u : 0xFFFFFFFFu));
  }
  CHECK((soft.at(40, 10) & 255) > 100);
  CHECK((soft.at(40, 10) & 255) < 160);
}

TEST_CASE("Far and senseless coordinates draw what is on the glass and harm nothing") {
  Paper paper;
  const std::array<Point, 3> huge{point_of({-1e30f, -1e30f}), point_of({1e30f, -1e30f}), point_of({0, 1e30f})};
  fill_polygon(paper.canvas, paper.all(), huge, {0xFFFFFF, 255});
  CHECK(paper.at(100, 80) == 0xFFFFFFFF);
  const float nothing = std::nanf("");
  const std::array<Point, 3> senseless{point_of({nothing, 0}), point_of({10, nothing}), point_of({0, 0})};
  fill_polygon(paper.canvas, paper.all(), senseless, {0xFF0000, 255});
  const std::array<Point, 3> flat{point_of({0, 5}), point_of({10, 5}), point_of({20, 5})};
  fill_polygon(paper.canvas, paper.all(), flat, {0xFF0000, 255});
}

}  // namespace gridboard::kiosk::platform
