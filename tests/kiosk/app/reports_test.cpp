// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "kiosk/app/maintenance.hpp"
#include "stored_board.hpp"
#include "sync/wire/outbox.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::app;

namespace {

std::vector<wire::ShownBody::Shown> shown_reports(StoredBoard& world, std::vector<wire::ShownBody::Shown>& outages) {
  std::vector<wire::ShownBody::Shown> found;
  const auto writer = replica::ReplicaWriter::open(world.folder + "/board.db", world.clock, world.random);
  REQUIRE(writer);
  const auto items = (*writer)->pending(100);
  REQUIRE(items);
  for (const wire::OutboxItem& item : *items) {
    if (item.kind != wire::ItemKind::shown) continue;
    const auto body = wire::decode_shown_body(item.body);
    REQUIRE(body);
    found.insert(found.end(), body->notices.begin(), body->notices.end());
    outages.insert(outages.end(), body->outages.begin(), body->outages.end());
  }
  return found;
}

}  // namespace

TEST_CASE("a board tells which notices it has, and which of them takes the glass") {
  bool urgent = false;
  SUBCASE("none does") {}
  SUBCASE("an urgent one does") {
    urgent = true;
  }
  StoredBoard world({.urgent = urgent});
  REQUIRE((world.shown() == state::ScreenId::takeover) == urgent);
  const std::string id = urgent ? world.board->state().takeover->notice.id : "";
  const std::size_t held = world.board->views().held_notices.size();
  REQUIRE(held > 0);
  const std::size_t held_outages = world.board->views().held_outages.size();
  REQUIRE(held_outages > 0);
  REQUIRE(world.hands->wait_until([&] { return world.outbox_size() > 0; }, std::chrono::seconds(10)));
  world.hands->settle();
  world.close();
  std::vector<wire::ShownBody::Shown> outages;
  const auto reports = shown_reports(world, outages);
  CHECK(outages.size() == held_outages);
  for (const auto& each : outages) CHECK(each.version.size() == wire::kContentVersionHex);
  CHECK(reports.size() == held);
  for (const auto& each : reports) {
    CAPTURE(each.id);
    CHECK(each.shown_at.has_value() == (each.id == id));
    CHECK(each.times == 0);
  }
}

TEST_CASE("the hottest sensor counts, and a machine without any tells nothing") {
  base::SystemRandom random;
  const std::filesystem::path temp = std::filesystem::temp_directory_path();
  const std::string folder = temp / ("gridboard-thermal-" + base::make_uuid_v7(base::SystemClock().now(), random));
  CHECK_FALSE(hottest_c(folder));
  for (const auto& [zone, text] : {std::pair{"thermal_zone0", "41000\n"},
                                   {"thermal_zone1", "47950\n"},
                                   {"cooling_device0", "99000\n"},
                                   {"thermal_zone2", "broken\n"}}) {
    std::filesystem::create_directories(folder + "/" + zone);
    std::ofstream(folder + "/" + zone + "/temp") << text;
  }
  std::filesystem::create_directories(folder + "/thermal_zone3");
  CHECK(hottest_c(folder) == 47);
  std::filesystem::remove_all(folder);
}
