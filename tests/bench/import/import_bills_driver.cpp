// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// import_bills_driver make-centre DB PLACES HOUSEHOLDS | import DB BILLS: what the import benchmark and the crash test
// run as a process of their own.
#include <sys/resource.h>

#include <cstdio>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/import_bills.hpp"
#include "sync/desk/import_households.hpp"
#include "sync/desk/import_places.hpp"
#include "sync/store/sqlite/sqlite_store.hpp"

namespace {

using namespace gridboard;

int say(const base::Error& error) {
  std::fprintf(stderr, "%s: %s\n", base::name_of(error.code), error.message.c_str());
  return 1;
}

int say(const base::Result<desk::ImportReport>& report) {
  if (!report) return say(report.error());
  for (const desk::ImportError& error : report->errors) std::fprintf(stderr, "%s\n", error.text().c_str());
  std::printf("%zu rows, %zu changed, %zu unchanged, %zu errors\n", report->rows, report->changed, report->unchanged,
              report->error_count);
  return report->ok() ? 0 : 1;
}

int run(const std::vector<std::string>& arguments) {
  const std::string rules_folder = std::string(GRIDBOARD_ASSETS_DIR) + "/rules";
  const base::SystemClock clock;
  const base::Instant now = clock.now();
  const auto rules = model::Rules::load(rules_folder, base::date_of(now, base::Zone{}));
  if (!rules) return say(rules.error());
  const auto tariffs = model::TariffBook::load(rules_folder + "/tariffs.json");
  if (!tariffs) return say(tariffs.error());
  auto store = store::open_sqlite_store(arguments.at(2));
  if (!store) return say(store.error());
  if (arguments.at(1) == "import") return say(desk::import_bills(**store, arguments.at(3), *rules, *tariffs, now));
  desk::CentreSettings settings;
  settings.supplier_name = "基准供电";
  settings.merchant.account_value = "BENCHMARK0001";
  settings.merchant.name = "BENCH POWER";
  settings.merchant.city = "BENCH";
  const auto saved =
      (*store)->write([&](store::Writer& writer) { return desk::save_centre_settings(writer, settings); });
  if (!saved) return say(saved.error());
  if (const int failed = say(desk::import_places(**store, arguments.at(3))); failed != 0) return failed;
  return say(desk::import_households(**store, arguments.at(4), *rules, *tariffs, now));
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> arguments(values, values + count);
  if (count < 4) {
    std::fprintf(stderr, "usage: %s make-centre DB PLACES HOUSEHOLDS | import DB BILLS\n", values[0]);
    return 2;
  }
  const int code = run(arguments);
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  std::printf("peak %ld KiB\n", used.ru_maxrss);
  return code;
}
