// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What runs at every publish, hand-in and delta reads no table whole, on either store: both count what they do.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <functional>
#include <map>
#include <thread>

#include "sync/sqlite/database.hpp"
#include "sync/store/analysis.hpp"
#include "sync/store/payments.hpp"
#include "sync/store/postgres/postgres_connection.hpp"
#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::Result;

namespace {

// Enough that no planner takes a scan for cheap.
constexpr int kLogs = 400, kRecords = 20, kUnits = 8;
// More than the rows of any page of what is asked here; a walk along an index stops there.
constexpr int kMostSteps = 250;

const std::string kLogCount = std::to_string(kLogs), kRecordCount = std::to_string(kRecords);

std::vector<std::string> filling(const std::string& logs, const std::string& records, const std::string& as_body,
                                 const std::string& as_lines) {
  const std::string from_both = " FROM " + logs + " CROSS JOIN " + records;
  const std::string account = "(3310000000 + n.i * 100 + m.j)";
  return {
      "INSERT INTO log (id, name, epoch, head, floor) SELECT n.i, 'B/' || n.i, n.i, " + kRecordCount + ", 0 FROM " +
          logs,
      "INSERT INTO place (path, kind, name, site_class, manager, supply) SELECT 'B/' || n.i || '/' || m.j, 7, 'n', 0, "
      "'', ''" +
          from_both + " WHERE m.j <= " + std::to_string(kUnits),
      "INSERT INTO feed (position, key, audience, moved, body) SELECT n.i * 1099511627776 + m.j, CASE WHEN m.j = 1 "
      "THEN "
      "'notice/' || n.i ELSE 'bill/' || " +
          account + " || '/202610' END, 'B/' || n.i || '/' || (m.j % 8), 0, " + as_body + from_both,
      "INSERT INTO household (account, unit, door, name, phone, tariff, meter, supply, consent, care, pin_hash) "
      "SELECT " +
          account + ", 'B/' || n.i || '/' || (m.j % 8), m.j, 'n', '', 't', '', '', 0, '', ''" + from_both,
      "INSERT INTO bill (id, bill_no, read_from, read_to, reading_from, reading_to, energy, peak, valley, "
      "year_to_date, "
      "tariff, lines, amount, due, status, paid) SELECT " +
          account +
          " * 4096 + 321, 'N' || (n.i * 100 + m.j), 1, 1, 1, "
          "1, 1, 0, 0, 1, 1, " +
          as_lines + ", 1, 1, 1, 0" + from_both,
      "INSERT INTO tariff (number, id) VALUES (1, 't')",
      "INSERT INTO request (receipt, kind, place, account, board, state, submitted_at, received_at, source) SELECT "
      "'R' || n.i || '-' || m.j, 'repair', 'B/' || n.i || '/' || m.j, '', 'b' || n.i, 0, 1, n.i * 100 + m.j, 'board'" +
          from_both,
      "INSERT INTO answer (board, item, content_hash, answer) SELECT 'b' || n.i, 'i' || m.j, 'h', 'a'" + from_both,
      "INSERT INTO board (id, name, place, hall, state, code_hash, code_expires, public_key, receipt_prefix, added_at) "
      "SELECT 'b' || n.i, 'n', 'B/' || n.i, 0, 1, 'c' || n.i, 0, '', 'P' || n.i, 0 FROM " +
          logs,
  };
}

struct Question {
  std::string name;
  std::function<Result<void>(store::Store&)> ask;
};

template <class T>
Result<void> nothing_of(const Result<T>& answer) {
  return answer.map([](const auto&) {});
}

std::vector<Question> questions() {
  const auto read = [](auto ask) {
    return [ask](store::Store& store) {
      return store.read([&](store::Reader& reader) { return nothing_of(ask(reader)); });
    };
  };
  return {
      {"publish",
       [](store::Store& store) {
         return store.write([](store::Writer& writer) { return writer.publish("B/7", "notice/x", "B/7", "{}"); });
       }},
      {"logs that hold a key",
       [](store::Store& store) {
         return store.write([](store::Writer& writer) -> Result<void> {
           const auto logs = writer.logs_holding("notice/7");
           CHECK(logs.value() == std::vector<std::string>{"B/7"});
           return {};
         });
       }},
      {"delta of a board", read([](store::Reader& reader) {
         std::uint64_t scanned = 0;
         return reader.changes("B/7", 2, kRecords, "B/7/3", 1000, 1 << 20, scanned);
       })},
      {"head", read([](store::Reader& reader) { return reader.log_head("B/7"); })},
      {"moved logs", read([](store::Reader& reader) {
         std::string mark;
         (void)reader.moved_logs(mark);
         return reader.moved_logs(mark);
       })},
      {"answer given before", read([](store::Reader& reader) { return reader.answer("b7", "i3"); })},
      {"answer kept",
       [kept = 0](store::Store& store) mutable {
         const std::string item = "new" + std::to_string(++kept);
         return store.write([&](store::Writer& writer) { return writer.keep_answer("b7", item, {"h", "a"}); });
       }},
      {"board", read([](store::Reader& reader) { return reader.board("b7"); })},
      {"board by its code", read([](store::Reader& reader) { return reader.board_with_code("c7"); })},
      {"request", read([](store::Reader& reader) { return reader.request("R7-3"); })},
      {"newest requests", read([](store::Reader& reader) { return reader.requests({}); })},
      {"newest requests of a place", read([](store::Reader& reader) {
         store::RequestFilter filter;
         filter.under_path = "B/7";
         return reader.requests(filter);
       })},
      {"open requests of a place", read([](store::Reader& reader) {
         const auto open = reader.analysis().open_requests("B/7");
         CHECK(open.value().size() == 1);
         return open;
       })},
      {"most pressing requests", read([](store::Reader& reader) { return reader.analysis().promised_requests({}); })},
      {"outages that stand", read([](store::Reader& reader) { return reader.analysis().standing_outages(); })},
      {"sums below a place", read([](store::Reader& reader) {
         const model::AnalysisPeriod all{base::Date(std::chrono::sys_days(std::chrono::days(0))),
                                         base::Date(std::chrono::sys_days(std::chrono::days(900)))};
         return reader.analysis().sums_directly_under(model::AnalysisTopic::outages, "B/7", all);
       })},
      {"household", read([](store::Reader& reader) { return reader.household("3310000703"); })},
      {"households of a place", read([](store::Reader& reader) {
         const auto found = reader.households_under("B/7");
         CHECK(found.value().size() == kRecords);
         return found;
       })},
      {"households counted", read([](store::Reader& reader) {
         const auto counted = reader.count_households_under("B/7");
         CHECK(counted.value() == kRecords);
         return counted;
       })},
      {"boards counted", read([](store::Reader& reader) { return reader.boards_within("B/7", {}); })},
      {"places called alike", read([](store::Reader& reader) {
         const auto found = reader.places_searched("n", "B/7", "", 50);
         CHECK(found.value().size() == kUnits);
         return found;
       })},
      {"places of a page", read([](store::Reader& reader) {
         return reader.places_at({"B/7/1", "B/8/2"});
       })},
      {"receipt prefix", read([](store::Reader& reader) { return reader.is_receipt_prefix_taken("P7"); })},
      {"places below", read([](store::Reader& reader) { return reader.places_under("B/7"); })},
      {"bills of an account", read([](store::Reader& reader) { return reader.bills_of("3310000703"); })},
      {"bill by its number", read([](store::Reader& reader) { return reader.bill_numbered("N703"); })},
      {"many bills", read([](store::Reader& reader) {
         const base::Month period{std::chrono::year(2026), std::chrono::month(10)};
         return reader.bills_at({{"3310000703", period}, {"3310000801", period}});
       })},
      {"many households", read([](store::Reader& reader) {
         return reader.households_at({"3310000703", "3310000801"});
       })},
      {"many bill numbers", read([](store::Reader& reader) {
         return reader.payments().bearers_of({"N703", "N801", "703"});
       })},
  };
}

// --- SQLite: every statement says how many steps of scans over whole tables it took. ---

using Steps = std::map<std::string, int>;

int note_steps(unsigned, void* context, void* statement, void*) {
  auto* prepared = static_cast<sqlite3_stmt*>(statement);
  const int steps = ::sqlite3_stmt_status(prepared, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
  if (steps > 0) (*static_cast<Steps*>(context))[::sqlite3_sql(prepared)] += steps;
  return 0;
}

// Of the connections opened while this is alive; its own address is what they note to, so it outlives them.
Steps* watched_steps = nullptr;

int watch_connection(sqlite3* database, char**, const void*) {
  return ::sqlite3_trace_v2(database, SQLITE_TRACE_PROFILE, note_steps, watched_steps);
}

class StepWatch {
 public:
  StepWatch() {
    watched_steps = &steps;
    ::sqlite3_auto_extension(reinterpret_cast<void (*)()>(watch_connection));
  }
  ~StepWatch() { ::sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(watch_connection)); }
  Steps steps;
};

}  // namespace

TEST_CASE("hot questions read no table whole: SQLite") {
  const tests::TemporaryFolder folder;
  const std::string path = folder.file("centre.db");
  REQUIRE(store::open_store(path));
  {
    auto file = sqlite::Database::open(path);
    REQUIRE(file);
    const auto numbers = [](const std::string& name, const std::string& column, const std::string& upto) {
      return "(WITH RECURSIVE c (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM c WHERE k < " + upto + ") SELECT k AS " +
             column + " FROM c) AS " + name;
    };
    for (const std::string& sql :
         filling(numbers("n", "i", kLogCount), numbers("m", "j", kRecordCount), "'{}'", "x''")) {
      const auto filled = file->execute(sql);
      REQUIRE_MESSAGE(filled, (filled ? "" : filled.error().message));
    }
  }
  StepWatch watch;
  auto store = store::open_store(path);
  REQUIRE(store);
  for (const Question& question : questions()) {
    watch.steps.clear();
    const auto asked = question.ask(**store);
    CHECK_MESSAGE(asked, question.name << ": " << (asked ? "" : asked.error().message));
    for (const auto& seen : watch.steps) CHECK_MESSAGE(seen.second < kMostSteps, question.name << ": " << seen.first);
  }
}

TEST_CASE("hot questions read no table whole: PostgreSQL") {
  const std::string location = tests::postgres_server().new_location();
  REQUIRE(store::open_store(location));
  auto server = store::PostgresConnection::open(location);
  REQUIRE(server);
  const auto numbers = [](const std::string& name, const std::string& column, const std::string& upto) {
    return "generate_series(1, " + upto + ") AS " + name + " (" + column + ")";
  };
  for (const std::string& sql : filling(numbers("n", "i", kLogCount), numbers("m", "j", kRecordCount),
                                        "CAST('{}' AS BYTEA)", "CAST('' AS BYTEA)")) {
    const auto filled = (*server)->execute(sql);
    REQUIRE_MESSAGE(filled, (filled ? "" : filled.error().message));
  }
  for (const char* table : {"log", "feed", "household", "bill", "request", "answer", "board", "place", "place_called",
                            "unit_households", "analysis_due"}) {
    REQUIRE((*server)->execute(std::string("VACUUM ANALYZE ") + table));
  }
  // Rows read by scans of whole tables, of tables of any size; a connection tells what it did when it ends.
  const auto scanned = [&] {
    std::map<std::string, std::int64_t> rows;
    REQUIRE((*server)->execute("SELECT pg_stat_clear_snapshot()"));
    auto statement = (*server)->statement(
        "SELECT CAST(relname AS TEXT), seq_tup_read FROM pg_stat_user_tables WHERE schemaname = current_schema() "
        "AND n_live_tup >= 400");
    REQUIRE(statement);
    while ((*statement)->step().value()) rows[(*statement)->string(0)] = (*statement)->integer(1);
    return rows;
  };
  std::this_thread::sleep_for(std::chrono::milliseconds(1200));  // what was filled is told once a second
  REQUIRE((*server)->execute("SELECT 1"));
  const auto before = scanned();
  REQUIRE(before.size() == 11);
  for (const Question& question : questions()) {
    auto store = store::open_store(location);
    REQUIRE(store);
    // Often enough that PostgreSQL goes over to the plan that fits any parameters.
    for (int i = 0; i < 8; ++i) {
      const auto asked = question.ask(**store);
      CHECK_MESSAGE(asked, question.name << ": " << (asked ? "" : asked.error().message));
    }
    store->reset();
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  const auto after = scanned();
  for (const auto& read : after) {
    const auto known = before.find(read.first);
    const bool none = known == before.end() || read.second == known->second;
    CHECK_MESSAGE(none, read.first << " was read whole: " << read.second);
  }
}
