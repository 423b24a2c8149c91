// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "kiosk/text/text.hpp"

namespace gridboard::kiosk::text {
namespace {

// A context with a draw list as big as a glass.
class Sheet {
 public:
  Sheet() : context_(ImGui::CreateContext()) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = ImVec2(1080, 1920);
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
    next_frame();
  }
  ~Sheet() {
    ImGui::EndFrame();
    ImGui::DestroyContext(context_);
  }
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;

  void next_frame() {
    if (started_) ImGui::EndFrame();
    started_ = true;
    ImGui::GetIO().DeltaTime = 0.02f;
    ImGui::NewFrame();
  }
  ImDrawList* list() { return ImGui::GetBackgroundDrawList(); }

 private:
  ImGuiContext* context_;
  bool started_ = false;
};

std::unique_ptr<TextEngine> open_engine() {
  auto engine = TextEngine::open();
  REQUIRE_MESSAGE(engine, (engine ? std::string() : engine.error().message));
  return std::move(*engine);
}

std::size_t ink_on(const std::vector<Page*>& pages) {
  std::size_t ink = 0;
  for (const Page* page : pages) {
    ink += static_cast<std::size_t>(
        std::count_if(page->bytes.begin(), page->bytes.end(), [](auto byte) { return byte != 0; }));
  }
  return ink;
}

}  // namespace

TEST_CASE("Chinese characters are an em wide and Noto's digits all the same") {
  const auto engine = open_engine();
  CHECK(engine->width_px("电费账单", {32, Weight::regular}) == doctest::Approx(128));
  CHECK(engine->width_px("电费账单", {32, Weight::bold}) == doctest::Approx(128));
  CHECK(engine->width_px("0000", {32, Weight::regular}) ==
        doctest::Approx(engine->width_px("8147", {32, Weight::regular})));
  CHECK(engine->width_px("", {32, Weight::regular}) == 0);
}

TEST_CASE("Ink heights meet the measures the screens are laid out by") {
  const auto engine = open_engine();
  const Style normal{7.2f * 4.03f, Weight::regular};
  CHECK(engine->ideograph_height_px(normal) >= 6.5f * 0.95f * 4.03f);
  CHECK(engine->digit_height_px(normal) == doctest::Approx(0.733f * 29).epsilon(0.02));
  CHECK(engine->ascent_px(normal) == doctest::Approx(26).epsilon(0.05));
}

TEST_CASE("Measuring rasterises nothing") {
  const auto engine = open_engine();
  engine->break_lines("本单元计划停电通知，请提前准备。", {30, Weight::regular}, 200);
  CHECK(engine->elide("本单元计划停电通知", {30, Weight::bold}, 100).size() > 0);
  CHECK(engine->pages().empty());
}

TEST_CASE("Drawing puts four corners a glyph on whole pixels") {
  Sheet sheet;
  const auto engine = open_engine();
  const int before = sheet.list()->VtxBuffer.Size;
  engine->draw(sheet.list(), ImVec2(10.3f, 20.6f), "停电 95598", {30, Weight::regular}, IM_COL32_BLACK);
  CHECK(sheet.list()->VtxBuffer.Size - before == 7 * 4);
  for (int index = before; index < sheet.list()->VtxBuffer.Size; ++index) {
    const ImVec2 pos = sheet.list()->VtxBuffer[index].pos;
    CHECK(pos.x == std::round(pos.x));
    CHECK(pos.y == std::round(pos.y));
  }
  CHECK(engine->pages().size() == 1);
}

TEST_CASE("Text outside the clip is neither drawn nor rasterised") {
  Sheet sheet;
  const auto engine = open_engine();
  engine->draw(sheet.list(), ImVec2(10, 5000), "停电", {30, Weight::regular}, IM_COL32_BLACK);
  engine->draw(sheet.list(), ImVec2(3000, 10), "停电", {30, Weight::regular}, IM_COL32_BLACK);
  CHECK(engine->pages().empty());
}

TEST_CASE("The rare characters of names are drawn by some face, in both weights") {
  Sheet sheet;
  const auto engine = open_engine();
  for (const Weight weight : {Weight::regular, Weight::bold}) {
    engine->draw(sheet.list(), ImVec2(10, 10), "𠮷䶮㛃𬱖龑喆", {40, weight}, IM_COL32_BLACK);
  }
  CHECK(engine->missing().empty());
  CHECK(sheet.list()->VtxBuffer.Size == 12 * 4);
  CHECK(engine->width_px("𠮷䶮㛃𬱖龑喆", {40, Weight::regular}) == doctest::Approx(240));
}

TEST_CASE("What no face has is a box with its code point, and is reported") {
  Sheet sheet;
  const auto engine = open_engine();
  const char* unknown = "\xF4\x8F\xBF\xBD";  // U+10FFFD, private use
  engine->draw(sheet.list(), ImVec2(10, 10), unknown, {40, Weight::regular}, IM_COL32_BLACK);
  CHECK(engine->missing() == std::vector<char32_t>{0x10FFFD});
  CHECK(sheet.list()->VtxBuffer.Size == 4);
  CHECK(ink_on(engine->pages()) > 200);
  engine->draw(sheet.list(), ImVec2(10, 10), unknown, {40, Weight::regular}, IM_COL32_BLACK);
  CHECK(engine->missing().size() == 1);
}

TEST_CASE("Invisible characters take no room and are not missing") {
  Sheet sheet;
  const auto engine = open_engine();
  const Style style{30, Weight::regular};
  CHECK(engine->width_px("电\u200B费\uFE0F", style) == engine->width_px("电费", style));
  engine->draw(sheet.list(), ImVec2(0, 0), "电\u200B费\uFE0F\u2060", style, IM_COL32_BLACK);
  CHECK(engine->missing().empty());
}

TEST_CASE("Elided text fits, ends with an ellipsis, and is left alone where it fits") {
  const auto engine = open_engine();
  const Style style{30, Weight::regular};
  const std::string long_text = "云溪供电公司用电信息提示板（新华社区）";
  for (float width = 60; width < 600; width += 17) {
    const std::string cut = engine->elide(long_text, style, width);
    CHECK(engine->width_px(cut, style) <= width + 0.1f);
    if (cut != long_text) CHECK(cut.substr(cut.size() - 3) == "…");
  }
  CHECK(engine->elide(long_text, style, 2000) == long_text);
  CHECK(engine->elide("停电", style, 60) == "停电");
}

TEST_CASE("Private glyphs lie on pages of their own, which forgetting really zeroes") {
  Sheet sheet;
  const auto engine = open_engine();
  engine->draw(sheet.list(), ImVec2(0, 0), "户名", {30, Weight::regular}, IM_COL32_BLACK);
  const std::vector<Page*> shared = engine->pages();
  const std::size_t shared_ink = ink_on(shared);

  engine->begin_private();
  engine->draw(sheet.list(), ImVec2(0, 40), "户名龑喆\xF4\x8F\xBF\xBD", {30, Weight::regular}, IM_COL32_BLACK);
  engine->end_private();
  std::vector<Page*> own = engine->pages();
  REQUIRE(own.size() > shared.size());
  std::erase_if(own, [&](Page* page) { return std::find(shared.begin(), shared.end(), page) != shared.end(); });
  CHECK(ink_on(own) > 0);
  CHECK(ink_on(shared) == shared_ink);
  CHECK(engine->missing().size() == 1);
  const std::uint32_t generation = own[0]->generation;

  engine->forget_private();
  CHECK(ink_on(own) == 0);
  CHECK(own[0]->generation > generation);
  CHECK(ink_on(shared) == shared_ink);
  CHECK(engine->missing().empty());

  SUBCASE("and the next session starts on the same clean pages") {
    sheet.next_frame();
    engine->begin_private();
    engine->draw(sheet.list(), ImVec2(0, 40), "赵", {30, Weight::regular}, IM_COL32_BLACK);
    engine->end_private();
    CHECK(ink_on(own) > 0);
    CHECK(engine->pages().size() == shared.size() + own.size());
  }
}

TEST_CASE("A missing character that both a session and the notices use stays reported after the session") {
  Sheet sheet;
  const auto engine = open_engine();
  engine->begin_private();
  engine->draw(sheet.list(), ImVec2(0, 0), "\xF4\x8F\xBF\xBD", {30, Weight::regular}, IM_COL32_BLACK);
  engine->end_private();
  engine->draw(sheet.list(), ImVec2(0, 0), "\xF4\x8F\xBF\xBC", {30, Weight::regular}, IM_COL32_BLACK);
  engine->draw(sheet.list(), ImVec2(0, 0), "\xF4\x8F\xBF\xBD", {30, Weight::regular}, IM_COL32_BLACK);
  engine->forget_private();
  const auto& missing = engine->missing();
  CHECK(missing.size() == 2);
  CHECK(std::find(missing.begin(), missing.end(), char32_t{0x10FFFD}) != missing.end());
}

}  // namespace gridboard::kiosk::text
