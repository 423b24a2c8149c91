// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Who is called about an outage, and what proposes one.
#include <doctest/doctest.h>

#include <algorithm>

#include "sync/base/paths.hpp"
#include "sync/desk/accounts.hpp"
#include "sync/desk/announce_outage.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/care_register.hpp"
#include "sync/desk/fault_proposals.hpp"
#include "sync/desk/outage_callers.hpp"
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

// Which roles may is the table's; here one is enough.
desk::Permissions one_role() {
  return desk::Permissions::parse("operation,roles,scope\nrecordOutageCall,community_manager,place\n",
                                  {"recordOutageCall"})
      .value();
}

struct Fixture {
  StaffCentre centre;
  desk::Permissions permissions = one_role();

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
    return desk::record_call(*centre.store, *centre.keys, permissions, hand, wanted, centre.clock.now(), centre.random);
  }
  void employ(const std::string& name, const std::string& display_name, const std::vector<store::Grant>& grants,
              store::AccountState state = store::AccountState::active) {
    REQUIRE(centre.store->write([&](store::Writer& writer) {
      store::Account account;
      account.id = "id of " + name;
      account.name = name;
      account.display_name = display_name;
      account.grants = grants;
      account.state = state;
      return writer.write_people().put(account);
    }));
  }
  base::Result<std::vector<desk::CallAssigned>> assign(const std::string& outage,
                                                       const std::vector<desk::CallSeen>& calls,
                                                       const std::string& name, const desk::OutageHand& hand = kLi) {
    return desk::assign_calls(*centre.store, permissions, hand, outage, calls, name, centre.clock.now());
  }
  std::string callers(const std::string& outage, const desk::OutageHand& hand = kLi) {
    const auto found = desk::list_callers(*centre.store, permissions, hand, outage);
    REQUIRE(found);
    std::string names;
    for (const desk::OutageCaller& one : *found) names += one.name + "=" + one.display_name + " ";
    return names;
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
  fixture.employ("xu", "徐工", {{store::Role::auditor, ""}});
  CHECK(fixture.record({other, {}, "", "xu"}, 1).error().message == desk::kCallerElsewhere);
  fixture.employ("wu", "吴工", {{store::Role::community_manager, kCommunity}});
  const auto assigned = fixture.record({other, {}, "", "wu"}, 1);
  REQUIRE(assigned);
  CHECK(assigned->call.assigned_name == "wu");
  CHECK(assigned->assigned_display_name == "吴工");
  REQUIRE(fixture.record({other, CallOutcome::not_needed, "自备发电机", ""}, 2));
  CHECK(fixture.calls(outage.id)->counts.done == 2);
  CHECK(fixture.calls(outage.id)->lines[1].call.assigned_name.empty());
  const auto chain = desk::list_audit(*fixture.centre.store, {});
  REQUIRE(chain->items.size() > 5);
  for (const auto& entry : chain->items) {
    CHECK(entry.after.find("晚上再打") == std::string::npos);
    CHECK(entry.after.find("13800008000") == std::string::npos);
  }
}

TEST_CASE("open calls are assigned together, each with its own result, in one transaction") {
  Fixture fixture;
  fixture.flag(kAccount, "重要用户");
  fixture.flag("3301050012", "冷库");
  fixture.flag("3301050031", "水产养殖");
  fixture.employ("wu", "吴工", {{store::Role::community_manager, kCommunity}});
  fixture.employ("zhou", "周工", {{store::Role::community_manager, kCommunity + "/3/2"}});
  fixture.employ("xu", "徐工", {{store::Role::auditor, ""}});
  fixture.employ("gone", "离职", {{store::Role::community_manager, ""}}, store::AccountState::disabled);
  const auto outage = fixture.announce(OutageKind::temporary);
  const auto list = fixture.calls(outage.id);
  REQUIRE(list->lines.size() == 3);
  std::vector<desk::CallSeen> seen;
  for (const auto& line : list->lines) seen.push_back({line.call.id, 1});
  CHECK(fixture.callers(outage.id) == "wu=吴工 zhou=周工 ");

  SUBCASE("all of them") {
    const auto outcomes = fixture.assign(outage.id, seen, "wu");
    REQUIRE(outcomes);
    for (std::size_t i = 0; i < seen.size(); ++i) {
      CHECK((*outcomes)[i].id == seen[i].id);
      CHECK((*outcomes)[i].version == 2);
    }
    for (const auto& line : fixture.calls(outage.id)->lines) {
      CHECK(line.call.assigned_name == "wu");
      CHECK(line.assigned_display_name == "吴工");
      CHECK(line.call.version == 2);
      CHECK(!line.call.outcome);
    }
    std::size_t audited = 0;
    const auto chain = desk::list_audit(*fixture.centre.store, {});
    for (const auto& entry : chain->items) {
      if (entry.action != "assignOutageCalls") continue;
      ++audited;
      CHECK(entry.subject == outage.id);
      CHECK(entry.after.find(R"("assigned_to":"wu")") != std::string::npos);
    }
    CHECK(audited == 3);
    for (desk::CallSeen& one : seen) one.version = 2;
    REQUIRE(fixture.assign(outage.id, seen, ""));
    CHECK(fixture.calls(outage.id)->lines[0].call.assigned_to.empty());
    CHECK(fixture.calls(outage.id)->lines[0].assigned_display_name.empty());
  }
  SUBCASE("those that can't be say why and stop no other") {
    REQUIRE(fixture.record({seen[0].id, CallOutcome::acknowledged, "", {}}, 1));
    seen[0].version = 2;
    seen[1].version = 7;
    seen.push_back({"none", 1});
    seen.push_back(seen[2]);
    const auto outcomes = fixture.assign(outage.id, seen, "wu");
    REQUIRE(outcomes);
    CHECK((*outcomes)[0].version.error().message == desk::kCallSettled);
    CHECK((*outcomes)[1].version.error().message == desk::kCallChanged);
    CHECK((*outcomes)[2].version == 2);
    CHECK((*outcomes)[3].version.error().message == desk::kNoSuchCall);
    CHECK((*outcomes)[4].version.error().message == desk::kCallChanged);
    CHECK(fixture.calls(outage.id)->lines[1].call.assigned_name.empty());
    // A call of another outage isn't this one's.
    const auto other = fixture.announce(OutageKind::fault);
    const auto strange = fixture.assign(other.id, {{seen[1].id, 1}}, "wu");
    CHECK((*strange)[0].version.error().code == ErrorCode::not_found);
  }
  SUBCASE("nobody is given a call where he or she may not call") {
    const auto outcomes = fixture.assign(outage.id, seen, "zhou");
    REQUIRE(outcomes);
    for (std::size_t i = 0; i < seen.size(); ++i) {
      const bool there = base::path_contains(kCommunity + "/3/2", list->lines[i].call.unit_path);
      CHECK((*outcomes)[i].version.has_value() == there);
      if (!there) CHECK((*outcomes)[i].version.error().message == desk::kCallerElsewhere);
    }
    CHECK(fixture.assign(outage.id, seen, "gone").error().message == desk::kNoSuchCaller);
    CHECK(fixture.assign(outage.id, seen, "nobody").error().message == desk::kNoSuchCaller);
    CHECK(fixture.assign("T20261122-XXXX", seen, "wu").error().code == ErrorCode::not_found);
    seen.resize(desk::kMostCallsAtOnce + 1);
    CHECK(fixture.assign(outage.id, seen, "wu").error().code == ErrorCode::too_large);
  }
  SUBCASE("who assigns does it at his or her places alone, and is shown who may call there") {
    desk::OutageHand hand = kLi;
    hand.may = [](std::string_view, const std::vector<std::string>& paths) {
      return std::all_of(paths.begin(), paths.end(),
                         [](const std::string& path) { return base::path_contains(kCommunity + "/3/2", path); });
    };
    const auto outcomes = fixture.assign(outage.id, seen, "wu", hand);
    REQUIRE(outcomes);
    for (std::size_t i = 0; i < seen.size(); ++i) {
      const bool there = base::path_contains(kCommunity + "/3/2", list->lines[i].call.unit_path);
      CHECK((*outcomes)[i].version.has_value() == there);
    }
    fixture.employ("qian", "钱工", {{store::Role::community_manager, kCommunity + "/4"}});
    CHECK(fixture.callers(outage.id, hand) == "wu=吴工 zhou=周工 ");
    hand.may = [](std::string_view, const std::vector<std::string>&) { return false; };
    CHECK(desk::list_callers(*fixture.centre.store, fixture.permissions, hand, outage.id).error().code ==
          ErrorCode::forbidden);
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
