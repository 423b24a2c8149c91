// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/readings/readings.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstring>

#include "sync/base/files.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace gridboard;
using kiosk::readings::Readings;
using kiosk::readings::Word;

namespace {

constexpr const char* kFile = GRIDBOARD_SHARE_DIR "/speech/readings.bin";
using Syllables = std::vector<std::string>;

Word word_at(const Readings& readings, std::string_view text) {
  const auto word = readings.word_at(text);
  REQUIRE(word.has_value());
  return *word;
}

}  // namespace

TEST_CASE("readings of characters and words") {
  const auto readings = Readings::open(kFile);
  REQUIRE_MESSAGE(readings.has_value(), (readings ? std::string() : readings.error().message));
  SUBCASE("the most usual reading of a character comes first") {
    CHECK((*readings)->of(U'电') == Syllables{"dian4"});
    CHECK((*readings)->of(U'行').front() == "xing2");
    CHECK((*readings)->of(U'绿').front() == "lv4");
    CHECK((*readings)->of(U'的').front() == "de5");
  }
  SUBCASE("rare characters and those beyond the BMP are read") {
    CHECK((*readings)->of(U'㛃') == Syllables{"jie2"});
    CHECK((*readings)->of(U'𠮷') == Syllables{"ji2"});
    CHECK((*readings)->of(U'〇') == Syllables{"ling2"});
    CHECK((*readings)->of(U'龑').front() == "yan3");
  }
  SUBCASE("what is no character has no reading") {
    CHECK((*readings)->of(U'A').empty());
    CHECK((*readings)->of(U'，').empty());
    CHECK((*readings)->of(0).empty());
    CHECK((*readings)->of(0x10FFFF).empty());
  }
  SUBCASE("the longest word wins, our own before the dictionary's") {
    CHECK(word_at(**readings, "银行卡和密码").bytes == std::strlen("银行卡"));
    CHECK(word_at(**readings, "重庆的电价").syllables == Syllables{"chong2", "qing4"});
    CHECK(word_at(**readings, "跳闸了").syllables == Syllables{"tiao4", "zha2"});
    CHECK(word_at(**readings, "一起去").syllables == Syllables{"yi4", "qi3"});
    CHECK(word_at(**readings, "不是").syllables == Syllables{"bu2", "shi4"});
  }
  SUBCASE("no word begins where none does") {
    CHECK_FALSE((*readings)->word_at("").has_value());
    CHECK_FALSE((*readings)->word_at("电").has_value());
    CHECK_FALSE((*readings)->word_at("abc").has_value());
    CHECK_FALSE((*readings)->word_at("，银行").has_value());
    CHECK_FALSE((*readings)->word_at("\xE7\x94").has_value());
  }
  SUBCASE("what is met often is less rare") {
    CHECK((*readings)->rareness_of(U'的') < (*readings)->rareness_of(U'闸'));
    CHECK((*readings)->rareness_of(U'A') == 90);
    CHECK(word_at(**readings, "重新").rareness < word_at(**readings, "起重").rareness);
  }
}

TEST_CASE("a file of readings that isn't whole") {
  tests::TemporaryFolder folder;
  const auto whole = base::read_file(kFile, std::size_t{64} << 20);
  REQUIRE(whole.has_value());
  const auto code_of = [&](const std::string& path) {
    const auto opened = Readings::open(path);
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().message.find(path) != std::string::npos);
    return opened.error().code;
  };
  SUBCASE("missing") {
    CHECK(code_of(folder.file("none.bin")) == base::ErrorCode::not_found);
  }
  SUBCASE("empty") {
    CHECK(code_of(folder.write("empty.bin", "")) == base::ErrorCode::corrupt);
  }
  SUBCASE("of something else") {
    CHECK(code_of(folder.write("else.bin", std::string(4096, 'x'))) == base::ErrorCode::corrupt);
  }
  SUBCASE("cut anywhere") {
    for (std::size_t bytes : {std::size_t{8}, std::size_t{31}, std::size_t{40}, whole->size() / 2, whole->size() - 1}) {
      CHECK(code_of(folder.write("cut.bin", std::string_view(*whole).substr(0, bytes))) == base::ErrorCode::corrupt);
    }
  }
  SUBCASE("with more behind") {
    CHECK(code_of(folder.write("more.bin", *whole + "more")) == base::ErrorCode::corrupt);
  }
  SUBCASE("with a count or a place that points outside") {
    for (std::size_t at = 8; at < 32; at += 4) {
      std::string damaged = *whole;
      damaged[at + 3] = '\x7F';
      CHECK(code_of(folder.write("damaged.bin", damaged)) == base::ErrorCode::corrupt);
    }
  }
  SUBCASE("with a word that hasn't a syllable for each of its characters") {
    std::uint32_t counts[6];
    std::memcpy(counts, whole->data() + 8, sizeof counts);
    const auto padded = [](std::size_t bytes) { return (bytes + 3) / 4 * 4; };
    const std::size_t words =
        32 + 8 * std::size_t{counts[0]} + 12 * std::size_t{counts[1]} + padded(2 * std::size_t{counts[2]});
    for (const int syllables : {0, 1, 9}) {
      std::string damaged = *whole;
      damaged[words + 10] = static_cast<char>(syllables);
      CHECK(code_of(folder.write("damaged.bin", damaged)) == base::ErrorCode::corrupt);
    }
  }
  SUBCASE("any byte of it wrong: an error or other readings, never a crash") {
    for (std::size_t at = 0; at < whole->size(); at += whole->size() / 61) {
      std::string damaged = *whole;
      damaged[at] = static_cast<char>(~damaged[at]);
      const auto opened = Readings::open(folder.write("damaged.bin", damaged));
      if (!opened) continue;
      (void)(*opened)->of(U'电');
      (void)(*opened)->word_at("银行卡和密码");
    }
  }
}
