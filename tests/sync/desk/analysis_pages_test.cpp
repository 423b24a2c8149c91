// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What the pages of the analysis and of today say, on both stores.
#include <doctest/doctest.h>

#include <array>

#include "sync/desk/look_at_today.hpp"
#include "sync/desk/show_analysis.hpp"
#include "sync/store/notice_desk.hpp"
#include "tests/sync/desk/analysis_centre.hpp"

using namespace gridboard;
using namespace gridboard::desk::analysis_test;
using namespace std::chrono_literals;
using base::Result;
using model::OutageKind;
using model::OutageState;

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
