// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <numeric>

#include "glass.hpp"
#include "kiosk/platform/turned.hpp"

namespace gridboard::kiosk::platform {
namespace {

constexpr int kWide = 70, kHigh = 45;

struct Pixels {
  Pixels(int width, int height) : bytes(static_cast<std::size_t>(width * height), 0), canvas{bytes.data(), width, height, width} {}
  std::vector<std::uint32_t> bytes;
  Canvas canvas;
};

void draw(ImDrawList* list) {
  list->AddRectFilled(ImVec2(0, 0), ImVec2(600, 80), IM_COL32(0, 90, 60, 255));      // a header
  list->AddRectFilled(ImVec2(0, 440), ImVec2(600, 480), IM_COL32(255, 255, 255, 255));  // a foot
  list->AddRectFilled(ImVec2(100, 200), ImVec2(200, 260), IM_COL32_BLACK);
  list->AddRectFilled(ImVec2(300, 200), ImVec2(400, 260), IM_COL32_BLACK, 12);
}

}  // namespace

TEST_CASE("A picture that is turned stands on its side, and what is touched is what is seen") {
  Pixels picture(kWide, kHigh);
  std::iota(picture.bytes.begin(), picture.bytes.end(), 1u);
  for (const Turn turn : {Turn::none, Turn::right, Turn::left}) {
    const bool upright = turn == Turn::none;
    Pixels screen(upright ? kWide : kHigh, upright ? kHigh : kWide);
    copy_turned(picture.canvas, {0, 0, kWide, kHigh}, turn, screen.canvas);
    for (int y = 0; y < screen.canvas.height; ++y) {
      for (int x = 0; x < screen.canvas.width; ++x) {
        const ImVec2 at = turned_back({static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f}, turn,
                                      {static_cast<float>(screen.canvas.width), static_cast<float>(screen.canvas.height)});
        REQUIRE(screen.canvas.row(y)[x] == picture.canvas.row(static_cast<int>(at.y))[static_cast<int>(at.x)]);
      }
    }
  }
  Pixels right(kHigh, kWide);
  copy_turned(picture.canvas, {0, 0, kWide, kHigh}, Turn::right, right.canvas);
  CHECK(right.canvas.row(0)[kHigh - 1] == 1);  // its upper left corner is the screen's upper right one
}

TEST_CASE("Only the box that changed is copied, to where it lies") {
  Pixels picture(kWide, kHigh);
  std::fill(picture.bytes.begin(), picture.bytes.end(), 7u);
  for (const Turn turn : {Turn::right, Turn::left}) {
    Pixels screen(kHigh, kWide);
    const Box box{10, 5, 30, 20};
    copy_turned(picture.canvas, box, turn, screen.canvas);
    const Box at = turned(box, turn, kWide, kHigh);
    CHECK(at.area() == box.area());
    for (int y = 0; y < kWide; ++y) {
      for (int x = 0; x < kHigh; ++x) {
        const bool inside = x >= at.x0 && x < at.x1 && y >= at.y0 && y < at.y1;
        REQUIRE(screen.canvas.row(y)[x] == (inside ? 7u : 0u));
      }
    }
  }
}

TEST_CASE("A picture that is moved leaves no seam, and only the move draws it anew") {
  std::vector<std::uint32_t> still;
  {
    Glass glass;
    glass.frame(draw);
    still = glass.copy();
  }
  const auto was = [&](int x, int y) { return still[static_cast<std::size_t>(y * 600 + x)]; };
  Glass moving;
  moving.frame(draw);
  for (const auto& [x, y] : {std::pair(4, 0), std::pair(-3, 3), std::pair(0, -4), std::pair(3, -3)}) {
    moving.display->set_shift(x, y);
    CHECK(moving.frame(draw));
    CHECK_FALSE(moving.frame(draw));
    for (int row = 6; row < 474; ++row) {
      for (int column = 6; column < 594; ++column) {
        REQUIRE(moving.pixel(column + x, row + y) == was(column, row));
      }
    }
    for (int column = 0; column < 600; ++column) {
      REQUIRE(moving.pixel(column, 0) == was(300, 0));
      REQUIRE(moving.pixel(column, 479) == was(300, 479));
    }
    for (int row = 0; row < 70; ++row) {
      REQUIRE(moving.pixel(0, row) == was(300, 0));
      REQUIRE(moving.pixel(599, row) == was(300, 0));
    }
  }
  moving.display->set_shift(0, 0);
  moving.frame(draw);
  CHECK(moving.copy() == still);
}

}  // namespace gridboard::kiosk::platform
