// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Imports from the console: looked at, applied, undone.
#include "sync/desk/import_desk.hpp"

#include <doctest/doctest.h>

#include "sync/desk/audit.hpp"
#include "tests/sync/desk/import_fixture.hpp"

using namespace gridboard;
using desk::UndoObstacle;
using store::ImportKind;
using store::ImportState;

namespace {

class Clerk {
 public:
  desk::ImportDesk desk() { return {*centre.store, actor, clock, random, centre.rules, centre.tariffs}; }
  store::Import look_at(ImportKind kind, const std::string& text, const std::string& file = "file.csv") {
    clock.advance(std::chrono::seconds(1));
    const auto handed = desk::hand_in_import(desk(), kind, file, text);
    REQUIRE(handed);
    CHECK(handed->state == ImportState::checking);
    const auto checked = desk::check_import(desk(), handed->id);
    REQUIRE_MESSAGE(checked, (checked ? "" : checked.error().message));
    return *checked;
  }
  store::Import apply(ImportKind kind, const std::string& text, const std::string& file = "file.csv") {
    const auto import = look_at(kind, text, file);
    REQUIRE(import.state == ImportState::ready);
    const auto applied = desk::apply_import(desk(), import.id);
    REQUIRE_MESSAGE(applied, (applied ? "" : applied.error().message));
    return *applied;
  }
  std::vector<UndoObstacle> undo(const store::Import& import) {
    const auto undone = desk::undo_import(desk(), import.id);
    REQUIRE_MESSAGE(undone, (undone ? "" : undone.error().message));
    CHECK((undone->import.state == ImportState::undone) == undone->obstacles.empty());
    return undone->obstacles;
  }
  template <class Thing>
  Thing read(const std::function<base::Result<Thing>(store::Reader&)>& body) {
    Thing thing;
    REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
      auto got = body(reader);
      REQUIRE(got);
      thing = std::move(*got);
      return {};
    }));
    return thing;
  }
  std::optional<model::Household> household(const std::string& account) {
    return read<std::optional<model::Household>>([&](store::Reader& reader) { return reader.household(account); });
  }
  std::optional<model::Place> place(const std::string& path) {
    return read<std::optional<model::Place>>([&](store::Reader& reader) { return reader.place(path); });
  }
  std::vector<store::ImportRow> rows(const store::Import& import) {
    return read<std::vector<store::ImportRow>>(
        [&](store::Reader& reader) { return reader.imports().import_rows(import.id, 0, 100); });
  }
  std::size_t records(const std::string& key) {
    std::size_t found = 0;
    for (const char* log : {"YX", "YX/XH"}) {
      for (const store::Change& change : centre.changes(log, "YX/XH/1/2")) {
        found += change.key == key && change.body ? 1 : 0;
      }
    }
    return found;
  }

  tests::ImportFixture centre;
  base::ManualClock clock{centre.now};
  base::SeededRandom random{7};
  desk::Actor actor{"a1", "王芳", "127.0.0.1"};
};

const std::string kHouseholds =
    "户号,单元,门牌,户名,电话,电价,同意提示\n"
    "3310000001,YX/XH/1/2,101,𠮷龑,13800008000,residential-annual,是\n"
    "3310000002,YX/XH/1/2,102,李喆,13900009000,residential-annual-tou,否\n"
    "3310000003,YX/XH/1/2,103,赵敏,,residential-annual,否\n";

}  // namespace

TEST_CASE("a look at a file says what it would change and changes nothing") {
  Clerk clerk;
  const std::uint64_t heads = clerk.centre.heads();
  const auto import = clerk.look_at(ImportKind::households, kHouseholds, "三栋.csv");
  CHECK(import.state == ImportState::ready);
  CHECK(import.rows == 3);
  CHECK(import.added == 1);
  CHECK(import.changed == 1);
  CHECK(import.unchanged == 1);
  const auto rows = clerk.rows(import);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].thing == "household/3310000002");
  CHECK(rows[0].before.find("\"phone\":\"\"") != std::string::npos);
  CHECK(rows[0].after.find("\"phone\":\"13900009000\"") != std::string::npos);
  CHECK(rows[1].before.empty());
  CHECK(rows[1].line == 4);
  CHECK(clerk.household("3310000002")->phone.empty());
  CHECK(clerk.centre.heads() == heads);
}

TEST_CASE("what is applied is stored, published and audited, and what was wrong is kept with its line") {
  Clerk clerk;
  SUBCASE("applied") {
    const auto applied = clerk.apply(ImportKind::households, kHouseholds, "三栋.csv");
    CHECK(applied.state == ImportState::applied);
    CHECK(applied.applied_by == "王芳");
    CHECK(clerk.household("3310000003")->name == "赵敏");
    CHECK(clerk.records("household/3310000003") == 1);
    const auto audit = desk::list_audit(*clerk.centre.store, {});
    REQUIRE(audit);
    CHECK(audit->items.front().action == "applyImport");
    CHECK(audit->items.front().subject == applied.id);
    CHECK(audit->items.front().after.find("赵敏") == std::string::npos);  // counts, nobody's name
    // Its file has gone, and twice is once.
    CHECK(clerk.read<std::string>([&](store::Reader& reader) { return reader.imports().import_piece(applied.id, 0); })
              .empty());
    const auto again = desk::apply_import(clerk.desk(), applied.id);
    REQUIRE_FALSE(again);
    CHECK(again.error().message == desk::kImportNotReady);
  }
  SUBCASE("refused") {
    const auto import = clerk.look_at(ImportKind::households,
                                      "户号,单元,门牌,户名,电价\n"
                                      "3310000009,YX/XH/1/2,109,王,residential-annual\n"
                                      "33,YX/XH/1/2,110,王,residential-annual\n"
                                      "3310000011,YX/NO,111,王,none\n");
    CHECK(import.state == ImportState::refused);
    CHECK(import.errors == 3);
    CHECK(import.added == 0);
    const auto errors = clerk.read<std::vector<store::ImportErrorRow>>(
        [&](store::Reader& reader) { return reader.imports().import_errors(import.id, 0, 10); });
    REQUIRE(errors.size() == 3);
    CHECK(errors[0].line == 3);
    CHECK(errors[0].column == "户号");
    CHECK(errors[0].value == "33");
    CHECK(errors[0].zh == "不是户号；户号是 10 位或 13 位数字");
    CHECK(errors[0].en == "is not an account number; it has 10 or 13 digits");
    for (const auto& error : errors) CHECK_FALSE(error.zh.empty());
    CHECK(desk::apply_import(clerk.desk(), import.id).error().message == desk::kImportNotReady);
    CHECK_FALSE(clerk.household("3310000009"));
  }
}

TEST_CASE("what isn't a file of CSV is refused with what to do, in Chinese too") {
  Clerk clerk;
  for (const std::string& text :
       {std::string("PK\x03\x04workbook"), std::string("a\0b", 3), std::string("编码;上级;类型\n"), std::string("\n"),
        std::string("编码,上级\n\"x\n"), std::string("未知,列\n1,2\n")}) {
    CAPTURE(text);
    const auto import = clerk.look_at(ImportKind::places, text);
    CHECK(import.state == ImportState::refused);
    const auto errors = clerk.read<std::vector<store::ImportErrorRow>>(
        [&](store::Reader& reader) { return reader.imports().import_errors(import.id, 0, 10); });
    REQUIRE_FALSE(errors.empty());
    for (const auto& error : errors) CHECK_FALSE(error.zh.empty());
  }
  CHECK(desk::hand_in_import(clerk.desk(), ImportKind::places, "f", "").error().message == desk::kImportEmpty);
  const std::string large(desk::kMostImportBytes + 1, 'a');
  CHECK(desk::hand_in_import(clerk.desk(), ImportKind::places, "f", large).error().code == base::ErrorCode::too_large);
}

TEST_CASE("what is no more what was shown isn't applied but shown anew") {
  Clerk clerk;
  const auto import = clerk.look_at(ImportKind::households, kHouseholds);
  clerk.apply(ImportKind::households, "户号,单元,门牌,户名,电价\n3310000003,YX/XH/1/2,103,赵敏,residential-annual\n");
  const auto applied = desk::apply_import(clerk.desk(), import.id);
  REQUIRE_FALSE(applied);
  CHECK(applied.error().message == desk::kImportMoved);
  CHECK(clerk.household("3310000002")->phone.empty());
  const auto now = clerk.read<std::optional<store::Import>>(
      [&](store::Reader& reader) { return reader.imports().import(import.id); });
  CHECK(now->state == ImportState::ready);
  CHECK(now->added == 0);
  CHECK(now->changed == 1);
  CHECK(desk::apply_import(clerk.desk(), import.id));
  CHECK(clerk.household("3310000002")->phone == "13900009000");
}

TEST_CASE("a whole import is undone: what it added goes, from boards too, what it changed is as before") {
  Clerk clerk;
  SUBCASE("households keep the PIN that they have") {
    clerk.centre.give_pin("3310000002");
    const auto pin = clerk.household("3310000002")->pin_hash;
    const auto applied = clerk.apply(ImportKind::households, kHouseholds);
    CHECK(clerk.household("3310000002")->pin_hash == pin);
    CHECK(clerk.undo(applied).empty());
    CHECK_FALSE(clerk.household("3310000003"));
    CHECK(clerk.household("3310000002")->phone.empty());
    CHECK(clerk.household("3310000002")->pin_hash == pin);
    CHECK(clerk.records("household/3310000003") == 0);
    CHECK(desk::undo_import(clerk.desk(), applied.id).error().message == desk::kImportNotApplied);
  }
  SUBCASE("places, children before their parents, with the managers that they name") {
    clerk.apply(ImportKind::managers, "编号,姓名,电话\nm1,周敏,0571-1\n");
    const auto applied = clerk.apply(ImportKind::places,
                                     "编码,上级,类型,名称,客户经理\n1,YX/XH,building,1栋,m1\n"
                                     "9,YX/XH,building,9栋,\n1,YX/XH/9,unit,1单元,\n");
    CHECK(applied.added == 2);
    CHECK(applied.changed == 1);
    CHECK(clerk.records("manager/m1") == 1);
    CHECK(clerk.undo(applied).empty());
    CHECK_FALSE(clerk.place("YX/XH/9"));
    CHECK_FALSE(clerk.place("YX/XH/9/1"));
    CHECK(clerk.place("YX/XH/1")->manager_id.empty());
    CHECK(clerk.records("manager/m1") == 0);
  }
  SUBCASE("supply points, managers and offices") {
    const auto supply = clerk.apply(ImportKind::supply, "编号,上级,类型,名称\nT9,F9,台区,9号\nF9,S1,线路,九线\n");
    CHECK(clerk.undo(supply).empty());
    const auto managers = clerk.apply(ImportKind::managers, "编号,姓名\nm2,李\n");
    CHECK(clerk.undo(managers).empty());
    const auto offices = clerk.apply(ImportKind::offices, "编号,地点,类型,名称\no1,YX,银行,邮储\n");
    CHECK(clerk.records("office/o1") == 1);
    CHECK(clerk.undo(offices).empty());
    CHECK(clerk.records("office/o1") == 0);
  }
}

TEST_CASE("what something later stands on isn't undone, and it is said what") {
  Clerk clerk;
  SUBCASE("changed by a later import, which is named") {
    const auto first = clerk.apply(ImportKind::households, kHouseholds, "一.csv");
    const auto second =
        clerk.apply(ImportKind::households,
                    "户号,单元,门牌,户名,电价\n3310000003,YX/XH/1/2,103,赵小敏,residential-annual\n", "二.csv");
    const auto obstacles = clerk.undo(first);
    REQUIRE(obstacles.size() == 1);
    CHECK(obstacles[0].why == UndoObstacle::Why::changed_since);
    CHECK(obstacles[0].later == "二.csv");
    CHECK(obstacles[0].thing == "household/3310000003");
    CHECK(clerk.household("3310000002")->phone == "13900009000");  // nothing was undone
    CHECK(clerk.undo(second).empty());
    CHECK(clerk.undo(first).empty());
  }
  SUBCASE("a household with a PIN or bills") {
    const auto applied = clerk.apply(ImportKind::households, kHouseholds);
    SUBCASE("a PIN") {
      clerk.centre.give_pin("3310000003");
      CHECK(clerk.undo(applied).at(0).why == UndoObstacle::Why::has_pin);
    }
    SUBCASE("a bill") {
      const auto report = clerk.centre.import_text(
          "bills", std::string(tests::kBillHeader) +
                       "B1,3310000003,2026-03,2026-02-28,2026-03-28,1000,1100,100,,,300,53.80,2026-04-20,未缴,\n");
      REQUIRE(report->ok());
      const auto obstacles = clerk.undo(applied);
      CHECK(obstacles.at(0).why == UndoObstacle::Why::stands_on);
      CHECK(obstacles.at(0).standing == std::vector<store::StandsOn>{{store::Standing::bills, 1}});
    }
  }
  SUBCASE("a unit that has households since") {
    const auto places = clerk.apply(ImportKind::places, "编码,上级,类型,名称\n3,YX/XH/1,unit,3单元\n");
    clerk.apply(ImportKind::households, "户号,单元,门牌,户名,电价\n3310000005,YX/XH/1/3,101,王,residential-annual\n");
    const auto obstacles = clerk.undo(places);
    CHECK(obstacles.at(0).standing == std::vector<store::StandsOn>{{store::Standing::households, 1}});
    CHECK(clerk.place("YX/XH/1/3"));
  }
  SUBCASE("a household whose unit before is gone") {
    const auto places = clerk.apply(ImportKind::places, "编码,上级,类型,名称\n3,YX/XH/1,unit,3单元\n");
    const std::string header = "户号,单元,门牌,户名,电价\n";
    clerk.apply(ImportKind::households, header + "3310000005,YX/XH/1/3,101,王,residential-annual\n");
    const auto moved = clerk.apply(ImportKind::households, header + "3310000005,YX/XH/1/2,105,王,residential-annual\n");
    CHECK(clerk.undo(places).empty());
    CHECK(clerk.undo(moved).at(0).why == UndoObstacle::Why::ground_gone);
  }
  SUBCASE("an import of long ago") {
    const auto applied = clerk.apply(ImportKind::households, kHouseholds);
    clerk.clock.advance(desk::kUndoAge);
    CHECK(clerk.undo(applied).empty());
    const auto late = clerk.apply(ImportKind::households, kHouseholds);
    clerk.clock.advance(desk::kUndoAge + std::chrono::milliseconds(1));
    CHECK(desk::undo_import(clerk.desk(), late.id).error().message == desk::kImportTooOld);
  }
}

TEST_CASE("looks that nobody acted on go after a day, what is applied stays in the history") {
  Clerk clerk;
  const auto applied = clerk.apply(ImportKind::households, kHouseholds);
  const auto look = clerk.look_at(ImportKind::managers, "编号,姓名\nm2,李\n");
  clerk.clock.advance(desk::kLookAge);
  CHECK(desk::drop_old_imports(*clerk.centre.store, clerk.clock.now()).value() == 0);
  clerk.clock.advance(std::chrono::milliseconds(1));
  CHECK(desk::drop_old_imports(*clerk.centre.store, clerk.clock.now()).value() == 1);
  CHECK(desk::apply_import(clerk.desk(), look.id).error().message == desk::kNoSuchImport);
  CHECK(clerk.rows(applied).size() == 2);
  clerk.clock.advance(desk::kUndoAge);
  CHECK(desk::drop_old_imports(*clerk.centre.store, clerk.clock.now()).value() == 0);
  CHECK(clerk.rows(applied).empty());
  CHECK(clerk.read<std::int64_t>([](store::Reader& reader) { return reader.imports().count_imports({}); }) == 1);
}

TEST_CASE("a check that was cut off is told as failed, and what wasn't applied can be given up") {
  Clerk clerk;
  const auto handed = desk::hand_in_import(clerk.desk(), ImportKind::managers, "f", "编号,姓名\nm2,李\n");
  REQUIRE(handed);
  CHECK(desk::state_at(*handed, clerk.clock.now() + desk::kCheckAge) == ImportState::checking);
  CHECK(desk::state_at(*handed, clerk.clock.now() + desk::kCheckAge + std::chrono::milliseconds(1)) ==
        ImportState::failed);
  CHECK(desk::discard_import(clerk.desk(), handed->id));
  CHECK(desk::discard_import(clerk.desk(), handed->id).error().message == desk::kNoSuchImport);
  const auto applied = clerk.apply(ImportKind::households, kHouseholds);
  CHECK(desk::discard_import(clerk.desk(), applied.id).error().message == desk::kImportSettled);
}
