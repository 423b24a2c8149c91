// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What is counted for the analysis, on both stores: against a naive model that goes through every household's every
// minute.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "sync/base/ids.hpp"
#include "sync/base/paths.hpp"
#include "sync/desk/count_analysis.hpp"
#include "tests/sync/desk/analysis_centre.hpp"

using namespace gridboard;
using namespace gridboard::desk::analysis_test;
using namespace std::chrono_literals;
using base::Result;
using model::AnalysisTopic;
using model::OutageKind;
using model::OutageState;

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
