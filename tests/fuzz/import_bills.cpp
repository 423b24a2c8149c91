// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A bills file of anybody's making: read, checked and priced, in memory.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/desk/import_bill_rows.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  desk::ImportErrors errors("fuzz.csv");
  auto table = desk::ImportTable::of(desk::CsvReader::of_text(text), desk::kBillColumns, errors);
  if (!table) return 0;
  const auto tariffs = model::TariffBook::parse(
      R"({"tariffs":[{"id":"t","name":"t","from":"2012-07-01","tier_period":"year","time_of_use":false,)"
      R"("tiers":[{"up_to_kwh":2760,"flat":"0.538"},{"flat":"0.838"}],"source":"fuzz"}]})",
      "fuzz");
  if (!tariffs) std::abort();
  desk::BilledHouseholds households;
  households.by_account.emplace("3310000001", desk::BilledHousehold{"A/1/101", "t", 0});
  households.logs.emplace_back("A");
  desk::BillRows rows(*table, households, *tariffs, base::Instant{}, base::Zone{});
  model::Bill bill;
  while (true) {
    const auto more = table->next();
    if (!more || !*more) break;
    const bool good = rows.read(bill) != nullptr;
    // What passes fits together: its lines make its amount, or there is an error.
    if (good && model::total_fen(bill.lines) != bill.amount_fen) std::abort();
    if (!good && errors.none()) std::abort();
  }
  return 0;
}
