// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/desk/audit.hpp"
#include "sync/desk/care_register.hpp"
#include "sync/desk/sign_in_by_provider.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using base::ErrorCode;
using desk::test::kAccount;
using desk::test::kUnit;
using desk::test::StaffCentre;

const desk::Actor kWang{"id-wang", "王敏", "10.0.0.1"};
const std::string kNote = "制氧机，撑两小时";

struct Register : StaffCentre {
  desk::CareRules rules{{{"life_support", "医疗设备", "Equipment"}, {"lives_alone", "独居", "Alone"}},
                        std::chrono::days(366)};
  base::Date today = base::date_of(clock.now(), settings.zone);

  [[nodiscard]] desk::CareWanted wanted(int days_ago, int ends_in) const {
    desk::CareWanted made;
    made.kind = "life_support";
    made.details = {kNote, "张建国", "13800001111", "本人", desk::ConsentWay::signed_paper, on(-days_ago)};
    made.ends_on = on(ends_in);
    return made;
  }
  [[nodiscard]] base::Date on(int days) const { return std::chrono::sys_days(today) + std::chrono::days(days); }
  base::Result<desk::CareLine> add(const desk::CareWanted& wanted) {
    return desk::add_care(*store, *keys, rules, kWang, kAccount, wanted, today, clock.now(), random);
  }
  base::Result<desk::CarePage> look(const desk::CareLook& wanted) {
    return desk::read_care(*store, *keys, kWang, wanted, clock.now());
  }
  std::vector<store::AuditEntry> audit(const std::string& action) {
    return desk::list_audit(*store, {.action = action}).value().items;
  }
};

}  // namespace

TEST_CASE("who looks at the register says why, sees what was entered, and is on record with it") {
  Register desk;
  REQUIRE(desk.add(desk.wanted(0, 365)));
  const auto page = desk.look({"停电前电话通知", "", {"YX"}, "", "", "", 50});
  REQUIRE_MESSAGE(page, (page ? "" : page.error().message));
  REQUIRE(page->items.size() == 1);
  CHECK(page->items[0].details.note == kNote);
  CHECK(page->items[0].household->account == kAccount);
  CHECK(page->items[0].entry.path == kUnit);
  CHECK(desk.look({"核对", kAccount, {}, "", "", "", 50})->household->account == kAccount);
  const auto looks = desk.audit("readCare");
  REQUIRE(looks.size() == 2);
  CHECK(looks[0].subject == kAccount);
  CHECK(looks[1].place == "YX");
  CHECK(looks[1].after == R"({"reason":"停电前电话通知","seen":1})");

  SUBCASE("without a reason nothing is shown, nor for a household that isn't there") {
    CHECK(desk.look({"", "", {"YX"}, "", "", "", 50}).error().code == ErrorCode::invalid_input);
    CHECK(desk.look({" x ", "", {"YX"}, "", "", "", 50}).error().code == ErrorCode::invalid_input);
    CHECK(desk.look({"核对", "9999999999", {}, "", "", "", 50}).error().code == ErrorCode::not_found);
    CHECK(desk.audit("readCare").size() == 2);
  }
}

TEST_CASE(
    "nothing of the register leaves the centre: no feed, no clear text in the store, no words in the audit chain") {
  Register desk;
  const std::uint64_t before = desk.head_of("community/YX/BT/G1/XH"), all = desk.keys_at(kUnit).size();
  const auto line = desk.add(desk.wanted(0, 365));
  REQUIRE(line);
  REQUIRE(desk::end_care(*desk.store, kWang,
                         desk.add([&] {
                               auto other = desk.wanted(0, 30);
                               other.kind = "lives_alone";
                               return other;
                             }())
                             ->entry.id,
                         "本人撤回", desk.clock.now()));
  CHECK(desk.head_of("community/YX/BT/G1/XH") == before);
  CHECK(desk.keys_at(kUnit).size() == all);
  CHECK(line->entry.body.find("制氧机") == std::string::npos);
  for (const auto& entry : desk::list_audit(*desk.store, {}).value().items) {
    for (const std::string& text : {entry.before, entry.after, entry.subject, entry.place}) {
      CHECK(text.find("制氧机") == std::string::npos);
      CHECK(text.find("life_support") == std::string::npos);
      CHECK(text.find("1380000") == std::string::npos);
    }
  }
}

TEST_CASE("consent has an end: at most as long as the rules say, and in the night after it the entry is gone") {
  Register desk;
  CHECK(desk.add(desk.wanted(0, 367)).error().code == ErrorCode::invalid_input);
  CHECK(desk.add(desk.wanted(-1, 300)).error().code == ErrorCode::invalid_input);  // agreed tomorrow
  CHECK(desk.add(desk.wanted(10, -1)).error().code == ErrorCode::invalid_input);
  const auto line = desk.add(desk.wanted(0, 366));
  REQUIRE(line);
  CHECK(desk.add(desk.wanted(0, 30)).error().code == ErrorCode::conflict);
  auto unknown = desk.wanted(0, 30);
  unknown.kind = "tall";
  CHECK(desk.add(unknown).error().code == ErrorCode::invalid_input);

  const auto changed = desk::change_care(*desk.store, *desk.keys, desk.rules, kWang, line->entry.id, desk.wanted(0, 1),
                                         desk.today, desk.clock.now(), desk.random);
  REQUIRE(changed);
  CHECK(changed->entry.kind == "life_support");
  CHECK(desk::end_lapsed_care(*desk.store, desk.on(1), desk.clock.now()).value() == 0);
  CHECK(desk::end_lapsed_care(*desk.store, desk.on(2), desk.clock.now()).value() == 1);
  CHECK(desk.look({"核对", kAccount, {}, "", "", "", 50})->items.empty());
  CHECK(desk.audit("endLapsedCare").front().actor == "system");
}

TEST_CASE("an entry goes at once when consent is taken back") {
  Register desk;
  const auto line = desk.add(desk.wanted(0, 30));
  REQUIRE(line);
  CHECK(desk::end_care(*desk.store, kWang, line->entry.id, " ", desk.clock.now()).error().code ==
        ErrorCode::invalid_input);
  REQUIRE(desk::end_care(*desk.store, kWang, line->entry.id, "本人撤回同意", desk.clock.now()));
  CHECK(desk.look({"核对", kAccount, {}, "", "", "", 50})->items.empty());
  CHECK(desk::end_care(*desk.store, kWang, line->entry.id, "再来", desk.clock.now()).error().code ==
        ErrorCode::not_found);
}

TEST_CASE("what the register knows stands in assets/rules/care.json, by day") {
  const auto rules = desk::load_care_rules(std::string(GRIDBOARD_ASSETS_DIR) + "/rules/care.json",
                                           base::parse_date("2026-11-22").value());
  REQUIRE_MESSAGE(rules, (rules ? "" : rules.error().message));
  CHECK(rules->consent_at_most == std::chrono::days(366));
  CHECK(rules->knows("life_support"));
  CHECK_FALSE(rules->knows("tall"));
  const base::Date day = base::parse_date("2026-06-01").value();
  const auto parsed = [&](const std::string& version) {
    return desk::parse_care_rules(R"({"versions":[)" + version + "]}", day);
  };
  CHECK(parsed(R"({"from":"2026-06-01","consent_days_at_most":1,"kinds":[]})"));
  CHECK(parsed(R"({"from":"2026-06-02","consent_days_at_most":1,"kinds":[]})").error().code == ErrorCode::not_found);
  CHECK_FALSE(parsed(R"({"from":"2026-06-01","consent_days_at_most":0,"kinds":[]})"));
  CHECK_FALSE(parsed(R"({"from":"2026-06-01","consent_days_at_most":1,"kinds":[{"id":"A","zh":"甲","en":"a"}]})"));
  CHECK_FALSE(parsed("7"));
  CHECK_FALSE(desk::parse_care_rules("", day));
}

TEST_CASE("what was begun at the provider comes back once, in time and to the same browser") {
  StaffCentre centre;
  const auto trip = desk::begin_provider_trip(*centre.store, centre.clock.now(), centre.random);
  REQUIRE(trip);
  const auto back = [&](const std::string& state, const std::string& cookie) {
    return desk::end_provider_trip(*centre.store, state, cookie, centre.clock.now()).value();
  };
  CHECK_FALSE(back(trip->state, "another browser"));
  CHECK_FALSE(back("another state", trip->cookie));
  SUBCASE("once") {
    const auto begun = back(trip->state, trip->cookie);
    REQUIRE(begun);
    CHECK(begun->verifier == trip->verifier);
    CHECK(begun->nonce == trip->nonce);
    CHECK_FALSE(back(trip->state, trip->cookie));
  }
  SUBCASE("in time") {
    centre.clock.advance(desk::kProviderTrip);
    CHECK_FALSE(back(trip->state, trip->cookie));
  }
}

TEST_CASE("the provider opens the account that an administrator has given the identity, and none other") {
  StaffCentre centre;
  store::Account wang;
  wang.id = wang.name = "wang";
  wang.identity = "u-17";
  wang.must_change_password = true;
  REQUIRE(centre.store->write([&](store::Writer& writer) { return writer.write_people().put(wang); }));
  const auto sign_in = [&](const std::string& identity) {
    return desk::sign_in_by_provider(*centre.store, identity, "", "10.0.0.1", centre.clock.now(), centre.random)
        .value();
  };
  const auto in = sign_in("u-17");
  CHECK(in.refusal == desk::StaffRefusal::none);
  const auto who = desk::check_session(*centre.store, in.secret.view(), "10.0.0.1", centre.clock.now()).value();
  REQUIRE(who);
  CHECK(who->account.id == "wang");
  CHECK_FALSE(who->must_change_password());  // of a password that is never used
  CHECK(sign_in("u-18").refusal == desk::StaffRefusal::wrong);
  CHECK(sign_in("").refusal == desk::StaffRefusal::wrong);
  wang.state = store::AccountState::disabled;
  REQUIRE(centre.store->write([&](store::Writer& writer) { return writer.write_people().put(wang); }));
  CHECK(sign_in("u-17").refusal == desk::StaffRefusal::wrong);
  const auto entries = desk::list_audit(*centre.store, {.action = "finishProviderSignIn"}).value().items;
  REQUIRE(entries.size() == 4);
  CHECK(entries[0].outcome == store::AuditOutcome::refused);
  CHECK(entries[0].subject == "wang");
  CHECK(entries[2].after == R"({"identity":"u-18"})");
  CHECK(entries[3].outcome == store::AuditOutcome::done);
}
