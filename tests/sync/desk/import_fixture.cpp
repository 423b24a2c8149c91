// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/desk/import_fixture.hpp"

#include <doctest/doctest.h>

#include "sync/desk/centre_settings.hpp"
#include "sync/desk/import_bills.hpp"
#include "sync/desk/import_households.hpp"
#include "sync/desk/import_managers.hpp"
#include "sync/desk/import_offices.hpp"
#include "sync/desk/import_places.hpp"
#include "sync/desk/import_supply.hpp"
#include "sync/store/sqlite/sqlite_store.hpp"
#include "tests/sync/desk/household_key.hpp"

namespace gridboard::tests {

ImportFixture::ImportFixture() : now(base::parse_rfc3339("2026-05-02T09:00:00+08:00").value()) {
  const std::string rules_folder = std::string(GRIDBOARD_ASSETS_DIR) + "/rules";
  rules = model::Rules::load(rules_folder, base::date_of(now, base::Zone{})).value();
  tariffs = model::TariffBook::load(rules_folder + "/tariffs.json").value();
  store = std::move(store::open_sqlite_store(folder.file("centre.db")).value());
  desk::CentreSettings settings;
  settings.supplier_name = "云溪供电";
  settings.merchant.account_value = "YUNXIPOWER0001";
  settings.merchant.name = "YUNXI POWER";
  settings.merchant.city = "YUNXI";
  REQUIRE(store->write([&](store::Writer& writer) { return desk::save_centre_settings(writer, settings); }));
  REQUIRE(import_text("supply",
                      "id,parent,kind,name\nT1,F1,transformer_district,新华2号台区\nF1,S1,feeder,新华线\n"
                      "S1,,substation,北塘站\n")
              ->ok());
  REQUIRE(import_text("places",
                      "编码,上级,类型,名称,台区\n2,YX/XH/1,unit,2单元,T1\n1,YX/XH,building,1栋,\n"
                      "XH,YX,community,新华社区,\nYX,,company,云溪供电,\n")
              ->ok());
  REQUIRE(import_text("households",
                      "户号,单元,门牌,户名,电话,电价,同意提示\n"
                      "3310000001,YX/XH/1/2,101,𠮷龑,13800008000,residential-annual,是\n"
                      "3310000002,YX/XH/1/2,102,李喆,,residential-annual-tou,否\n")
              ->ok());
}

base::Result<desk::ImportReport> ImportFixture::import(std::string_view kind, const std::string& path) {
  if (kind == "places") return desk::import_places(*store, path);
  if (kind == "supply") return desk::import_supply(*store, path);
  if (kind == "managers") return desk::import_managers(*store, path);
  if (kind == "offices") return desk::import_offices(*store, path);
  if (kind == "households") return desk::import_households(*store, path, rules, tariffs, now);
  return desk::import_bills(*store, path, rules, tariffs, now);
}

base::Result<desk::ImportReport> ImportFixture::import_text(std::string_view kind, std::string_view text) {
  return import(kind, folder.write(std::string(kind) + ".csv", text));
}

std::vector<store::Change> ImportFixture::changes(std::string_view log, std::string_view place) {
  std::vector<store::Change> found;
  REQUIRE(store->read([&](store::Reader& reader) -> base::Result<void> {
    std::uint64_t scanned = 0;
    found = reader.changes(log, 0, UINT64_MAX, place, 100000, 1 << 30, scanned).value();
    return {};
  }));
  return found;
}

void ImportFixture::give_pin(const std::string& account) {
  desk::CentreSettings settings;
  REQUIRE(store->read([&](store::Reader& reader) -> base::Result<void> {
    settings = desk::load_centre_settings(reader).value();
    return {};
  }));
  tests::give_pin(*store, settings, rules, account, now);
}

std::uint64_t ImportFixture::heads() {
  std::uint64_t sum = 0;
  REQUIRE(store->read([&](store::Reader& reader) -> base::Result<void> {
    for (const char* log : {"YX", "YX/XH"}) {
      const auto head = reader.log_head(log).value();
      if (head) sum += head->head;
    }
    return {};
  }));
  return sum;
}

std::optional<model::Bill> ImportFixture::bill(std::string_view account, int year, unsigned month) {
  std::optional<model::Bill> found;
  REQUIRE(store->read([&](store::Reader& reader) -> base::Result<void> {
    found = reader.bill(account, base::Month(std::chrono::year(year), std::chrono::month(month))).value();
    return {};
  }));
  return found;
}

}  // namespace gridboard::tests
