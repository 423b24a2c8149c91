// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <set>

#include "sync/desk/announce_outage.hpp"
#include "sync/desk/begin_after_restore.hpp"
#include "sync/desk/cancel_outage.hpp"
#include "sync/desk/list_bulletins.hpp"
#include "sync/desk/reopen_outage.hpp"
#include "sync/desk/restore_outage.hpp"
#include "sync/desk/send_bulletin.hpp"
#include "sync/desk/update_outage.hpp"
#include "sync/desk/withdraw_outage.hpp"
#include "sync/store/open_store.hpp"
#include "tests/support/postgres.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using namespace std::chrono_literals;
using base::ErrorCode;
using base::Result;
using desk::test::kCommunity;
using desk::test::kUnit;
using desk::test::StaffCentre;
using model::OutageState;

model::Outage fault(StaffCentre& centre, std::vector<std::string> audience) {
  model::Outage outage;
  outage.id = "T20261122-K7QM";
  outage.state = OutageState::ongoing;
  outage.cause = "雷击";
  outage.scope = "新华社区";
  outage.audience = std::move(audience);
  outage.supply_ids = {"10kV-XH-12"};
  outage.override_reason = "不给外人看";
  outage.published_at = outage.start = centre.clock.now();
  return outage;
}

void send(StaffCentre& centre, const model::Outage& outage) {
  REQUIRE(centre.store->write(
      [&](store::Writer& writer) { return desk::send_bulletin(writer, centre.settings, outage, centre.clock.now()); }));
}

std::vector<model::Bulletin> sent(StaffCentre& centre, const std::string& id) {
  auto shown = desk::show_bulletin(*centre.store, {id, 0});
  if (!shown) return {};
  shown->earlier.push_back(shown->bulletin);
  return shown->earlier;
}

tests::PostgresServer& server() {
  static tests::PostgresServer server;
  return server;
}

// A centre with a place and an outage, of which the public was told once. Made twice of the same, the second one is
// what a backup of the first holds.
struct Life {
  explicit Life(const std::string& backend) {
    store = store::open_store(backend == "sqlite" ? folder.file("centre.db") : server().new_location()).value();
    model::Place place;
    place.path = "YX";
    place.name = "云溪";
    write([&](store::Writer& writer) { return writer.put(place).map([](bool) {}); });
    write([](store::Writer& writer) { return desk::save_centre_settings(writer, {}); });
    tell("T20261122-K7QM");
  }
  template <class Write>
  void write(Write run) {
    REQUIRE(store->write([&](store::Writer& writer) -> Result<void> { return run(writer); }));
  }
  // Something else each time, so that there is news.
  void tell(const std::string& id) {
    model::Outage outage;
    outage.id = id;
    outage.state = OutageState::ongoing;
    outage.cause = "雷击" + std::to_string(++told);
    outage.audience = {"YX"};
    write([&](store::Writer& writer) {
      auto settings = desk::load_centre_settings(writer);
      if (!settings) return Result<void>(tl::unexpected(settings.error()));
      return desk::send_bulletin(writer, *settings, outage, now);
    });
  }
  std::vector<std::string> ids_of(const std::string& id) {
    std::vector<std::string> ids;
    const auto shown = desk::show_bulletin(*store, {id, 0});
    if (!shown) return ids;
    for (const model::Bulletin& one : shown->earlier) ids.push_back(model::bulletin_id(one));
    ids.push_back(model::bulletin_id(shown->bulletin));
    return ids;
  }

  gridboard::tests::TemporaryFolder folder;
  std::unique_ptr<store::Store> store;
  base::Instant now = base::parse_rfc3339("2026-11-22T16:42:00+08:00").value();
  int told = 0;
};

}  // namespace

TEST_CASE("no number of a bulletin is given out twice, however often a backup is put back") {
  for (const char* backend : {"sqlite", "postgres"}) {
    CAPTURE(backend);
    const std::string outage = "T20261122-K7QM", later = "T20261122-9XWP";
    Life first(backend);
    for (int i = 0; i < 5; ++i) first.tell(outage);
    first.tell(later);  // begun after the backup
    std::set<std::string> given;
    for (const std::string& id : first.ids_of(outage)) given.insert(id);
    for (const std::string& id : first.ids_of(later)) given.insert(id);
    CHECK(given.size() == 7);
    std::int64_t newest = 6;
    for (const std::chrono::seconds after : {3600s, 7200s, 7260s}) {
      Life restored(backend);
      restored.now += after;
      REQUIRE(desk::begin_after_restore(*restored.store, restored.now));
      for (const std::string& id : {outage, later}) restored.tell(id);
      const auto ids = restored.ids_of(outage);
      REQUIRE(ids.size() == 2);
      CHECK(ids[0] == outage + ".1");  // what was told before the backup is what it was
      CHECK(given.insert(ids[1]).second);
      CHECK(given.insert(restored.ids_of(later)[0]).second);
      const auto shown = desk::show_bulletin(*restored.store, {outage, 0});
      CHECK(shown->bulletin.number > newest);  // calendars take the greater SEQUENCE for the newer one
      newest = shown->bulletin.number;
      restored.tell(outage);
      CHECK(desk::show_bulletin(*restored.store, {outage, 0})->bulletin.number == newest + 1);
      CHECK(given.insert(restored.ids_of(outage).back()).second);
    }
    SUBCASE("a clock that is wrong leads no number back") {
      Life restored(backend);
      REQUIRE(desk::begin_after_restore(*restored.store, restored.now));
      restored.tell(outage);
      const auto before = desk::show_bulletin(*restored.store, {outage, 0})->bulletin.number;
      REQUIRE(desk::begin_after_restore(*restored.store, restored.now - 24h * 5000));
      restored.tell(outage);
      restored.tell(later);
      CHECK(desk::show_bulletin(*restored.store, {outage, 0})->bulletin.number > before + 1);
      CHECK(desk::show_bulletin(*restored.store, {later, 0})->bulletin.number > before);
    }
  }
}

TEST_CASE("each change that the public can see is a bulletin, what is the desk's own is none") {
  StaffCentre centre;
  auto outage = fault(centre, {kCommunity});
  send(centre, outage);
  outage.override_reason = "another reason";
  outage.version = 7;
  outage.households = 12;
  send(centre, outage);
  REQUIRE(sent(centre, outage.id).size() == 1);
  CHECK(sent(centre, outage.id)[0].outage.override_reason.empty());
  CHECK(sent(centre, outage.id)[0].outage.supply_ids.empty());
  centre.clock.advance(60s);
  outage.etr = centre.clock.now() + 1h;
  outage.timeline.push_back({centre.clock.now(), "抢修中", outage.etr});
  send(centre, outage);
  centre.clock.advance(60s);
  outage.state = OutageState::restored;
  outage.restored_at = centre.clock.now();
  send(centre, outage);
  centre.clock.advance(60s);
  outage.state = OutageState::ongoing;
  outage.restored_at.reset();
  send(centre, outage);
  const auto all = sent(centre, outage.id);
  REQUIRE(all.size() == 4);
  for (std::size_t i = 0; i < all.size(); ++i) CHECK(all[i].number == static_cast<std::int64_t>(i) + 1);
  CHECK(all[2].outage.state == OutageState::restored);
  CHECK(all[3].outage.state == OutageState::ongoing);
  const auto third = desk::show_bulletin(*centre.store, {outage.id, 3});
  REQUIRE(third);
  CHECK(third->earlier.size() == 2);
}

TEST_CASE("a clock that was set back makes no bulletin older than the one before") {
  StaffCentre centre;
  auto outage = fault(centre, {kCommunity});
  send(centre, outage);
  const auto first = sent(centre, outage.id)[0].sent;
  outage.cause = "电缆故障";
  REQUIRE(centre.store->write([&](store::Writer& writer) {
    return desk::send_bulletin(writer, centre.settings, outage, centre.clock.now() - std::chrono::hours(24 * 365));
  }));
  CHECK(sent(centre, outage.id)[1].sent == first);
}

TEST_CASE("a centre that gets another name signs with it, and ids stay") {
  StaffCentre centre;
  centre.settings.public_url = "https://yunxi.example/desk";
  auto outage = fault(centre, {kCommunity});
  send(centre, outage);
  centre.settings.public_url = "https://elsewhere.example:8443";
  outage.cause = "电缆故障";
  send(centre, outage);
  const auto all = sent(centre, outage.id);
  CHECK(all[0].sender == "yunxi.example");
  CHECK(all[1].sender == "elsewhere.example");
  CHECK(all[1].origin == "yunxi.example");
}

TEST_CASE("areas stop at the unit, and nobody lists a household's own place") {
  StaffCentre centre;
  REQUIRE(centre.store->write([&](store::Writer& writer) {
    model::Place door;
    door.path = kUnit + "/501";
    door.kind = model::PlaceKind::household;
    door.name = "501";
    return writer.put(door).map([](bool) {});
  }));
  const auto outage = fault(centre, {kUnit + "/501", kUnit + "/unknown/deep"});
  send(centre, outage);
  CHECK(sent(centre, outage.id)[0].outage.audience == std::vector{kUnit});
  store::BulletinFilter filter;
  filter.place_path = kUnit + "/501";
  const auto refused = desk::list_bulletins(*centre.store, filter);
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::not_found);
  filter.place_path = kUnit;
  const auto listed = desk::list_bulletins(*centre.store, filter);
  REQUIRE(listed);
  CHECK(listed->bulletins.size() == 1);
  CHECK(!listed->more);
  CHECK(listed->place_name == "新华社区/3栋/2单元");
  CHECK(desk::list_calendar(*centre.store, "ZZ", 10, 10).error().code == ErrorCode::not_found);
}

TEST_CASE("outages of before there were bulletins are told once") {
  StaffCentre centre;
  REQUIRE(centre.store->write([&](store::Writer& writer) -> Result<void> {
    for (int i = 0; i < 230; ++i) {
      auto outage = fault(centre, {kCommunity});
      outage.id = "T20261122-" + std::to_string(1000 + i);
      if (i >= 220) {
        outage.state = OutageState::restored;
        outage.restored_at = outage.start;
      }
      if (auto put = writer.put(outage); !put) return tl::unexpected(put.error());
    }
    return {};
  }));
  CHECK(desk::send_missing_bulletins(*centre.store, centre.clock.now()) == 220u);
  CHECK(desk::send_missing_bulletins(*centre.store, centre.clock.now()) == 0u);
  CHECK(desk::list_calendar(*centre.store, kCommunity, 1000, 100)->bulletins.size() == 220);
}

TEST_CASE("whatever the desk does with an outage is told in the same write, a premature end among it") {
  StaffCentre centre;
  desk::AnnounceOutage wanted;
  wanted.cause = "雷击";
  wanted.places = {"新华社区/3栋"};
  const auto announced = desk::announce_outage(*centre.store, wanted, centre.rules, centre.clock, centre.random);
  REQUIRE(announced);
  const std::string id = announced->id;
  for (const auto ahead : {2h, 5h}) {
    centre.clock.advance(10min);
    const desk::UpdateOutage moved{id, "", centre.clock.now() + ahead, std::nullopt};
    REQUIRE(desk::update_outage(*centre.store, moved, centre.clock));
  }
  centre.clock.advance(10min);
  REQUIRE(desk::restore_outage(*centre.store, {id, std::nullopt, ""}, centre.clock));
  // A second time changes nothing, and nothing is told.
  REQUIRE(desk::restore_outage(*centre.store, {id, std::nullopt, ""}, centre.clock));
  centre.clock.advance(10min);
  REQUIRE(desk::reopen_outage(*centre.store, {id, "用户反映仍没有电", "", std::nullopt}, centre.clock));
  const auto all = sent(centre, id);
  REQUIRE(all.size() == 5);
  for (std::size_t i = 1; i < all.size(); ++i) CHECK(all[i].sent > all[i - 1].sent);
  CHECK(all[1].outage.etr != all[2].outage.etr);
  CHECK(all[3].outage.state == OutageState::restored);
  CHECK(all[4].outage.state == OutageState::ongoing);
  CHECK(!all[4].outage.restored_at);
  SUBCASE("and what was told by mistake, once") {
    centre.clock.advance(10min);
    for (int times = 0; times < 2; ++times) {
      REQUIRE(desk::withdraw_outage(*centre.store, {id, "误报，现场有电", ""}, centre.clock));
    }
    const auto told = sent(centre, id);
    REQUIRE(told.size() == 6);
    CHECK(told[5].outage.state == OutageState::cancelled);
    CHECK(told[5].outage.withdrawn);
  }
  SUBCASE("a planned one that is called off") {
    wanted.kind = model::OutageKind::planned;
    wanted.start = centre.clock.now() + std::chrono::hours(24 * 8);
    wanted.etr = *wanted.start + 2h;
    const auto planned = desk::announce_outage(*centre.store, wanted, centre.rules, centre.clock, centre.random);
    REQUIRE(planned);
    REQUIRE(desk::cancel_outage(*centre.store, {planned->id, ""}, centre.clock));
    REQUIRE(sent(centre, planned->id).size() == 2);
    CHECK(sent(centre, planned->id)[1].outage.state == OutageState::cancelled);
  }
}
