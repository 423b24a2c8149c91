// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Bills out of files, at the console and the command line.
#include <doctest/doctest.h>

#include <fstream>

#include "sync/desk/correct_bill.hpp"
#include "sync/desk/import_bills.hpp"
#include "sync/desk/import_desk.hpp"
#include "tests/sync/desk/books_centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using model::BillStatus;
using store::MessageVerdict;
using tests::BooksCentre;
using tests::succeeded;

namespace {

std::string bill_row(const std::string& bill_no, const std::string& account, const char* reading_to, const char* energy,
                     const char* amount, const char* status = "") {
  return bill_no + "," + account + ",2026-10,2026-10-01,2026-10-31,1," + reading_to + "," + energy + "," + energy +
         "," + amount + ",2026-11-30," + status + "\n";
}
constexpr const char* kHeader =
    "账单编号,户号,账期,上次抄表日,本次抄表日,上次示数,本次示数,电量,年累计电量,金额,应缴日,状态\n";

struct ImportOfBills {
  explicit ImportOfBills(BooksCentre& centre) : centre_(centre) {}
  desk::ImportDesk desk() {
    return {*centre_.store, actor_, centre_.clock, centre_.random, centre_.rules, centre_.tariffs};
  }
  store::Import checked(const std::string& text) {
    const auto handed_in = desk::hand_in_import(desk(), store::ImportKind::bills, "bills.csv", text);
    REQUIRE(handed_in);
    const auto import = desk::check_import(desk(), handed_in->id);
    REQUIRE_MESSAGE(import, (import ? "" : import.error().message));
    return *import;
  }

 private:
  BooksCentre& centre_;
  desk::Actor actor_{"a-1", "王主任", ""};
};

}  // namespace

TEST_CASE("an import of bills shows what it would change, does that, and is undone unless money came since") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    const std::string known = centre.put_bill(1, 5380, "2026-11-30");
    centre.put_bill(2, 5380, "2026-11-30");  // a household
    REQUIRE(centre.send("m-P-0", succeeded("P-0", known, 380, centre.clock.now())) == MessageVerdict::taken);
    centre.clock.advance(1s);
    ImportOfBills imports(centre);
    const std::string good = kHeader + bill_row(known, "1000000001", "101", "100", "53.80") +
                             bill_row("N2", "1000000002", "201", "200", "107.60");
    const auto import = imports.checked(good);
    CHECK(import.state == store::ImportState::ready);
    CHECK(import.added == 0);
    CHECK(import.changed == 2);
    CHECK(centre.bill(known).energy_wh == 171'000);
    const auto applied = desk::apply_import(imports.desk(), import.id);
    REQUIRE_MESSAGE(applied, (applied ? "" : applied.error().message));
    CHECK(centre.bill(known).energy_wh == 100'000);
    CHECK(centre.bill(known).paid_fen == 380);  // the file doesn't know of it
    CHECK(centre.bill("N2").amount_fen == 10'760);
    centre.check_books(centre.bill(known));
    SUBCASE("undone: as it was") {
      centre.clock.advance(1min);
      const auto undone = desk::undo_import(imports.desk(), import.id);
      REQUIRE_MESSAGE(undone, (undone ? "" : undone.error().message));
      CHECK(undone->obstacles.empty());
      CHECK(centre.bill(known).energy_wh == 171'000);
      CHECK(centre.bill(known).lines == std::vector<model::BillLine>{{1, model::LinePrice::flat, 171000, 5380, 5380}});
      CHECK(centre.bill("B1000000002").amount_fen == 5380);
      centre.check_books(centre.bill(known));
    }
    SUBCASE("money came since: refused, with the bill") {
      centre.clock.advance(1min);
      REQUIRE(centre.send("m-P-1", succeeded("P-1", "N2", 100, centre.clock.now())) == MessageVerdict::taken);
      const auto undone = desk::undo_import(imports.desk(), import.id);
      REQUIRE(undone);
      REQUIRE(undone->obstacles.size() == 1);
      CHECK(undone->obstacles.front().why == desk::UndoObstacle::Why::paid_since);
      CHECK(undone->obstacles.front().thing == "bill/1000000002/202610");
      CHECK(centre.bill(known).energy_wh == 100'000);
    }
    SUBCASE("another bill has got the number since: refused, with the bill") {
      centre.clock.advance(1min);
      model::Bill other = centre.bill("N2");
      other.bill_no = "B1000000002";
      other.period = base::parse_month("2026-09").value();
      REQUIRE(centre.store->write([&](store::Writer& writer) { return writer.put(other).map([](bool) {}); }));
      const auto undone = desk::undo_import(imports.desk(), import.id);
      REQUIRE_MESSAGE(undone, (undone ? "" : undone.error().message));
      REQUIRE(undone->obstacles.size() == 1);
      CHECK(undone->obstacles.front().why == desk::UndoObstacle::Why::changed_since);
      CHECK(undone->obstacles.front().thing == "bill/1000000002/202610");
      CHECK(centre.bill("B1000000002").period == other.period);
      CHECK(centre.bill(known).energy_wh == 100'000);
    }
    SUBCASE("what is wrong is said by line, in Chinese too") {
      const auto refused = imports.checked(kHeader + bill_row("A", "1000000001", "101", "100", "53.81") +
                                           bill_row("N2", "1000000001", "101", "100", "53.80") +
                                           bill_row("C", "1000000009", "101", "100", "53.80"));
      CHECK(refused.state == store::ImportState::refused);
      const auto errors =
          centre.read([&](store::Reader& reader) { return reader.imports().import_errors(refused.id, 0, 9); });
      REQUIRE(errors.size() == 3);
      CHECK(errors[0].line == 2);
      CHECK(errors[0].zh == "文件写 53.81 元，按电价 residential-annual 应为 53.80 元；请改正金额或电量");
      CHECK(errors[1].column == "账单编号");
      CHECK(errors[2].zh == "系统里没有这个户号；请先导入客户，或改正户号");
    }
  }
}

TEST_CASE("a file that is read in once more doesn't bring back a bill that was corrected") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    centre.put_bill(1, 5380, "2026-11-30");  // households
    centre.put_bill(2, 5380, "2026-11-30");
    const std::string text = kHeader + bill_row("N1", "1000000001", "201", "200", "107.60") +
                             bill_row("N2", "1000000002", "201", "200", "107.60");
    const std::string file = centre.folder.file("bills.csv");
    const auto read_in = [&](const std::string& rows) {
      std::ofstream(file) << rows;
      const auto report = desk::import_bills(*centre.store, file, centre.rules, centre.tariffs, centre.clock.now());
      REQUIRE_MESSAGE(report, (report ? "" : report.error().message));
      return *report;
    };
    REQUIRE(read_in(text).ok());
    desk::CorrectBill wanted;
    wanted.bill_no = "N1";
    wanted.becomes = "C1";
    wanted.reading_to_wh = 101'000;
    wanted.energy_wh = 100'000;
    wanted.reason = "抄错表";
    REQUIRE(desk::correct_bill(centre.desk(), centre.tariffs, wanted));
    const auto again = read_in(text);
    CHECK(!again.ok());
    REQUIRE(again.errors.size() == 1);
    CHECK(again.errors.front().line == 2);
    CHECK(again.errors.front().problem.find("corrected") != std::string::npos);
    CHECK(centre.bill("C1").amount_fen == 5380);
    CHECK(!centre.read([](store::Reader& reader) { return reader.bill_numbered("N1"); }));
    // Nor does another bill get its number.
    std::string other = bill_row("N1", "1000000002", "201", "200", "107.60");
    other.replace(other.find("2026-10,"), 8, "2026-09,");
    CHECK(!read_in(kHeader + other).ok());
    const std::string rest = kHeader + bill_row("N2", "1000000002", "201", "200", "107.60");
    CHECK(read_in(rest).ok());
  }
}

TEST_CASE("an imported bill of nothing is settled") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    BooksCentre centre(backend);
    centre.put_bill(1, 5380, "2026-11-30");  // a household
    const std::string file = centre.folder.file("bills.csv");
    std::ofstream(file) << kHeader << bill_row("N1", "1000000001", "1", "0", "0.00");
    REQUIRE(desk::import_bills(*centre.store, file, centre.rules, centre.tariffs, centre.clock.now())->ok());
    CHECK(centre.bill("N1").status == BillStatus::paid);
  }
}
