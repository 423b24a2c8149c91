// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What is counted for the analysis, on both stores: by hand at its edges.
#include <doctest/doctest.h>

#include "sync/desk/count_analysis.hpp"
#include "sync/desk/list_analysis_rows.hpp"
#include "sync/store/alarms.hpp"
#include "sync/store/outages.hpp"
#include "tests/sync/desk/analysis_centre.hpp"

using namespace gridboard;
using namespace gridboard::desk::analysis_test;
using namespace std::chrono_literals;
using base::Result;
using model::AnalysisTopic;
using model::OutageKind;
using model::OutageState;

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

TEST_CASE("an outage that is withdrawn is uncounted once, and its households are those of the others again") {
  on_both([](Centre& centre) {
    auto mistaken = fault("T1", "C/D/A/1", "2026-11-01 08:00");
    centre.put(mistaken);
    centre.put(fault("T2", "C/D/A", "2026-11-01 08:10", "2026-11-01 09:00"));
    centre.count(at("2026-11-01 09:00"));
    CHECK(centre.outages("", "2026-11-01", "2026-11-02")[model::kOutages] == 2);
    CHECK(centre.outages("C/D/A", "2026-11-01", "2026-11-02")[model::kHouseholdMs] == (4 * 60 + 3 * 50) * kMinuteMs);
    mistaken.state = OutageState::cancelled;
    mistaken.withdrawn = true;
    centre.put(mistaken);
    // The centre is started anew before it has counted, and again behind.
    centre.restart();
    centre.count(at("2026-11-01 09:30"));
    const auto after = centre.outages("", "2026-11-01", "2026-11-02");
    CHECK(after[model::kOutages] == 1);
    CHECK(after[model::kRestored] == 1);
    CHECK(after[model::kInterruptions] == 7);
    CHECK(after[model::kHouseholdMs] == 7 * 50 * kMinuteMs);
    centre.restart();
    centre.count(at("2026-11-01 10:30"));
    CHECK(centre.outages("", "2026-11-01", "2026-11-02") == after);
    // Nothing of it is left either where all is counted anew.
    REQUIRE(desk::begin_recount(*centre.store));
    centre.count(at("2026-11-01 11:30"));
    CHECK(centre.outages("", "2026-11-01", "2026-11-02") == after);
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
