// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// delta_bench sqlite|postgres LOGS RECORDS_A_LOG ROUNDS: what a board that was away asks for, in a feed of that size,
// beside a bare probe of the primary key on a connection of its own. Prints "ours_p99_ms peer_p99_ms ours_p50_ms
// changes_per_delta".
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "sync/base/ids.hpp"
#include "sync/sqlite/database.hpp"
#include "sync/store/open_store.hpp"
#include "sync/store/postgres/postgres_connection.hpp"
#include "tests/support/postgres.hpp"

namespace {

using namespace gridboard;
using base::Result;

// A community's units, and how many changes of its log a board missed.
constexpr int kUnits = 40, kMissed = 200;
constexpr std::size_t kMostChanges = 1000, kMostBytes = 1 << 20;  // of a commit on the wire

struct Size {
  int logs = 0, records = 0, rounds = 0;
};

// One statement for both, but for how each counts. SQLite takes a CROSS JOIN in the order in which it is written.
std::string fill_logs(const Size& size, const std::string& numbers) {
  return "INSERT INTO log (id, name, epoch, head, floor) SELECT i, 'B/' || i, i, " + std::to_string(size.records) +
         ", 0 FROM " + numbers;
}

std::string fill_feed(const std::string& numbers, const std::string& body) {
  return "INSERT INTO feed (position, key, audience, moved, body) SELECT (log.id << 40) | n.i, "
         "'bill/33' || (10000000 + log.id) || '/' || (200000 + n.i), 'B/' || log.id || '/' || (n.i % " +
         std::to_string(kUnits) + "), 0, " + body + " FROM log CROSS JOIN " + numbers;
}

constexpr const char* kBody =
    "'{\"type\":\"bill\",\"account\":\"3310000000\",\"period\":\"2026-10\",\"amount\":9640,\"energy\":171000,"
    "\"status\":\"unpaid\",\"due\":\"2026-11-20\",\"number\":' || n.i || '}'";

Result<void> fill_sqlite(const std::string& path, const Size& size) {
  if (auto made = store::open_store(path); !made) return tl::unexpected(made.error());
  auto file = sqlite::Database::open(path);
  if (!file) return tl::unexpected(file.error());
  const auto numbers = [](int upto) {
    return "(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + std::to_string(upto) +
           ") SELECT i FROM n) AS n";
  };
  return file->execute("BEGIN;" + fill_logs(size, numbers(size.logs)) + ";" + fill_feed(numbers(size.records), kBody) +
                       ";COMMIT");
}

Result<void> fill_postgres(const std::string& location, const Size& size) {
  if (auto made = store::open_store(location); !made) return tl::unexpected(made.error());
  auto server = store::PostgresConnection::open(location);
  if (!server) return tl::unexpected(server.error());
  const auto numbers = [](int upto) { return "generate_series(1, " + std::to_string(upto) + ") AS n (i)"; };
  const std::string body = std::string("convert_to(") + kBody + ", 'UTF8')";
  if (auto logs = (*server)->execute(fill_logs(size, numbers(size.logs))); !logs) return logs;
  // In parts that each take less than a server may be silent.
  for (int first = 1; first <= size.logs; first += 50) {
    auto part = (*server)->execute(fill_feed(numbers(size.records), body) + " WHERE log.id BETWEEN " +
                                   std::to_string(first) + " AND " + std::to_string(first + 49) + " ORDER BY 1");
    if (!part) return part;
  }
  // And what filling left to be written is written before anything is measured.
  for (const char* rest : {"VACUUM ANALYZE feed", "VACUUM ANALYZE log", "CHECKPOINT"}) {
    if (auto tidied = (*server)->execute(rest); !tidied) return tidied;
  }
  return {};
}

double milliseconds_of(const std::function<Result<void>()>& work) {
  const auto start = std::chrono::steady_clock::now();
  const auto done = work();
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  if (!done) std::fprintf(stderr, "%s\n", done.error().message.c_str()), std::exit(1);
  return took.count();
}

double percentile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

Result<void> probe(store::SqlConnection& connection, std::int64_t position) {
  auto statement = connection.statement("SELECT key, audience, body FROM feed WHERE position = ?1");
  if (!statement) return tl::unexpected(statement.error());
  (*statement)->bind(1, position);
  const auto row = (*statement)->step();
  if (!row) return tl::unexpected(row.error());
  return *row ? Result<void>() : base::fail(base::ErrorCode::not_found, "nothing at a position");
}

int measure(store::Store& store, const std::function<Result<void>(std::int64_t)>& bare, const Size& size) {
  base::SeededRandom random(5);
  std::vector<double> ours, peer;
  std::size_t found = 0;
  for (int round = 0; round < size.rounds; ++round) {
    const auto log = 1 + random.below(static_cast<std::uint64_t>(size.logs));
    const std::string name = "B/" + std::to_string(log);
    const std::string unit = name + "/" + std::to_string(random.below(kUnits));
    ours.push_back(milliseconds_of([&] {
      return store.read([&](store::Reader& reader) -> Result<void> {
        const auto head = reader.log_head(name);
        if (!head) return tl::unexpected(head.error());
        std::uint64_t scanned = 0;
        const auto changes =
            reader.changes(name, (*head)->head - kMissed, (*head)->head, unit, kMostChanges, kMostBytes, scanned);
        if (!changes) return tl::unexpected(changes.error());
        found += changes->size();
        return {};
      });
    }));
    const auto seq = 1 + random.below(static_cast<std::uint64_t>(size.records));
    peer.push_back(milliseconds_of([&] { return bare(static_cast<std::int64_t>(log << 40 | seq)); }));
  }
  std::printf("%.3f %.3f %.3f %.1f\n", percentile(ours, 0.99), percentile(peer, 0.99), percentile(ours, 0.5),
              static_cast<double>(found) / size.rounds);
  return 0;
}

int run(const std::string& backend, const Size& size) {
  const auto fail = [](const base::Error& error) {
    std::fprintf(stderr, "%s\n", error.message.c_str());
    return 1;
  };
  if (backend == "sqlite") {
    const tests::TemporaryFolder folder;
    const std::string path = folder.file("centre.db");
    if (auto filled = fill_sqlite(path, size); !filled) return fail(filled.error());
    auto store = store::open_store(path);
    auto bare = sqlite::Database::open(path);
    if (!store || !bare) return fail(!store ? store.error() : bare.error());
    return measure(
        **store,
        [&](std::int64_t position) -> Result<void> {
          auto statement = bare->cached("SELECT key, audience, body FROM feed WHERE position = ?1");
          if (!statement) return tl::unexpected(statement.error());
          (*statement)->bind(1, position);
          return (*statement)->step().map([](bool) {});
        },
        size);
  }
  tests::PostgresServer server;
  const std::string location = server.new_location();
  if (auto filled = fill_postgres(location, size); !filled) return fail(filled.error());
  auto store = store::open_store(location);
  auto bare = store::PostgresConnection::open(location);
  if (!store || !bare) return fail(!store ? store.error() : bare.error());
  return measure(
      **store, [&](std::int64_t position) { return probe(**bare, position); }, size);
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> arguments(values, values + count);
  if (count != 5 || (arguments[1] != "sqlite" && arguments[1] != "postgres")) {
    std::fprintf(stderr, "usage: %s sqlite|postgres LOGS RECORDS_A_LOG ROUNDS\n", values[0]);
    return 2;
  }
  return run(arguments[1], {std::stoi(arguments[2]), std::stoi(arguments[3]), std::stoi(arguments[4])});
}
