// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// fill_desk STORE [SHARE]: fills a centre that `gridboard init` has made, a SQLite file or postgresql://..., with what
// a supplier of a province has: 2,000 communities, 10,000 boards and 2 million households, or that share of them in
// percent. No server may run. Prints how many seconds it took.
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "sync/sqlite/database.hpp"
#include "sync/store/postgres/postgres_connection.hpp"
#include "tests/bench/desk/province.hpp"

namespace {

using namespace gridboard;
using base::Result;
using Steady = std::chrono::steady_clock;

Result<void> fill_sqlite(const std::string& path, const std::vector<std::string>& statements) {
  auto file = sqlite::Database::open(path);
  if (!file) return tl::unexpected(file.error());
  auto done = file->execute("BEGIN");
  for (const std::string& statement : statements) {
    if (done) done = file->execute(statement);
    if (!done) return base::fail(done.error().code, done.error().message + " in " + statement.substr(0, 200));
  }
  if (done) done = file->execute("COMMIT");
  // As after a night of the centre's own: the planner knows what there is.
  if (done) done = file->execute("PRAGMA wal_checkpoint(TRUNCATE)");
  return done;
}

Result<void> fill_postgres(const std::string& location, const std::vector<std::string>& statements) {
  auto server = store::PostgresConnection::open(location);
  if (!server) return tl::unexpected(server.error());
  for (const std::string& statement : statements) {
    if (auto done = (*server)->execute(statement); !done) {
      return base::fail(done.error().code, done.error().message + " in " + statement.substr(0, 200));
    }
  }
  // What its own autovacuum does within minutes.
  for (const char* rest : {"VACUUM ANALYZE", "CHECKPOINT"}) {
    if (auto tidied = (*server)->execute(rest); !tidied) return tidied;
  }
  return {};
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> arguments(values, values + count);
  const int share = count == 3 ? std::atoi(values[2]) : 100;
  if (count < 2 || count > 3 || share < 1 || share > 100) {
    std::fprintf(stderr, "usage: %s STORE [SHARE_IN_PERCENT]\n", values[0]);
    return 2;
  }
  bench::Province province;
  province.communities = province.communities * share / 100;
  province.notices = province.notices * share / 100;
  province.audit_entries = province.audit_entries * share / 100;
  province.now_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count();
  const bool on_server = arguments[1].starts_with("postgresql://");
  const auto begun = Steady::now();
  const auto filled = on_server ? fill_postgres(arguments[1], bench::filling(province, bench::Sql::postgres))
                                : fill_sqlite(arguments[1], bench::filling(province, bench::Sql::sqlite));
  if (!filled) {
    std::fprintf(stderr, "%s\n", filled.error().message.c_str());
    return 1;
  }
  std::printf("%.1f\n", std::chrono::duration<double>(Steady::now() - begun).count());
  return 0;
}
