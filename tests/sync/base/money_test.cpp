// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <limits>

#include "sync/base/money.hpp"

using namespace gridboard::base;

TEST_CASE("energy is priced to the fen, halves away from zero, once") {
  SUBCASE("exact products stay exact") {
    CHECK(energy_cost_fen(171'000, 5380) == 9200);  // 171 kWh x 0.538 = 91.998 yuan
    CHECK(energy_cost_fen(1'000'000, 5380) == 53'800);
    CHECK(energy_cost_fen(0, 5380) == 0);
  }
  SUBCASE("half a fen goes up") {
    CHECK(energy_cost_fen(1'000, 50) == 1);      // 0.5 fen
    CHECK(energy_cost_fen(999, 50) == 0);        // 0.4995 fen
    CHECK(energy_cost_fen(5'000, 5390) == 270);  // 269.5 fen
    CHECK(energy_cost_fen(5'000, 5389) == 269);  // 269.45 fen
  }
  SUBCASE("half a fen of a refund goes down, away from zero") {
    CHECK(energy_cost_fen(-1'000, 50) == -1);
    CHECK(energy_cost_fen(-999, 50) == 0);
    CHECK(energy_cost_fen(-5'000, 5390) == -270);
  }
  SUBCASE("products beyond 64 bits are exact, results beyond are held at the edge") {
    CHECK(energy_cost_fen(1'000'000'000'000'000'000, 100'000) == 1'000'000'000'000'000'000);
    CHECK(energy_cost_fen(std::numeric_limits<std::int64_t>::max(), 200'000) ==
          std::numeric_limits<std::int64_t>::max());
  }
}

TEST_CASE("amounts are written with two decimals") {
  CHECK(format_yuan(9640) == "96.40");
  CHECK(format_yuan(120'500) == "1205.00");
  CHECK(format_yuan(5) == "0.05");
  CHECK(format_yuan(0) == "0.00");
  CHECK(format_yuan(-5) == "-0.05");
  CHECK(format_yuan(std::numeric_limits<std::int64_t>::min()) == "-92233720368547758.08");
  CHECK(format_yuan_grouped(99'999) == "999.99");
  CHECK(format_yuan_grouped(120'500) == "1,205.00");
  CHECK(format_yuan_grouped(-123'456'789'00) == "-123,456,789.00");
}

TEST_CASE("amounts are read as people write them") {
  CHECK(parse_yuan("96.4").value() == 9640);
  CHECK(parse_yuan("96").value() == 9600);
  CHECK(parse_yuan("1,205.00").value() == 120'500);
  CHECK(parse_yuan("-3").value() == -300);
  CHECK(parse_yuan("+0.01").value() == 1);
  CHECK(parse_yuan(" 96.40\u3000").value() == 9640);
  CHECK(parse_yuan("999999999999.99").value() == 99'999'999'999'999);
}

TEST_CASE("what is no amount is refused, never guessed") {
  for (const char* wrong : {"", "-", ".", ".5", "5.", "1.234", "1,20", "12,34.00", ",123", "1,,234", "1,2345", "1.2.3",
                            "1e3", "96.4元", "--3", "0x10", "９６", "9999999999999"}) {
    CAPTURE(wrong);
    CHECK(parse_yuan(wrong).error().code == ErrorCode::invalid_input);
  }
  CHECK(parse_yuan("abc").error().message.find("\"abc\"") != std::string::npos);
}

TEST_CASE("what is written is read back") {
  for (std::int64_t fen = -100'000; fen <= 12'000'000; fen += 997) {
    CHECK(parse_yuan(format_yuan(fen)).value() == fen);
    CHECK(parse_yuan(format_yuan_grouped(fen)).value() == fen);
  }
}

TEST_CASE("prices and energy") {
  CHECK(format_price(5680) == "0.5680");
  CHECK(format_price(12'345) == "1.2345");
  CHECK(parse_price("0.538").value() == 5380);
  CHECK_FALSE(parse_price("0.53801").has_value());
  CHECK(format_kwh(171'000) == "171");
  CHECK(format_kwh(171'250) == "171.25");
  CHECK(format_kwh(1) == "0.001");
  CHECK(format_kwh(-500) == "-0.5");
  CHECK(parse_kwh_to_wh("171.25").value() == 171'250);
  CHECK(parse_kwh_to_wh("2,760").value() == 2'760'000);
  CHECK_FALSE(parse_kwh_to_wh("1.2345").has_value());
}
