// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Imports and what stands on things, the same in every store.
#include <doctest/doctest.h>

#include "sync/store/imports.hpp"
#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::Result;
using store::ImportKind;
using store::ImportState;
using store::Standing;
using tests::at_second;

namespace {

store::Import full_import(const std::string& id) {
  store::Import import;
  import.id = id;
  import.kind = ImportKind::households;
  import.state = ImportState::applied;
  import.file = "三栋.csv";
  import.actor = "a1";
  import.actor_name = "王芳";
  import.created_at = at_second(1);
  import.applied_at = at_second(2);
  import.applied_by = "王芳";
  import.undone_at = at_second(3);
  import.undone_by = "李强";
  import.bytes = 1234;
  import.rows = 9;
  import.added = 3;
  import.changed = 2;
  import.unchanged = 4;
  import.errors = 1;
  import.fingerprint = "f";
  import.total = 12;
  import.done = 7;
  import.left = 2;
  import.worked_at = at_second(4);
  return import;
}

void write(store::Store& store, const std::function<Result<void>(store::Writer&)>& body) {
  const auto written = store.write(body);
  REQUIRE_MESSAGE(written, (written ? "" : written.error().message));
}

void read(store::Store& store, const std::function<void(store::ImportReader&)>& body) {
  REQUIRE(store.read([&](store::Reader& reader) -> Result<void> {
    body(reader.imports());
    return {};
  }));
}

std::vector<std::string> ids(const std::vector<store::Import>& imports) {
  std::vector<std::string> found;
  for (const store::Import& import : imports) found.push_back(import.id);
  return found;
}

model::Place place(const std::string& path, model::PlaceKind kind) {
  model::Place made;
  made.path = path;
  made.kind = kind;
  made.name = path;
  return made;
}

Result<void> all(std::initializer_list<Result<bool>> puts) {
  for (const auto& put : puts) {
    if (!put) return tl::unexpected(put.error());
  }
  return {};
}

}  // namespace

TEST_CASE("an import comes back as it was put, with its file, errors and rows, and takes them along when it goes") {
  for (const auto& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    const auto store = backend.open(folder);
    REQUIRE(store);
    const store::ImportErrorRow error{17, "户号", "3.3E9", "不是户号", "is not an account number"};
    const store::ImportRow row{3, "household/3310000001", "", R"({"account":"3310000001"})"};
    const std::string bytes("a\0b\xff", 4);
    write(**store, [&](store::Writer& writer) -> Result<void> {
      auto& imports = writer.write_imports();
      auto done = imports.put(full_import("i1"));
      if (done) done = imports.add_import_piece("i1", 0, bytes);
      if (done) done = imports.add_import_piece("i1", 1, "rest");
      if (done) done = imports.add_import_error("i1", 0, error);
      if (done) done = imports.add_import_row("i1", 0, row);
      return done;
    });
    read(**store, [&](store::ImportReader& imports) {
      CHECK(imports.import("i1").value() == full_import("i1"));
      CHECK_FALSE(imports.import("i2").value());
      CHECK(imports.import_piece("i1", 0).value() == bytes);
      CHECK(imports.import_piece("i1", 1).value() == "rest");
      CHECK(imports.import_piece("i1", 2).value().empty());
      CHECK(imports.import_errors("i1", 0, 10).value() == std::vector{error});
      CHECK(imports.import_errors("i1", 1, 10).value().empty());
      CHECK(imports.import_rows("i1", 0, 10).value() == std::vector{row});
    });
    write(**store, [](store::Writer& writer) -> Result<void> {
      CHECK(writer.write_imports().drop_import("i1").value());
      CHECK_FALSE(writer.write_imports().drop_import("i1").value());
      return {};
    });
    read(**store, [&](store::ImportReader& imports) {
      CHECK(imports.import_piece("i1", 0).value().empty());
      CHECK(imports.import_errors("i1", 0, 10).value().empty());
      CHECK(imports.import_rows("i1", 0, 10).value().empty());
    });
  }
}

TEST_CASE(
    "pieces and rows of an import are found by their numbers, a piece takes the place of another, and all go in "
    "turns") {
  for (const auto& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    const auto store = backend.open(folder);
    REQUIRE(store);
    write(**store, [](store::Writer& writer) -> Result<void> {
      auto& imports = writer.write_imports();
      auto done = imports.put(full_import("i1"));
      if (done) done = imports.put(full_import("i2"));
      if (done) done = imports.add_import_row("i2", 0, {1, "place/YX", "", "{}"});
      for (const std::size_t number : {2U, 0U, 5U}) {
        if (done) done = imports.add_import_piece("i1", number, "first");
        if (done)
          done = imports.add_import_row("i1", number, {static_cast<std::int64_t>(number), "place/YX", "", "{}"});
      }
      if (done) done = imports.add_import_piece("i1", 2, "second");
      return done;
    });
    read(**store, [](store::ImportReader& imports) {
      using Numbers = std::vector<std::int64_t>;
      CHECK(imports.import_piece_numbers("i1").value() == Numbers{0, 2, 5});
      CHECK(imports.import_piece_numbers("i2").value().empty());
      CHECK(imports.import_piece("i1", 2).value() == "second");
      const auto rows = imports.import_rows_between("i1", 1, 5).value();
      REQUIRE(rows.size() == 1);
      CHECK(rows[0].number == 2);
      CHECK(rows[0].line == 2);
    });
    write(**store, [](store::Writer& writer) -> Result<void> {
      auto& imports = writer.write_imports();
      CHECK(imports.drop_import_pieces("i1", 2).value() == 1);  // the numbers 0 and 1
      CHECK(imports.drop_import_pieces("i1", store::kAllOfImport).value() == 2);
      CHECK(imports.drop_import_pieces("i1", store::kAllOfImport).value() == 0);
      CHECK(imports.drop_import_row("i1", 0));
      CHECK(imports.drop_import_rows("i1", 3).value() == 1);
      CHECK(imports.import_rows("i1", 0, 9).value().size() == 1);
      CHECK(imports.drop_import_rows("i1", 3).value() == 1);
      CHECK(imports.drop_import_rows("i1", 3).value() == 0);
      CHECK(imports.import_rows("i2", 0, 9).value().size() == 1);
      return {};
    });
  }
}

TEST_CASE("imports are listed newest first, by kind and state, and the later one on a thing is found") {
  for (const auto& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    const auto store = backend.open(folder);
    REQUIRE(store);
    write(**store, [](store::Writer& writer) -> Result<void> {
      auto& imports = writer.write_imports();
      Result<void> done;
      for (const char* id : {"i1", "i2", "i3"}) {
        store::Import import = full_import(id);
        if (import.id == "i2") import.kind = ImportKind::places;
        if (import.id == "i3") import.state = ImportState::undone;
        if (done) done = imports.put(import);
        if (done) done = imports.add_import_row(id, 0, {1, "place/YX", "", "{}"});
      }
      return done;
    });
    read(**store, [](store::ImportReader& imports) {
      using Ids = std::vector<std::string>;
      CHECK(ids(imports.imports({}).value()) == Ids{"i3", "i2", "i1"});
      CHECK(ids(imports.imports({{}, {}, "i3", 1}).value()) == Ids{"i2"});
      CHECK(ids(imports.imports({ImportKind::places, {}, "", 9}).value()) == Ids{"i2"});
      CHECK(ids(imports.imports({{}, ImportState::applied, "", 9}).value()) == Ids{"i2", "i1"});
      CHECK(imports.count_imports({{}, ImportState::applied, "i2", 1}).value() == 2);
      CHECK(imports.applied_after("i1", "place/YX").value()->id == "i2");  // i3 is undone
      CHECK_FALSE(imports.applied_after("i2", "place/YX").value());
      CHECK_FALSE(imports.applied_after("i1", "place/Y").value());
    });
  }
}

TEST_CASE("what stands on a thing is counted, and without it the thing can go") {
  for (const auto& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    const auto store = backend.open(folder);
    REQUIRE(store);
    using Stands = std::vector<store::StandsOn>;
    write(**store, [](store::Writer& writer) -> Result<void> {
      model::Place unit = place("A/1/2", model::PlaceKind::unit);
      unit.manager_id = "m";
      unit.supply_id = "T";
      model::Household household;
      household.account = "3310000001";
      household.unit_path = "A/1/2";
      household.door = "101";
      household.tariff_id = "residential-annual";
      return all({writer.put(place("A", model::PlaceKind::community)),
                  writer.put(place("A/1", model::PlaceKind::building)),
                  writer.put(place("A/10", model::PlaceKind::building)), writer.put(unit),
                  writer.put(model::SupplyPoint{"F", "", model::SupplyKind::feeder, "F"}),
                  writer.put(model::SupplyPoint{"T", "F", model::SupplyKind::transformer_district, "T"}),
                  writer.put(model::Manager{"m", "王芳", "", "", "", "", ""}),
                  writer.put(model::Office{"o", "A/1", "bank", "邮储", "", "", "", ""}), writer.put(household),
                  writer.put(tests::sample_bill("3310000001", 3))});
    });
    read(**store, [](store::ImportReader& imports) {
      CHECK(imports.stands_on_place("A/1").value() ==
            Stands{{Standing::places, 1}, {Standing::households, 1}, {Standing::offices, 1}});
      CHECK(imports.stands_on_place("A/10").value().empty());  // begins like A/1 and isn't below it
      CHECK(imports.stands_on_supply_point("F").value() == Stands{{Standing::supply_points, 1}});
      CHECK(imports.stands_on_supply_point("T").value() == Stands{{Standing::places, 1}});
      CHECK(imports.stands_on_manager("m").value() == Stands{{Standing::places, 1}});
      CHECK(imports.stands_on_household("3310000001").value() == Stands{{Standing::bills, 1}});
      CHECK(imports.stands_on_household("3310000002").value().empty());
    });
    write(**store, [](store::Writer& writer) -> Result<void> {
      auto& imports = writer.write_imports();
      CHECK(imports.drop_place("A/10").value());
      CHECK_FALSE(imports.drop_place("A/10").value());
      CHECK(imports.drop_office("o").value());
      CHECK(imports.drop_manager("m").value());
      CHECK(imports.drop_supply_point("T").value());
      CHECK(imports.drop_household("3310000001").value());
      CHECK_FALSE(imports.drop_household("3310000001").value());
      CHECK_FALSE(writer.place("A/10").value());
      CHECK_FALSE(writer.household("3310000001").value());
      return {};
    });
  }
}
