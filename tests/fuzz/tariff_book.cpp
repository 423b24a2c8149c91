// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Whatever passes for a tariff prices energy without losing any.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/model/tariff.hpp"

using namespace gridboard::model;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto book = TariffBook::parse(text, "fuzz");
  if (!book) return 0;
  for (const Tariff& tariff : book->all()) {
    Consumption consumption{.used_before_wh = 2'759'001};
    (tariff.time_of_use ? consumption.peak_wh : consumption.flat_wh) = 3'000'017;
    if (tariff.time_of_use) consumption.valley_wh = 999'983;
    std::int64_t energy_wh = 0;
    for (const BillLine& line : price_consumption(tariff, consumption)) energy_wh += line.energy_wh;
    if (energy_wh != consumption.flat_wh + consumption.peak_wh + consumption.valley_wh) std::abort();
  }
  return 0;
}
