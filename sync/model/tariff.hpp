// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Tier and time-of-use prices (阶梯 / 峰谷), from assets/rules/tariffs.json.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"

namespace gridboard::model {

enum class TierPeriod { month, year };

struct Tier {
  std::int64_t up_to_wh = 0;  // inclusive upper bound of the period's energy; 0 in the last tier: no bound
  std::int64_t flat_e4 = 0;   // 1/10000 yuan a kWh without time of use
  std::int64_t peak_e4 = 0, valley_e4 = 0;  // with time of use
};

// A tariff as in force from a day on.
struct Tariff {
  std::string id;
  std::string name;
  base::Date from{};
  TierPeriod tier_period = TierPeriod::year;
  bool time_of_use = false;
  std::vector<Tier> tiers;  // at least one, bounds rising
  std::string source;       // decree or price list it was taken from
};

enum class LinePrice { flat, peak, valley };

// One line of a bill: energy of one tier at one price.
struct BillLine {
  int tier = 1;  // from 1
  LinePrice price = LinePrice::flat;
  std::int64_t energy_wh = 0;
  std::int64_t price_e4 = 0;
  std::int64_t amount_fen = 0;  // energy_cost_fen of the two above

  bool operator==(const BillLine&) const = default;
};

// Lines for `peak_wh` + `valley_wh` (time of use) or `flat_wh`, where `used_before_wh` of the tier period was used
// before. Where a period crosses a tier, peak and valley are split over the tiers in their proportion to the period's
// energy, whole Wh, remainder to valley; peak lines add up to `peak_wh` and valley lines to `valley_wh` exactly. With
// time of use `flat_wh` must be 0; without it all energy is priced flat. Lines of no energy are left out. Energies must
// not be negative. A period that crosses the turn of the tier period is two consumptions: the second with
// used_before_wh 0.
struct Consumption {
  std::int64_t used_before_wh = 0;
  std::int64_t flat_wh = 0, peak_wh = 0, valley_wh = 0;
};
[[nodiscard]] std::vector<BillLine> price_consumption(const Tariff& tariff, const Consumption& consumption);
[[nodiscard]] std::int64_t total_fen(const std::vector<BillLine>& lines);

// The tariffs of a file, of which the one with the latest `from` not after a day is in force that day.
class TariffBook {
 public:
  // Errors name the file, the tariff and the field.
  [[nodiscard]] static base::Result<TariffBook> load(const std::string& path);
  [[nodiscard]] static base::Result<TariffBook> parse(std::string_view json, std::string_view name_of_source);
  [[nodiscard]] const Tariff* in_force(std::string_view id, base::Date day) const;  // nullptr if none
  [[nodiscard]] const std::vector<Tariff>& all() const { return tariffs_; }

 private:
  std::vector<Tariff> tariffs_;
};

[[nodiscard]] const char* name_of(LinePrice price);
[[nodiscard]] const char* name_of(TierPeriod period);
[[nodiscard]] base::Result<LinePrice> parse_line_price(std::string_view text);
[[nodiscard]] base::Result<TierPeriod> parse_tier_period(std::string_view text);

}  // namespace gridboard::model
