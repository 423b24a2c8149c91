// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Several servers work on one district, and on one outage, at the same moment.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "sync/desk/change_outages.hpp"
#include "sync/desk/fault_proposals.hpp"
#include "sync/store/open_store.hpp"
#include "tests/support/postgres.hpp"

using namespace gridboard;
using base::Result;

namespace {

constexpr int kServers = 6, kDistricts = 8;
constexpr base::Instant kNow{std::chrono::seconds(1795000000)};

struct Servers {
  tests::PostgresServer server;
  std::vector<std::unique_ptr<store::Store>> stores;

  Servers() {
    const std::string location = server.new_location();
    for (int i = 0; i < kServers; ++i) stores.push_back(std::move(store::open_store(location).value()));
  }
  void together(const std::function<void(store::Store&, int)>& work) {
    std::vector<std::thread> threads;
    for (int i = 0; i < kServers; ++i) threads.emplace_back([&, i] { work(*stores[static_cast<std::size_t>(i)], i); });
    for (auto& thread : threads) thread.join();
  }
};

}  // namespace

TEST_CASE("reports that reach different servers at the same moment propose one outage a district") {
  Servers servers;
  REQUIRE(servers.stores[0]->write([](store::Writer& writer) -> Result<void> {
    for (int i = 0; i < kDistricts; ++i) {
      const std::string id = std::to_string(i);
      if (auto put = writer.put(model::SupplyPoint{"T" + id, "", model::SupplyKind::transformer_district, id}); !put) {
        return tl::unexpected(put.error());
      }
      model::Place place;
      place.path = "YX/" + id;
      place.supply_id = "T" + id;
      if (auto put = writer.put(place); !put) return tl::unexpected(put.error());
    }
    return {};
  }));
  model::OutageRules rules;
  rules.fault_boards = 3;
  rules.fault_window = std::chrono::minutes(30);
  rules.fault_kinds = {"repair"};
  std::atomic<int> failed = 0;
  servers.together([&](store::Store& store, int server) {
    for (int district = 0; district < kDistricts; ++district) {
      model::ServiceRequest request;
      request.receipt = "R" + std::to_string(server) + "-" + std::to_string(district);
      request.kind = "repair";
      request.board_id = "B" + std::to_string(server % 3);
      request.place_path = "YX/" + std::to_string(district);
      const auto weighed =
          store.write([&](store::Writer& writer) { return desk::weigh_fault_report(writer, rules, request, kNow); });
      if (!weighed) ++failed;
    }
  });
  CHECK(failed == 0);
  REQUIRE(servers.stores[0]->read([](store::Reader& reader) -> Result<void> {
    const auto proposals = reader.outage_desk().outage_proposals({}).value();
    CHECK(proposals.size() == kDistricts);
    for (const auto& proposal : proposals) {
      CHECK(reader.outage_desk().reports_of_proposal(proposal.id).value().size() == kServers);
    }
    return {};
  }));
}

TEST_CASE("of many who change the same outages from the same version, one does it") {
  Servers servers;
  desk::CentreSettings settings;
  settings.supplier_name = "云溪供电";
  std::vector<desk::OutageSeen> seen;
  REQUIRE(servers.stores[0]->write([&](store::Writer& writer) -> Result<void> {
    if (auto saved = desk::save_centre_settings(writer, settings); !saved) return saved;
    model::Place place;
    place.path = "YX";
    if (auto put = writer.put(place); !put) return tl::unexpected(put.error());
    for (int i = 0; i < 20; ++i) {
      model::Outage outage;
      outage.id = "T20261122-KK" + std::to_string(10 + i);
      outage.cause = "c";
      outage.scope = "s";
      outage.audience = {"YX"};
      outage.published_at = kNow;
      outage.start = kNow;
      seen.push_back({outage.id, 1});
      if (auto put = writer.put(outage); !put) return tl::unexpected(put.error());
    }
    return {};
  }));
  std::atomic<int> done = 0, failed = 0;
  const base::ManualClock clock(kNow);
  servers.together([&](store::Store& store, int server) {
    auto own = seen;
    if (server % 2 == 1) std::reverse(own.begin(), own.end());
    const auto outcomes = desk::change_outages(store, own, desk::UpdateOutage{"", "风暴", {}, {}}, clock, {});
    if (!outcomes) ++failed;
    if (!outcomes) return;
    for (const auto& outcome : *outcomes) done += outcome.version ? 1 : 0;
  });
  CHECK(failed == 0);
  CHECK(done == 20);
}
