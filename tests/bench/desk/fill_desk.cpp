// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// fill_desk STORE [SHARE] [--large]: fills a centre that `gridboard init` has made, a SQLite file or postgresql://...,
// with what a supplier of a province has: 2,000 communities, 10,000 boards and 2 million households, or that share of
// them in percent; with --large 24 million bills and 500,000 outages with what was told of them as well. No server may
// run. Prints how many seconds it took.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "sync/sqlite/database.hpp"
#include "sync/store/postgres/postgres_connection.hpp"
#include "tests/bench/desk/history.hpp"

namespace {

using namespace gridboard;
using base::Result;
using Steady = std::chrono::steady_clock;

using Tables = std::set<std::string>;

Result<void> run_all(const std::vector<bench::Filling>& fillings, const Tables& tables,
                     const std::function<Result<void>(const std::string&)>& execute) {
  for (const bench::Filling& filling : fillings) {
    if (!filling.table.empty() && !tables.contains(filling.table)) continue;
    if (auto done = execute(filling.sql); !done) {
      return base::fail(done.error().code, done.error().message + " in " + filling.sql.substr(0, 400));
    }
  }
  return {};
}

Result<void> fill_sqlite(const std::string& path, const std::vector<bench::Filling>& fillings) {
  auto file = sqlite::Database::open(path);
  if (!file) return tl::unexpected(file.error());
  // A filling that breaks off is begun anew with another file: nothing waits for the disk.
  for (const char* quick : {"PRAGMA synchronous = OFF", "PRAGMA cache_size = -1000000"}) {
    if (auto done = file->execute(quick); !done) return done;
  }
  Tables tables;
  auto row = file->prepare("SELECT name FROM sqlite_master WHERE type = 'table'");
  if (!row) return tl::unexpected(row.error());
  for (auto more = row->step(); more && *more; more = row->step()) tables.insert(row->string(0));
  auto done = run_all(fillings, tables, [&](const std::string& sql) -> Result<void> {
    auto part = file->execute("BEGIN");
    if (part) part = file->execute(sql);
    if (part) part = file->execute("COMMIT");
    return part;
  });
  if (done) done = file->execute("PRAGMA wal_checkpoint(TRUNCATE)");
  return done;
}

Result<void> fill_postgres(const std::string& location, const std::vector<bench::Filling>& fillings) {
  auto server = store::PostgresConnection::open(location);
  if (!server) return tl::unexpected(server.error());
  if (auto quick = (*server)->execute("SET synchronous_commit = off"); !quick) return quick;
  Tables tables;
  auto row = (*server)->statement(
      "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema() AND "
      "table_type = 'BASE TABLE'");
  if (!row) return tl::unexpected(row.error());
  for (auto more = (*row)->step(); more && *more; more = (*row)->step()) tables.insert((*row)->string(0));
  row->reset();
  auto done = run_all(fillings, tables, [&](const std::string& sql) { return (*server)->execute(sql); });
  // What its own autovacuum does within minutes.
  for (const char* rest : {"VACUUM ANALYZE", "CHECKPOINT"}) {
    if (done) done = (*server)->execute(rest);
  }
  return done;
}

std::vector<bench::Filling> fillings_of(const bench::Province& province, const bench::History* history,
                                        bench::Sql sql) {
  std::vector<bench::Filling> fillings = bench::filling(province, sql);
  if (history == nullptr) return fillings;
  for (bench::Filling& filling : bench::history_filling(province, *history, sql))
    fillings.push_back(std::move(filling));
  return fillings;
}

}  // namespace

int main(int count, char** values) {
  std::vector<std::string> arguments(values + 1, values + count);
  const bool large = std::erase(arguments, "--large") > 0;
  const int share = arguments.size() == 2 ? std::atoi(arguments[1].c_str()) : 100;
  if (arguments.empty() || arguments.size() > 2 || share < 1 || share > 100) {
    std::fprintf(stderr, "usage: %s STORE [SHARE_IN_PERCENT] [--large]\n", values[0]);
    return 2;
  }
  bench::Province province;
  province.communities = province.communities * share / 100;
  province.notices = province.notices * share / 100;
  province.audit_entries = province.audit_entries * share / 100;
  province.now_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count();
  bench::History history;
  history.outages = history.outages * share / 100;
  const bool on_server = arguments[0].starts_with("postgresql://");
  const auto fillings =
      fillings_of(province, large ? &history : nullptr, on_server ? bench::Sql::postgres : bench::Sql::sqlite);
  const auto begun = Steady::now();
  const auto filled = on_server ? fill_postgres(arguments[0], fillings) : fill_sqlite(arguments[0], fillings);
  if (!filled) {
    std::fprintf(stderr, "%s\n", filled.error().message.c_str());
    return 1;
  }
  std::printf("%.1f\n", std::chrono::duration<double>(Steady::now() - begun).count());
  return 0;
}
