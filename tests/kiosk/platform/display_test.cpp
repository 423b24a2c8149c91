// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <png.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "glass.hpp"
#include "kiosk/text/text.hpp"

namespace gridboard::kiosk::platform {
namespace {

using namespace std::chrono_literals;

void draw_card(ImDrawList* list, text::TextEngine& text) {
  list->AddRectFilled(ImVec2(20, 20), ImVec2(580, 200), IM_COL32_WHITE, 16);
  list->AddRect(ImVec2(20, 20), ImVec2(580, 200), IM_COL32(0xd6, 0xd3, 0xc8, 255), 16, 0, 2);
  text.draw(list, ImVec2(50, 60), "本单元 24 户", {46, text::Weight::bold}, IM_COL32(0x14, 0x21, 0x1f, 255));
}

}  // namespace

TEST_CASE("A rounded card has clean edges, smooth corners and nothing outside") {
  Glass glass;
  glass.frame([](ImDrawList* list) { list->AddRectFilled(ImVec2(100, 100), ImVec2(300, 200), IM_COL32_BLACK, 16); });
  const std::uint32_t ground = 0xFFF5F3EC;
  CHECK(glass.pixel(100, 150) == 0xFF000000);
  CHECK(glass.pixel(99, 150) == ground);
  CHECK(glass.pixel(299, 150) == 0xFF000000);
  CHECK(glass.pixel(300, 150) == ground);
  CHECK(glass.pixel(200, 100) == 0xFF000000);
  CHECK(glass.pixel(200, 99) == ground);
  CHECK(glass.pixel(100, 100) == ground);
  int between = 0;
  for (int y = 100; y < 116; ++y) {
    for (int x = 100; x < 116; ++x) between += glass.pixel(x, y) != ground && glass.pixel(x, y) != 0xFF000000;
  }
  CHECK(between >= 14);
  CHECK(between <= 60);
}

TEST_CASE("A window shows byte for byte what memory holds") {
  auto text = text::TextEngine::open();
  REQUIRE(text);
  std::vector<std::uint32_t> in_memory;
  {
    Glass glass;
    glass.frame([&](ImDrawList* list) { draw_card(list, **text); });
    in_memory = glass.copy();
  }
  setenv("SDL_VIDEODRIVER", "dummy", 1);
  DisplayOptions options;
  options.width = 600;
  options.height = 480;
  options.fullscreen = false;
  Glass window(options);
  CHECK(window.display->size().x == 600);
  CHECK(window.display->px_per_mm() == doctest::Approx(4.03));
  window.frame([&](ImDrawList* list) { draw_card(list, **text); });
  CHECK(window.copy() == in_memory);
  CHECK(!window.frame([&](ImDrawList* list) { draw_card(list, **text); }));
  window.display->wake();
  bool woken = false;
  for (int tries = 0; tries < 20 && !woken; ++tries) woken = window.display->wait(100ms).woken;
  CHECK(woken);
}

TEST_CASE("A picture drawn one to one is copied texel by texel, mirrored where its corners say so") {
  for (const auto format : {text::PixelFormat::alpha8, text::PixelFormat::rgba32}) {
    text::Page page;
    page.width = page.height = 4;
    page.format = format;
    for (int index = 0; index < 16; ++index) {
      const auto value = static_cast<std::uint8_t>(index * 16);
      if (format == text::PixelFormat::rgba32) page.bytes.insert(page.bytes.end(), {value, value, value});
      page.bytes.push_back(format == text::PixelFormat::rgba32 ? 255 : value);
    }
    for (const bool mirror_x : {false, true}) {
      for (const bool mirror_y : {false, true}) {
        Glass glass(100, 80);
        glass.frame([&](ImDrawList* list) {
          list->AddRectFilled(ImVec2(0, 0), ImVec2(100, 80), IM_COL32_BLACK);
          list->AddImage(&page, ImVec2(20, 30), ImVec2(24, 34), ImVec2(mirror_x ? 1 : 0, mirror_y ? 1 : 0),
                         ImVec2(mirror_x ? 0 : 1, mirror_y ? 0 : 1));
        });
        for (int y = 0; y < 4; ++y) {
          for (int x = 0; x < 4; ++x) {
            const int texel = (mirror_y ? 3 - y : y) * 4 + (mirror_x ? 3 - x : x);
            CHECK((glass.pixel(20 + x, 30 + y) & 255) == static_cast<std::uint32_t>(texel * 16));
          }
        }
        CHECK(glass.pixel(24, 30) == 0xFF000000);
        CHECK(glass.pixel(19, 33) == 0xFF000000);
      }
    }
  }
}

TEST_CASE("A saved picture holds the pixels of the last frame") {
  Glass glass(120, 90);
  glass.frame([](ImDrawList* list) { list->AddRectFilled(ImVec2(10, 10), ImVec2(60, 60), IM_COL32(1, 2, 3, 255)); });
  const std::string path = "/tmp/gridboard-display-test-" + std::to_string(getpid()) + ".png";
  REQUIRE(glass.display->save_png(path));
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  REQUIRE(png_image_begin_read_from_file(&image, path.c_str()) != 0);
  image.format = PNG_FORMAT_RGB;
  std::vector<std::uint8_t> rgb(PNG_IMAGE_SIZE(image));
  REQUIRE(png_image_finish_read(&image, nullptr, rgb.data(), 0, nullptr) != 0);
  unlink(path.c_str());
  CHECK(image.width == 120);
  CHECK(image.height == 90);
  CHECK(rgb[(20 * 120 + 20) * 3 + 1] == 2);
  CHECK(rgb[(80 * 120 + 100) * 3] == 0xf5);
  CHECK(glass.display->save_png("/nonexistent/x.png").error().code == base::ErrorCode::io);
}

TEST_CASE("ImGui's own text is drawn too, though the board has its own") {
  Glass glass;
  glass.frame([](ImDrawList* list) { list->AddText(ImVec2(20, 20), IM_COL32_BLACK, "ImGui"); });
  int inked = 0;
  for (int y = 20; y < 34; ++y) {
    for (int x = 20; x < 60; ++x) inked += glass.pixel(x, y) != 0xFFF5F3EC;
  }
  CHECK(inked > 40);
}

TEST_CASE("Options that make no sense are refused") {
  DisplayOptions options;
  options.headless = true;
  options.px_per_mm = 0.0f;
  CHECK(Display::open(options).error().code == base::ErrorCode::invalid_input);
  options.px_per_mm.reset();
  options.width = 100000;
  CHECK(Display::open(options).error().code == base::ErrorCode::invalid_input);
}

TEST_CASE("The board's setting decides how large a millimetre is") {
  DisplayOptions options;
  options.headless = true;
  options.width = options.height = 300;
  options.px_per_mm = 5.5f;
  const Glass glass(options);
  CHECK(glass.display->px_per_mm() == 5.5f);
}

}  // namespace gridboard::kiosk::platform
