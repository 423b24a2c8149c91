// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// An import that is killed leaves nothing, and the next one goes through.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "sync/desk/import_bills.hpp"
#include "sync/sqlite/database.hpp"
#include "sync/store/sqlite/sqlite_store.hpp"
#include "tests/sync/desk/import_fixture.hpp"

using namespace gridboard;

namespace {

constexpr int kBills = 2000;

std::string many_bills() {
  std::string text(tests::kBillHeader);
  for (int i = 0; i < kBills; ++i) {
    const int months = 1500 + i;  // since the year 1900
    const std::string year = std::to_string(1900 + months / 12), month = std::to_string(101 + months % 12).substr(1);
    const std::string at = year + "-" + month;
    text += "K" + std::to_string(i) + ",3310000001," + at + "," + at + "-01," + at + "-28,1000,1100,100,,,300,53.80," +
            at + "-28,disputed,\n";
  }
  return text;
}

// What is in the store: the bills, and whether the file is whole.
std::int64_t bills_in(const std::string& path) {
  auto database = sqlite::Database::open(path);
  REQUIRE(database);
  CHECK(database->first_damage().value().empty());
  const std::int64_t records = database->query_integer("SELECT count(*) FROM feed WHERE key LIKE 'bill/%'").value();
  const std::int64_t bills = database->query_integer("SELECT count(*) FROM bill").value();
  CHECK(records == bills);
  return bills;
}

}  // namespace

TEST_CASE("kill -9 at any moment of an import leaves all of it or nothing") {
  tests::ImportFixture centre;
  const std::string path = centre.folder.file("centre.db");
  const std::string bills = centre.folder.write("bills.csv", many_bills());
  centre.store.reset();
  int killed = 0;
  for (int wait_ms = 1; wait_ms < 400; wait_ms += wait_ms / 2 + 7) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      auto store = store::open_sqlite_store(path);
      const bool good = store && desk::import_bills(**store, bills, centre.rules, centre.tariffs, centre.now)->ok();
      ::_exit(good ? 0 : 1);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(wait_ms));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (!WIFSIGNALED(status)) break;
    ++killed;
    const std::int64_t left = bills_in(path);
    const bool whole = left == 0 || left == kBills;
    CHECK(whole);
    if (left == kBills) break;
  }
  CHECK(killed > 0);
  auto store = store::open_sqlite_store(path);
  REQUIRE(store);
  const auto report = desk::import_bills(**store, bills, centre.rules, centre.tariffs, centre.now);
  REQUIRE(report);
  CHECK(report->ok());
  CHECK(report->rows == kBills);
  store->reset();
  CHECK(bills_in(path) == kBills);
}
