// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/analysis.hpp"

#include <doctest/doctest.h>

using namespace gridboard;
using namespace std::chrono_literals;
using base::Instant;

namespace {

const base::Zone kChina{};

Instant at(const std::string& local) {
  return base::parse_local_or_rfc3339(local, kChina).value();
}
base::Date day(const std::string& text) {
  return base::parse_date(text).value();
}

}  // namespace

TEST_CASE("the figures in force are those that the code takes for usual, and a file that lacks one is refused") {
  const auto figures = model::AnalysisFigures::load(std::string(GRIDBOARD_ASSETS_DIR) + "/rules/analysis.json");
  REQUIRE(figures);
  const model::AnalysisFigures usual;
  CHECK(figures->sustained_over == usual.sustained_over);
  CHECK(figures->estimate_within == usual.estimate_within);
  CHECK(figures->least_shown == usual.least_shown);
  CHECK(figures->pressing_within == usual.pressing_within);
  CHECK(figures->upcoming_within == usual.upcoming_within);
  CHECK(!model::AnalysisFigures::parse(R"({"title":"t","source":"s","rules":[]})", "x.json"));
}

TEST_CASE("an estimate is right up to 30 minutes either way, to the second") {
  const model::AnalysisFigures figures;
  const Instant actual = at("2026-11-01 12:00");
  const auto within = [&](std::chrono::seconds off) {
    model::Amounts amounts{};
    model::judge_estimates({actual + off}, actual, figures, amounts);
    return amounts[model::kFirstWithin];
  };
  CHECK(within(30min - 1s) == 1);
  CHECK(within(30min) == 1);
  CHECK(within(30min + 1s) == 0);
  CHECK(within(-30min + 1s) == 1);
  CHECK(within(-30min) == 1);
  CHECK(within(-30min - 1s) == 0);
  model::Amounts none{};
  model::judge_estimates({}, actual, figures, none);
  CHECK(none == model::Amounts{});
}

TEST_CASE("time is parted at midnight of the zone, and nothing of it is lost") {
  std::map<base::Date, std::int64_t> days;
  model::add_by_day(at("2026-12-31 23:59"), at("2027-01-02 00:00"), 2, kChina, days);
  CHECK(days ==
        std::map<base::Date, std::int64_t>{{day("2026-12-31"), 2 * 60'000}, {day("2027-01-01"), 2 * 86'400'000}});
  days.clear();
  model::add_by_day(at("2026-12-31 23:59"), at("2026-12-31 23:59"), 2, kChina, days);
  CHECK(days.empty());
  model::add_by_day(at("2026-12-31 23:59"), at("2027-01-01 00:01"), 1, base::Zone{0min}, days);
  CHECK(days.size() == 1);  // elsewhere it isn't midnight yet
}

TEST_CASE("steps begin on Mondays and on first days, and the period before is as long") {
  using model::AnalysisStep;
  CHECK(model::step_of(day("2026-11-23"), AnalysisStep::week) == day("2026-11-23"));  // a Monday
  CHECK(model::step_of(day("2026-11-29"), AnalysisStep::week) == day("2026-11-23"));
  CHECK(model::step_of(day("2027-01-01"), AnalysisStep::week) == day("2026-12-28"));
  CHECK(model::step_of(day("2026-11-23"), AnalysisStep::month) == day("2026-11-01"));
  CHECK(model::next_step(day("2026-12-01"), AnalysisStep::month) == day("2027-01-01"));
  const auto before = model::period_before({day("2026-03-01"), day("2026-04-01")});
  CHECK(before == model::AnalysisPeriod{day("2026-01-29"), day("2026-03-01")});
}

TEST_CASE("reliability divides by nothing that isn't there") {
  const auto none = model::Reliability::of({}, 0, 0ms);
  CHECK(!none.saidi_minutes);
  CHECK(!none.saifi);
  CHECK(!none.caidi_minutes);
  CHECK(!none.available);
  model::Amounts amounts{};
  amounts[model::kInterruptions] = 4;
  amounts[model::kHouseholdMs] = 4 * 60 * 60'000;
  const auto said = model::Reliability::of(amounts, 100, 24h);
  CHECK(*said.saidi_minutes == doctest::Approx(2.4));
  CHECK(*said.saifi == doctest::Approx(0.04));
  CHECK(*said.caidi_minutes == doctest::Approx(60));
  CHECK(*said.available == doctest::Approx(1 - 2.4 / 1440));
}
