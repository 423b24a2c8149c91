// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What is counted for the analysis, on both stores: by hand at its edges, and against a naive model that goes through
// every household's every minute.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "sync/base/ids.hpp"
#include "sync/base/paths.hpp"
#include "sync/desk/count_analysis.hpp"
#include "sync/desk/list_analysis_rows.hpp"
#include "sync/desk/look_at_today.hpp"
#include "sync/desk/show_analysis.hpp"
#include "sync/store/alarms.hpp"
#include "sync/store/notice_desk.hpp"
#include "sync/store/open_store.hpp"
#include "sync/store/outages.hpp"
#include "tests/support/postgres.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace gridboard;
using namespace std::chrono_literals;
using base::Result;
using model::AnalysisTopic;
using model::OutageKind;
using model::OutageState;

const base::Zone kChina{};

base::Instant at(const std::string& local) {
  return base::parse_local_or_rfc3339(local, kChina).value();
}

base::Date day(const std::string& text) {
  return base::parse_date(text).value();
}

struct Backend {
  std::string name, location;
};

tests::PostgresServer& server() {
  static tests::PostgresServer server;
  return server;
}

// Company C, district C/D, communities A (buildings 1 to 3 with 4, 2 and 1 households) and B (building 1 with 3).
struct Centre {
  explicit Centre(const std::string& backend) {
    auto opened = store::open_store(backend == "sqlite" ? folder.file("centre.db") : server().new_location());
    REQUIRE(opened);
    store = std::move(*opened);
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

  // Power was said to be back then, and that was taken back after, as the outage's history has it.
  void take_back(const std::string& outage, std::int64_t version, base::Instant said, base::Instant taken_back) {
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
  template <class Thing>
  void put(const Thing& thing) {
    REQUIRE(store->write([&](store::Writer& writer) -> Result<void> {
      const auto put = writer.put(thing);
      return put ? Result<void>() : Result<void>(tl::unexpected(put.error()));
    }));
  }
  void put_place(const std::string& path, model::PlaceKind kind) {
    model::Place place;
    place.path = path;
    place.kind = kind;
    place.name = path;
    put(place);
  }
  void count(base::Instant now) {
    const auto counted = desk::count_all_analysis(*store, {rules, figures, kChina, now, 7});
    REQUIRE_MESSAGE(counted, (counted ? "" : counted.error().message));
  }
  model::Amounts sum(AnalysisTopic topic, const std::string& place, const std::string& from, const std::string& upto,
                     const std::string& kind = "") {
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
  model::Amounts outages(const std::string& place, const std::string& from, const std::string& upto) {
    return sum(AnalysisTopic::outages, place, from, upto);
  }

  tests::TemporaryFolder folder;
  std::unique_ptr<store::Store> store;
  model::Rules rules;
  model::AnalysisFigures figures;
  std::vector<std::string> homes;  // unit of each household
};

model::Outage fault(const std::string& id, const std::string& place, const std::string& from,
                    const std::string& upto = "") {
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

constexpr std::int64_t kMinuteMs = 60'000;

template <class Test>
void on_both(Test test) {
  for (const char* backend : {"sqlite", "postgres"}) {
    CAPTURE(backend);
    Centre centre(backend);
    test(centre);
  }
}

}  // namespace

TEST_CASE("an outage across midnight, the month's end and the year's end is parted at the centre's midnight") {
  on_both([](Centre& centre) {
    centre.put(fault("T1", "C/D/A/1", "2026-12-31 23:30", "2027-01-01 00:45"));
    centre.count(at("2027-01-02 00:00"));
    const auto year_before = centre.outages("C/D/A", "2026-01-01", "2027-01-01");
    CHECK(year_before[model::kOutages] == 1);
    CHECK(year_before[model::kInterruptions] == 4);
    CHECK(year_before[model::kHouseholdMs] == 4 * 30 * kMinuteMs);
    const auto year = centre.outages("C/D/A", "2027-01-01", "2028-01-01");
    CHECK(year[model::kOutages] == 0);
    CHECK(year[model::kInterruptions] == 0);
    CHECK(year[model::kHouseholdMs] == 4 * 45 * kMinuteMs);
    CHECK(year[model::kRestored] == 1);
    CHECK(centre.outages("C/D/B", "2026-01-01", "2028-01-01") == model::Amounts{});
    CHECK(centre.outages("", "2026-12-31", "2027-01-02")[model::kHouseholdMs] == 4 * 75 * kMinuteMs);
    // Whole months come from their own sums, with days before and behind.
    CHECK(centre.outages("C", "2026-11-17", "2027-02-03") == centre.outages("C", "2026-12-31", "2027-01-02"));
  });
}

TEST_CASE("no longer than three minutes is an outage that interrupts nobody: before, at and after the boundary") {
  on_both([](Centre& centre) {
    centre.put(fault("T1", "C/D/A/1", "2026-11-01 08:00", "2026-11-01 08:02:59"));
    centre.put(fault("T2", "C/D/A/1", "2026-11-02 08:00", "2026-11-02 08:03:00"));
    centre.put(fault("T3", "C/D/A/1", "2026-11-03 08:00", "2026-11-03 08:03:01"));
    centre.count(at("2026-11-04 00:00"));
    const auto all = centre.outages("", "2026-11-01", "2026-11-04");
    CHECK(all[model::kOutages] == 3);
    CHECK(all[model::kInterruptions] == 4);
    CHECK(all[model::kHouseholdMs] == 4 * 181'000);
  });
}

TEST_CASE("a household under two outages counts once, for the one that began first, whatever comes in which order") {
  on_both([](Centre& centre) {
    centre.put(fault("T2", "C/D/A", "2026-11-01 09:00", "2026-11-01 11:00"));
    centre.count(at("2026-11-02 00:00"));
    CHECK(centre.outages("C/D/A", "2026-11-01", "2026-11-02")[model::kHouseholdMs] == 7 * 120 * kMinuteMs);
    auto first = fault("T1", "C/D/A/1", "2026-11-01 08:00", "2026-11-01 10:00");
    centre.put(first);
    centre.count(at("2026-11-02 00:00"));
    // Building 1: 08:00 to 11:00. The others: 09:00 to 11:00.
    auto all = centre.outages("C/D/A", "2026-11-01", "2026-11-02");
    CHECK(all[model::kHouseholdMs] == (4 * 180 + 3 * 120) * kMinuteMs);
    CHECK(all[model::kInterruptions] == 7);
    // The first was over earlier than was said.
    first.restored_at = at("2026-11-01 08:30");
    centre.put(first);
    centre.count(at("2026-11-02 00:00"));
    all = centre.outages("C/D/A", "2026-11-01", "2026-11-02");
    CHECK(all[model::kHouseholdMs] == (4 * 30 + 7 * 120) * kMinuteMs);
    CHECK(all[model::kInterruptions] == 4 + 7);
    // And was another day's: nothing of it is left where it was.
    first.start = at("2026-10-31 08:00");
    first.restored_at = at("2026-10-31 10:00");
    centre.put(first);
    centre.count(at("2026-11-02 00:00"));
    CHECK(centre.outages("C/D/A", "2026-11-01", "2026-11-02")[model::kHouseholdMs] == 7 * 120 * kMinuteMs);
  });
}

TEST_CASE("an outage that goes on is counted up to now, and one restored too early lasts until it is for good") {
  on_both([](Centre& centre) {
    auto outage = fault("T1", "C/D/B", "2026-11-01 08:00");
    centre.put(outage);
    centre.count(at("2026-11-01 08:10"));
    CHECK(centre.outages("", "2026-11-01", "2026-11-02")[model::kHouseholdMs] == 3 * 10 * kMinuteMs);
    centre.count(at("2026-11-01 08:10:59"));  // not yet again
    CHECK(centre.outages("", "2026-11-01", "2026-11-02")[model::kHouseholdMs] == 3 * 10 * kMinuteMs);
    centre.count(at("2026-11-01 08:30"));
    CHECK(centre.outages("", "2026-11-01", "2026-11-02")[model::kHouseholdMs] == 3 * 30 * kMinuteMs);
    outage.state = OutageState::restored;
    outage.restored_at = at("2026-11-01 08:40");
    centre.put(outage);
    centre.count(at("2026-11-01 08:45"));
    CHECK(centre.outages("", "2026-11-01", "2026-11-02")[model::kRestored] == 1);
    CHECK(centre.outages("", "2026-11-01", "2026-11-02")[model::kHouseholdMs] == 3 * 40 * kMinuteMs);
    outage.state = OutageState::ongoing;
    outage.restored_at.reset();
    centre.put(outage);
    centre.count(at("2026-11-01 09:00"));
    CHECK(centre.outages("", "2026-11-01", "2026-11-02")[model::kRestored] == 0);
    CHECK(centre.outages("", "2026-11-01", "2026-11-02")[model::kHouseholdMs] == 3 * 60 * kMinuteMs);
    outage.state = OutageState::cancelled;
    centre.put(outage);
    centre.count(at("2026-11-01 09:01"));
    CHECK(centre.outages("", "2026-11-01", "2026-11-02") == model::Amounts{});
  });
}

TEST_CASE("estimates are held against what came: the first, the last, and how often they moved") {
  on_both([](Centre& centre) {
    auto outage = fault("T1", "C/D/B", "2026-11-01 08:00");
    outage.etr = at("2026-11-01 09:00");
    centre.put(outage);
    outage.etr = at("2026-11-01 10:30");
    outage.timeline.push_back({at("2026-11-01 08:50"), "moved", outage.etr});
    centre.put(outage);
    outage.timeline.push_back({at("2026-11-01 08:55"), "a crew", std::nullopt});
    centre.put(outage);  // the same estimate
    outage.state = OutageState::restored;
    outage.restored_at = at("2026-11-01 10:00");
    centre.put(outage);
    centre.count(at("2026-11-02 00:00"));
    const auto all = centre.outages("C/D/B", "2026-11-01", "2026-11-02");
    CHECK(all[model::kEstimated] == 1);
    CHECK(all[model::kFirstWithin] == 0);
    CHECK(all[model::kFirstLate] == 1);
    CHECK(all[model::kFirstLateMs] == 60 * kMinuteMs);
    CHECK(all[model::kLastWithin] == 1);  // 30 minutes to the second
    CHECK(all[model::kLastLate] == 0);
    CHECK(all[model::kLastEarlyMs] == 30 * kMinuteMs);
    CHECK(all[model::kEstimateMoves] == 1);
  });
}

TEST_CASE("power that was said to be back and wasn't counts on the day it was said, each time") {
  on_both([](Centre& centre) {
    auto outage = fault("T1", "C/D/B", "2026-11-01 08:00", "2026-11-03 10:00");
    centre.take_back("T1", 2, at("2026-11-01 23:59"), at("2026-11-02 00:20"));
    centre.take_back("T1", 4, at("2026-11-02 07:00"), at("2026-11-02 07:10"));
    centre.take_back("T1", 6, at("2026-11-02 08:00"), at("2026-11-02 09:00"));
    REQUIRE(centre.store->write([&](store::Writer& writer) {
      return writer.write_outage_desk().add_change(
          {"T1", 8, at("2026-11-03 10:00"), "u", "li", "restoreOutage", "", "[]"});  // this one held
    }));
    centre.put(outage);
    centre.put(fault("T2", "C/D/A", "2026-11-01 08:00", "2026-11-01 09:00"));
    centre.count(at("2026-11-04 00:00"));
    const auto on = [&](const std::string& place, const std::string& from, const std::string& upto) {
      return centre.outages(place, from, upto)[model::kTakenBack];
    };
    CHECK(on("C/D/B", "2026-11-01", "2026-11-02") == 1);
    CHECK(on("C/D/B", "2026-11-02", "2026-11-03") == 2);
    CHECK(on("C/D/B", "2026-11-03", "2026-11-04") == 0);
    CHECK(on("", "2026-11-01", "2026-11-04") == 3);
    CHECK(on("C/D/A", "2026-11-01", "2026-11-04") == 0);
    CHECK(centre.sum(AnalysisTopic::outages, "", "2026-11-01", "2026-12-01", "planned")[model::kTakenBack] == 0);
    REQUIRE(centre.store->read([&](store::Reader& reader) -> Result<void> {
      const desk::ListAnalysisRows wanted{desk::AnalysisList::taken_back,
                                          {{"C/D"}, centre.rules, centre.figures, kChina, at("2026-11-04 00:00")},
                                          {day("2026-11-01"), day("2026-11-04")},
                                          "",
                                          {}};
      const auto rows = desk::list_analysis_rows(reader, wanted);
      REQUIRE(rows);
      REQUIRE(rows->rows.size() == 2);
      CHECK(rows->rows[0].id == "T1");
      CHECK(rows->rows[0].day == day("2026-11-02"));
      CHECK(rows->rows[1].day == day("2026-11-01"));
      return {};
    }));
    // What is taken back again after it was counted is counted anew.
    outage.state = OutageState::ongoing;
    outage.restored_at.reset();
    centre.take_back("T1", 9, at("2026-11-03 10:00"), at("2026-11-03 11:00"));
    centre.put(outage);
    centre.count(at("2026-11-04 00:00"));
    CHECK(on("C/D/B", "2026-11-03", "2026-11-04") == 1);
    CHECK(on("", "2026-11-01", "2026-11-05") == 4);
  });
}

TEST_CASE("lead time is asked of planned and temporary outages and kept to the second") {
  on_both([](Centre& centre) {
    const auto planned = [&](const std::string& id, std::chrono::seconds lead) {
      auto outage = fault(id, "C/D/B", "2026-11-20 08:00", "2026-11-20 09:00");
      outage.kind = OutageKind::planned;
      outage.published_at = outage.start - lead;
      centre.put(outage);
    };
    planned("T1", 7 * 24h - 1s);
    planned("T2", 7 * 24h);
    planned("T3", 7 * 24h + 1s);
    centre.put(fault("T4", "C/D/B", "2026-11-20 12:00", "2026-11-20 13:00"));
    centre.count(at("2026-11-21 00:00"));
    const auto all = centre.outages("", "2026-11-20", "2026-11-21");
    CHECK(all[model::kLeadAsked] == 3);
    CHECK(all[model::kLeadKept] == 2);
    CHECK(centre.sum(AnalysisTopic::outages, "", "2026-11-20", "2026-11-21", "fault")[model::kOutages] == 1);
  });
}

TEST_CASE("a promise is kept up to its very moment, and broken behind it though nobody writes anything") {
  on_both([](Centre& centre) {
    model::ServiceRequest request;
    request.receipt = "R1";
    request.kind = "repair";
    request.place_path = "C/D/A/1/1";
    request.submitted_at = request.received_at = at("2026-11-01 23:50");
    request.promised_at = at("2026-11-02 00:35");
    request.steps = {{request.received_at, model::RequestState::received, "", ""}};
    centre.put(request);
    const auto all = [&] { return centre.sum(AnalysisTopic::requests, "C/D/A", "2026-11-01", "2026-11-03"); };
    centre.count(at("2026-11-02 00:35"));
    CHECK(all()[model::kReceived] == 1);
    CHECK(all()[model::kDue] == 0);
    centre.count(at("2026-11-02 00:35") + 1ms);
    CHECK(all()[model::kDue] == 1);
    CHECK(all()[model::kKept] == 0);
    CHECK(centre.sum(AnalysisTopic::requests, "", "2026-11-02", "2026-11-03")[model::kReceived] == 0);
    const auto done = [&](base::Instant when) {
      request.state = model::RequestState::done;
      request.steps.resize(1);
      request.steps.push_back({when, model::RequestState::done, "li", ""});
      centre.put(request);
      centre.count(at("2026-11-02 12:00"));
      return all()[model::kKept];
    };
    CHECK(done(at("2026-11-02 00:35") + 1s) == 0);
    CHECK(done(at("2026-11-02 00:35")) == 1);
    CHECK(done(at("2026-11-02 00:35") - 1s) == 1);
    request.state = model::RequestState::rejected;
    centre.put(request);
    centre.count(at("2026-11-02 12:00"));
    CHECK(all()[model::kDue] == 0);
    CHECK(all()[model::kReceived] == 1);
  });
}

TEST_CASE("silence is counted for each board and day, and outlives its alarm") {
  on_both([](Centre& centre) {
    store::Alarm alarm;
    alarm.id = "a1";
    alarm.since = at("2026-11-01 23:00");
    alarm.opened_at = at("2026-11-01 23:15");
    alarm.ended_at = at("2026-11-02 02:00");
    alarm.boards = {{"b1", "C/D/A/1", at("2026-11-01 23:00"), at("2026-11-02 01:00")},
                    {"b2", "C/D/B/1", at("2026-11-01 23:00"), std::nullopt}};
    REQUIRE(centre.store->write([&](store::Writer& writer) { return writer.write_alarms().put(alarm); }));
    centre.count(at("2026-11-03 00:00"));
    const auto check = [&] {
      const auto all = centre.sum(AnalysisTopic::boards, "C/D", "2026-11-01", "2026-11-03", "silent");
      CHECK(all[model::kRaised] == 1);
      CHECK(all[model::kSilentMs] == (120 + 180) * kMinuteMs);
      CHECK(centre.sum(AnalysisTopic::boards, "C/D/A", "2026-11-02", "2026-11-03")[model::kSilentMs] == 60 * kMinuteMs);
    };
    check();
    REQUIRE(centre.store->write([&](store::Writer& writer) -> Result<void> {
      return writer.write_alarms().drop_alarms(at("2026-11-04 00:00"), 10).map([](std::size_t) {});
    }));
    centre.count(at("2026-11-04 00:00"));
    check();
  });
}

TEST_CASE("sums of random outages, changed and recounted, are those of a naive model, at every place and day") {
  for (const char* backend : {"sqlite", "postgres"}) {
    CAPTURE(backend);
    Centre centre(backend);
    base::SeededRandom random(7);
    const auto any = [&](std::uint64_t bound) { return static_cast<int>(random.below(bound)); };
    const std::vector<std::string> paths{"C",       "C/D",       "C/D/A",   "C/D/B",     "C/D/A/1",
                                         "C/D/A/2", "C/D/A/1/1", "C/D/A/3", "C/D/B/1/1", "C/D/B/1"};
    const base::Instant begin = at("2026-12-29 00:00"), now = at("2027-01-04 00:00");
    const auto random_outage = [&](int number) {
      auto outage = fault("T" + std::to_string(number), paths.at(static_cast<std::size_t>(any(paths.size()))),
                          "2026-12-29 00:00");
      outage.kind = static_cast<OutageKind>(any(4));
      if (any(3) == 0) outage.audience.push_back(paths.at(static_cast<std::size_t>(any(paths.size()))));
      outage.start = begin + std::chrono::minutes(any(5 * 24 * 60));
      outage.published_at = outage.start - std::chrono::hours(any(9 * 24));
      switch (any(8)) {
        case 0:
          outage.state = OutageState::cancelled;
          break;
        case 1:
          outage.state = OutageState::ongoing;
          break;
        default:
          outage.state = OutageState::restored;
          outage.restored_at = outage.start + std::chrono::minutes(any(10) == 0 ? any(6) : any(20 * 60));
      }
      return outage;
    };
    std::map<std::string, model::Outage> record;
    std::map<std::string, std::vector<base::Instant>> said_back;
    for (int i = 0; i < 60; ++i) {
      const auto outage = random_outage(any(25));
      if (any(3) == 0) {
        const base::Instant told = begin + std::chrono::minutes(any(6 * 24 * 60));
        centre.take_back(outage.id, 2 * i + 2, told, told + std::chrono::minutes(any(90)));
        said_back[outage.id].push_back(told);
      }
      centre.put(outage);
      record[outage.id] = outage;
      if (any(4) == 0) centre.count(now);
    }
    centre.count(now);

    // Minute by minute: each household is without power for the outage that began first.
    struct Naive {
      std::int64_t outages = 0, interruptions = 0, household_minutes = 0, lead_kept = 0, taken_back = 0;
      auto operator<=>(const Naive&) const = default;
    };
    std::map<std::tuple<std::string, std::string, std::string>, Naive> naive;  // place, day, kind
    std::vector<const model::Outage*> by_start;
    for (const auto& [id, outage] : record) {
      if (outage.state != OutageState::cancelled) by_start.push_back(&outage);
    }
    std::sort(by_start.begin(), by_start.end(),
              [](const auto* a, const auto* b) { return std::tie(a->start, a->id) < std::tie(b->start, b->id); });
    const auto end_of = [&](const model::Outage& outage) { return outage.restored_at.value_or(now); };
    const auto sustained = [&](const model::Outage& outage) { return end_of(outage) - outage.start > 3min; };
    const auto hits = [](const model::Outage& outage, const std::string& home) {
      return std::any_of(outage.audience.begin(), outage.audience.end(),
                         [&](const std::string& path) { return base::path_contains(path, home); });
    };
    const std::vector<std::string> counted_at{"", "C", "C/D", "C/D/A", "C/D/B"};
    const auto day_text = [](base::Instant moment) { return base::format_date(base::date_of(moment, kChina)); };
    for (const std::string& place : counted_at) {
      for (const auto* outage : by_start) {
        const bool concerns = std::any_of(outage->audience.begin(), outage->audience.end(), [&](const auto& path) {
          return base::path_contains(place, path) || base::path_contains(path, place);
        });
        if (!concerns) continue;
        Naive& first = naive[{place, day_text(outage->start), model::name_of(outage->kind)}];
        ++first.outages;
        if (model::required_lead(outage->kind, centre.rules.outage).count() > 0 &&
            model::in_time(*outage, centre.rules.outage)) {
          ++first.lead_kept;
        }
        for (const base::Instant told : said_back[outage->id]) {
          ++naive[{place, day_text(told), model::name_of(outage->kind)}].taken_back;
        }
      }
      for (const std::string& home : centre.homes) {
        if (!base::path_contains(place, home)) continue;
        for (base::Instant minute = begin; minute < now; minute += 1min) {
          for (const auto* outage : by_start) {
            if (!sustained(*outage) || !hits(*outage, home)) continue;
            if (minute < outage->start || minute >= end_of(*outage)) continue;
            Naive& sum = naive[{place, day_text(minute), model::name_of(outage->kind)}];
            ++sum.household_minutes;
            if (minute == outage->start) ++sum.interruptions;
            break;
          }
        }
      }
    }
    std::map<std::tuple<std::string, std::string, std::string>, Naive> counted;
    REQUIRE(centre.store->read([&](store::Reader& reader) -> Result<void> {
      for (const std::string& place : counted_at) {
        const auto sums =
            reader.analysis().daily_sums(AnalysisTopic::outages, place, {day("2026-12-01"), day("2027-02-01")});
        REQUIRE(sums);
        for (const auto& sum : *sums) {
          CHECK(sum.amounts[model::kHouseholdMs] % kMinuteMs == 0);
          const Naive one{sum.amounts[model::kOutages], sum.amounts[model::kInterruptions],
                          sum.amounts[model::kHouseholdMs] / kMinuteMs, sum.amounts[model::kLeadKept],
                          sum.amounts[model::kTakenBack]};
          if (one != Naive{}) counted[{place, base::format_date(sum.day), sum.kind}] = one;
        }
      }
      return {};
    }));
    CHECK(counted.size() == naive.size());
    for (const auto& [key, sum] : naive) {
      CAPTURE(std::get<0>(key));
      CAPTURE(std::get<1>(key));
      CAPTURE(std::get<2>(key));
      CHECK(counted[key].outages == sum.outages);
      CHECK(counted[key].interruptions == sum.interruptions);
      CHECK(counted[key].household_minutes == sum.household_minutes);
      CHECK(counted[key].lead_kept == sum.lead_kept);
      CHECK(counted[key].taken_back == sum.taken_back);
    }
    // Recounted from nothing it is the same.
    REQUIRE(desk::begin_recount(*centre.store));
    CHECK(centre.outages("", "2026-12-01", "2027-02-01") == model::Amounts{});
    centre.count(now);
    for (const std::string& place : counted_at) {
      std::int64_t minutes = 0;
      for (const auto& [key, sum] : naive) minutes += std::get<0>(key) == place ? sum.household_minutes : 0;
      CHECK(centre.outages(place, "2026-12-01", "2027-02-01")[model::kHouseholdMs] == minutes * kMinuteMs);
    }
  }
}

TEST_CASE("a page of the analysis has every step, the places below, and the period before") {
  on_both([](Centre& centre) {
    centre.put(fault("T1", "C/D/A/1", "2026-11-10 08:00", "2026-11-10 09:00"));
    centre.put(fault("T2", "C/D/B", "2026-11-03 08:00", "2026-11-03 08:30"));
    centre.count(at("2026-11-16 00:00"));
    REQUIRE(centre.store->read([&](store::Reader& reader) -> Result<void> {
      desk::ShowAnalysis wanted{
          {"C/D"}, {day("2026-11-09"), day("2026-11-16")}, model::AnalysisStep::day, kChina, at("2026-11-16 00:00")};
      const auto shown = desk::show_analysis(reader, wanted);
      REQUIRE(shown);
      const auto outages = desk::total_of(shown->now.topics[0]);
      CHECK(outages[model::kHouseholdMs] == 4 * 60 * kMinuteMs);
      CHECK(desk::total_of(shown->before.topics[0])[model::kHouseholdMs] == 3 * 30 * kMinuteMs);
      CHECK(shown->now.households == 10);
      CHECK(shown->now.lasted == 7 * 24h);
      CHECK(shown->steps.size() == 7);
      REQUIRE(shown->below.size() == 2);
      CHECK(shown->below[0].place.path == "C/D/A");
      CHECK(desk::total_of(shown->below[0].sums.topics[0])[model::kOutages] == 1);
      CHECK(shown->below[1].sums.households == 3);
      CHECK(shown->due == 0);
      const auto figures = model::Reliability::of(outages, shown->now.households, shown->now.lasted);
      CHECK(*figures.saidi_minutes == doctest::Approx(24.0));
      CHECK(*figures.saifi == doctest::Approx(0.4));
      CHECK(*figures.caidi_minutes == doctest::Approx(60.0));
      CHECK(*figures.available == doctest::Approx(1 - 24.0 / (7 * 24 * 60)));
      wanted.step = model::AnalysisStep::week;
      wanted.period = {day("2026-11-03"), day("2026-11-16")};  // a Tuesday
      const auto weeks = desk::show_analysis(reader, wanted);
      REQUIRE(weeks);
      REQUIRE(weeks->steps.size() == 2);
      CHECK(weeks->steps[0].from == day("2026-11-03"));
      CHECK(weeks->steps[1].from == day("2026-11-09"));
      wanted.places = {"C/D/A/1"};
      CHECK(desk::show_analysis(reader, wanted).error().code == base::ErrorCode::invalid_input);
      wanted.places = {"C/D"};
      wanted.period.upto = wanted.period.from;
      CHECK(desk::show_analysis(reader, wanted).error().code == base::ErrorCode::invalid_input);
      return {};
    }));
  });
}

TEST_CASE("today counts what goes on, what comes, and who is without power, each household once") {
  on_both([](Centre& centre) {
    const base::Instant now = at("2026-11-10 12:00");
    auto overdue = fault("T1", "C/D/A/1", "2026-11-10 08:00");
    overdue.etr = at("2026-11-10 11:59");
    centre.put(overdue);
    auto district = fault("T2", "C/D/A", "2026-11-10 09:00");
    district.etr = now;  // exactly now isn't overdue
    centre.put(district);
    auto planned = fault("T3", "C/D/B", "2026-11-17 12:00");
    planned.kind = OutageKind::planned;
    planned.state = OutageState::announced;
    planned.published_at = now;
    centre.put(planned);
    auto later = fault("T4", "C/D/B", "2026-11-17 12:00:01");
    later.kind = OutageKind::temporary;
    later.state = OutageState::announced;
    later.published_at = later.start - 24h + 1s;
    centre.put(later);
    const auto request = [&](const std::string& receipt, const std::string& promised) {
      model::ServiceRequest made;
      made.receipt = receipt;
      made.kind = "repair";
      made.place_path = "C/D/A/1/1";
      made.submitted_at = made.received_at = at("2026-11-10 00:00");
      if (!promised.empty()) made.promised_at = at(promised);
      centre.put(made);
    };
    request("R1", "2026-11-10 11:59:59");
    request("R2", "2026-11-10 12:00");
    request("R3", "2026-11-10 16:00");
    request("R4", "2026-11-10 16:00:01");
    request("R5", "");
    centre.count(now);
    const auto look = [&](const std::string& place) {
      desk::Today today;
      REQUIRE(centre.store->read([&](store::Reader& reader) -> Result<void> {
        const auto looked = desk::look_at_today(reader, {{place}, centre.rules, centre.figures, kChina, now});
        REQUIRE(looked);
        today = *looked;
        return {};
      }));
      return today;
    };
    const auto all = look("");
    CHECK(all.ongoing == std::array<std::int64_t, 4>{0, 0, 2, 0});
    CHECK(all.upcoming == 1);
    CHECK(all.overdue == 1);
    CHECK(all.late_notice == 1);
    CHECK(all.households_without_power == 7);
    CHECK(all.open_requests == std::vector<store::OpenRequests>{{"repair", 5}});
    CHECK(all.received_requests == 5);
    CHECK(all.broken_promises == 1);
    CHECK(all.pressing_promises == 2);
    const auto other = look("C/D/B");
    CHECK(other.ongoing == std::array<std::int64_t, 4>{});
    CHECK(other.households_without_power == 0);
    CHECK(other.upcoming == 1);
    CHECK(other.open_requests.empty());
    CHECK(look("C/D/A/1").households_without_power == 4);
  });
}

TEST_CASE("counts of few requests are kept back, and never a single one that follows from the sum") {
  CHECK(desk::too_few({4, 5, 6}, 5) == std::vector<bool>{true, true, false});
  CHECK(desk::too_few({5, 6}, 5) == std::vector<bool>{false, false});
  CHECK(desk::too_few({0, 1, 2, 9}, 5) == std::vector<bool>{false, true, true, false});
  CHECK(desk::too_few({0, 3}, 5) == std::vector<bool>{false, true});
  CHECK(desk::too_few({}, 5).empty());
}
