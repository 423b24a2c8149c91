// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Shares, their sums, what is due and what stands, alike on both stores.
#include <doctest/doctest.h>

#include "sync/store/analysis.hpp"
#include "sync/store/outages.hpp"
#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::Result;
using model::AnalysisTopic;
using tests::at_second;
using tests::day;

namespace {

struct Kept {
  explicit Kept(const tests::Backend& backend) {
    auto opened = backend.open(folder);
    REQUIRE(opened);
    store = std::move(*opened);
  }

  template <class Change>
  void write(Change change) {
    const auto written = store->write([&](store::Writer& writer) -> Result<void> {
      const auto done = change(writer);
      if (!done) return tl::unexpected(done.error());
      return {};
    });
    REQUIRE_MESSAGE(written, (written ? "" : written.error().message));
  }
  template <class Ask>
  auto ask(Ask wanted) {
    decltype(wanted(std::declval<store::AnalysisReader&>())) answer = base::fail(base::ErrorCode::internal, "");
    REQUIRE(store->read([&](store::Reader& reader) -> Result<void> {
      answer = wanted(reader.analysis());
      return {};
    }));
    REQUIRE(answer);
    return std::move(*answer);
  }
  void put(const std::string& subject, const std::vector<store::AnalysisShare>& shares) {
    write([&](store::Writer& writer) {
      return writer.write_analysis().put_shares(AnalysisTopic::outages, subject, shares);
    });
  }
  std::int64_t sum(const std::string& place, base::Date from, base::Date upto) {
    std::int64_t sum = 0;
    for (const auto& one : ask([&](auto& analysis) {
           return analysis.sums(AnalysisTopic::outages, place, {from, upto});
         }))
      sum += one.amounts[1];
    return sum;
  }
  // All that is due at the moment, as "topic/subject" with '!' if it was touched; it isn't afterwards.
  std::string take(base::Instant now) {
    std::string taken;
    write([&](store::Writer& writer) {
      taken.clear();
      auto due = writer.write_analysis().take_analysis_due(now, 100);
      REQUIRE(due);
      for (const auto& one : *due)
        taken += model::name_of(one.topic) + ('/' + one.subject) + (one.touched ? "! " : " ");
      return due;
    });
    return taken;
  }

  tests::TemporaryFolder folder;
  std::unique_ptr<store::Store> store;
};

store::AnalysisShare share(const std::string& place, base::Date on, const std::string& subject, std::int64_t amount,
                           const std::string& kind = "fault") {
  store::AnalysisShare made{place, on, subject, kind, {}};
  made.amounts[0] = 1;
  made.amounts[1] = amount;
  return made;
}

model::Outage outage(const std::string& id, model::OutageState state, std::optional<base::Instant> etr = {}) {
  model::Outage made;
  made.id = id;
  made.state = state;
  made.cause = "c";
  made.audience = {"YX/3", "YX/4"};
  made.published_at = made.start = at_second(10);
  made.etr = etr;
  if (state == model::OutageState::restored) made.restored_at = at_second(20);
  return made;
}

}  // namespace

TEST_CASE("sums follow what is put: by day, over whole months, and when it is put anew") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    Kept kept(backend);
    const auto first = day(2026, 1, 31), second = day(2026, 2, 1), third = day(2026, 3, 15);
    kept.put("T1", {share("YX", first, "T1", 5), share("YX", second, "T1", 7), share("YX/3", second, "T1", 3)});
    kept.put("T2", {share("YX", second, "T2", 11, "planned"), share("YX", third, "T2", 13, "planned")});
    CHECK(kept.sum("YX", day(2026, 1, 1), day(2027, 1, 1)) == 36);
    CHECK(kept.sum("YX", second, day(2026, 3, 1)) == 18);
    CHECK(kept.sum("YX", first, third) == 23);
    CHECK(kept.sum("YX", second, second) == 0);
    CHECK(kept.sum("YX/3", first, third) == 3);
    kept.put("T1", {share("YX", second, "T1", 8), share("YX", third, "T1", 1, "rationing")});
    CHECK(kept.sum("YX", day(2026, 1, 1), day(2027, 1, 1)) == 33);
    CHECK(kept.sum("YX", first, second) == 0);
    CHECK(kept.sum("YX/3", first, third) == 0);
    const auto days = kept.ask([&](auto& analysis) {
      return analysis.daily_sums(AnalysisTopic::outages, "YX", {third, day(2026, 4, 1)});
    });
    REQUIRE(days.size() == 2);
    CHECK(days[0].kind == "planned");
    CHECK(days[1].kind == "rationing");
    CHECK(kept.ask([&](auto& analysis) { return analysis.shares_of(AnalysisTopic::outages, "T1"); }).size() == 2);
    CHECK(kept.ask([&](auto& analysis) { return analysis.shares_of(AnalysisTopic::requests, "T1"); }).empty());
    kept.put("T1", {});
    kept.put("T2", {});
    CHECK(kept.sum("YX", day(2026, 1, 1), day(2027, 1, 1)) == 0);
  }
}

TEST_CASE("rows come newest day first, page by page, and as few as were asked for") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    Kept kept(backend);
    for (int i = 1; i <= 5; ++i) {
      const std::string id = "T" + std::to_string(i);
      kept.put(id, {share("YX", day(2026, 5, i < 4 ? 1 : 2), id, i == 2 ? 0 : i, i == 5 ? "planned" : "fault")});
    }
    store::AnalysisRowFilter filter;
    filter.place = "YX";
    filter.period = {day(2026, 5, 1), day(2026, 5, 3)};
    filter.limit = 2;
    std::string seen;
    while (true) {
      const auto page = kept.ask([&](auto& analysis) { return analysis.analysis_rows(filter); });
      for (const auto& row : page) seen += row.subject + ' ';
      if (page.size() < filter.limit) break;
      filter.after_day = page.back().day;
      filter.after_subject = page.back().subject;
    }
    CHECK(seen == "T5 T4 T3 T2 T1 ");
    const auto count = [&] { return kept.ask([&](auto& analysis) { return analysis.count_analysis_rows(filter); }); };
    CHECK(count() == 5);  // whatever the page
    filter.kind = "fault";
    CHECK(count() == 4);
    filter.amount = 1;
    CHECK(count() == 3);
    filter.beyond = 0;  // has less in the first than in the second
    CHECK(count() == 2);
    filter.period.upto = day(2026, 5, 2);
    CHECK(count() == 1);
  }
}

TEST_CASE("whoever puts a thing makes it due, and what was taken isn't due again by itself") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    Kept kept(backend);
    kept.write([](store::Writer& writer) { return writer.put(outage("T1", model::OutageState::ongoing)); });
    model::ServiceRequest request;
    request.receipt = "R1";
    request.kind = "repair";
    request.place_path = "YX/3";
    request.submitted_at = request.received_at = at_second(5);
    kept.write([&](store::Writer& writer) { return writer.put(request); });
    CHECK(kept.take(at_second(0)) == "outages/T1! requests/R1! ");
    CHECK(kept.take(at_second(0)).empty());
    const auto again = [&](int second) {
      kept.write([&](store::Writer& writer) {
        return writer.write_analysis().put_analysis_due(AnalysisTopic::outages, "T1", at_second(second));
      });
    };
    again(30);
    again(40);  // the earlier stays
    CHECK(kept.take(at_second(29)).empty());
    CHECK(kept.ask([](auto& analysis) { return analysis.count_analysis_due(at_second(30)); }) == 1);
    CHECK(kept.ask([](auto& analysis) { return analysis.is_analysis_due(at_second(30)); }));
    CHECK_FALSE(kept.ask([](auto& analysis) { return analysis.is_analysis_due(at_second(29)); }));
    CHECK(kept.take(at_second(30)) == "outages/T1 ");
    again(50);
    kept.write([](store::Writer& writer) { return writer.put(outage("T1", model::OutageState::restored)); });
    CHECK(kept.take(at_second(0)) == "outages/T1! ");
    // Nothing of a write that came to nothing.
    CHECK(!kept.store->write([&](store::Writer& writer) -> Result<void> {
      REQUIRE(writer.put(outage("T9", model::OutageState::ongoing)));
      return base::fail(base::ErrorCode::conflict, "");
    }));
    CHECK(kept.take(at_second(0)).empty());
    kept.put("T1", {share("YX", day(2026, 5, 1), "T1", 5)});
    kept.write([](store::Writer& writer) { return writer.write_analysis().begin_recount(); });
    CHECK(kept.sum("YX", day(2026, 1, 1), day(2027, 1, 1)) == 0);
    CHECK(kept.take(at_second(0)) == "outages/T1! requests/R1! ");
  }
}

TEST_CASE("every estimate is kept once in its order, and what stands is few") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    Kept kept(backend);
    for (const int second : {100, 100, 200, 100}) {
      kept.write([&](store::Writer& writer) {
        return writer.put(outage("T1", model::OutageState::ongoing, at_second(second)));
      });
    }
    kept.write([](store::Writer& writer) { return writer.put(outage("T2", model::OutageState::restored)); });
    kept.write([](store::Writer& writer) { return writer.put(outage("T3", model::OutageState::cancelled)); });
    CHECK(kept.ask([](auto& analysis) { return analysis.estimates_of("T1"); }) ==
          std::vector<base::Instant>{at_second(100), at_second(200), at_second(100)});
    CHECK(kept.ask([](auto& analysis) { return analysis.estimates_of("T2"); }).empty());
    const auto standing = kept.ask([](auto& analysis) { return analysis.standing_outages(); });
    REQUIRE(standing.size() == 1);
    CHECK(standing[0].id == "T1");
    CHECK(standing[0].audience == std::vector<std::string>{"YX/3", "YX/4"});
  }
}

TEST_CASE("power that was said to be back and wasn't is told by the history, each time once") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    Kept kept(backend);
    std::int64_t version = 0;
    const auto change = [&](int second, const char* action) {
      kept.write([&](store::Writer& writer) {
        return writer.write_outage_desk().add_change({"T1", ++version, at_second(second), "u", "li", action, "", "[]"});
      });
    };
    const auto taken_back = [&] { return kept.ask([](auto& analysis) { return analysis.taken_back_of("T1"); }); };
    change(1, "announceOutage");
    change(2, "restoreOutage");
    CHECK(taken_back().empty());
    change(3, "reopenOutage");
    change(4, "updateOutage");
    change(5, "restoreOutage");
    CHECK(taken_back() == std::vector<base::Instant>{at_second(2)});
    change(6, "reopenOutage");
    change(7, "reopenOutage");  // of what was said before there was a history
    CHECK(taken_back() == std::vector<base::Instant>{at_second(2), at_second(5), at_second(7)});
    CHECK(kept.ask([](auto& analysis) { return analysis.taken_back_of("T2"); }).empty());
  }
}

TEST_CASE("open requests come the most pressing first, those that were promised nothing last") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    Kept kept(backend);
    const auto put = [&](const std::string& receipt, const std::string& place, std::optional<int> promised,
                         model::RequestState state = model::RequestState::received) {
      model::ServiceRequest request;
      request.receipt = receipt;
      request.kind = receipt == "R3" ? "complaint" : "repair";
      request.place_path = place;
      request.state = state;
      request.submitted_at = request.received_at = at_second(5);
      if (promised) request.promised_at = at_second(*promised);
      kept.write([&](store::Writer& writer) { return writer.put(request); });
    };
    put("R1", "YX/3", 50);
    put("R2", "YX/3-1", 20);
    put("R3", "YX/3/1", std::nullopt);
    put("R4", "YX/3/1", 10);
    put("R5", "YX/3", 1, model::RequestState::done);
    put("R6", "YX/3", 1, model::RequestState::merged);
    const auto found = [&](store::PromisedFilter filter) {
      std::string receipts;
      filter.limit = 2;
      while (true) {
        const auto page = kept.ask([&](auto& analysis) { return analysis.promised_requests(filter); });
        for (const auto& request : page) receipts += request.receipt + ' ';
        if (page.size() < filter.limit) return receipts;
        filter.after_promised = page.back().promised_at.value_or(store::kNoPromise);
        filter.after_receipt = page.back().receipt;
      }
    };
    CHECK(found({}) == "R4 R2 R1 R3 ");
    store::PromisedFilter filter;
    filter.under = "YX/3";
    CHECK(found(filter) == "R4 R1 R3 ");
    filter.kind = "complaint";
    CHECK(found(filter) == "R3 ");
    filter = {};
    filter.from = at_second(20);
    filter.upto = at_second(50);
    CHECK(found(filter) == "R2 ");
    CHECK(kept.ask([&](auto& analysis) { return analysis.count_promised_requests(filter); }) == 1);
    CHECK(kept.ask([&](auto& analysis) { return analysis.open_requests("YX/3"); }) ==
          std::vector<store::OpenRequests>{{"complaint", 1}, {"repair", 2}});
    CHECK(kept.ask([&](auto& analysis) { return analysis.count_requests_received("YX/3", at_second(5)); }) == 5);
    CHECK(kept.ask([&](auto& analysis) { return analysis.count_requests_received("YX/3", at_second(6)); }) == 0);
  }
}
