// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/stroke_keys.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/kiosk/input/stroke_data.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::input;

TEST_CASE("stroke keys") {
  auto opened = StrokeKeys::open(tests::kStrokeKeysFile);
  REQUIRE(opened);
  const StrokeKeys& keys = **opened;
  const auto has = [](const std::vector<std::string>& found, std::string_view character) {
    return std::find(found.begin(), found.end(), character) != found.end();
  };

  SUBCASE("a character with exactly these strokes comes before those that only begin with them") {
    const auto found = keys.find("hs");
    REQUIRE(found.size() > 10);
    CHECK(found[0] == "十");
    CHECK(has(found, "木"));
  }

  SUBCASE("the usual one comes first") {
    CHECK(keys.find("hspn")[0] == "木");
    CHECK(keys.find("pn").front() == "人");
    const auto eight = keys.find("szhh");  // 日 and 曰
    CHECK(eight[0] == "日");
    CHECK(has(eight, "曰"));
  }

  SUBCASE("a star stands for any one stroke") {
    CHECK(has(keys.find("h*pn"), "木"));
    CHECK(has(keys.find("*spn"), "木"));
    CHECK_FALSE(has(keys.find("h**pn"), "木"));
  }

  SUBCASE("rare characters of names are found") {
    CHECK(has(keys.find("szhhzhppz"), "昵"));
    CHECK(has(keys.find("zzhzzhzzh"), "骉"));
    CHECK(has(keys.find("phhsphhsphhs"), "犇"));
  }

  SUBCASE("a character whose strokes nobody has listed is found by its radical and their number") {
    const std::string_view water_of_twelve = "\U0002DC43";
    CHECK(has(keys.find("nnhhhhhhhhhh"), water_of_twelve));
    CHECK(has(keys.find("nnhpppppppnn"), water_of_twelve));
    CHECK_FALSE(has(keys.find("nnhhhhhhhhhhh"), water_of_twelve));
  }

  SUBCASE("what is no key is left out, no keys find nothing") {
    CHECK(keys.find("h1 S,s") == keys.find("hs"));
    CHECK(keys.find("").empty());
    CHECK(keys.find("xyz木").size() == keys.find("z").size());
    CHECK(keys.find(std::string(1000, 'h')).empty());
  }

  SUBCASE("never more than can be paged through, each once") {
    for (const char* asked : {"h", "*", "**", "nnh*********", "hsh*******"}) {
      auto found = keys.find(asked);
      CHECK(found.size() <= kMaxKeyed);
      CHECK(found.size() > 100);
      std::sort(found.begin(), found.end());
      CHECK(std::adjacent_find(found.begin(), found.end()) == found.end());
    }
  }
}

TEST_CASE("a file of stroke keys that is missing or damaged is an error that names it") {
  const tests::TemporaryFolder folder;
  const std::string path = folder.file("stroke_keys.bin");
  CHECK(StrokeKeys::open(path).error().code == base::ErrorCode::not_found);

  const auto file = MappedFile::open(tests::kStrokeKeysFile);
  REQUIRE(file);
  const std::string good(file->bytes());
  std::string damaged = good;
  SUBCASE("empty") {
    damaged.clear();
  }
  SUBCASE("cut off") {
    damaged.resize(good.size() - 1);
  }
  SUBCASE("of another kind") {
    damaged[0] = 'X';
  }
  SUBCASE("of another version") {
    damaged[8] = 7;
  }
  SUBCASE("with a huge count") {
    damaged.replace(12, 8, 8, '\xff');
  }
  SUBCASE("with strokes outside of the file") {
    damaged[24 + 7] = 0x7f;
  }
  SUBCASE("with a stroke that there isn't") {
    damaged.back() = 'q';
  }
  SUBCASE("with a code point that there isn't") {
    damaged[24 + 3] = 0x7f;
  }
  SUBCASE("out of order") {
    damaged.replace(24, 12, good.substr(24 + 12 * 5000, 12));
  }
  folder.write("stroke_keys.bin", damaged);
  const auto opened = StrokeKeys::open(path);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == base::ErrorCode::corrupt);
  CHECK(opened.error().message.find(path) != std::string::npos);
}
