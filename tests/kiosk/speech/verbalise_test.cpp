// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/verbalise.hpp"

#include <doctest/doctest.h>

#include "kiosk/speech/chinese_numbers.hpp"
#include "kiosk/speech/glyphs.hpp"
#include "kiosk/speech/ssml.hpp"
#include "kiosk/speech/tables.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::speech;

namespace {

std::unique_ptr<Verbaliser> open_verbaliser() {
  auto opened = Verbaliser::open({GRIDBOARD_SHARE_DIR "/speech/readings.bin", GRIDBOARD_ASSETS_DIR "/speech", ""});
  REQUIRE(opened.has_value());
  return std::move(*opened);
}

}  // namespace

TEST_CASE("numbers in Chinese") {
  const auto said = [](std::u32string_view characters) { return to_utf8(characters); };
  CHECK(said(cardinal("0")) == "零");
  CHECK(said(cardinal("000")) == "零");
  CHECK(said(cardinal("10")) == "十");
  CHECK(said(cardinal("12")) == "十二");
  CHECK(said(cardinal("110")) == "一百一十");
  CHECK(said(cardinal("1005")) == "一千零五");
  CHECK(said(cardinal("1050")) == "一千零五十");
  CHECK(said(cardinal("10000")) == "一万");
  CHECK(said(cardinal("10010")) == "一万零一十");
  CHECK(said(cardinal("22000")) == "两万二千");
  CHECK(said(cardinal("100000000")) == "一亿");
  CHECK(said(cardinal("100000001")) == "一亿零一");
  CHECK(said(cardinal("1200050000")) == "十二亿零五万");
  CHECK(said(cardinal("9999999999999999")) == "九千九百九十九万亿九千九百九十九亿九千九百九十九万九千九百九十九");
  CHECK(said(cardinal("12345678901234567")) == "一二三四五六七八九零一二三四五六七");
  CHECK(said(digit_by_digit("1101", One::yao)) == "幺幺零幺");
  CHECK(said(digit_by_digit("1101", One::yi)) == "一一零一");
  CHECK(said(decimal("0", "05")) == "零点零五");
  CHECK(said(money("56", "40")) == "五十六元四角");
  CHECK(said(money("56", "05")) == "五十六元零五分");
  CHECK(said(money("0", "05")) == "五分");
  CHECK(said(money("0", "00")) == "零元");
  CHECK(said(money("2", "")) == "两元");
}

TEST_CASE("pieces say which bytes they are of") {
  const auto verbaliser = open_verbaliser();
  SUBCASE("in order, within the text, at the borders of characters") {
    const std::string text = "应缴 ￥1,205.00，请在 12 月 31 日前缴（户号尾号4471）。App、Chrome 𠮷";
    std::size_t from = 0;
    for (const Piece& piece : verbaliser->verbalise(text, Language::chinese)) {
      CHECK(piece.from >= from);
      CHECK(piece.to > piece.from);
      REQUIRE(piece.to <= text.size());
      CHECK((static_cast<unsigned char>(text[piece.from]) & 0xC0) != 0x80);
      from = piece.from;
    }
  }
  SUBCASE("all of an amount is marked together") {
    const std::string text = "应缴￥1,205.00";
    const auto pieces = verbaliser->verbalise(text, Language::chinese);
    REQUIRE(pieces.size() > 1);
    for (std::size_t i = 1; i < pieces.size(); ++i) {
      CHECK(text.substr(pieces[i].from, pieces[i].to - pieces[i].from) == "￥1,205.00");
    }
  }
  SUBCASE("a word is marked, not its characters") {
    const std::string text = "银行代扣";
    const auto pieces = verbaliser->verbalise(text, Language::chinese);
    REQUIRE(pieces.size() == 2);
    CHECK(text.substr(pieces[0].from, pieces[0].to - pieces[0].from) == "银行");
    CHECK(pieces[0].spoken == "银行");
  }
}

TEST_CASE("what can't be said is passed over") {
  const auto verbaliser = open_verbaliser();
  for (const Language language : {Language::chinese, Language::english}) {
    CHECK(verbaliser->verbalise("", language).empty());
    CHECK(verbaliser->verbalise("  \n ，。", language).empty());
    CHECK(verbaliser->verbalise("\xFF\xFE\xC0", language).empty());
    CHECK(verbaliser->verbalise("😀★✓", language).empty());
    CHECK_FALSE(verbaliser->verbalise(std::string(8192, '9'), language).empty());
    CHECK_FALSE(verbaliser->verbalise(std::string(4096, '*') + "1", language).empty());
    (void)verbaliser->verbalise("¥-¥-¥1-", language);
    (void)verbaliser->verbalise("18342**0010", language);  // half hidden: once taken for four digits
    (void)verbaliser->verbalise("1/0 0/0 2026-13-40 25:61 1,2,3", language);
  }
}

TEST_CASE("names in an English text are said by the Chinese voice") {
  const auto pieces = open_verbaliser()->verbalise("Your manager is 周敏.", Language::english);
  REQUIRE_FALSE(pieces.empty());
  CHECK(pieces.front().voice == Language::english);
  CHECK(pieces.back().voice == Language::chinese);
  CHECK(pieces.back().syllables == std::vector<std::string>{"min3"});
}

TEST_CASE("the lists of speech name the line that is wrong") {
  tests::TemporaryFolder folder;
  folder.write("units.txt", "kWh 度 kilowatt hours\n");
  folder.write("letters.txt", "# letters\na ei1\n");
  folder.write("surnames.txt", "单 shan4 alone\n");
  const std::string path = folder.file("");
  SUBCASE("good ones are read") {
    const auto tables = read_tables(path);
    REQUIRE(tables.has_value());
    CHECK(tables->units.at("kWh") == U"度");
    CHECK(tables->english_units.at("kWh") == "kilowatt hours");
    CHECK(tables->surnames.at(U'单').alone);
  }
  SUBCASE("a syllable without a tone") {
    folder.write("letters.txt", "a ei1\nb bi\n");
    const auto tables = read_tables(path);
    REQUIRE_FALSE(tables.has_value());
    CHECK(tables.error().code == base::ErrorCode::corrupt);
    CHECK(tables.error().message.find("letters.txt:2") != std::string::npos);
  }
  SUBCASE("a file that is missing") {
    const auto tables = read_tables(folder.file("none"));
    REQUIRE_FALSE(tables.has_value());
    CHECK(tables.error().code == base::ErrorCode::not_found);
  }
}

TEST_CASE("SSML for other voices") {
  const auto verbaliser = open_verbaliser();
  CHECK(ssml_of(verbaliser->verbalise("应缴56.40元，谢谢。", Language::chinese), Language::chinese) ==
        "<speak><mark name=\"0-6\"/>应缴<mark name=\"6-14\"/>五十六元四角，<mark name=\"17-23\"/>谢谢。</speak>");
  CHECK(ssml_of(verbaliser->verbalise("Q<A>", Language::english), Language::english).find("<A>") == std::string::npos);
  CHECK(bytes_of_mark("12-18") == std::pair<std::size_t, std::size_t>(12, 18));
  for (const char* wrong : {"", "12", "-", "a-b", "18-12", "1-2x"}) CHECK_FALSE(bytes_of_mark(wrong).has_value());
}
