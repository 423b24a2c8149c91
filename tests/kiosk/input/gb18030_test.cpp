// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Every Chinese character of GB 18030-2022, level 3, can be entered and is drawn.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <unordered_set>

#include "kiosk/input/stroke_keys.hpp"
#include "kiosk/text/faces.hpp"
#include "tests/kiosk/input/stroke_data.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::input;

namespace {

// 87,887: the unified ideographs of the standard's tables.
std::vector<char32_t> repertoire() {
  constexpr struct {
    char32_t first, last;
  } kRanges[] = {{0x3400, 0x4DB5},   {0x4E00, 0x9FEF},   {0x20000, 0x2A6D6}, {0x2A700, 0x2B734},
                 {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}};
  std::vector<char32_t> all;
  for (const auto& range : kRanges) {
    for (char32_t point = range.first; point <= range.last; ++point) all.push_back(point);
  }
  // The twelve unified ones among the compatibility ideographs.
  for (const char32_t point : U"\uFA0E\uFA0F\uFA11\uFA13\uFA14\uFA1F\uFA21\uFA23\uFA24\uFA27\uFA28\uFA29") {
    if (point != 0) all.push_back(point);
  }
  return all;
}

std::string named(char32_t point) {
  std::string text;
  base::append_utf8(text, point);
  return text;
}

// What somebody keys who wants a character, read from the file itself: all of its strokes, or where only its radical is
// known that and then any strokes up to their number.
std::map<std::string, std::set<char32_t>> keyings(const std::string& bytes) {
  const auto number = [&](std::size_t at) {
    std::uint32_t value = 0;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
  };
  const std::size_t count = number(12) + number(16), text = 24 + 12 * count;
  std::map<std::string, std::set<char32_t>> out;
  for (std::size_t at = 24; at < text; at += 12) {
    std::string keys = bytes.substr(text + number(at + 4), static_cast<std::uint8_t>(bytes[at + 8]));
    keys.resize(std::max<std::size_t>(keys.size(), static_cast<std::uint8_t>(bytes[at + 9])), 'p');
    out[keys].insert(number(at));
  }
  return out;
}

}  // namespace

TEST_CASE("every character of GB 18030-2022 can be entered by the five stroke keys") {
  const auto all = repertoire();
  REQUIRE(all.size() == 87887);
  const auto keys = StrokeKeys::open(tests::kStrokeKeysFile);
  REQUIRE(keys);
  const auto file = MappedFile::open(tests::kStrokeKeysFile);
  REQUIRE(file);

  std::unordered_set<std::string> entered;
  for (const auto& [keyed, wanted] : keyings(std::string(file->bytes()))) {
    // A character may be written in several ways; one that finds it is enough.
    if (std::all_of(wanted.begin(), wanted.end(), [&](char32_t point) { return entered.contains(named(point)); }))
      continue;
    const auto found = (*keys)->find(keyed);
    const std::unordered_set<std::string> found_set(found.begin(), found.end());
    for (const char32_t point : wanted) {
      if (found_set.contains(named(point))) entered.insert(named(point));
    }
  }
  std::string missing;
  for (const char32_t point : all) {
    if (!entered.contains(named(point))) missing += named(point);
  }
  CHECK(missing == "");
  for (const char* sample : {"㛃", "𠮷", "䶮", "𬱖", "鿏", "𮯠", "﨎"}) CHECK(entered.contains(sample));
}

TEST_CASE("every character of GB 18030-2022 is drawn") {
  const auto faces = kiosk::text::Faces::open();
  REQUIRE(faces);
  std::string missing;
  for (const char32_t point : repertoire()) {
    if ((*faces)->find(point, kiosk::text::Weight::regular).face < 0) missing += named(point);
  }
  CHECK(missing == "");
}
