// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Bulletins of outages, the same in every store.
#include <doctest/doctest.h>

#include "sync/store/bulletins.hpp"
#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::ErrorCode;
using base::Result;
using tests::at_second;

namespace {

using Ids = std::vector<std::string>;

model::Bulletin bulletin_of(const std::string& id, std::int64_t number, int second, Ids audience,
                            model::OutageState state = model::OutageState::ongoing) {
  model::Bulletin bulletin;
  bulletin.outage.id = id;
  bulletin.outage.state = state;
  bulletin.outage.cause = "雷击 ⚡️";
  bulletin.outage.scope = "新华社区";
  bulletin.outage.audience = std::move(audience);
  bulletin.outage.published_at = at_second(0);
  bulletin.outage.start = at_second(5);
  bulletin.outage.etr = at_second(3600);
  bulletin.outage.timeline = {{at_second(second), "抢修中", at_second(3600)}};
  if (state == model::OutageState::restored) bulletin.outage.restored_at = at_second(second);
  bulletin.number = number;
  bulletin.sent = at_second(second);
  bulletin.sender = "yunxi.example";
  bulletin.origin = "first.example";
  return bulletin;
}

Result<void> put(store::Store& store, const model::Bulletin& bulletin) {
  return store.write([&](store::Writer& writer) { return writer.write_bulletins().put(bulletin); });
}

template <class Read>
auto read(store::Store& store, Read body) {
  using Value = std::remove_cvref_t<decltype(*body(std::declval<store::BulletinReader&>()))>;
  Value value{};
  const auto done = store.read([&](store::Reader& reader) -> Result<void> {
    auto got = body(reader.bulletins());
    if (!got) return tl::unexpected(got.error());
    value = std::move(*got);
    return {};
  });
  REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
  return value;
}

Ids listed(store::Store& store, const store::BulletinFilter& filter) {
  Ids ids;
  for (const auto& bulletin : read(store, [&](auto& bulletins) { return bulletins.bulletins_listed(filter); })) {
    ids.push_back(model::bulletin_id(bulletin));
  }
  return ids;
}

Ids at_place(store::Store& store, const std::string& path, std::optional<bool> standing = std::nullopt) {
  store::BulletinFilter filter;
  filter.place_path = path;
  filter.standing = standing;
  return listed(store, filter);
}

}  // namespace

TEST_CASE("bulletins come back as they were sent, and each moves the head") {
  for (const auto& backend : tests::backends()) {
    SUBCASE(backend.name.c_str()) {
      const tests::TemporaryFolder folder;
      const auto store = *backend.open(folder);
      CHECK(read(*store, [](auto& bulletins) { return bulletins.bulletin_head(); }) == store::BulletinHead{});
      const auto first = bulletin_of("T1", 1, 10, {"YX/A"});
      const auto second = bulletin_of("T1", 2, 20, {"YX/A"}, model::OutageState::restored);
      REQUIRE(put(*store, first));
      REQUIRE(put(*store, second));
      CHECK(read(*store, [](auto& bulletins) { return bulletins.bulletins_of("T1"); }) == std::vector{first, second});
      CHECK(*read(*store, [](auto& bulletins) { return bulletins.newest_bulletin("T1"); }) == second);
      CHECK_FALSE(read(*store, [](auto& bulletins) { return bulletins.newest_bulletin("T2"); }));
      const auto head = read(*store, [](auto& bulletins) { return bulletins.bulletin_head(); });
      CHECK(head == store::BulletinHead{2, at_second(20)});
      const auto again = put(*store, bulletin_of("T1", 2, 30, {"YX/A"}));
      REQUIRE(!again);
      CHECK(again.error().code == ErrorCode::conflict);
      CHECK(read(*store, [](auto& bulletins) { return bulletins.bulletin_head(); }) == head);
    }
  }
}

TEST_CASE("a place hears of outages at it, below it and above it, newest first, each once") {
  for (const auto& backend : tests::backends()) {
    SUBCASE(backend.name.c_str()) {
      const tests::TemporaryFolder folder;
      const auto store = *backend.open(folder);
      REQUIRE(put(*store, bulletin_of("T1", 1, 10, {"YX/A/1/1", "YX/A/1/2", "YX/B/1"})));
      REQUIRE(put(*store, bulletin_of("T2", 1, 20, {"YX"})));
      REQUIRE(put(*store, bulletin_of("T3", 1, 30, {"YX/A/1"}, model::OutageState::cancelled)));
      REQUIRE(put(*store, bulletin_of("T4", 1, 30, {"YX/A/10"})));
      CHECK(at_place(*store, "") == Ids{"T4.1", "T3.1", "T2.1", "T1.1"});
      CHECK(at_place(*store, "YX") == Ids{"T4.1", "T3.1", "T2.1", "T1.1"});
      CHECK(at_place(*store, "YX/A/1") == Ids{"T3.1", "T2.1", "T1.1"});
      CHECK(at_place(*store, "YX/A/1/2") == Ids{"T3.1", "T2.1", "T1.1"});
      CHECK(at_place(*store, "YX/A/1/3") == Ids{"T3.1", "T2.1"});
      CHECK(at_place(*store, "YX/B") == Ids{"T2.1", "T1.1"});
      CHECK(at_place(*store, "YX/C") == Ids{"T2.1"});
      CHECK(at_place(*store, "ZZ").empty());
      CHECK(at_place(*store, "YX/A/1", true) == Ids{"T2.1", "T1.1"});
      CHECK(at_place(*store, "YX/A/1", false) == Ids{"T3.1"});
      SUBCASE("the newest bulletin alone counts, with the places that it has") {
        REQUIRE(put(*store, bulletin_of("T1", 2, 40, {"YX/B/1"}, model::OutageState::restored)));
        CHECK(at_place(*store, "YX/A/1") == Ids{"T3.1", "T2.1"});
        CHECK(at_place(*store, "YX/B") == Ids{"T1.2", "T2.1"});
        CHECK(at_place(*store, "YX", true) == Ids{"T4.1", "T2.1"});
      }
    }
  }
}

TEST_CASE("pages go on behind the last one, also among those of one second") {
  for (const auto& backend : tests::backends()) {
    SUBCASE(backend.name.c_str()) {
      const tests::TemporaryFolder folder;
      const auto store = *backend.open(folder);
      for (int i = 0; i < 7; ++i) {
        REQUIRE(put(*store, bulletin_of("T" + std::to_string(i), 1, 10 + i / 3, {i % 2 == 0 ? "YX" : "YX/A"})));
      }
      Ids all;
      store::BulletinFilter filter;
      filter.place_path = "YX/A";
      filter.limit = 2;
      while (true) {
        const auto page = read(*store, [&](auto& bulletins) { return bulletins.bulletins_listed(filter); });
        if (page.empty()) break;
        CHECK(page.size() <= 2);
        for (const auto& bulletin : page) all.push_back(bulletin.outage.id);
        filter.before_sent = page.back().sent;
        filter.before_outage = page.back().outage.id;
      }
      CHECK(all == Ids{"T6", "T5", "T4", "T3", "T2", "T1", "T0"});
    }
  }
}

TEST_CASE("standing outages that nobody told the public of are found") {
  for (const auto& backend : tests::backends()) {
    SUBCASE(backend.name.c_str()) {
      const tests::TemporaryFolder folder;
      const auto store = *backend.open(folder);
      const std::pair<const char*, model::OutageState> outages[]{{"T1", model::OutageState::announced},
                                                                 {"T2", model::OutageState::restored},
                                                                 {"T3", model::OutageState::ongoing},
                                                                 {"T4", model::OutageState::ongoing}};
      for (const auto& [id, state] : outages) {
        const auto outage = bulletin_of(id, 1, 10, {"YX"}, state).outage;
        REQUIRE(store->write([&](store::Writer& writer) { return writer.put(outage).map([](bool) {}); }));
      }
      REQUIRE(put(*store, bulletin_of("T3", 1, 10, {"YX"})));
      const auto missing = [&](std::size_t limit) {
        return read(*store, [&](auto& bulletins) { return bulletins.outages_without_bulletin(limit); });
      };
      CHECK(missing(10) == Ids{"T1", "T4"});
      CHECK(missing(1) == Ids{"T1"});
    }
  }
}
