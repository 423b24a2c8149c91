// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Who is called about an outage, and what proposes one.
#include <doctest/doctest.h>

#include <algorithm>

#include "sync/desk/accounts.hpp"
#include "sync/desk/announce_outage.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/care_register.hpp"
#include "sync/desk/fault_proposals.hpp"
#include "sync/desk/outage_calls.hpp"
#include "sync/desk/restore_outage.hpp"
#include "sync/model/receipt.hpp"
#include "sync/store/people.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using namespace std::chrono_literals;
using base::ErrorCode;
using desk::test::kAccount;
using desk::test::kCommunity;
using desk::test::StaffCentre;
using model::CallOutcome;
using model::OutageKind;
using store::ProposalState;

const desk::OutageHand kLi{{"u1", "li", ""}, nullptr, std::nullopt};

struct Fixture {
  StaffCentre centre;

  model::Outage announce(OutageKind kind, const std::string& proposal = "", const std::string& place = "新华社区") {
    desk::AnnounceOutage wanted;
    wanted.kind = kind;
    wanted.cause = "电缆故障";
    wanted.places = {place};
    wanted.start = kind == OutageKind::fault ? centre.clock.now() : centre.clock.now() + 10 * 24h;
    wanted.etr = *wanted.start + 1h;
    wanted.proposal = proposal;
    const auto outage = desk::announce_outage(*centre.store, wanted, centre.rules, centre.clock, centre.random, kLi);
    REQUIRE_MESSAGE(outage, (outage ? "" : outage.error().message));
    return *outage;
  }
  void flag(const std::string& account, const std::string& care) {
    REQUIRE(centre.store->write([&](store::Writer& writer) -> base::Result<void> {
      auto household = writer.household(account).value().value();
      household.care = care;
      return writer.put(household).map([](bool) {});
    }));
  }
  void register_care(const std::string& account, const std::string& phone, int days = 30) {
    const auto rules =
        desk::load_care_rules(GRIDBOARD_SOURCE_DIR "/assets/rules/care.json", today(centre.clock.now())).value();
    desk::CareWanted wanted;
    wanted.kind = "life_support";
    wanted.ends_on = base::add_days(today(centre.clock.now()), days);
    wanted.details.consent_by = "本人";
    wanted.details.consent_on = today(centre.clock.now());
    wanted.details.contact_name = "女儿";
    wanted.details.contact_phone = phone;
    REQUIRE(desk::add_care(*centre.store, *centre.keys, rules, kLi.actor, account, wanted, today(centre.clock.now()),
                           centre.clock.now(), centre.random));
  }
  static base::Date today(base::Instant now) { return base::date_of(now, base::Zone{}); }
  base::Result<desk::OutageCallList> calls(const std::string& id, const desk::OutageHand& hand = kLi,
                                           const std::string& reason = "停电前电话通知") {
    return desk::read_outage_calls(*centre.store, *centre.keys, hand, id, reason, centre.clock.now(), centre.random);
  }
  base::Result<desk::OutageCallLine> record(const desk::RecordCall& wanted, std::int64_t version) {
    desk::OutageHand hand = kLi;
    hand.version = version;
    return desk::record_call(*centre.store, *centre.keys, hand, wanted, centre.clock.now(), centre.random);
  }
  // A fault reported at a board, as if it had been handed in.
  void report(const std::string& receipt, const std::string& board, const std::string& place,
              const std::string& kind = "repair") {
    model::ServiceRequest request;
    request.receipt = receipt;
    request.kind = kind;
    request.board_id = board;
    request.place_path = place;
    REQUIRE(centre.store->write([&](store::Writer& writer) {
      return desk::weigh_fault_report(writer, centre.rules.outage, request, centre.clock.now());
    }));
  }
  std::vector<store::OutageProposal> proposals(std::optional<ProposalState> state = {}) {
    std::vector<store::OutageProposal> found;
    REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
      store::ProposalFilter filter;
      filter.state = state;
      found = reader.outage_desk().outage_proposals(filter).value();
      return {};
    }));
    return found;
  }
  void three_reports() {
    report("A-1", "b1", kCommunity + "/3/1");
    report("B-1", "b2", kCommunity + "/4/1");
    report("C-1", "b3", kCommunity + "/5/1");
  }
};

}  // namespace

TEST_CASE("whoever is hit hardest is listed for a call, each once") {
  Fixture fixture;
  fixture.flag(kAccount, "重要用户，冷库");
  fixture.flag("3301050012", "水产养殖");
  fixture.register_care("3301050011", "13900001111");
  fixture.register_care(kAccount, "13900002222");
  const auto outage = fixture.announce(OutageKind::temporary);
  const auto list = fixture.calls(outage.id);
  REQUIRE(list);
  REQUIRE(list->lines.size() == 3);
  CHECK(list->counts.wanted == 3);
  CHECK(list->counts.important_open == 1);
  CHECK(list->lines[0].call.category == model::CallCategory::important);
  CHECK(list->lines[0].call.account == kAccount);
  CHECK(list->lines[0].phone == "13900002222");
  CHECK(list->lines[1].call.category == model::CallCategory::aquaculture);
  CHECK(list->lines[1].phone == "13800008000");
  CHECK(list->lines[2].call.care_kind == "life_support");
  CHECK(list->lines[2].name == "女儿");
  CHECK(list->lines[2].phone == "13900001111");
  const auto chain = desk::list_audit(*fixture.centre.store, {});
  CHECK(chain->items[0].action == "readOutageCalls");
  CHECK(chain->items[0].after == R"({"reason":"停电前电话通知","seen":3})");

  SUBCASE("who comes to need one is added, also a second time never twice") {
    fixture.flag("3301050031", "冷库");
    CHECK(fixture.calls(outage.id)->lines.size() == 4);
    CHECK(fixture.calls(outage.id)->lines.size() == 4);
  }
  SUBCASE("without a reason nobody sees them") {
    CHECK(fixture.calls(outage.id, kLi, " ").error().code == ErrorCode::invalid_input);
    CHECK(fixture.calls("T20261122-XXXX").error().code == ErrorCode::not_found);
  }
  SUBCASE("who serves a part sees those of it") {
    desk::OutageHand hand = kLi;
    hand.may = [](std::string_view, const std::vector<std::string>& paths) {
      return std::all_of(paths.begin(), paths.end(),
                         [](const std::string& path) { return path.starts_with(kCommunity + "/3/2"); });
    };
    const auto own = fixture.calls(outage.id, hand);
    REQUIRE(own);
    REQUIRE(own->lines.size() == 1);
    CHECK(own->lines[0].call.account == kAccount);
    CHECK(own->counts.wanted == 1);
    hand.may = [](std::string_view, const std::vector<std::string>&) { return false; };
    CHECK(fixture.calls(outage.id, hand).error().code == ErrorCode::forbidden);
  }
}

TEST_CASE("consent that has ended lists nobody") {
  Fixture fixture;
  fixture.register_care(kAccount, "13900002222", 1);
  fixture.centre.clock.advance(24h);
  CHECK(fixture.calls(fixture.announce(OutageKind::fault).id)->lines.size() == 1);
  fixture.centre.clock.advance(24h);
  CHECK(fixture.calls(fixture.announce(OutageKind::fault).id)->lines.empty());
}

TEST_CASE("a call has an outcome, a caller and a version, and its note is sealed") {
  Fixture fixture;
  fixture.flag(kAccount, "重要用户");
  fixture.flag("3301050012", "冷库");
  const auto outage = fixture.announce(OutageKind::temporary);
  const auto list = fixture.calls(outage.id);
  const std::string important = list->lines[0].call.id, other = list->lines[1].call.id;
  const auto tried = fixture.record({important, CallOutcome::no_answer, "晚上再打", {}}, 1);
  REQUIRE(tried);
  CHECK(tried->note == "晚上再打");
  CHECK(tried->call.note != "晚上再打");
  CHECK(tried->call.attempts == 1);
  CHECK(tried->call.called_by_name == "li");
  CHECK(fixture.record({important, CallOutcome::reached, "", {}}, 1).error().message == desk::kCallChanged);
  // Reached isn't acknowledged: an important user confirms a temporary outage.
  REQUIRE(fixture.record({important, CallOutcome::reached, "", {}}, 2));
  CHECK(fixture.calls(outage.id)->counts.important_open == 1);
  REQUIRE(fixture.record({important, CallOutcome::acknowledged, "", {}}, 3));
  CHECK(fixture.calls(outage.id)->counts.important_open == 0);
  CHECK(fixture.calls(outage.id)->counts.done == 1);
  CHECK(fixture.record({other, CallOutcome::acknowledged, "", {}}, 1).error().message == desk::kNotImportant);
  CHECK(fixture.record({other, {}, "", {}}, 1).error().message == desk::kNothingSaid);
  CHECK(fixture.record({other, {}, "", "nobody"}, 1).error().message == desk::kNoSuchCaller);
  CHECK(fixture.record({"none", CallOutcome::reached, "", {}}, 1).error().code == ErrorCode::not_found);
  REQUIRE(fixture.centre.store->write([](store::Writer& writer) {
    store::Account account;
    account.id = "u2";
    account.name = "wu";
    return writer.write_people().put(account);
  }));
  CHECK(fixture.record({other, {}, "", "wu"}, 1)->call.assigned_name == "wu");
  REQUIRE(fixture.record({other, CallOutcome::not_needed, "自备发电机", ""}, 2));
  CHECK(fixture.calls(outage.id)->counts.done == 2);
  CHECK(fixture.calls(outage.id)->lines[1].call.assigned_name.empty());
  for (const auto& entry : desk::list_audit(*fixture.centre.store, {})->items) {
    CHECK(entry.after.find("晚上再打") == std::string::npos);
    CHECK(entry.after.find("13800008000") == std::string::npos);
  }
}

TEST_CASE("faults at three boards of one district within the window propose an outage, once") {
  Fixture fixture;
  fixture.report("A-1", "b1", kCommunity + "/3/1");
  fixture.report("A-2", "b1", kCommunity + "/3/2");
  fixture.report("B-1", "b2", kCommunity + "/4/1");
  CHECK(fixture.proposals().empty());
  fixture.report("D-1", "b4", kCommunity + "/10/1");  // of another district
  fixture.report("E-1", "b5", kCommunity + "/6/1", "complaint");
  fixture.report("F-1", "", kCommunity + "/6/1");
  CHECK(fixture.proposals().empty());
  SUBCASE("at the end of the window") {
    fixture.centre.clock.advance(fixture.centre.rules.outage.fault_window);
    fixture.report("C-1", "b3", kCommunity + "/5/1");
    REQUIRE(fixture.proposals(ProposalState::open).size() == 1);
    CHECK(fixture.proposals()[0].supply_id == "T1");
    fixture.report("C-2", "b6", kCommunity + "/5/2");
    CHECK(fixture.proposals().size() == 1);
    std::size_t reports = 0;
    REQUIRE(fixture.centre.store->read([&](store::Reader& reader) -> base::Result<void> {
      reports = reader.outage_desk().reports_of_proposal(fixture.proposals()[0].id).value().size();
      return {};
    }));
    CHECK(reports == 5);
  }
  SUBCASE("a second later no more") {
    fixture.centre.clock.advance(fixture.centre.rules.outage.fault_window + 1s);
    fixture.report("C-1", "b3", kCommunity + "/5/1");
    CHECK(fixture.proposals().empty());
  }
}

TEST_CASE("a request that a board hands in counts by itself") {
  Fixture fixture;
  int number = 0;
  for (const char* unit : {"/3/1", "/4/1", "/5/1"}) {
    const auto board = fixture.centre.enrolled(kCommunity + unit);
    wire::RequestBody body;
    body.receipt = model::make_receipt(board.receipt_prefix, static_cast<std::uint64_t>(++number));
    body.kind = "repair";
    body.place_path = kCommunity + unit;
    for (const auto& field : fixture.centre.catalogue.find("repair")->fields) {
      body.answers[field.id] = field.choices.empty() ? "x" : field.choices.front().id;
    }
    const auto answer = fixture.centre.hand_in(board, body);
    CHECK(answer.reason == "");
  }
  CHECK(fixture.proposals(ProposalState::open).size() == 1);
}

TEST_CASE("a proposal is accepted with the outage that it becomes, and no second time") {
  Fixture fixture;
  fixture.three_reports();
  const std::string id = fixture.proposals()[0].id;
  const auto outage = fixture.announce(OutageKind::fault, id);
  CHECK(fixture.proposals()[0].state == ProposalState::accepted);
  CHECK(fixture.proposals()[0].outage_id == outage.id);
  CHECK(fixture.proposals()[0].closed_by_name == "li");
  desk::AnnounceOutage again;
  again.cause = "电缆故障";
  again.places = {"新华社区"};
  again.proposal = id;
  CHECK(desk::announce_outage(*fixture.centre.store, again, fixture.centre.rules, fixture.centre.clock,
                              fixture.centre.random, kLi)
            .error()
            .message == desk::kProposalClosed);
  // Where power is known to be out nothing more is proposed; once it is back, it is.
  fixture.report("A-2", "b1", kCommunity + "/3/1");
  fixture.report("B-2", "b2", kCommunity + "/4/1");
  fixture.report("C-2", "b3", kCommunity + "/5/1");
  CHECK(fixture.proposals().size() == 1);
  REQUIRE(desk::restore_outage(*fixture.centre.store, {outage.id, {}, ""}, fixture.centre.clock, kLi));
  fixture.report("A-3", "b1", kCommunity + "/3/1");
  fixture.report("B-3", "b2", kCommunity + "/4/1");
  fixture.report("C-3", "b3", kCommunity + "/5/1");
  CHECK(fixture.proposals().size() == 2);
}

TEST_CASE("a proposal is dismissed with a reason, and its reports don't count again") {
  Fixture fixture;
  fixture.three_reports();
  const std::string id = fixture.proposals()[0].id;
  const auto dismissed =
      desk::dismiss_proposal(*fixture.centre.store, kLi, id, "用户内部故障", fixture.centre.clock.now());
  REQUIRE(dismissed);
  CHECK(dismissed->state == ProposalState::dismissed);
  CHECK(dismissed->reason == "用户内部故障");
  CHECK(desk::dismiss_proposal(*fixture.centre.store, kLi, id, "again", fixture.centre.clock.now()).error().code ==
        ErrorCode::conflict);
  fixture.report("A-2", "b1", kCommunity + "/3/1");
  fixture.report("B-2", "b2", kCommunity + "/4/1");
  CHECK(fixture.proposals().size() == 1);
  fixture.report("C-2", "b3", kCommunity + "/5/1");
  CHECK(fixture.proposals().size() == 2);
}

TEST_CASE("an outage that covers the district resolves what was proposed there") {
  Fixture fixture;
  fixture.three_reports();
  SUBCASE("one elsewhere doesn't") {
    fixture.announce(OutageKind::fault, "", "新华社区/10栋");
    CHECK(fixture.proposals()[0].state == ProposalState::open);
  }
  SUBCASE("nor one that hasn't begun") {
    fixture.announce(OutageKind::planned);
    CHECK(fixture.proposals()[0].state == ProposalState::open);
  }
  SUBCASE("one that is on does") {
    const auto outage = fixture.announce(OutageKind::fault);
    CHECK(fixture.proposals()[0].state == ProposalState::resolved);
    CHECK(fixture.proposals()[0].outage_id == outage.id);
  }
}
