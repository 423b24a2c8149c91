// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/desk/analysis_centre.hpp"

#include "sync/store/open_store.hpp"
#include "sync/store/outages.hpp"
#include "tests/support/postgres.hpp"

namespace gridboard::desk::analysis_test {

using namespace std::chrono_literals;
using base::Result;
using model::AnalysisTopic;
using model::OutageKind;
using model::OutageState;

namespace {

tests::PostgresServer& server() {
  static tests::PostgresServer server;
  return server;
}

}  // namespace

base::Instant at(const std::string& local) {
  return base::parse_local_or_rfc3339(local, kChina).value();
}

base::Date day(const std::string& text) {
  return base::parse_date(text).value();
}

Centre::Centre(const std::string& backend) {
  location = backend == "sqlite" ? folder.file("centre.db") : server().new_location();
  restart();
  put_place("C", model::PlaceKind::company);
  put_place("C/D", model::PlaceKind::district);
  for (const char* community : {"C/D/A", "C/D/B"}) put_place(community, model::PlaceKind::community);
  int account = 0;
  const auto building = [&](const std::string& path, int households) {
    put_place(path, model::PlaceKind::building);
    for (int i = 0; i < households; ++i) {
      model::Household household;
      household.account = std::to_string(3310000000 + ++account);
      household.unit_path = path + "/1";
      household.door = std::to_string(i);
      put(household);
      homes.push_back(household.unit_path);
    }
  };
  building("C/D/A/1", 4);
  building("C/D/A/2", 2);
  building("C/D/A/3", 1);
  building("C/D/B/1", 3);
  rules.outage.planned_lead = 7 * 24h;
  rules.outage.temporary_lead = 24h;
}

void Centre::restart() {
  store.reset();
  auto opened = store::open_store(location);
  REQUIRE(opened);
  store = std::move(*opened);
}

void Centre::take_back(const std::string& outage, std::int64_t version, base::Instant said, base::Instant taken_back) {
  REQUIRE(store->write([&](store::Writer& writer) -> Result<void> {
    store::OutageChange change;
    change.outage_id = outage;
    change.version = version;
    change.at = said;
    change.action = "restoreOutage";
    if (auto added = writer.write_outage_desk().add_change(change); !added) return added;
    change.version = version + 1;
    change.at = taken_back;
    change.action = "reopenOutage";
    return writer.write_outage_desk().add_change(change);
  }));
}

void Centre::put_place(const std::string& path, model::PlaceKind kind) {
  model::Place place;
  place.path = path;
  place.kind = kind;
  place.name = path;
  put(place);
}

void Centre::count(base::Instant now) {
  const auto counted = count_all_analysis(*store, {rules, figures, kChina, now, 7});
  REQUIRE_MESSAGE(counted, (counted ? "" : counted.error().message));
}

model::Amounts Centre::sum(AnalysisTopic topic, const std::string& place, const std::string& from,
                           const std::string& upto, const std::string& kind) {
  model::Amounts sum{};
  REQUIRE(store->read([&](store::Reader& reader) -> Result<void> {
    sum = {};
    const auto found = reader.analysis().sums(topic, place, {day(from), day(upto)});
    REQUIRE(found);
    for (const auto& one : *found) {
      if (kind.empty() || one.kind == kind) model::add(sum, one.amounts);
    }
    return {};
  }));
  return sum;
}

model::Amounts Centre::outages(const std::string& place, const std::string& from, const std::string& upto) {
  return sum(AnalysisTopic::outages, place, from, upto);
}

model::Outage fault(const std::string& id, const std::string& place, const std::string& from, const std::string& upto) {
  model::Outage outage;
  outage.id = id;
  outage.kind = OutageKind::fault;
  outage.state = upto.empty() ? OutageState::ongoing : OutageState::restored;
  outage.cause = "c";
  outage.audience = {place};
  outage.published_at = outage.start = at(from);
  if (!upto.empty()) outage.restored_at = at(upto);
  return outage;
}

}  // namespace gridboard::desk::analysis_test
