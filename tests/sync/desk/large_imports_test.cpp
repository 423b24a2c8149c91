// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Imports that go in batches: stopped and gone on with, rows that have moved meanwhile, undone; and files in pieces.
#include <doctest/doctest.h>

#include <atomic>
#include <map>

#include "sync/desk/audit.hpp"
#include "sync/desk/import_desk.hpp"
#include "sync/wire/blob.hpp"
#include "tests/sync/desk/books_centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using store::ImportState;
using tests::BooksCentre;

namespace {

constexpr const char* kHeader =
    "账单编号,户号,账期,上次抄表日,本次抄表日,上次示数,本次示数,电量,年累计电量,金额,应缴日\n";

std::string account(int number) {
  return std::to_string(1000000000 + number);
}

// A bill of 100 kWh for 2026-10.
std::string row(int number, const std::string& bill_no) {
  return bill_no + "," + account(number) + ",2026-10,2026-10-01,2026-10-31,1,101,100,100,53.80,2026-11-30\n";
}

// Seven households: the first three have a bill of 171 kWh, the file has one of 100 kWh for each.
struct SevenBills {
  explicit SevenBills(const tests::Backend& backend) : centre(backend) {
    for (int number = 1; number <= 7; ++number) centre.put_bill(number, 5380, "2026-11-30");
    for (int number = 4; number <= 7; ++number) drop_bill(number);
  }
  void drop_bill(int number) {
    write([&](store::Writer& writer) {
      return writer.write_payments().drop_bill({account(number), tests::sample_bill("", 10).period}).map([](bool) {});
    });
  }
  void write(const std::function<base::Result<void>(store::Writer&)>& body) {
    const auto written = centre.store->write(body);
    REQUIRE_MESSAGE(written, (written ? "" : written.error().message));
  }
  desk::ImportDesk desk() {
    return {*centre.store, actor, centre.clock, centre.random, centre.rules, centre.tariffs, {3, 2}, &stopping};
  }
  store::Import checked() {
    std::string text = kHeader;
    for (int number = 1; number <= 7; ++number) text += row(number, "N" + std::to_string(number));
    const auto handed_in = desk::hand_in_import(desk(), store::ImportKind::bills, "十月.csv", text);
    REQUIRE(handed_in);
    const auto import = desk::check_import(desk(), handed_in->id);
    REQUIRE_MESSAGE(import, (import ? "" : import.error().message));
    CHECK(import->state == ImportState::ready);
    CHECK(import->total == 7);
    centre.clock.advance(1s);
    return *import;
  }
  store::Import applied() {
    const auto import = desk::apply_import(desk(), checked().id);
    REQUIRE_MESSAGE(import, (import ? "" : import.error().message));
    CHECK(import->state == ImportState::applied);
    centre.clock.advance(1min);
    return *import;
  }
  store::Import stored(const std::string& id) {
    return centre.read([&](store::Reader& reader) { return reader.imports().import(id); }).value();
  }
  std::optional<model::Bill> bill(int number) {
    return centre.read(
        [&](store::Reader& reader) { return reader.bill(account(number), tests::sample_bill("", 10).period); });
  }
  std::vector<store::ImportErrorRow> left(const std::string& id) {
    return centre.read([&](store::Reader& reader) { return reader.imports().import_errors(id, 0, 99); });
  }
  // How many of the bills are as the file has them.
  int as_in_file() {
    int count = 0;
    for (int number = 1; number <= 7; ++number) {
      const auto one = bill(number);
      count += one && one->energy_wh == 100'000 ? 1 : 0;
    }
    return count;
  }

  BooksCentre centre;
  desk::Actor actor{"a-1", "王主任", ""};
  std::atomic<bool> stopping = false;
};

// Three pieces.
std::string large_text() {
  std::string text = "编号,姓名,职责\n";
  for (int i = 1; i <= 13; ++i)
    text += "m" + std::to_string(i) + ",王" + std::to_string(i) + "," + std::string(200'000, 'x') + "\n";
  return text;
}

}  // namespace

TEST_CASE("a large import is kept row by row when it is checked, and its file goes") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    SevenBills seven(backend);
    const auto import = seven.checked();
    CHECK(import.added == 4);
    CHECK(import.changed == 3);
    CHECK(seven.as_in_file() == 0);
    const auto rows =
        seven.centre.read([&](store::Reader& reader) { return reader.imports().import_rows(import.id, 0, 99); });
    REQUIRE(rows.size() == 7);
    CHECK(rows[0].line == 2);
    CHECK(rows[6].number == 6);
    CHECK(seven.centre.read([&](store::Reader& reader) { return reader.imports().import_piece_numbers(import.id); })
              .empty());
    REQUIRE(desk::discard_import(seven.desk(), import.id));
    CHECK(seven.centre.read([&](store::Reader& reader) { return reader.imports().import_rows(import.id, 0, 99); })
              .empty());
  }
}

TEST_CASE("a large import that stops midway stands where its last batch ended, and goes on there") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    SevenBills seven(backend);
    const auto import = seven.checked();
    const auto cut_off = desk::apply_import(seven.desk(), import.id, [&](const desk::ImportProgress& now) {
      seven.stopping = now.bytes_done >= 4;
      // Others write between the batches.
      seven.write([&](store::Writer& writer) {
        model::Manager manager;
        manager.id = "m" + std::to_string(now.bytes_done);
        return writer.put(manager).map([](bool) {});
      });
    });
    REQUIRE_FALSE(cut_off);
    CHECK(cut_off.error().code == base::ErrorCode::unavailable);
    const auto midway = seven.stored(import.id);
    CHECK(midway.state == ImportState::applying);
    CHECK(midway.done == 4);
    CHECK(seven.as_in_file() == 4);
    CHECK(desk::discard_import(seven.desk(), import.id).error().message == desk::kImportSettled);
    CHECK(desk::undo_import(seven.desk(), import.id).error().message == desk::kImportNotApplied);

    seven.stopping = false;
    const auto unfinished = desk::unfinished_imports(*seven.centre.store);
    REQUIRE(unfinished);
    REQUIRE(unfinished->size() == 1);
    CHECK(unfinished->front().id == import.id);
    const auto applied = desk::apply_import(seven.desk(), import.id);
    REQUIRE_MESSAGE(applied, (applied ? "" : applied.error().message));
    CHECK(applied->state == ImportState::applied);
    CHECK(applied->added == 4);
    CHECK(applied->changed == 3);
    CHECK(applied->left == 0);
    CHECK(seven.as_in_file() == 7);
    CHECK(desk::apply_import(seven.desk(), import.id).error().message == desk::kImportNotReady);
    const auto audit = desk::list_audit(*seven.centre.store, {});
    REQUIRE(audit);
    CHECK(audit->items.front().action == "applyImport");  // once
    CHECK(audit->items[1].action == "previewImport");
  }
}

TEST_CASE("rows that have moved since the check are left, with line and reason, and all others are applied") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    SevenBills seven(backend);
    const auto import = seven.checked();
    seven.write([&](store::Writer& writer) -> base::Result<void> {
      model::Bill changed = tests::sample_bill(account(2), 10);
      changed.bill_no = "B" + account(2);
      changed.amount_fen = 9999;
      if (auto put = writer.put(changed); !put) return tl::unexpected(put.error());
      model::Bill elsewhere = tests::sample_bill(account(1), 9);
      elsewhere.bill_no = "N5";
      if (auto put = writer.put(elsewhere); !put) return tl::unexpected(put.error());
      return writer.write_imports().drop_household(account(6)).map([](bool) {});
    });
    const auto same = desk::hand_in_import(seven.desk(), store::ImportKind::bills, "一张.csv", kHeader + row(7, "N7"));
    REQUIRE(same);
    REQUIRE(desk::check_import(seven.desk(), same->id));
    REQUIRE(desk::apply_import(seven.desk(), same->id));

    const auto applied = desk::apply_import(seven.desk(), import.id);
    REQUIRE_MESSAGE(applied, (applied ? "" : applied.error().message));
    CHECK(applied->state == ImportState::applied);
    CHECK(applied->left == 3);
    CHECK(applied->changed == 2);
    CHECK(applied->added == 1);
    CHECK(applied->unchanged == 1);  // household 7's: as the file wants it already
    CHECK(seven.bill(2)->amount_fen == 9999);
    CHECK_FALSE(seven.bill(5));
    CHECK_FALSE(seven.bill(6));
    const auto left = seven.left(import.id);
    REQUIRE(left.size() == 3);
    CHECK(left[0].line == 3);
    CHECK(left[0].value == account(2) + "/202610");
    CHECK(left[0].zh.find("检查之后又有变化") == 0);
    CHECK(left[1].line == 6);
    CHECK(left[1].zh.find("另一张账单用了这个编号") != std::string::npos);
    CHECK(left[2].line == 7);
    CHECK(left[2].en.find("has gone since the check") != std::string::npos);

    const auto undone = desk::undo_import(seven.desk(), import.id);
    REQUIRE(undone);
    CHECK(undone->import.left == 0);
    CHECK(seven.bill(2)->amount_fen == 9999);  // wasn't this import's
    CHECK(seven.bill(7)->energy_wh == 100'000);
    CHECK_FALSE(seven.bill(4));
    CHECK(seven.left(import.id).empty());
  }
}

TEST_CASE("a check tells all errors by line, also numbers that the store is asked for many rows at once") {
  constexpr int kRows = 520;  // more than are asked for at once
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    SevenBills many(backend);
    for (int number = 4; number <= kRows; ++number) many.centre.put_bill(number, 5380, "2026-11-30");
    const auto checked = [&](const std::map<int, std::string>& instead) {
      std::string text = kHeader;
      for (int number = 1; number <= kRows; ++number) {
        const auto other = instead.find(number);
        text += row(number, other == instead.end() ? "N" + std::to_string(number) : other->second);
      }
      const auto handed_in = desk::hand_in_import(many.desk(), store::ImportKind::bills, "十月.csv", text);
      REQUIRE(handed_in);
      const auto import = desk::check_import(many.desk(), handed_in->id);
      REQUIRE_MESSAGE(import, (import ? "" : import.error().message));
      return *import;
    };
    const auto refused = checked({{2, "不是"},
                                  {3, "B" + account(4)},
                                  {20, "B" + account(20)},  // its own
                                  {505, "N10"},
                                  {510, "B" + account(1)},
                                  {515, "不是"}});
    CHECK(refused.state == ImportState::refused);
    CHECK(refused.errors == 5);
    CHECK(refused.rows == kRows);
    std::vector<std::pair<std::int64_t, std::string>> told;
    for (const store::ImportErrorRow& error : many.left(refused.id)) {
      CHECK(error.column == "账单编号");
      told.emplace_back(error.line, error.value);
    }
    CHECK(told == std::vector<std::pair<std::int64_t, std::string>>{
                      {3, "不是"}, {4, "B" + account(4)}, {506, "N10"}, {511, "B" + account(1)}, {516, "不是"}});

    const auto ready = checked({});
    CHECK(ready.state == ImportState::ready);
    CHECK(ready.total == kRows);
    CHECK(ready.changed == kRows);
    const auto rows =
        many.centre.read([&](store::Reader& reader) { return reader.imports().import_rows(ready.id, 0, kRows + 1); });
    REQUIRE(rows.size() == kRows);
    for (int number = 1; number <= kRows; ++number) {
      CHECK(rows[static_cast<std::size_t>(number) - 1].thing == "bill/" + account(number) + "/202610");
    }
  }
}

TEST_CASE("a large import is undone in batches, also after a stop, all but what something stands on") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    SevenBills seven(backend);
    const auto import = seven.applied();
    REQUIRE(seven.centre.send("m-1", tests::succeeded("P-1", "N4", 100, seven.centre.clock.now())) ==
            store::MessageVerdict::taken);
    const auto cut_off = desk::undo_import(
        seven.desk(), import.id, [&](const desk::ImportProgress& now) { seven.stopping = now.bytes_done >= 2; });
    REQUIRE_FALSE(cut_off);
    CHECK(seven.stored(import.id).state == ImportState::undoing);
    CHECK(seven.as_in_file() == 5);
    CHECK_FALSE(seven.bill(7));  // from the last on

    seven.stopping = false;
    const auto undone = desk::undo_import(seven.desk(), import.id);
    REQUIRE_MESSAGE(undone, (undone ? "" : undone.error().message));
    CHECK(undone->import.state == ImportState::undone);
    CHECK(undone->import.left == 1);
    CHECK(undone->obstacles.empty());
    CHECK(seven.as_in_file() == 1);
    CHECK(seven.bill(4)->paid_fen == 100);
    CHECK(seven.bill(1)->energy_wh == 171'000);
    const auto left = seven.left(import.id);
    REQUIRE(left.size() == 1);
    CHECK(left[0].line == 5);
    CHECK(left[0].zh == "后来有缴费、退款、异议或更正。");
    CHECK(desk::undo_import(seven.desk(), import.id).error().message == desk::kImportNotApplied);
  }
}

TEST_CASE("a check that is cut off is done anew from its file, and its rows stand there once") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    SevenBills seven(backend);
    std::string text = kHeader;
    for (int number = 1; number <= 7; ++number) text += row(number, "N" + std::to_string(number));
    const auto handed_in = desk::hand_in_import(seven.desk(), store::ImportKind::bills, "十月.csv", text);
    REQUIRE(handed_in);
    // As if it had been cut off while its rows were being kept.
    seven.write([&](store::Writer& writer) -> base::Result<void> {
      store::Import midway = *handed_in;
      midway.done = 2;
      auto& imports = writer.write_imports();
      if (auto put = imports.put(midway); !put) return put;
      if (auto added = imports.add_import_row(midway.id, 0, {2, "bill/x", "", "{}"}); !added) return added;
      return imports.add_import_row(midway.id, 8, {3, "bill/y", "", "{}"});
    });
    seven.stopping = true;
    CHECK(desk::check_import(seven.desk(), handed_in->id).error().code == base::ErrorCode::unavailable);
    CHECK(seven.stored(handed_in->id).state == ImportState::checking);
    seven.stopping = false;
    const auto import = desk::check_import(seven.desk(), handed_in->id);
    REQUIRE_MESSAGE(import, (import ? "" : import.error().message));
    CHECK(import->total == 7);
    const auto rows =
        seven.centre.read([&](store::Reader& reader) { return reader.imports().import_rows(import->id, 0, 99); });
    CHECK(rows.size() == 7);
    REQUIRE(desk::apply_import(seven.desk(), import->id));
    CHECK(seven.as_in_file() == 7);
  }
}

TEST_CASE("a file comes in pieces, in any order and more than once, and is read as if it had come at once") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    SevenBills seven(backend);
    const std::string text = large_text();
    const auto begun = desk::begin_upload(seven.desk(), store::ImportKind::managers, "客户经理.csv", text.size());
    REQUIRE(begun);
    CHECK(begun->state == ImportState::uploading);
    const auto send = [&](std::int64_t number, std::string_view bytes) {
      return desk::take_upload_piece(seven.desk(), begun->id, number, wire::sha256_of(bytes), bytes);
    };
    const auto piece = [&](std::size_t number) {
      return std::string_view(text).substr(number * desk::kUploadPieceBytes, desk::kUploadPieceBytes);
    };
    CHECK(send(2, piece(2)));
    CHECK(send(0, piece(0)));
    CHECK(send(0, piece(0)));
    CHECK(send(3, piece(0)).error().message == desk::kNoSuchPiece);
    CHECK(send(-1, piece(0)).error().message == desk::kNoSuchPiece);
    CHECK(send(1, piece(2)).error().message == desk::kPieceOfWrongLength);
    CHECK(send(1, piece(1).substr(1)).error().message == desk::kPieceOfWrongLength);
    const auto damaged = desk::take_upload_piece(seven.desk(), begun->id, 1, wire::sha256_of(piece(0)), piece(1));
    CHECK(damaged.error().message == desk::kPieceOfWrongHash);
    const auto early = desk::finish_upload(seven.desk(), begun->id);
    REQUIRE(early);
    CHECK(early->missing == std::vector<std::int64_t>{1});
    CHECK(seven.stored(begun->id).state == ImportState::uploading);
    CHECK(send(1, piece(1)));
    const auto whole = desk::finish_upload(seven.desk(), begun->id);
    REQUIRE(whole);
    CHECK(whole->missing.empty());
    CHECK(whole->import.state == ImportState::checking);
    CHECK(send(0, piece(0)).error().message == desk::kImportNotUploading);
    CHECK(desk::finish_upload(seven.desk(), begun->id).error().message == desk::kImportNotUploading);
    auto desk = seven.desk();
    desk.sizes = {};
    const auto import = desk::check_import(desk, begun->id);
    REQUIRE_MESSAGE(import, (import ? "" : import.error().message));
    CHECK(import->state == ImportState::ready);
    CHECK(import->rows == 13);
    CHECK(import->total == 0);  // few enough to be applied as a whole
    REQUIRE(desk::apply_import(desk, begun->id));
    const auto manager = seven.centre.read([](store::Reader& reader) { return reader.manager("m13"); });
    REQUIRE(manager);
    CHECK(manager->serves == std::string(200'000, 'x'));
  }
}

TEST_CASE(
    "files that are too large, empty or too many aren't begun, and one that never becomes whole is cleared away") {
  SevenBills seven(tests::backends().front());
  const auto begin = [&](std::size_t bytes) {
    return desk::begin_upload(seven.desk(), store::ImportKind::bills, "f.csv", bytes);
  };
  CHECK(begin(0).error().message == desk::kImportEmpty);
  CHECK(begin(desk::kMostUploadBytes + 1).error().message == desk::kUploadTooLarge);
  const auto first = begin(desk::kMostUploadBytes);
  REQUIRE(first);
  const std::string piece(desk::kUploadPieceBytes, 'x');
  REQUIRE(desk::take_upload_piece(seven.desk(), first->id, 511, wire::sha256_of(piece), piece));
  for (std::int64_t i = 1; i < desk::kMostUploads; ++i) REQUIRE(begin(1));
  CHECK(begin(1).error().message == desk::kTooManyUploads);
  seven.centre.clock.advance(desk::kLookAge);
  CHECK(desk::drop_old_imports(*seven.centre.store, seven.centre.clock.now()).value() == 0);
  seven.centre.clock.advance(1ms);
  CHECK(desk::drop_old_imports(*seven.centre.store, seven.centre.clock.now()).value() == desk::kMostUploads);
  CHECK(seven.centre.read([&](store::Reader& reader) { return reader.imports().import_piece_numbers(first->id); })
            .empty());
  CHECK(begin(1));
}
