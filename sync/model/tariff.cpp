// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/tariff.hpp"

#include <algorithm>
#include <limits>

#include "sync/base/money.hpp"
#include "sync/model/names.hpp"

namespace gridboard::model {

namespace {

__extension__ using Wide = __int128;

constexpr std::array<Word<LinePrice>, 5> kLinePrices{{{LinePrice::flat, "flat", "平"},
                                                      {LinePrice::flat, "flat", "平价"},
                                                      {LinePrice::peak, "peak", "峰"},
                                                      {LinePrice::valley, "valley", "谷"},
                                                      {LinePrice::valley, "valley", "低谷"}}};

constexpr std::array<Word<TierPeriod>, 2> kTierPeriods{
    {{TierPeriod::month, "month", "月"}, {TierPeriod::year, "year", "年"}}};

void add_line(std::vector<BillLine>& lines, int tier, LinePrice price, std::int64_t energy_wh, std::int64_t price_e4) {
  if (energy_wh == 0) return;
  lines.push_back({tier, price, energy_wh, price_e4, base::energy_cost_fen(energy_wh, price_e4)});
}

// The part of `peak_wh` that falls into the first `reached_wh` of a period's `energy_wh`. Taking differences of this
// running share, not rounding each tier alone, keeps the sum over the tiers exactly the peak energy.
std::int64_t peak_within(std::int64_t reached_wh, std::int64_t peak_wh, std::int64_t energy_wh) {
  return static_cast<std::int64_t>(static_cast<Wide>(reached_wh) * peak_wh / energy_wh);
}

}  // namespace

std::vector<BillLine> price_consumption(const Tariff& tariff, const Consumption& consumption) {
  std::vector<BillLine> lines;
  const std::int64_t measured_wh = consumption.peak_wh + consumption.valley_wh;
  const std::int64_t energy_wh = tariff.time_of_use ? measured_wh : consumption.flat_wh + measured_wh;
  std::int64_t reached_wh = 0;  // of this period's energy
  for (std::size_t i = 0; i < tariff.tiers.size() && reached_wh < energy_wh; ++i) {
    const Tier& tier = tariff.tiers[i];
    const std::int64_t used_wh = consumption.used_before_wh + reached_wh;
    const std::int64_t room_wh =
        tier.up_to_wh == 0 ? std::numeric_limits<std::int64_t>::max() : tier.up_to_wh - used_wh;
    if (room_wh <= 0) continue;
    const std::int64_t in_tier_wh = std::min(room_wh, energy_wh - reached_wh);
    const int number = static_cast<int>(i) + 1;
    if (tariff.time_of_use) {
      const std::int64_t peak_wh = peak_within(reached_wh + in_tier_wh, consumption.peak_wh, energy_wh) -
                                   peak_within(reached_wh, consumption.peak_wh, energy_wh);
      add_line(lines, number, LinePrice::peak, peak_wh, tier.peak_e4);
      add_line(lines, number, LinePrice::valley, in_tier_wh - peak_wh, tier.valley_e4);
    } else {
      add_line(lines, number, LinePrice::flat, in_tier_wh, tier.flat_e4);
    }
    reached_wh += in_tier_wh;
  }
  return lines;
}

std::int64_t total_fen(const std::vector<BillLine>& lines) {
  std::int64_t total = 0;
  for (const BillLine& line : lines) total += line.amount_fen;
  return total;
}

const char* name_of(LinePrice price) {
  return name_in(kLinePrices, price);
}
const char* name_of(TierPeriod period) {
  return name_in(kTierPeriods, period);
}

base::Result<LinePrice> parse_line_price(std::string_view text) {
  return parse_in(kLinePrices, text, "price of a bill line");
}
base::Result<TierPeriod> parse_tier_period(std::string_view text) {
  return parse_in(kTierPeriods, text, "period of tiers");
}

}  // namespace gridboard::model
