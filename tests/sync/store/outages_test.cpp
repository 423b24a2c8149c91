// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The outage desk, the same in every store.
#include "sync/store/outages.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::ErrorCode;
using base::Result;
using model::OutageKind;
using model::OutageState;
using tests::at_second;

namespace {

Result<void> write(store::Store& store, const std::function<Result<void>(store::Writer&)>& body) {
  return store.write(body);
}

template <class Read>
auto read(store::Store& store, Read body) {
  using Value = std::remove_cvref_t<decltype(*body(std::declval<store::OutageReader&>()))>;
  Value value{};
  const auto done = store.read([&](store::Reader& reader) -> Result<void> {
    auto got = body(reader.outage_desk());
    if (!got) return tl::unexpected(got.error());
    value = std::move(*got);
    return {};
  });
  REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
  return value;
}

model::Outage outage_of(const std::string& id, int start, std::vector<std::string> audience) {
  model::Outage outage;
  outage.id = id;
  outage.cause = "电缆故障";
  outage.scope = "3栋";
  outage.line = "新华线";
  outage.audience = std::move(audience);
  outage.published_at = at_second(start);
  outage.start = at_second(start);
  outage.timeline = {{at_second(start), "已派人", {}}};
  return outage;
}

using Ids = std::vector<std::string>;

// Ids of a list, page by page of two, which have to agree with the count.
Ids listed(store::Store& store, store::OutageFilter filter) {
  filter.limit = 2;
  const auto counted = read(store, [&](auto& desk) { return desk.count_outages(filter, 1000); });
  Ids ids;
  while (true) {
    const auto page = read(store, [&](auto& desk) { return desk.outages_listed(filter); });
    for (const store::ListedOutage& one : page) ids.push_back(one.outage.id);
    if (page.size() < 2) break;
    filter.after_start = page.back().outage.start;
    filter.after_id = page.back().outage.id;
  }
  CHECK(static_cast<std::size_t>(counted) == ids.size());
  return ids;
}

void put_some(store::Store& store) {
  REQUIRE(write(store, [](store::Writer& writer) -> Result<void> {
    model::Outage planned = outage_of("T1", 500, {"YX/A"});
    planned.kind = OutageKind::planned;
    planned.etr = at_second(600);
    planned.supply_ids = {"F1"};
    planned.windows = {{"1", at_second(500), at_second(600)}, {"2", at_second(700), at_second(800)}};
    planned.choose_by = at_second(400);
    model::Outage overdue = outage_of("T2", 100, {"YX/A/3/1", "YX/B/1"});
    overdue.etr = at_second(200);
    overdue.override_reason = "抢修";
    model::Outage restored = outage_of("T3", 50, {"YX/A/3/1", "YX/A/3/2"});
    restored.state = OutageState::restored;
    restored.restored_at = at_second(60);
    restored.cause = "Tree 50%_";
    model::Outage cancelled = outage_of("T4", 50, {"YX/B"});
    cancelled.kind = OutageKind::temporary;
    cancelled.state = OutageState::cancelled;
    cancelled.withdrawn = true;
    for (const auto& outage : {planned, overdue, restored, cancelled}) REQUIRE(writer.put(outage).value());
    return {};
  }));
}

}  // namespace

TEST_CASE("the desk lists outages by what is asked for, the latest start first") {
  for (const auto& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    const auto store = backend.open(folder).value();
    put_some(*store);
    store::OutageFilter filter;
    filter.now = at_second(300);
    const auto with = [&](auto change) {
      store::OutageFilter changed = filter;
      change(changed);
      return listed(*store, changed);
    };
    CHECK(listed(*store, filter) == Ids{"T1", "T2", "T4", "T3"});
    CHECK(with([](auto& one) { one.state = OutageState::announced; }) == Ids{"T1"});
    CHECK(with([](auto& one) { one.state = OutageState::ongoing; }) == Ids{"T2"});
    CHECK(with([](auto& one) { one.state = OutageState::restored; }) == Ids{"T3"});
    CHECK(with([](auto& one) { one.state = OutageState::cancelled; }) == Ids{"T4"});
    CHECK(with([](auto& one) { one.current = true; }) == Ids{"T1", "T2"});
    CHECK(with([](auto& one) {
            one.now = at_second(500);
            one.state = OutageState::ongoing;
          }) == Ids{"T1", "T2"});
    CHECK(with([](auto& one) { one.kind = OutageKind::temporary; }) == Ids{"T4"});
    CHECK(with([](auto& one) { one.overdue = true; }) == Ids{"T2"});
    CHECK(with([](auto& one) {
            one.overdue = true;
            one.now = at_second(200);
          }).empty());
    CHECK(with([](auto& one) { one.overridden = true; }) == Ids{"T2"});
    CHECK(with([](auto& one) { one.from = at_second(100); }) == Ids{"T1", "T2"});
    CHECK(with([](auto& one) { one.upto = at_second(100); }) == Ids{"T4", "T3"});
    CHECK(with([](auto& one) { one.words = "tree 50%_"; }) == Ids{"T3"});
    CHECK(with([](auto& one) { one.words = "线"; }) == Ids{"T1", "T2", "T4", "T3"});
    CHECK(with([](auto& one) {
            one.words = "电缆";
            one.state = OutageState::cancelled;
          }) == Ids{"T4"});
    CHECK(with([](auto& one) {
            one.words = "电缆";
            one.current = true;
          }) == Ids{"T1", "T2"});
    CHECK(with([](auto& one) { one.supply_ids = {"F1", "F2"}; }) == Ids{"T1"});
    CHECK(with([](auto& one) { one.supply_ids = std::vector<std::string>(); }).empty());
    CHECK(read(*store, [&](auto& desk) { return desk.count_outages(filter, 3); }) == 3);
    REQUIRE(write(*store, [](store::Writer& writer) {
      return writer.put(outage_of("T20261122-KKKK", 10, {"YX/C"})).map([](bool) {});
    }));
    CHECK(with([](auto& one) { one.words = "t20261122-k"; }) == Ids{"T20261122-KKKK"});
    CHECK(with([](auto& one) { one.words = "t20261123"; }).empty());
    CHECK(read(*store, [&](auto& desk) { return desk.outages_listed(filter); })[0].windows == 2);
  }
}

TEST_CASE("words that very many outages have are looked for along the list of the place") {
  for (const auto& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    const auto store = backend.open(folder).value();
    constexpr int kMany = 10'001;  // one more than are gone through word by word
    REQUIRE(write(*store, [](store::Writer& writer) -> Result<void> {
      for (int i = 0; i < kMany; ++i) {
        auto outage = outage_of("T" + std::to_string(10'000 + i), i, {i % 5000 == 0 ? "YX/A" : "YX/B"});
        outage.cause = "雷击";
        if (auto put = writer.put(outage); !put) return tl::unexpected(put.error());
      }
      auto other = outage_of("T1", 20'000, {"YX/A"});
      other.cause = "施工";
      return writer.put(other).map([](bool) {});
    }));
    store::OutageFilter filter;
    filter.now = at_second(300);
    filter.words = "雷击";
    filter.places = {"YX/A"};
    CHECK(listed(*store, filter) == Ids{"T20000", "T15000", "T10000"});
    filter.kind = outage_of("T2", 0, {}).kind;
    CHECK(listed(*store, filter) == Ids{"T20000", "T15000", "T10000"});
    filter.kind = OutageKind::rationing;
    CHECK(listed(*store, filter).empty());
    filter.kind.reset();
    filter.words = "施工";
    CHECK(listed(*store, filter) == Ids{"T1"});
  }
}

TEST_CASE("an outage stands in the list of each place that it concerns, below and above") {
  for (const auto& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    const auto store = backend.open(folder).value();
    put_some(*store);
    const auto at = [&](Ids places, bool current = false) {
      store::OutageFilter filter;
      filter.now = at_second(300);
      filter.places = std::move(places);
      filter.current = current;
      return listed(*store, filter);
    };
    CHECK(at({"YX"}) == Ids{"T1", "T2", "T4", "T3"});
    CHECK(at({"YX/A"}) == Ids{"T1", "T2", "T3"});
    CHECK(at({"YX/A/3/2"}) == Ids{"T1", "T3"});
    CHECK(at({"YX/A/3/2/501"}) == Ids{"T1", "T3"});
    CHECK(at({"YX/A/4"}) == Ids{"T1"});
    CHECK(at({"YX/B"}) == Ids{"T2", "T4"});
    CHECK(at({"YX/A/3/2", "YX/B"}) == Ids{"T1", "T2", "T4", "T3"});
    CHECK(at({"YX/A/3"}, true) == Ids{"T1", "T2"});
    CHECK(at({"YX/C"}).empty());
    CHECK(at({}).empty());
    const auto filtered = [&](auto change) {
      store::OutageFilter filter;
      filter.now = at_second(300);
      filter.places = {"YX/A/3", "YX/B"};
      change(filter);
      return listed(*store, filter);
    };
    CHECK(filtered([](auto& one) { one.state = OutageState::restored; }) == Ids{"T3"});
    CHECK(filtered([](auto& one) { one.kind = OutageKind::temporary; }) == Ids{"T4"});
    CHECK(filtered([](auto& one) { one.overridden = true; }) == Ids{"T2"});
    CHECK(filtered([](auto& one) { one.words = "50%"; }) == Ids{"T3"});
    CHECK(filtered([](auto& one) { one.supply_ids = {"F1"}; }) == Ids{"T1"});
    CHECK(filtered([](auto& one) { one.upto = at_second(100); }) == Ids{"T4", "T3"});
    CHECK(filtered([](auto& one) { one.places = Ids(30, "YX/B"); }) == Ids{"T2", "T4"});
    // Moved and widened, it goes along.
    REQUIRE(write(*store, [](store::Writer& writer) -> Result<void> {
      model::Outage moved = writer.outage("T3").value().value();
      moved.start = at_second(20);
      moved.audience = {"YX/C"};
      moved.version = 2;
      moved.told_at = at_second(19);
      moved.households = 7;
      moved.boards = 2;
      moved.reopened = 1;
      moved.cause = "树木碰线";
      REQUIRE(writer.put(moved).value());
      CHECK(writer.outage("T3").value() == moved);
      CHECK_FALSE(writer.put(moved).value());
      return {};
    }));
    CHECK(at({"YX/C"}) == Ids{"T3"});
    CHECK(filtered([](auto& one) { one.words = "50%"; }).empty());
    CHECK(filtered([](auto& one) {
            one.words = "树木";
            one.places = {""};
          }) == Ids{"T3"});
    CHECK(at({"YX/A/3/2"}) == Ids{"T1"});
    CHECK(read(*store, [](auto& desk) { return desk.current_outages("YX/A/3/2"); }).size() == 1);
    CHECK(read(*store, [](auto& desk) { return desk.current_outages(""); }).size() == 2);
  }
}

TEST_CASE("changes, calls and templates of outages come back as they were put") {
  for (const auto& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    const auto store = backend.open(folder).value();
    const store::OutageChange first{"T1", 1, at_second(1), "u1", "li", "announceOutage", "", "[]"};
    const store::OutageChange second{"T1", 2, at_second(2), "u1", "li", "reopenOutage", "又跳闸", "[]"};
    const auto call_of = [](const char* id, model::CallCategory category, const char* care_kind, const char* account) {
      store::OutageCall made;
      made.id = id;
      made.outage_id = "T1";
      made.category = category;
      made.care_kind = care_kind;
      made.account = account;
      made.unit_path = "YX/A/3/1";
      return made;
    };
    store::OutageCall call = call_of("c1", model::CallCategory::important, "", "3301044471");
    const store::OutageCall other = call_of("c2", model::CallCategory::care, "lives_alone", "3301044472");
    REQUIRE(write(*store, [&](store::Writer& writer) -> Result<void> {
      auto& desk = writer.write_outage_desk();
      REQUIRE(desk.add_change(first));
      REQUIRE(desk.add_change(second));
      REQUIRE(desk.put(other));
      REQUIRE(desk.put(call));
      call.outcome = model::CallOutcome::no_answer;
      call.note = "sealed";
      call.assigned_to = "u2";
      call.assigned_name = "wu";
      call.called_by = "u1";
      call.called_by_name = "li";
      call.called_at = at_second(3);
      call.attempts = 1;
      call.version = 2;
      REQUIRE(desk.put(call));
      CHECK(desk.outage_call("c1").value() == call);
      REQUIRE(desk.put(store::OutageTemplate{"t1", OutageKind::fault, "跳闸", "线路跳闸", "已派人。"}));
      REQUIRE(desk.put(store::OutageTemplate{"t2", OutageKind::planned, "跳闸", "检修", ""}));
      return {};
    }));
    CHECK(read(*store, [](auto& desk) { return desk.outage_changes("T1", 9); }) == std::vector{second, first});
    CHECK(read(*store, [](auto& desk) { return desk.outage_changes("T1", 1); }).size() == 1);
    CHECK(read(*store, [](auto& desk) { return desk.outage_calls("T1"); }) == std::vector{call, other});
    CHECK(read(*store, [](auto& desk) { return desk.outage_templates(); })[0].id == "t2");
    const auto taken = write(*store, [](store::Writer& writer) {
      return writer.write_outage_desk().put(store::OutageTemplate{"t3", OutageKind::fault, "跳闸", "x", ""});
    });
    CHECK(taken.error().code == ErrorCode::conflict);
    REQUIRE(write(*store, [](store::Writer& writer) -> Result<void> {
      CHECK(writer.write_outage_desk().drop_outage_template("t2").value());
      CHECK_FALSE(writer.write_outage_desk().drop_outage_template("t2").value());
      return {};
    }));
  }
}

TEST_CASE("proposals and the reports behind them, one open proposal a district") {
  for (const auto& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    const auto store = backend.open(folder).value();
    store::OutageProposal proposal{"p1", store::ProposalState::open, "D1", "YX/A/3", at_second(9), {}, "", "", ""};
    REQUIRE(write(*store, [&](store::Writer& writer) -> Result<void> {
      auto& desk = writer.write_outage_desk();
      REQUIRE(desk.lock_supply("D1"));
      for (int i = 0; i < 3; ++i) {
        REQUIRE(desk.put(
            store::FaultReport{"R" + std::to_string(i), "D1", "b" + std::to_string(i), "YX/A/3", at_second(i), ""}));
      }
      CHECK(desk.loose_reports("D1", at_second(1)).value().size() == 2);
      REQUIRE(desk.put(proposal));
      REQUIRE(desk.put(store::FaultReport{"R2", "D1", "b2", "YX/A/3", at_second(2), "p1"}));
      CHECK(desk.loose_reports("D1", at_second(0)).value().size() == 2);
      CHECK(desk.open_proposal_of("D1").value() == proposal);
      CHECK_FALSE(desk.open_proposal_of("D2").value());
      return {};
    }));
    const auto listed_at = [&](Ids places, std::optional<store::ProposalState> state) {
      store::ProposalFilter filter;
      filter.places = std::move(places);
      filter.state = state;
      const auto found = read(*store, [&](auto& desk) { return desk.outage_proposals(filter); });
      CHECK(read(*store, [&](auto& desk) { return desk.count_outage_proposals(filter); }) ==
            static_cast<std::int64_t>(found.size()));
      return found.size();
    };
    CHECK(listed_at({""}, {}) == 1);
    CHECK(listed_at({"YX/A"}, store::ProposalState::open) == 1);
    CHECK(listed_at({"YX/A"}, store::ProposalState::dismissed) == 0);
    CHECK(listed_at({"YX/B"}, {}) == 0);
    REQUIRE(write(*store, [&](store::Writer& writer) -> Result<void> {
      proposal.state = store::ProposalState::accepted;
      proposal.closed_at = at_second(20);
      proposal.closed_by_name = "li";
      proposal.outage_id = "T1";
      return writer.write_outage_desk().put(proposal);
    }));
    CHECK(read(*store, [](auto& desk) { return desk.outage_proposal("p1"); }) == proposal);
    CHECK(read(*store, [](auto& desk) { return desk.reports_of_proposal("p1"); }).size() == 1);
    CHECK(read(*store, [](auto& desk) { return desk.reports_of_outage("T1"); }).size() == 1);
    CHECK(read(*store, [](auto& desk) { return desk.reports_of_outage(""); }).empty());
  }
}

TEST_CASE("households with care flags are found under a place") {
  for (const auto& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    const auto store = backend.open(folder).value();
    REQUIRE(write(*store, [](store::Writer& writer) -> Result<void> {
      const auto put = [&](const std::string& account, const std::string& unit, const std::string& care) {
        model::Household household;
        household.account = account;
        household.unit_path = unit;
        household.door = "1";
        household.care = care;
        REQUIRE(writer.put(household));
      };
      put("3301044471", "YX/A/3/1", "冷库");
      put("3301044472", "YX/A/3/1", "");
      put("3301044473", "YX/A/3-1/1", "重要用户");
      return {};
    }));
    const auto under = [&](const char* path) {
      return read(*store, [&](auto& desk) { return desk.flagged_accounts_under(path, 10); });
    };
    CHECK(under("YX/A/3") == Ids{"3301044471"});
    CHECK(under("YX/A") == Ids{"3301044473", "3301044471"});
    CHECK(under("").size() == 2);
  }
}
