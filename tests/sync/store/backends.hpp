// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// One contract suite for every store: each test runs against each backend named here.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sync/store/open_store.hpp"
#include "sync/store/store.hpp"
#include "tests/support/postgres.hpp"
#include "tests/support/temporary_folder.hpp"

namespace gridboard::tests {

struct Backend {
  std::string name;
  std::function<base::Result<std::unique_ptr<store::Store>>(const TemporaryFolder&)> open;
};

// The server of this test program; started by the first test that asks for it, gone with the program.
PostgresServer& postgres_server();

inline std::vector<Backend> backends() {
  return {{"sqlite", [](const TemporaryFolder& folder) { return store::open_store(folder.file("centre.db")); }},
          {"postgres", [](const TemporaryFolder&) { return store::open_store(postgres_server().new_location()); }}};
}

inline base::Instant at_second(int second) {
  return base::Instant(std::chrono::seconds(1795000000 + second));
}

inline base::Date day(int year, unsigned month, unsigned day_of_month) {
  return base::Date(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day_of_month));
}

inline model::Bill sample_bill(const std::string& account, unsigned month) {
  model::Bill bill;
  bill.bill_no = "2026" + std::string(month < 10 ? "0" : "") + std::to_string(month) + account;
  bill.account = account;
  bill.period = base::Month(std::chrono::year(2026), std::chrono::month(month));
  bill.read_from = day(2026, month, 1);
  bill.read_to = day(2026, month, 28);
  bill.reading_from_wh = 1000;
  bill.reading_to_wh = 172000;
  bill.energy_wh = 171000;
  bill.year_to_date_wh = 300000;
  bill.tariff_id = "residential-annual";
  bill.lines = {{1, model::LinePrice::flat, 171000, 5380, 9200}};
  bill.amount_fen = 9200;
  bill.due = day(2026, month, 28);
  return bill;
}

}  // namespace gridboard::tests
