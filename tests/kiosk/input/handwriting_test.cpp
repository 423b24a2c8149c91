// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/handwriting.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <set>

#include "tests/kiosk/input/stroke_data.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::input;

namespace {

using Strokes = std::vector<PenStroke>;

std::size_t place_of(const std::vector<std::string>& read, std::string_view character) {
  return static_cast<std::size_t>(std::find(read.begin(), read.end(), character) - read.begin());
}

template <class Move>
Strokes moved(Strokes strokes, Move move) {
  for (PenStroke& stroke : strokes) {
    for (PenPoint& point : stroke) point = move(point);
  }
  return strokes;
}

}  // namespace

TEST_CASE("handwriting") {
  auto opened = HandwritingEngine::open(tests::kStrokesFile);
  REQUIRE(opened);
  HandwritingEngine& engine = **opened;
  const auto file = MappedFile::open(tests::kStrokesFile);
  REQUIRE(file);
  const auto known = StrokeFile::parse(file->bytes());
  REQUIRE(known);

  const auto first = [&](const Strokes& strokes) {
    const auto read = engine.match(strokes);
    return read.empty() ? std::string() : read.front();
  };

  SUBCASE("a few plain lines are read as what they are") {
    const PenStroke across{{0.2f, 0.5f}, {0.8f, 0.48f}}, down{{0.5f, 0.1f}, {0.5f, 0.9f}};
    CHECK(first({across}) == "一");
    CHECK(first({across, down}) == "十");
    CHECK(first({{{0.25f, 0.2f}, {0.75f, 0.2f}}, {{0.3f, 0.5f}, {0.7f, 0.5f}}, {{0.15f, 0.85f}, {0.85f, 0.85f}}}) ==
          "三");
    CHECK(first({{{0.5f, 0.1f}, {0.45f, 0.5f}, {0.1f, 0.9f}}, {{0.46f, 0.4f}, {0.9f, 0.9f}}}) == "人");
  }

  SUBCASE("every fiftieth known character is found by its own strokes") {
    std::size_t asked = 0, in_first_five = 0;
    for (std::size_t i = 0; i < known->size(); i += 50) {
      std::string character;
      base::append_utf8(character, known->code_point(i));
      ++asked;
      in_first_five += place_of(engine.match(tests::drawn(*known, character)), character) < 5;
    }
    CHECK(asked > 150);
    CHECK(in_first_five * 100 >= asked * 98);
  }

  SUBCASE("names' rare characters are known though hanzi-writer-data lacks them") {
    for (const char* character : {"龑", "赟", "骉", "犇", "璟", "珺", "玥"}) {
      CAPTURE(character);
      CHECK(place_of(engine.match(tests::drawn(*known, character)), character) < 5);
    }
  }

  SUBCASE("it doesn't matter how large, where and how slanted it is written") {
    const Strokes written = tests::drawn(*known, "电");
    REQUIRE(first(written) == "电");
    CHECK(first(moved(written, [](PenPoint p) { return PenPoint{p.x * 0.2f, p.y * 0.2f + 0.8f}; })) == "电");
    CHECK(first(moved(written, [](PenPoint p) { return PenPoint{p.x * 1.3f - 0.1f, p.y}; })) == "电");
    CHECK(first(moved(written, [](PenPoint p) { return PenPoint{p.x + 0.15f * p.y, p.y - 0.05f * p.x}; })) == "电");
    CHECK(first(moved(written, [](PenPoint p) { return PenPoint{p.x * 30 - 9, p.y * 30 + 9}; })) == "电");
  }

  SUBCASE("strokes may be joined: the pen isn't lifted") {
    Strokes written = tests::drawn(*known, "国");
    PenStroke all;
    for (const PenStroke& stroke : written) all.insert(all.end(), stroke.begin(), stroke.end());
    CHECK(place_of(engine.match({all}), "国") < 5);
  }

  SUBCASE("strokes may come in another order") {
    Strokes written = tests::drawn(*known, "湖");
    REQUIRE(written.size() > 10);
    std::swap(written[0], written[9]);
    std::swap(written[3], written[7]);
    CHECK(place_of(engine.match(written), "湖") < 5);
    std::reverse(written.begin(), written.end());
    CHECK(place_of(engine.match(written), "湖") < 5);
  }

  SUBCASE("of what looks the same, the usual one comes first") {
    CHECK(first(tests::drawn(*known, "日")) == "日");
    CHECK(first(tests::drawn(*known, "口")) == "口");
  }

  SUBCASE("nothing, or nothing that is a point, is nothing") {
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN(), kInfinity = std::numeric_limits<float>::infinity();
    CHECK(engine.match({}).empty());
    CHECK(engine.match({{}, {}}).empty());
    CHECK(engine.match({{{kNan, kNan}, {kInfinity, 0.5f}}}).empty());
  }

  SUBCASE("a touch, a heap of strokes, an endless one and points anywhere are answered") {
    CHECK(engine.match({{{0.5f, 0.5f}}}).size() == kMaxWritten);
    CHECK(engine.match({{{0.5f, 0.5f}, {0.5f, 0.5f}}, {{0.5f, 0.5f}}}).size() == kMaxWritten);
    CHECK(engine.match({{{5, 5}, {7, 9}}, {{-3, -4}, {1e30f, -1e30f}}}).size() == kMaxWritten);
    Strokes heap;
    for (float y = 0; y < 1; y += 0.005f) heap.push_back({{0.1f, y}, {0.9f, y}});
    CHECK(engine.match(heap).size() == kMaxWritten);
    PenStroke endless;
    for (float t = 0; t < 1000; t += 0.01f)
      endless.push_back({0.5f + 0.4f * std::sin(t), 0.5f + 0.4f * std::cos(1.3f * t)});
    CHECK(engine.match({endless}).size() == kMaxWritten);
  }

  SUBCASE("each candidate comes once") {
    auto read = engine.match(tests::drawn(*known, "电"));
    std::sort(read.begin(), read.end());
    CHECK(std::adjacent_find(read.begin(), read.end()) == read.end());
  }
}

TEST_CASE("handwriting knows every character of the national table") {
  const auto file = MappedFile::open(tests::kStrokesFile);
  REQUIRE(file);
  const auto known = StrokeFile::parse(file->bytes());
  REQUIRE(known);
  std::set<char32_t> points;
  for (std::size_t i = 0; i < known->size(); ++i) points.insert(known->code_point(i));

  std::ifstream lines(GRIDBOARD_SOURCE_DIR "/tests/kiosk/input/national_table.txt");
  std::size_t asked = 0;
  std::string missing;
  for (std::string word; lines >> word;) {
    if (word == "#") std::getline(lines, word);
    std::size_t offset = 0;
    const char32_t point = base::decode_utf8(word, offset);
    if (offset != word.size() || point < 0x3400) continue;
    ++asked;
    if (!points.contains(point)) missing += word;
  }
  CHECK(asked == 8105);
  CHECK(missing == "");
}

TEST_CASE("a file of strokes that is missing or damaged is an error that names it") {
  const tests::TemporaryFolder folder;
  const std::string path = folder.file("strokes.bin");
  CHECK(HandwritingEngine::open(path).error().code == base::ErrorCode::not_found);

  const auto file = MappedFile::open(tests::kStrokesFile);
  REQUIRE(file);
  const std::string good(file->bytes());
  const auto open_with = [&](const std::string& bytes) {
    folder.write("strokes.bin", bytes);
    return HandwritingEngine::open(path);
  };
  REQUIRE(open_with(good));
  std::string damaged;
  SUBCASE("empty") {
    damaged = "";
  }
  SUBCASE("cut off") {
    damaged = good.substr(0, good.size() / 2);
  }
  SUBCASE("longer") {
    damaged = good + "x";
  }
  SUBCASE("of another kind") {
    damaged =
        "\x7f"
        "ELF" +
        good.substr(4);
  }
  SUBCASE("of another version") {
    (damaged = good)[8] = 9;
  }
  SUBCASE("with a wrong count") {
    (damaged = good)[12] ^= 1;
  }
  SUBCASE("with a code point that there isn't") {
    (damaged = good)[good.size() - 5 * (good.size() - 32) / 557 + 3] = 0x7f;
  }
  const auto opened = open_with(damaged);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == base::ErrorCode::corrupt);
  CHECK(opened.error().message.find(path) != std::string::npos);
}

TEST_CASE("a file of strokes is read as it was made") {
  KnownCharacter one{U'一', 200, {}}, ten{U'十', 100, {}};
  REQUIRE(shape_of({{{0.1f, 0.5f}, {0.9f, 0.5f}}}, one.shape));
  REQUIRE(shape_of({{{0.1f, 0.5f}, {0.9f, 0.5f}}, {{0.5f, 0.1f}, {0.5f, 0.9f}}}, ten.shape));
  const std::string bytes = stroke_file_of({one, ten});
  const auto file = StrokeFile::parse(bytes);
  REQUIRE(file);
  REQUIRE(file->size() == 2);
  CHECK(file->code_point(1) == U'十');
  CHECK(file->usual(0) == 200);
  CHECK(file->path(1).x == ten.shape.path.x);
  CHECK(file->path(1).ink == ten.shape.path.ink);
  CHECK(std::equal(ten.shape.picture.begin(), ten.shape.picture.end(), file->picture(1)));
  CHECK_FALSE(StrokeFile::parse(stroke_file_of({ten, one})));
}
