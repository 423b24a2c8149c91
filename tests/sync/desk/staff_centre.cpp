// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/desk/staff_centre.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "sync/base/paths.hpp"
#include "sync/desk/add_board.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/init_centre.hpp"
#include "sync/desk/show_request.hpp"
#include "sync/desk/take_outbox.hpp"
#include "sync/store/sqlite/sqlite_store.hpp"
#include "tests/sync/desk/household_key.hpp"

namespace gridboard::desk::test {
namespace {

using base::Result;
using model::PlaceKind;

void must(const Result<void>& done) {
  if (!done) throw std::runtime_error(done.error().message);
}

void put_place(store::Writer& writer, const CentreSettings& settings, const model::Place& place) {
  if (!writer.put(place)) throw std::runtime_error("can't put " + place.path);
  must(publish_place(writer, settings, place));
}

model::Place place(const std::string& path, PlaceKind kind, const std::string& name, const std::string& supply = "") {
  model::Place made;
  made.path = path;
  made.kind = kind;
  made.name = name;
  made.supply_id = supply;
  return made;
}

void put_tree(store::Writer& writer, const CentreSettings& settings) {
  put_place(writer, settings, place("YX", PlaceKind::company, "云溪供电"));
  put_place(writer, settings, place("YX/BT", PlaceKind::district, "北塘"));
  put_place(writer, settings, place("YX/BT/G1", PlaceKind::grid, "北塘一网格"));
  put_place(writer, settings, place(kCommunity, PlaceKind::community, "新华社区", "T1"));
  put_place(writer, settings, place("YX/BT/G1/DX", PlaceKind::community, "东兴社区", "T3"));
  put_place(writer, settings, place("YX/BT/G1/DX/3", PlaceKind::building, "3栋"));
  for (int building = 1; building <= 10; ++building) {
    const std::string path = kCommunity + "/" + std::to_string(building);
    // Building 10 hangs on a district of its own.
    const std::string supply = building == 10 ? "T2" : "";
    put_place(writer, settings, place(path, PlaceKind::building, std::to_string(building) + "栋", supply));
    for (int unit = 1; unit <= 4; ++unit) {
      put_place(writer, settings,
                place(path + "/" + std::to_string(unit), PlaceKind::unit, std::to_string(unit) + "单元"));
    }
  }
}

void put_supply(store::Writer& writer) {
  const auto put = [&](const char* id, const char* parent, model::SupplyKind kind, const char* name) {
    if (!writer.put(model::SupplyPoint{id, parent, kind, name})) throw std::runtime_error(id);
  };
  put("S1", "", model::SupplyKind::substation, "北塘变电站");
  put("F1", "S1", model::SupplyKind::feeder, "10kV新华线");
  put("T1", "F1", model::SupplyKind::transformer_district, "新华1号台区");
  put("T2", "F1", model::SupplyKind::transformer_district, "新华2号台区");
  put("T3", "S1", model::SupplyKind::transformer_district, "东兴1号台区");
  put("T9", "S1", model::SupplyKind::transformer_district, "备用台区");
}

void put_households(store::Writer& writer, const CentreSettings& settings, const model::Rules& rules,
                    base::Instant now) {
  for (int unit = 1; unit <= 4; ++unit) {
    for (int door = 501; door <= 502; ++door) {
      model::Household household;
      household.unit_path = kCommunity + "/3/" + std::to_string(unit);
      household.door = std::to_string(door);
      household.account =
          unit == 2 && door == 501 ? kAccount : "33010500" + std::to_string(unit) + std::to_string(door % 10);
      household.name = "张晓明";
      household.phone = "13800008000";
      household.tariff_id = "residential";
      if (!writer.put(household)) throw std::runtime_error("can't put a household");
      must(publish_household(writer, settings, rules, household, std::nullopt, now));
    }
  }
}

}  // namespace

base::Instant at(const std::string& local) {
  return base::parse_local_or_rfc3339(local, base::Zone{}).value();
}

StaffCentre::StaffCentre() : clock(at("2026-11-22 08:00")) {
  std::string pattern = (std::filesystem::temp_directory_path() / "gridboard-staff-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder = pattern;
  store = std::move(store::open_sqlite_store(folder + "/centre.db").value());
  std::filesystem::create_directory(folder + "/keys");
  (void)make_centre_keys(folder + "/keys", random).value();
  keys = std::move(KeyRing::open(folder + "/keys").value());
  rules = model::Rules::load(GRIDBOARD_SOURCE_DIR "/assets/rules", base::date_of(clock.now(), base::Zone{})).value();
  catalogue = model::Catalogue::load(GRIDBOARD_SOURCE_DIR "/assets/catalogue").value();
  settings.supplier_name = "云溪供电";
  settings.merchant.account_value = "YUNXIPOWER0001";
  settings.merchant.name = "YUNXI POWER";
  settings.merchant.city = "YUNXI";
  must(init_centre(*store, settings, rules, clock.now()));
  must(make_report_key(*store, random));
  must(store->write([&](store::Writer& writer) -> Result<void> {
    put_supply(writer);
    put_tree(writer, settings);
    put_households(writer, settings, rules, clock.now());
    return {};
  }));
}

StaffCentre::~StaffCentre() {
  store.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
}

std::set<std::string> StaffCentre::keys_at(const std::string& path) {
  std::set<std::string> found;
  must(store->read([&](store::Reader& reader) -> Result<void> {
    store::Board board;
    board.place_path = path;
    const std::vector<std::string> logs = logs_followed_by(reader, board).value();
    for (const std::string& log : logs) {
      const auto head = reader.log_head(log).value();
      if (!head) continue;
      std::uint64_t scanned = 0;
      const auto changes = reader.changes(log, 0, head->head, path, 100000, 1 << 30, scanned).value();
      for (const auto& change : changes) {
        if (change.body) found.insert(change.key);
      }
    }
    return {};
  }));
  return found;
}

std::string StaffCentre::body_of(const std::string& log, const std::string& key) {
  std::string body;
  must(store->read([&](store::Reader& reader) -> Result<void> {
    const auto head = reader.log_head(log).value();
    if (!head) return {};
    std::uint64_t scanned = 0;
    // A log's own place is above or at all that it holds.
    const auto changes = reader.changes(log, 0, head->head, log, 100000, 1 << 30, scanned).value();
    for (const auto& change : changes) {
      if (change.key == key && change.body) body = *change.body;
    }
    return {};
  }));
  return body;
}

std::uint64_t StaffCentre::head_of(const std::string& log) {
  std::uint64_t head = 0;
  must(store->read([&](store::Reader& reader) -> Result<void> {
    if (const auto found = reader.log_head(log).value()) head = found->head;
    return {};
  }));
  return head;
}

void StaffCentre::give_pin() {
  tests::give_pin(*store, settings, rules, kAccount, clock.now());
}

void StaffCentre::put_bill(std::int64_t amount_fen, const std::string& due) {
  model::Bill bill;
  bill.bill_no = kBillNo;
  bill.account = kAccount;
  bill.period = base::parse_month("2026-10").value();
  bill.read_from = base::parse_date("2026-10-01").value();
  bill.read_to = base::parse_date("2026-10-31").value();
  bill.energy_wh = 100000;
  bill.reading_to_wh = 100000;
  bill.year_to_date_wh = 100000;
  bill.tariff_id = "residential";
  bill.lines = {{1, model::LinePrice::flat, 100000, 5380, amount_fen}};
  bill.amount_fen = amount_fen;
  bill.due = base::parse_date(due).value();
  must(store->write([&](store::Writer& writer) -> Result<void> {
    if (auto put = writer.put(bill); !put) return tl::unexpected(put.error());
    return publish_bill(writer, settings, rules, bill, clock.now());
  }));
}

void StaffCentre::put_request(const std::string& receipt, const std::string& board_id) {
  model::ServiceRequest request;
  request.receipt = receipt;
  request.kind = "repair";
  request.place_path = kUnit;
  request.board_id = board_id;
  request.submitted_at = request.received_at = clock.now();
  request.steps.push_back({clock.now(), model::RequestState::received, "", ""});
  must(store->write([&](store::Writer& writer) -> Result<void> {
    auto put = writer.put(request);
    if (!put) return tl::unexpected(put.error());
    return {};
  }));
}

store::Board StaffCentre::enrolled(const std::string& place) {
  const bool hall = std::count(place.begin(), place.end(), '/') < 4;
  store::Board board = add_board(*store, {"", place, hall}, clock, random).value().board;
  board.state = store::BoardState::active;
  must(store->write([&](store::Writer& writer) { return writer.put(board); }));
  return board;
}

wire::ItemAnswer StaffCentre::hand_in(const store::Board& board, wire::ItemKind kind, const std::string& body,
                                      base::Instant at) {
  wire::OutboxItem item;
  item.id = base::make_uuid_v7(clock.now(), random);
  item.kind = kind;
  item.at = at;
  item.body = body;
  return take_outbox(*store, *keys, catalogue, rules, board.id, {item}, clock.now()).value().front();
}

wire::ItemAnswer StaffCentre::hand_in(const store::Board& board, const wire::RequestBody& body) {
  return hand_in(board, body, clock.now());
}

wire::ItemAnswer StaffCentre::hand_in(const store::Board& board, const wire::RequestBody& body, base::Instant when) {
  wire::RequestBody sealed = body;
  must(wire::seal(sealed, keys->public_keys().sealing, random));
  return hand_in(board, wire::ItemKind::request, wire::encode(sealed), when);
}

model::ServiceRequest StaffCentre::request(const std::string& receipt) {
  return show_request(*store, receipt).value();
}

}  // namespace gridboard::desk::test
