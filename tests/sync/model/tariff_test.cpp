// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <map>

#include "sync/model/tariff.hpp"

using namespace gridboard;
using namespace gridboard::model;

namespace {

const std::string kTariffs = std::string(GRIDBOARD_ASSETS_DIR) + "/rules/tariffs.json";

base::Date day(std::string_view text) {
  return base::parse_date(text).value();
}

const Tariff& tariff(const TariffBook& book, std::string_view id) {
  const Tariff* found = book.in_force(id, day("2026-06-01"));
  REQUIRE(found != nullptr);
  return *found;
}

std::int64_t energy(const std::vector<BillLine>& lines, LinePrice price) {
  std::int64_t sum = 0;
  for (const BillLine& line : lines) sum += line.price == price ? line.energy_wh : 0;
  return sum;
}

}  // namespace

TEST_CASE("golden bills of the annual tiers") {
  const TariffBook book = TariffBook::load(kTariffs).value();
  const Tariff& annual = tariff(book, "residential-annual");
  const auto bill = [&](std::int64_t before_kwh, std::int64_t kwh) {
    return price_consumption(annual, {.used_before_wh = before_kwh * 1000, .flat_wh = kwh * 1000});
  };
  SUBCASE("a month in the first tier") {
    CHECK(bill(0, 171) == std::vector<BillLine>{{1, LinePrice::flat, 171'000, 5380, 9200}});
  }
  SUBCASE("up to 2760 kWh the first price holds to the last kWh") {
    CHECK(bill(2660, 100) == std::vector<BillLine>{{1, LinePrice::flat, 100'000, 5380, 5380}});
    CHECK(total_fen(bill(0, 2760)) == 148'488);
  }
  SUBCASE("the 2761st kWh costs the second price") {
    CHECK(bill(2660, 101) ==
          std::vector<BillLine>{{1, LinePrice::flat, 100'000, 5380, 5380}, {2, LinePrice::flat, 1'000, 5880, 59}});
    CHECK(bill(2760, 1) == std::vector<BillLine>{{2, LinePrice::flat, 1'000, 5880, 59}});
  }
  SUBCASE("a single Wh over the bound is in the second tier") {
    const auto lines = price_consumption(annual, {.used_before_wh = 2'760'000, .flat_wh = 1});
    CHECK(lines == std::vector<BillLine>{{2, LinePrice::flat, 1, 5880, 0}});
  }
  SUBCASE("up to 4800 kWh the second price holds, the 4801st costs the third") {
    CHECK(bill(4700, 100) == std::vector<BillLine>{{2, LinePrice::flat, 100'000, 5880, 5880}});
    CHECK(bill(4700, 101) ==
          std::vector<BillLine>{{2, LinePrice::flat, 100'000, 5880, 5880}, {3, LinePrice::flat, 1'000, 8380, 84}});
    CHECK(bill(4800, 1) == std::vector<BillLine>{{3, LinePrice::flat, 1'000, 8380, 84}});
  }
  SUBCASE("one bill through all three tiers") {
    CHECK(bill(2700, 2200) == std::vector<BillLine>{{1, LinePrice::flat, 60'000, 5380, 3228},
                                                    {2, LinePrice::flat, 2'040'000, 5880, 119'952},
                                                    {3, LinePrice::flat, 100'000, 8380, 8380}});
    CHECK(total_fen(bill(2700, 2200)) == 131'560);
  }
  SUBCASE("across the turn of the year the counter starts anew") {
    // 60 kWh in December on top of 4780, 90 kWh in January: the one in the second and third tier, the other in the
    // first.
    auto lines = bill(4780, 60);
    const auto january = bill(0, 90);
    lines.insert(lines.end(), january.begin(), january.end());
    CHECK(lines == std::vector<BillLine>{{2, LinePrice::flat, 20'000, 5880, 1176},
                                         {3, LinePrice::flat, 40'000, 8380, 3352},
                                         {1, LinePrice::flat, 90'000, 5380, 4842}});
    CHECK(total_fen(lines) == 9370);
  }
  SUBCASE("no energy, no lines") {
    CHECK(bill(100, 0).empty());
  }
}

TEST_CASE("golden bills with time of use") {
  const TariffBook book = TariffBook::load(kTariffs).value();
  const Tariff& tou = tariff(book, "residential-annual-tou");
  SUBCASE("within a tier peak and valley stay as read") {
    CHECK(price_consumption(tou, {.peak_wh = 120'000, .valley_wh = 80'000}) ==
          std::vector<BillLine>{{1, LinePrice::peak, 120'000, 5680, 6816}, {1, LinePrice::valley, 80'000, 2880, 2304}});
  }
  SUBCASE("where a tier is crossed both are split in proportion") {
    // 100 of 300 kWh reach the bound: a third of each.
    CHECK(price_consumption(tou, {.used_before_wh = 2'660'000, .peak_wh = 210'000, .valley_wh = 90'000}) ==
          std::vector<BillLine>{{1, LinePrice::peak, 70'000, 5680, 3976},
                                {1, LinePrice::valley, 30'000, 2880, 864},
                                {2, LinePrice::peak, 140'000, 6180, 8652},
                                {2, LinePrice::valley, 60'000, 3380, 2028}});
  }
  SUBCASE("an uneven split gives the remainder to valley") {
    // 1 of 3 kWh reaches the bound; two thirds of it are peak: 666 Wh whole.
    CHECK(price_consumption(tou, {.used_before_wh = 2'759'000, .peak_wh = 2'000, .valley_wh = 1'000}) ==
          std::vector<BillLine>{{1, LinePrice::peak, 666, 5680, 38},
                                {1, LinePrice::valley, 334, 2880, 10},
                                {2, LinePrice::peak, 1'334, 6180, 82},
                                {2, LinePrice::valley, 666, 3380, 23}});
  }
  SUBCASE("all peak or all valley leaves no empty lines") {
    CHECK(price_consumption(tou, {.used_before_wh = 4'799'000, .valley_wh = 2'000}) ==
          std::vector<BillLine>{{2, LinePrice::valley, 1'000, 3380, 34}, {3, LinePrice::valley, 1'000, 5880, 59}});
  }
}

TEST_CASE("however tiers are crossed, no Wh is lost or made") {
  const TariffBook book = TariffBook::load(kTariffs).value();
  const Tariff& tou = tariff(book, "residential-annual-tou");
  for (std::int64_t before = 2'700'000; before < 4'900'000; before += 91'237) {
    for (std::int64_t peak = 0; peak < 3'000'000; peak += 333'331) {
      const std::int64_t valley = 2'999'999 - peak;
      const auto lines = price_consumption(tou, {.used_before_wh = before, .peak_wh = peak, .valley_wh = valley});
      CHECK(energy(lines, LinePrice::peak) == peak);
      CHECK(energy(lines, LinePrice::valley) == valley);
      for (const BillLine& line : lines) CHECK(line.energy_wh > 0);
    }
  }
}

TEST_CASE("a tariff is in force from its day on, the latest first") {
  const char* json = R"({"tariffs": [
    {"id": "a", "name": "甲", "from": "2024-01-01", "tier_period": "year", "source": "x", "tiers": [{"flat": "0.5"}]},
    {"id": "a", "name": "甲", "from": "2026-07-01", "tier_period": "year", "source": "y", "tiers": [{"flat": "0.6"}]}]})";
  const TariffBook book = TariffBook::parse(json, "t.json").value();
  CHECK(book.in_force("a", day("2023-12-31")) == nullptr);
  CHECK(book.in_force("a", day("2024-01-01"))->tiers[0].flat_e4 == 5000);
  CHECK(book.in_force("a", day("2026-06-30"))->tiers[0].flat_e4 == 5000);
  CHECK(book.in_force("a", day("2026-07-01"))->tiers[0].flat_e4 == 6000);
  CHECK(book.in_force("b", day("2026-07-01")) == nullptr);
  CHECK(book.all().size() == 2);
}

TEST_CASE("a broken tariff file is refused with the place of the fault") {
  const auto with_tier = [](const std::string& tiers, const std::string& more = "") {
    return R"({"tariffs": [{"id": "a", "name": "甲", "from": "2024-01-01", "tier_period": "year", "source": "x", )" +
           more + R"("tiers": )" + tiers + "}]}";
  };
  const std::map<std::string, std::string> cases{
      {"", "t.json: not JSON"},
      {"[]", "t.json: must be an object"},
      {"{}", "t.json: tariffs: is missing"},
      {R"({"tariffs": [1]})", "t.json: tariffs[0]: must be an object"},
      {R"({"tariffs": [{}]})", "t.json: tariffs[0].id: a text is missing"},
      {with_tier("[]"), "t.json: tariffs[0].tiers: a tariff needs at least one tier"},
      {with_tier(R"([{"flat": 0.5}])"), "t.json: tariffs[0].tiers[0].flat: must be a text"},
      {with_tier(R"([{"flat": "0.53801"}])"), "t.json: tariffs[0].tiers[0].flat: \"0.53801\" is not a price"},
      {with_tier(R"([{"flat": "-1"}])"), "t.json: tariffs[0].tiers[0].flat: a price can't be negative"},
      {with_tier(R"([{"up_to_kwh": 5, "flat": "1"}])"), "t.json: tariffs[0].tiers: all tiers but the last"},
      {with_tier(R"([{"flat": "1"}, {"flat": "1"}])"), "t.json: tariffs[0].tiers: all tiers but the last"},
      {with_tier(R"([{"up_to_kwh": 5, "flat": "1"}, {"up_to_kwh": 5, "flat": "1"}, {"flat": "1"}])"),
       "t.json: tariffs[0].tiers: up_to_kwh must rise"},
      {with_tier(R"([{"flat": "1"}])", R"("time_of_use": true, )"),
       "t.json: tariffs[0].tiers[0].peak: a text is missing"},
      {with_tier(R"([{"flat": "1"}])", R"("colour": 1, )"), "t.json: tariffs[0].colour: is not a known field"},
  };
  for (const auto& [json, message] : cases) {
    CAPTURE(json);
    const auto book = TariffBook::parse(json, "t.json");
    REQUIRE_FALSE(book.has_value());
    CHECK(book.error().code == base::ErrorCode::invalid_input);
    CHECK(book.error().message.substr(0, message.size()) == message);
  }
  CHECK(TariffBook::load("/nonexistent/tariffs.json").error().code == base::ErrorCode::not_found);
}

TEST_CASE("words of prices and periods go round") {
  for (const LinePrice price : {LinePrice::flat, LinePrice::peak, LinePrice::valley}) {
    CHECK(parse_line_price(name_of(price)).value() == price);
  }
  for (const TierPeriod period : {TierPeriod::month, TierPeriod::year}) {
    CHECK(parse_tier_period(name_of(period)).value() == period);
  }
  CHECK(parse_line_price("谷").value() == LinePrice::valley);
  CHECK_FALSE(parse_line_price("shoulder").has_value());
}
