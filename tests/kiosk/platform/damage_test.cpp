// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cstdio>
#include <random>

#include "glass.hpp"
#include "kiosk/platform/damage.hpp"
#include "kiosk/platform/frame.hpp"
#include "kiosk/text/text.hpp"

namespace gridboard::kiosk::platform {
namespace {

constexpr int kWidth = 600;
constexpr int kHeight = 480;

text::Page picture(int side, std::uint32_t seed) {
  text::Page page;
  page.width = page.height = side;
  page.format = text::PixelFormat::rgba32;
  std::mt19937 random(seed);
  for (int index = 0; index < side * side * 4; ++index) page.bytes.push_back(static_cast<std::uint8_t>(random()));
  return page;
}

// Shapes of every kind that the board draws; some stay where they were, some move, as a screen does.
class Scene {
 public:
  Scene(text::TextEngine& text, unsigned seed) : text_(text), random_(seed) {
    for (int index = 0; index < 14; ++index) shapes_.push_back(make());
  }
  void change() {
    for (int times = pick(4); times > 0; --times) shapes_[static_cast<std::size_t>(pick(14))] = make();
    if (pick(5) == 0) picture_.bytes[0] ^= 255, ++picture_.generation;
  }
  void draw(ImDrawList* list) {
    for (const Shape& shape : shapes_) draw(list, shape);
  }

 private:
  struct Shape {
    int kind = 0;
    ImVec2 from{}, to{};
    ImU32 colour = 0;
    float extra = 0;
  };
  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  float place(int limit, bool whole) {
    const float at = static_cast<float>(pick(limit + 80) - 40);
    return whole ? at : at + static_cast<float>(pick(256)) / 256;
  }
  Shape make() {
    const bool whole = pick(2) == 0;
    Shape shape;
    shape.kind = pick(10);
    shape.from = ImVec2(place(kWidth, whole), place(kHeight, whole));
    shape.to = ImVec2(shape.from.x + place(200, whole) + 41, shape.from.y + place(140, whole) + 41);
    shape.colour = IM_COL32(pick(256), pick(256), pick(256), pick(3) == 0 ? pick(256) : 255);
    shape.extra = static_cast<float>(pick(30));
    return shape;
  }
  void draw(ImDrawList* list, const Shape& shape) {
    switch (shape.kind) {
      case 0:
        return list->AddRectFilled(shape.from, shape.to, shape.colour);
      case 1:
        return list->AddRectFilled(shape.from, shape.to, shape.colour, shape.extra);
      case 2:
        return list->AddRect(shape.from, shape.to, shape.colour, shape.extra, 0, 2);
      case 3:
        return list->AddLine(shape.from, shape.to, shape.colour, 1 + shape.extra / 6);
      case 4:
        return list->AddCircleFilled(shape.from, 4 + shape.extra * 3, shape.colour);
      case 5:
        return text_.draw(list, shape.from, "11 月 29 日计划停电", {16 + shape.extra, text::Weight::regular},
                          shape.colour);
      case 6:
        return list->AddImage(&picture_, shape.from, ImVec2(shape.from.x + 40, shape.from.y + 40));
      case 7:
        return list->AddImageRounded(&picture_, shape.from, shape.to, ImVec2(0, 0), ImVec2(1, 1), shape.colour,
                                     shape.extra);
      case 8:
        return list->AddImage(&picture_, shape.from, ImVec2(shape.from.x + 40, shape.from.y + 40), ImVec2(1, 1),
                              ImVec2(0, 0));
      default:
        list->PushClipRect(shape.from, shape.to);
        list->AddTriangleFilled(ImVec2(0, 0), ImVec2(kWidth, 100), ImVec2(200, kHeight), shape.colour);
        list->AddRectFilledMultiColor(shape.from, shape.to, shape.colour, IM_COL32_WHITE, IM_COL32_BLACK,
                                      IM_COL32(0, 99, 0, 90));
        return list->PopClipRect();
    }
  }

  text::TextEngine& text_;
  std::mt19937 random_;
  std::vector<Shape> shapes_;
  text::Page picture_ = picture(40, 3);
};

}  // namespace

TEST_CASE("Redrawing only the damage gives byte for byte what a full redraw gives") {
  Glass glass(kWidth, kHeight);
  auto text = text::TextEngine::open();
  REQUIRE(text);
  for (unsigned seed = 1; seed <= 6; ++seed) {
    Scene scene(**text, seed);
    for (int frame = 0; frame < 60; ++frame) {
      glass.frame([&](ImDrawList* list) { scene.draw(list); });
      std::vector<std::uint32_t> full(static_cast<std::size_t>(kWidth) * kHeight);
      FrameRenderer fresh;
      fresh.resize(kWidth, kHeight);
      fresh.render(*ImGui::GetDrawData(), kTestGround, {full.data(), kWidth, kHeight, kWidth});
      CAPTURE(seed);
      CAPTURE(frame);
      REQUIRE(glass.copy() == full);
      scene.change();
    }
  }
  CHECK(glass.display->counters().pixels_drawn < 360ull * kWidth * kHeight);
}

TEST_CASE("A frame in which nothing changed draws nothing") {
  Glass glass;
  auto text = text::TextEngine::open();
  REQUIRE(text);
  Scene scene(**text, 42);
  const auto draw = [&](ImDrawList* list) { scene.draw(list); };
  CHECK(glass.frame(draw));
  const Display::Counters before = glass.display->counters();
  CHECK(!glass.frame(draw));
  CHECK(!glass.frame(draw));
  CHECK(glass.display->counters().frames == before.frames + 2);
  CHECK(glass.display->counters().frames_drawn == before.frames_drawn);
  CHECK(glass.display->counters().tiles_drawn == before.tiles_drawn);
  CHECK(glass.display->counters().pixels_drawn == before.pixels_drawn);
}

TEST_CASE("A tick of the clock touches only the clock's tiles") {
  Glass glass(1080, 1920);
  auto text = text::TextEngine::open();
  REQUIRE(text);
  int second = 0;
  const auto draw = [&](ImDrawList* list) {
    list->AddRectFilled(ImVec2(0, 0), ImVec2(1080, 160), IM_COL32(0, 0x6b, 0x63, 255));
    for (int row = 0; row < 20; ++row) {
      const float y = 200 + 80 * static_cast<float>(row);
      list->AddRectFilled(ImVec2(30, y), ImVec2(1050, y + 70), IM_COL32_WHITE, 16);
      (*text)->draw(list, ImVec2(60, y + 20), "冬季取暖：插线板不要串接", {30, text::Weight::regular}, IM_COL32_BLACK);
    }
    char clock[16];
    std::snprintf(clock, sizeof clock, "16:42:%02d", second);
    (*text)->draw(list, ImVec2(780, 30), clock, {64, text::Weight::bold}, IM_COL32_WHITE);
  };
  glass.frame(draw);
  const std::vector<std::uint32_t> before = glass.copy();
  const Display::Counters counters = glass.display->counters();
  second = 7;
  CHECK(glass.frame(draw));
  CHECK(glass.display->counters().tiles_drawn - counters.tiles_drawn <= 4);
  CHECK(glass.display->counters().pixels_drawn - counters.pixels_drawn <= 4 * kTileSide * kTileSide);
  int changed = 0;
  for (int y = 0; y < 1920; ++y) {
    for (int x = 0; x < 1080; ++x) {
      if (glass.pixel(x, y) == before[static_cast<std::size_t>(y) * 1080 + static_cast<std::size_t>(x)]) continue;
      ++changed;
      REQUIRE(x > 780);
      REQUIRE(y < 120);
    }
  }
  CHECK(changed > 0);
}

TEST_CASE("A picture whose generation changed is drawn again where it stood") {
  Glass glass;
  text::Page page = picture(40, 5);
  const auto draw = [&](ImDrawList* list) { list->AddImage(&page, ImVec2(100, 100), ImVec2(140, 140)); };
  glass.frame(draw);
  const std::uint32_t before = glass.pixel(110, 110);
  for (auto& byte : page.bytes) byte = static_cast<std::uint8_t>(~byte | 1);
  CHECK(!glass.frame(draw));
  ++page.generation;
  CHECK(glass.frame(draw));
  CHECK(glass.pixel(110, 110) != before);
}

TEST_CASE("Damage is reported as boxes that cover each changed tile once") {
  Damage damage;
  damage.resize(610, 400);
  damage.begin(1);
  CHECK(damage.finish(true).tiles == 11 * 7);
  damage.begin(1);
  damage.add({65, 65, 300, 170}, 99);
  damage.add({605, 395, 610, 400}, 98);
  const Damage::Result result = damage.finish(false);
  REQUIRE(result.boxes.size() == 2);
  CHECK(result.boxes[0] == Box{60, 60, 300, 180});
  CHECK(result.boxes[1] == Box{600, 360, 610, 400});
  CHECK(result.tiles == 4 * 2 + 1);
}

}  // namespace gridboard::kiosk::platform
