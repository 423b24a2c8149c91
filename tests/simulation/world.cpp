// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/world.hpp"

#include <filesystem>
#include <stdexcept>

#include "sync/desk/feed_records.hpp"
#include "sync/desk/init_centre.hpp"
#include "sync/store/sqlite/sqlite_store.hpp"

namespace gridboard::simulation {
namespace {

using base::Result;
using model::PlaceKind;

const std::vector<std::string> kUnits{"YX/BT/G1/XH/1/1", "YX/BT/G1/XH/1/2", "YX/BT/G1/XH/2/1", "YX/BT/G1/XH/2/2",
                                      "YX/BT/G1/DX/1/1", "YX/BT/G1/DX/1/2", "YX/BT/G1/DX/2/1", "YX/BT/G1/DX/2/2"};
const std::vector<std::string> kAudiences{"YX",
                                          "YX/BT",
                                          "YX/BT/G1",
                                          "YX/BT/G1/XH",
                                          "YX/BT/G1/DX",
                                          "YX/BT/G1/XH/1",
                                          "YX/BT/G1/XH/2",
                                          "YX/BT/G1/DX/1",
                                          "YX/BT/G1/DX/2",
                                          "YX/BT/G1/XH/1/1",
                                          "YX/BT/G1/XH/1/2",
                                          "YX/BT/G1/XH/2/1",
                                          "YX/BT/G1/DX/1/1",
                                          "YX/BT/G1/DX/2/2"};

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

Result<void> put_places(store::Writer& writer, const desk::CentreSettings& settings) {
  std::vector<std::pair<std::string, PlaceKind>> places{
      {"YX", PlaceKind::company}, {"YX/BT", PlaceKind::district}, {"YX/BT/G1", PlaceKind::grid}};
  for (const char* community : {"YX/BT/G1/XH", "YX/BT/G1/DX"}) {
    places.emplace_back(community, PlaceKind::community);
    for (const char* building : {"/1", "/2"}) {
      places.emplace_back(std::string(community) + building, PlaceKind::building);
    }
  }
  for (const std::string& unit : kUnits) places.emplace_back(unit, PlaceKind::unit);
  for (const auto& [path, kind] : places) {
    model::Place place;
    place.path = path;
    place.kind = kind;
    place.name = "地点" + path.substr(path.rfind('/') + 1);
    if (auto put = writer.put(place); !put) return tl::unexpected(put.error());
    if (auto sent = desk::publish_place(writer, settings, place); !sent) return sent;
  }
  return {};
}

model::Bill bill_of(const std::string& account) {
  model::Bill bill;
  bill.bill_no = "202610" + account;
  bill.account = account;
  bill.period = base::parse_month("2026-10").value();
  bill.read_from = base::parse_date("2026-10-01").value();
  bill.read_to = base::parse_date("2026-10-31").value();
  bill.energy_wh = bill.reading_to_wh = bill.year_to_date_wh = 100000;
  bill.tariff_id = "residential";
  bill.lines = {{1, model::LinePrice::flat, 100000, 5380, 5380}};
  bill.amount_fen = 5380;
  bill.due = base::parse_date("2026-12-10").value();
  return bill;
}

Result<void> put_households(store::Writer& writer, const desk::CentreSettings& settings, const model::Rules& rules,
                            base::Instant now) {
  for (std::size_t i = 0; i < kHouseholds; ++i) {
    model::Household household;
    household.account = account_of(i);
    household.unit_path = kUnits[i];
    household.door = "501";
    household.name = "张晓明";
    household.tariff_id = "residential";
    const model::Bill bill = bill_of(household.account);
    if (auto put = writer.put(household); !put) return tl::unexpected(put.error());
    if (auto sent = desk::publish_household(writer, settings, rules, household, std::nullopt, now); !sent) return sent;
    if (auto put = writer.put(bill); !put) return tl::unexpected(put.error());
    if (auto sent = desk::publish_bill(writer, settings, rules, bill, now); !sent) return sent;
  }
  return {};
}

std::unique_ptr<desk::KeyRing> make_keys(const std::string& folder, std::uint64_t seed) {
  std::filesystem::create_directories(folder);
  base::SeededRandom random(seed);
  must(desk::make_centre_keys(folder, random));
  return must(desk::KeyRing::open(folder));
}

}  // namespace

const std::vector<std::string>& unit_paths() {
  return kUnits;
}

const std::vector<std::string>& audience_paths() {
  return kAudiences;
}

std::string account_of(std::size_t household) {
  return std::to_string(3301000000 + household);
}

World make_world(const std::string& key_folder) {
  const Timeline timeline;
  const MachineClock clock(timeline);
  const std::string assets = GRIDBOARD_ASSETS_DIR;
  World world{must(model::Rules::load(assets + "/rules", base::date_of(clock.now(), base::Zone{}))),
              must(model::Catalogue::load(assets + "/catalogue")),
              make_keys(key_folder + "/own", 1),
              key_folder + "/own",
              make_keys(key_folder + "/foreign", 2),
              {}};
  Disk disk(3);
  Disks::set("centre", &disk);
  {
    seed_sqlite(4);
    base::SeededRandom random(5);
    auto store = must(store::open_sqlite_store("/virtual/centre/centre.db"));
    desk::CentreSettings settings;
    settings.supplier_name = "云溪供电";
    must(desk::init_centre(*store, settings, world.rules, clock.now()));
    must(desk::make_report_key(*store, random));
    must(store->write([&](store::Writer& writer) -> Result<void> {
      if (auto put = put_places(writer, settings); !put) return put;
      if (auto sent = desk::publish_supplier(writer, settings); !sent) return sent;
      return put_households(writer, settings, world.rules, clock.now());
    }));
  }
  world.centre = disk.image();
  Disks::set("centre", nullptr);
  return world;
}

}  // namespace gridboard::simulation
