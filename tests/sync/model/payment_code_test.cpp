// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cctype>
#include <cstdio>

#include "sync/model/payment_code.hpp"

using namespace gridboard;
using namespace gridboard::model;

namespace {

Merchant merchant() {
  return {"26", "0016A00000000000YUNX0108ABCD1234", "YUNXI POWER SUPPLY", "YUNXI", "云溪供电"};
}

const std::string kGolden =
    "000201010212263"
    "20016A00000000000YUNX0108ABCD1234"
    "520449005303156540596.405802CN5918YUNXI POWER SUPPLY6005YUNXI"
    "62200116B202611-33010400"
    "64140002ZH0104云溪供电"
    "6304";

std::string with_crc(std::string text) {
  const std::string covered = text + "6304";
  char crc[5];
  std::snprintf(crc, sizeof crc, "%04X", static_cast<unsigned>(crc16_ccitt_false(covered)));
  return covered + crc;
}

// A sound code, except for what a case breaks on purpose; the CRC always fits.
const std::string kAccount = "26080104YUNX";
const std::string kRest = "520449005303156540596.405802CN5905YUNXI6005YUNXI";
const std::string kBill = "62080104B001";

std::string refusal(const std::string& payload) {
  const auto parsed = parse_payment_code(payload);
  return parsed ? "accepted" : parsed.error().message;
}

}  // namespace

TEST_CASE("the CRC is CRC-16/CCITT-FALSE") {
  CHECK(crc16_ccitt_false("123456789") == 0x29B1);
  CHECK(crc16_ccitt_false("") == 0xFFFF);
}

TEST_CASE("a payment code is what EMVCo's layout says, to the byte") {
  const auto code = make_payment_code(merchant(), "B202611-33010400", 9640);
  REQUIRE(code.has_value());
  CHECK(code->substr(0, code->size() - 4) == kGolden);
  CHECK(*code == with_crc(kGolden.substr(0, kGolden.size() - 4)));
  const auto parsed = parse_payment_code(*code);
  REQUIRE(parsed.has_value());
  CHECK(parsed->amount_fen == 9640);
  CHECK(parsed->bill_no == "B202611-33010400");
  CHECK(parsed->merchant_name == "YUNXI POWER SUPPLY");
}

TEST_CASE("every amount goes round") {
  for (const std::int64_t fen : {1LL, 99LL, 100LL, 9640LL, 120'500LL, 9'999'999'999LL}) {
    const auto code = make_payment_code(merchant(), "B1", fen);
    REQUIRE(code.has_value());
    CHECK(parse_payment_code(*code)->amount_fen == fen);
  }
}

TEST_CASE("a code that would not fit its tags isn't made") {
  Merchant wrong = merchant();
  std::string bill_no = "B1";
  std::int64_t amount_fen = 100;
  SUBCASE("a name over 25") {
    wrong.name = std::string(26, 'N');
  }
  SUBCASE("a name that isn't Latin") {
    wrong.name = "云溪";
  }
  SUBCASE("no name") {
    wrong.name.clear();
  }
  SUBCASE("a city over 15") {
    wrong.city = std::string(16, 'C');
  }
  SUBCASE("no account") {
    wrong.account_value.clear();
  }
  SUBCASE("an account over 99") {
    wrong.account_value = std::string(100, '1');
  }
  SUBCASE("an account tag out of range") {
    wrong.account_tag = "52";
  }
  SUBCASE("an account tag below the range") {
    wrong.account_tag = "01";
  }
  SUBCASE("an account tag that is none") {
    wrong.account_tag = "2x";
  }
  SUBCASE("a Chinese name over 25") {
    wrong.name_zh = "云溪供电云溪供电云溪供电云溪供电云溪供电云溪供电云溪";
  }
  SUBCASE("no bill number") {
    bill_no.clear();
  }
  SUBCASE("a bill number over 25") {
    bill_no = std::string(26, '1');
  }
  SUBCASE("nothing to pay") {
    amount_fen = 0;
  }
  SUBCASE("less than nothing to pay") {
    amount_fen = -1;
  }
  SUBCASE("more than the tag takes") {
    amount_fen = 10'000'000'000;
  }
  if (wrong.name == merchant().name && wrong.city == merchant().city && wrong.account_tag == "26" &&
      wrong.account_value == merchant().account_value && wrong.name_zh == merchant().name_zh && bill_no == "B1" &&
      amount_fen == 100) {
    CHECK(make_payment_code(wrong, bill_no, amount_fen).has_value());
    return;
  }
  CHECK(make_payment_code(wrong, bill_no, amount_fen).error().code == base::ErrorCode::invalid_input);
}

TEST_CASE("each kind of malformed code is refused") {
  REQUIRE(refusal(with_crc("000201010212" + kAccount + kRest + kBill)) == "accepted");
  const auto refused = [](const std::string& payload, const char* why) {
    CAPTURE(payload);
    CHECK(refusal(payload).find(why) != std::string::npos);
  };
  SUBCASE("empty, cut or not a code") {
    refused("", "doesn't start");
    refused("hello", "a tag and a length");
    refused("0002", "longer than what is left");
    refused("00020", "longer than what is left");
    refused(with_crc("000201010212" + kAccount).substr(0, 20), "longer than what is left");
  }
  SUBCASE("starts otherwise") {
    refused(with_crc("010212000201" + kAccount + kRest + kBill), "doesn't start");
    refused(with_crc("000202010212" + kAccount + kRest + kBill), "doesn't start");
  }
  SUBCASE("the CRC isn't last") {
    refused("000201010212" + kAccount + kRest + kBill, "doesn't end");
    refused(with_crc("000201010212" + kAccount + kRest + kBill) + "0703abc", "doesn't end");
  }
  SUBCASE("the CRC doesn't fit or is in small letters") {
    std::string altered = with_crc("000201010212" + kAccount + kRest + kBill);
    altered[altered.find("96.40")] = '1';
    refused(altered, "CRC doesn't fit");
    std::string small = with_crc("000201010212" + kAccount + kRest + kBill);
    for (std::size_t i = small.size() - 4; i < small.size(); ++i) {
      small[i] = static_cast<char>(std::tolower(static_cast<unsigned char>(small[i])));
    }
    refused(small, "CRC doesn't fit");
  }
  SUBCASE("a tag that isn't taken, twice or empty") {
    refused(with_crc("000201010212" + kAccount + kRest + kBill + "9902ab"), "tag 99");
    refused(with_crc("000201010212" + kAccount + kRest + "540596.40" + kBill), "tag 54 stands twice");
    refused(with_crc("000201010212" + kAccount + kRest + kBill + "0700"), "tag 07 is empty");
    refused(with_crc("000201010212" + kAccount + kRest + "62160104B0010104B002"), "tag 01 stands twice");
  }
  SUBCASE("another currency, country, category or way") {
    refused(with_crc("000201010213" + kAccount + kRest + kBill), "01 must be");
    refused(with_crc("000201010212" + kAccount + "520448005303156540596.405802CN5901Y6001Y" + kBill), "4900");
    refused(with_crc("000201010212" + kAccount + "520449005303840540596.405802CN5901Y6001Y" + kBill), "156");
    refused(with_crc("000201010212" + kAccount + "520449005303156540596.405802US5901Y6001Y" + kBill), "CN");
  }
  SUBCASE("something is missing") {
    refused(with_crc("000201010212" + kRest + kBill), "no merchant account");
    refused(with_crc("000201010212" + kAccount + "520449005303156540596.405802CN6001Y" + kBill), "merchant name");
    refused(with_crc("000201010212" + kAccount + "520449005303156540596.405802CN5901Y" + kBill), "city");
    refused(with_crc("000201010212" + kAccount + "5204490053031565802CN5901Y6001Y" + kBill), "54 is not an amount");
    refused(with_crc("000201010212" + kAccount + kRest), "no bill number");
  }
  SUBCASE("an amount that is none") {
    for (const char* amount : {"54040.00", "5405-1.00", "54041e10", "54051,000", "54051.000", "5404+1.0", "5402.1"}) {
      refused(with_crc("000201010212" + kAccount + "520449005303156" + amount + "5802CN5901Y6001Y" + kBill),
              "54 is not an amount");
    }
  }
  SUBCASE("longer than 512 characters") {
    std::string filler;
    for (const char* tag : {"80", "81", "82", "83", "84"}) filler += tag + std::string("99") + std::string(99, 'x');
    refused(with_crc("000201010212" + kAccount + kRest + kBill + filler), "512");
  }
  SUBCASE("broken UTF-8") {
    refused(with_crc("000201010212" + kAccount + kRest + kBill + "0702\xFF\xFE"), "UTF-8");
  }
}

TEST_CASE("an altered character anywhere is refused") {
  const std::string good = make_payment_code(merchant(), "B202611-33010400", 9640).value();
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string altered = good;
    altered[i] = altered[i] == '7' ? '8' : '7';
    CAPTURE(i);
    CHECK_FALSE(parse_payment_code(altered).has_value());
  }
}
