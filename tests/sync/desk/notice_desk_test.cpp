// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/notice_desk.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "sync/base/paths.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/notice_lists.hpp"
#include "sync/desk/publish_notice.hpp"
#include "sync/desk/resolve_places.hpp"
#include "sync/desk/withdraw_notice.hpp"
#include "sync/wire/records.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using base::ErrorCode;
using desk::NoticeDeed;
using desk::test::kCommunity;
using desk::test::kUnit;
using desk::test::StaffCentre;
using model::NoticePhase;
using model::NoticeState;
using model::NoticeStepKind;

// Three people at one desk; `may` says yes to all unless a test says otherwise.
struct Staff {
  desk::NoticeDesk of(const std::string& id) {
    return {*centre.store, centre.clock, centre.random, {id, id + "的姓名", "10.0.0.1"}, may};
  }
  model::NoticeContent content() const {
    model::NoticeContent made;
    made.title = "检修提醒";
    made.body = "今天下午检修楼道照明。";
    made.targets.places = {kUnit};
    return made;
  }
  model::NoticeWork drafted() {
    auto work = desk::draft_notice(of("writer"), content());
    REQUIRE_MESSAGE(work, (work ? "" : work.error().message));
    return *work;
  }
  model::NoticeWork submitted() {
    auto work = desk::submit_notice(of("writer"), drafted().id, 1);
    REQUIRE_MESSAGE(work, (work ? "" : work.error().message));
    return *work;
  }
  model::NoticeWork stored(const std::string& id) {
    std::optional<model::NoticeWork> work;
    REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
      work = reader.notice_desk().notice_work(id).value();
      return {};
    }));
    REQUIRE(work);
    return *work;
  }
  bool on_boards(const std::string& id) { return centre.keys_at(kUnit).contains("notice/" + id); }
  std::vector<std::string> audited() {
    std::vector<std::string> actions;
    const auto page = desk::list_audit(*centre.store, {});
    REQUIRE(page);
    for (const auto& entry : page->items) actions.insert(actions.begin(), entry.actor + " " + entry.action);
    return actions;
  }

  StaffCentre centre;
  desk::May may = [](std::string_view, const std::vector<std::string>&) { return true; };
};

std::string rule_of(const base::Result<model::NoticeWork>& result) {
  return result ? "" : result.error().message;
}

}  // namespace

TEST_CASE("a notice goes from draft over review to boards, and every step is kept and audited") {
  Staff staff;
  const auto draft = staff.drafted();
  CHECK(draft.version == 1);
  CHECK(draft.paths == std::vector{kUnit});
  auto changed = staff.content();
  changed.title = "检修提醒（更正）";
  REQUIRE(desk::change_notice(staff.of("writer"), draft.id, 1, changed));
  REQUIRE(desk::submit_notice(staff.of("writer"), draft.id, 2));
  CHECK_FALSE(staff.on_boards(draft.id));
  const auto published = desk::approve_notice(staff.of("reviewer"), draft.id, 3, " 可以 ");
  REQUIRE_MESSAGE(published, rule_of(published));
  CHECK(staff.on_boards(draft.id));
  CHECK(model::state_of(*published, staff.centre.clock.now()) == NoticeState::published);
  CHECK(staff.stored(draft.id) == *published);
  std::vector<NoticeStepKind> kinds;
  for (const auto& step : published->steps) kinds.push_back(step.kind);
  CHECK(kinds == std::vector{NoticeStepKind::drafted, NoticeStepKind::changed, NoticeStepKind::submitted,
                             NoticeStepKind::approved});
  CHECK(published->steps.back().reason == "可以");
  CHECK(published->steps.back().actor_name == "reviewer的姓名");
  const auto withdrawn = desk::take_back_notice(staff.of("writer"), draft.id, 4, "印错了");
  REQUIRE(withdrawn);
  CHECK_FALSE(staff.on_boards(draft.id));
  CHECK(staff.audited() == std::vector<std::string>{"writer draftNotice", "writer changeNotice", "writer submitNotice",
                                                    "reviewer approveNotice", "writer withdrawNotice"});
}

TEST_CASE("boards get from the desk exactly what they get from the command") {
  Staff staff;
  desk::PublishNotice wanted;
  wanted.title = staff.content().title;
  wanted.body = staff.content().body;
  wanted.places = {kUnit};
  wanted.publisher = "writer的姓名";
  const auto by_command = desk::publish_notice(*staff.centre.store, wanted, staff.centre.clock, staff.centre.random);
  REQUIRE(by_command);
  const auto by_desk = desk::approve_notice(staff.of("reviewer"), staff.submitted().id, 2, "");
  REQUIRE(by_desk);
  const std::string log = kCommunity;
  std::string one = staff.centre.body_of(log, "notice/" + by_command->id);
  const std::string other = staff.centre.body_of(log, "notice/" + by_desk->id);
  REQUIRE_FALSE(one.empty());
  one.replace(one.find(by_command->id), by_command->id.size(), by_desk->id);
  CHECK(one == other);
  const auto listed = staff.stored(by_command->id);
  CHECK(listed.phase == NoticePhase::published);
  CHECK(listed.content.targets.places == std::vector{kUnit});
  REQUIRE(
      desk::withdraw_notice(*staff.centre.store, desk::cli_actor("wang"), by_command->id, staff.centre.clock.now()));
  CHECK(staff.stored(by_command->id).phase == NoticePhase::withdrawn);
}

TEST_CASE("nobody approves what he or she wrote, changed or sent out") {
  Staff staff;
  SUBCASE("the author") {
    CHECK(rule_of(desk::approve_notice(staff.of("writer"), staff.submitted().id, 2, "")) == desk::kNoticeOwnHand);
  }
  SUBCASE("a second hand that changed it") {
    const auto draft = staff.drafted();
    REQUIRE(desk::change_notice(staff.of("helper"), draft.id, 1, staff.content()));
    REQUIRE(desk::submit_notice(staff.of("writer"), draft.id, 2));
    CHECK(rule_of(desk::approve_notice(staff.of("helper"), draft.id, 3, "")) == desk::kNoticeOwnHand);
    CHECK(desk::approve_notice(staff.of("reviewer"), draft.id, 3, ""));
  }
  SUBCASE("who sent it out at once") {
    const auto draft = staff.drafted();
    REQUIRE(desk::publish_notice_at_once(staff.of("boss"), draft.id, 1, "抢修"));
    CHECK(rule_of(desk::approve_notice(staff.of("boss"), draft.id, 2, "")) == desk::kNoticeOwnHand);
    CHECK(rule_of(desk::approve_notice(staff.of("writer"), draft.id, 2, "")) == desk::kNoticeOwnHand);
  }
  CHECK(desk::rule_against(NoticeDeed::approve, staff.submitted(), "reviewer", staff.centre.clock.now()).empty());
}

TEST_CASE("whoever changes an older version is told, and nothing is lost") {
  Staff staff;
  const auto draft = staff.drafted();
  auto mine = staff.content();
  mine.title = "我的";
  REQUIRE(desk::change_notice(staff.of("helper"), draft.id, 1, mine));
  const auto late = desk::change_notice(staff.of("writer"), draft.id, 1, staff.content());
  REQUIRE_FALSE(late);
  CHECK(late.error().code == ErrorCode::conflict);
  CHECK(late.error().message == desk::kNoticeChanged);
  CHECK(staff.stored(draft.id).content.title == "我的");
  CHECK(desk::change_notice(staff.of("writer"), draft.id, 2, staff.content()));
}

TEST_CASE("what is given back needs a reason, and can be put right and handed in again") {
  Staff staff;
  const auto work = staff.submitted();
  CHECK(rule_of(desk::return_notice(staff.of("reviewer"), work.id, 2, "  ")) == desk::kNoticeReasonMissing);
  const auto returned = desk::return_notice(staff.of("reviewer"), work.id, 2, "时间不对");
  REQUIRE(returned);
  CHECK(returned->phase == NoticePhase::returned);
  REQUIRE(desk::change_notice(staff.of("writer"), work.id, 3, staff.content()));
  CHECK(staff.stored(work.id).phase == NoticePhase::returned);
  REQUIRE(desk::submit_notice(staff.of("writer"), work.id, 4));
  CHECK(desk::approve_notice(staff.of("reviewer"), work.id, 5, ""));
}

TEST_CASE("an emergency goes out at once with a reason, now, and waits for a second person") {
  Staff staff;
  auto content = staff.content();
  content.valid_from = staff.centre.clock.now() + std::chrono::hours(5);
  const auto draft = desk::draft_notice(staff.of("writer"), content);
  REQUIRE(draft);
  CHECK(rule_of(desk::publish_notice_at_once(staff.of("writer"), draft->id, 1, "")) == desk::kNoticeReasonMissing);
  const auto out = desk::publish_notice_at_once(staff.of("writer"), draft->id, 1, "抢修");
  REQUIRE(out);
  CHECK(out->emergency);
  CHECK(out->awaits_review);
  CHECK(staff.on_boards(draft->id));
  CHECK(model::state_of(*out, staff.centre.clock.now()) == NoticeState::published);
  SUBCASE("it was right: it stays") {
    const auto confirmed = desk::approve_notice(staff.of("reviewer"), draft->id, 2, "");
    REQUIRE(confirmed);
    CHECK_FALSE(confirmed->awaits_review);
    CHECK(confirmed->emergency);
    CHECK(staff.on_boards(draft->id));
    CHECK(rule_of(desk::approve_notice(staff.of("reviewer"), draft->id, 3, "")) == desk::kNoticeNotInReview);
  }
  SUBCASE("it was not right: it leaves the boards") {
    const auto refused = desk::return_notice(staff.of("reviewer"), draft->id, 2, "没有必要");
    REQUIRE(refused);
    CHECK(refused->phase == NoticePhase::withdrawn);
    CHECK_FALSE(refused->awaits_review);
    CHECK_FALSE(staff.on_boards(draft->id));
  }
  SUBCASE("withdrawn by its author it is reviewed all the same") {
    const auto withdrawn = desk::take_back_notice(staff.of("writer"), draft->id, 2, "");
    REQUIRE(withdrawn);
    CHECK(withdrawn->awaits_review);
    CHECK(desk::return_notice(staff.of("reviewer"), draft->id, 3, "没有必要"));
  }
}

TEST_CASE("each deed is done where the rule allows it and nowhere else") {
  using enum NoticePhase;
  struct Row {
    NoticeDeed deed;
    std::vector<NoticePhase> in;
  };
  const Row rows[] = {
      {NoticeDeed::change, {draft, returned}}, {NoticeDeed::discard, {draft, returned}},
      {NoticeDeed::submit, {draft, returned}}, {NoticeDeed::publish_at_once, {draft, in_review, returned}},
      {NoticeDeed::approve, {in_review}},      {NoticeDeed::send_back, {in_review}},
      {NoticeDeed::withdraw, {published}}};
  const base::Instant now{std::chrono::seconds(1000)};
  for (const Row& row : rows) {
    CAPTURE(desk::operation_of(row.deed));
    for (const auto phase : {draft, in_review, returned, published, withdrawn}) {
      CAPTURE(static_cast<int>(phase));
      model::NoticeWork work;
      work.author = "writer";
      work.phase = phase;
      const bool wanted = std::find(row.in.begin(), row.in.end(), phase) != row.in.end();
      CHECK(desk::rule_against(row.deed, work, "reviewer", now).empty() == wanted);
    }
  }
  SUBCASE("withdrawn until the last moment before it expires, and while it waits for its time") {
    model::NoticeWork work;
    work.phase = published;
    work.from = now + std::chrono::seconds(1);
    CHECK(desk::rule_against(NoticeDeed::withdraw, work, "x", now).empty());
    work.from = now - std::chrono::seconds(9);
    work.to = now + std::chrono::milliseconds(1);
    CHECK(desk::rule_against(NoticeDeed::withdraw, work, "x", now).empty());
    work.to = now;
    CHECK(desk::rule_against(NoticeDeed::withdraw, work, "x", now) == desk::kNoticeNotOut);
  }
}

TEST_CASE("a draft may lack anything, but what is handed in is fit to go out") {
  Staff staff;
  model::NoticeContent content = staff.content();
  std::string rule;
  SUBCASE("no targets") {
    content.targets = {};
    rule = desk::kTargetsMissing;
  }
  SUBCASE("no title") {
    content.title.clear();
    rule = "title: a notice needs one";
  }
  SUBCASE("urgent without an end") {
    content.urgent = true;
    rule = "valid_to: an urgent notice needs an end";
  }
  SUBCASE("over already") {
    content.valid_to = staff.centre.clock.now();
    rule = desk::kNoticeAlreadyOver;
  }
  const auto draft = desk::draft_notice(staff.of("writer"), content);
  REQUIRE(draft);
  CHECK(rule_of(desk::submit_notice(staff.of("writer"), draft->id, 1)) == rule);
  CHECK(rule_of(desk::publish_notice_at_once(staff.of("writer"), draft->id, 1, "抢修")) == rule);
  CHECK(staff.stored(draft->id) == *draft);
  REQUIRE(desk::discard_notice(staff.of("writer"), draft->id));
  CHECK(desk::discard_notice(staff.of("writer"), draft->id).error().code == ErrorCode::not_found);
}

TEST_CASE("what isn't there can't be chosen") {
  Staff staff;
  const auto refused = [&](const std::function<void(model::NoticeContent&)>& alter) {
    auto content = staff.content();
    alter(content);
    return rule_of(desk::draft_notice(staff.of("writer"), content));
  };
  CHECK(refused([](auto& content) { content.targets.places = {"YX/XX"}; }) == desk::kPlaceUnknown);
  CHECK(refused([](auto& content) { content.targets.supply = {"F-0"}; }) == desk::kSupplyUnknown);
  CHECK(refused([](auto& content) { content.targets.groups = {"g0"}; }) == desk::kGroupUnknown);
  CHECK(refused([](auto& content) { content.picture = std::string(64, '0'); }) == desk::kNoticePictureUnknown);
}

TEST_CASE("who may not everywhere that it touches may not at all") {
  Staff staff;
  const auto draft = staff.drafted();
  staff.may = [](std::string_view, const std::vector<std::string>& paths) {
    return std::all_of(paths.begin(), paths.end(), [](const auto& path) { return base::path_contains(kUnit, path); });
  };
  auto wider = staff.content();
  wider.targets.places = {kUnit, kCommunity + "/1/1"};
  const auto changed = desk::change_notice(staff.of("writer"), draft.id, 1, wider);
  REQUIRE_FALSE(changed);
  CHECK(changed.error().code == ErrorCode::forbidden);
  CHECK(staff.stored(draft.id) == draft);
  CHECK(rule_of(desk::draft_notice(staff.of("writer"), wider)) == desk::kNotPermitted);
  CHECK(desk::deeds_open_to(staff.of("reviewer"), draft) ==
        std::vector<std::string>{"changeNotice", "discardNotice", "submitNotice", "publishAtOnce"});
  staff.may = [](std::string_view operation, const auto&) { return operation != "submitNotice"; };
  CHECK(rule_of(desk::submit_notice(staff.of("writer"), draft.id, 1)) == desk::kNotPermitted);
}

TEST_CASE("groups stand for their places when a notice goes out") {
  Staff staff;
  const auto group = desk::add_group(staff.of("writer"), {"", "北片", {{kUnit, kUnit}, {}, {}}});
  REQUIRE(group);
  CHECK(desk::add_group(staff.of("writer"), {"", "北片", {{kUnit}, {}, {}}}).error().code == ErrorCode::conflict);
  CHECK(desk::add_group(staff.of("writer"), {"", "空", {}}).error().message == desk::kTargetsMissing);
  CHECK(desk::add_group(staff.of("writer"), {"", "套", {{}, {}, {group->id}}}).error().message == desk::kGroupInGroup);
  auto content = staff.content();
  content.targets = {{}, {}, {group->id}};
  const auto draft = desk::draft_notice(staff.of("writer"), content);
  REQUIRE(draft);
  CHECK(draft->paths == std::vector{kUnit});
  REQUIRE(desk::change_group(staff.of("writer"), {group->id, "北片", {{kCommunity + "/1/1"}, {}, {}}}));
  const auto submitted = desk::submit_notice(staff.of("writer"), draft->id, 1);
  REQUIRE(submitted);
  CHECK(submitted->paths == std::vector{kCommunity + "/1/1"});
  REQUIRE(desk::remove_group(staff.of("writer"), group->id));
  CHECK(rule_of(desk::approve_notice(staff.of("reviewer"), draft->id, 2, "")) == desk::kGroupUnknown);
}

TEST_CASE("reach counts boards of the audience, live ones, and households") {
  Staff staff;
  StaffCentre& centre = staff.centre;
  const auto in_unit = centre.enrolled(kUnit);
  (void)centre.enrolled(kCommunity + "/1/1");
  REQUIRE(centre.store->write([&](store::Writer& writer) { return writer.note_seen(in_unit.id, centre.clock.now()); }));
  const auto reach = [&](const std::vector<std::string>& paths, base::Instant since) {
    desk::Reach counted;
    REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
      counted = desk::ReachCounter(reader, since).count(paths).value();
      return {};
    }));
    return counted;
  };
  const auto now = centre.clock.now();
  CHECK(reach({kUnit}, now).boards == 1);
  CHECK(reach({kUnit}, now).live_boards == 1);
  CHECK(reach({kUnit}, now + std::chrono::milliseconds(1)).live_boards == 0);
  CHECK(reach({kUnit}, now).households == 2);
  CHECK(reach({kCommunity}, now).boards == 2);
  CHECK(reach({"YX/BT/G1/DX"}, now).boards == 0);
  CHECK(reach({}, now).boards == 0);
}

TEST_CASE("an audience reaches what base::reaches says") {
  const std::vector<std::string> paths = {"YX/B/3", "YX/C", "YX/D/1/2"};
  const desk::Audience audience(paths);
  for (const char* place : {"YX", "YX/B", "YX/B/3", "YX/B/3/1", "YX/B/3-1", "YX/B/31", "YX/C/1/1", "YX/D", "YX/D/1",
                            "YX/D/1/1", "YX/E", "", "Y"}) {
    CAPTURE(place);
    const bool wanted =
        std::any_of(paths.begin(), paths.end(), [&](const auto& path) { return base::reaches(path, place); });
    CHECK(audience.reaches(place) == wanted);
  }
}

TEST_CASE("what boards say of notices is counted, for their own notices and not from the future") {
  Staff staff;
  StaffCentre& centre = staff.centre;
  const auto board = centre.enrolled(kUnit), elsewhere = centre.enrolled(kCommunity + "/1/1");
  const auto work = desk::approve_notice(staff.of("reviewer"), staff.submitted().id, 2, "");
  REQUIRE(work);
  const auto now = centre.clock.now();
  const auto delivery = [&] {
    desk::Delivery counted;
    REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
      counted = desk::show_delivery(staff.of("writer"), reader, work->id, "", 10).value();
      return {};
    }));
    return counted;
  };
  CHECK(delivery().boards == 1);
  CHECK(delivery().received == 0);
  const auto say = [&](const store::Board& from, std::optional<base::Instant> shown) {
    const wire::ShownBody body{{{work->id, now + std::chrono::hours(1), shown}, {"N20991231-XXXX", now, {}}}};
    return centre.hand_in(from, wire::ItemKind::shown, wire::encode(body, centre.settings.zone), now).outcome;
  };
  CHECK(say(elsewhere, now) == wire::ItemAnswer::Outcome::accepted);
  CHECK(delivery().received == 0);
  CHECK(say(board, std::nullopt) == wire::ItemAnswer::Outcome::accepted);
  CHECK(delivery().received == 1);
  CHECK(delivery().shown == 0);
  CHECK(delivery().items.front().received_at <= centre.clock.now());
  CHECK(say(board, now) == wire::ItemAnswer::Outcome::accepted);
  CHECK(delivery().shown == 1);
  CHECK(centre.hand_in(board, wire::ItemKind::shown, "{\"notices\":[]}", now).outcome ==
        wire::ItemAnswer::Outcome::rejected);
}
