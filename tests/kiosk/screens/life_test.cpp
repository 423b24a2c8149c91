// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What a finger means on the screens that lie over others, on those of staff, and after a request.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/kiosk/screens/made_up.hpp"
#include "tests/kiosk/screens/stand.hpp"

using namespace gridboard;
namespace state = kiosk::state;

namespace {

struct Room {
  model::Catalogue catalogue = tests::whole_catalogue();
  tests::Stand stand{true};
  state::AppState s = tests::usual_state();

  void enter(const std::string& scene) {
    for (const tests::Scene& known : tests::scenes(catalogue)) {
      if (known.name == scene) return known.prepare(s);
    }
    FAIL(scene);
  }
  state::Intents tap_at(ImVec2 at) {
    stand.draw(s, catalogue, 2);
    stand.display().inject_touch(at, true);
    state::Intents all = stand.draw(s, catalogue, 3);
    stand.display().inject_touch(at, false);
    const state::Intents after = stand.draw(s, catalogue, 3);
    all.insert(all.end(), after.begin(), after.end());
    return all;
  }
  const kiosk::widgets::AccessNode* node(const std::string& id) {
    stand.draw(s, catalogue, 2);
    for (const auto& node : stand.tree().nodes()) {
      if (node.id == id) return &node;
    }
    return nullptr;
  }
  state::Intents tap(const std::string& id) {
    const auto* found = node(id);
    REQUIRE_MESSAGE(found != nullptr, id);
    return tap_at({found->x + found->w / 2, found->y + found->h / 2});
  }
  std::string text(const std::string& id) {
    const auto* found = node(id);
    return found != nullptr ? found->text : "";
  }
};

template <class Kind>
const Kind& only(const state::Intents& intents) {
  REQUIRE(intents.size() == 1);
  const auto* kind = std::get_if<Kind>(&intents[0]);
  REQUIRE(kind != nullptr);
  return *kind;
}

}  // namespace

TEST_CASE("an urgent announcement says when power is back, since when that is known and what was said before") {
  Room room;
  room.enter("takeover");
  CHECK(room.text("takeover.estimate") == "预计来电 18:30 16:40 更新 · 上一次预计 19:00");
  CHECK(room.text("takeover.call").find("95598") != std::string::npos);
  only<state::PutAway>(room.tap("takeover.read"));
  SUBCASE("no estimate yet") {
    room.enter("takeover-no-estimate");
    CHECK(room.text("takeover.estimate").find("时间待定") != std::string::npos);
  }
  SUBCASE("power is back") {
    room.enter("takeover-restored");
    CHECK(room.text("takeover.estimate").find("已经来电 16:30") == 0);
  }
  SUBCASE("without an outage there is no card") {
    room.enter("takeover-words");
    CHECK(room.node("takeover.estimate") == nullptr);
  }
}

TEST_CASE("a text longer than the glass turns pages, and none of it is lost") {
  Room room;
  room.enter("takeover-lengthy");
  std::string read;
  for (std::size_t page = 0; page < 20; ++page) {
    room.s.page[state::ScreenId::takeover] = page;
    room.stand.lay_out(room.s, room.catalogue);
    bool more = false;
    for (const auto& node : room.stand.tree().nodes()) {
      if (node.id.starts_with("takeover.body")) read += node.text;
      if (node.id == "takeover.next") more = node.enabled;
    }
    if (!more) break;
  }
  CHECK(read.find("第 1 条") != std::string::npos);
  CHECK(read.find("第 14 条") != std::string::npos);
  room.s.page[state::ScreenId::takeover] = 0;
  CHECK(only<state::TurnPage>(room.tap("takeover.next")).by == 1);
}

TEST_CASE("a touch anywhere on a poster or on the night only wakes") {
  Room room;
  for (const char* scene : {"attract-outage", "attract-notice", "attract-manager", "night"}) {
    CAPTURE(scene);
    room.s = tests::usual_state();
    room.enter(scene);
    for (const ImVec2 at : {ImVec2{540, 900}, ImVec2{200, 1700}, ImVec2{60, 400}}) only<state::WakeUp>(room.tap_at(at));
  }
}

TEST_CASE("a poster shows one thing, as large as the glass allows") {
  Room room;
  SUBCASE("an outage that is on") {
    room.enter("attract-outage");
    CHECK(room.text("poster.headline") == "预计 18:30 来电");
    CHECK(room.text("poster.scope") == "影响 3 栋至 9 栋");
  }
  SUBCASE("an outage ahead") {
    room.enter("attract-outage-planned");
    CHECK(room.text("poster.headline") == "11 月 29 日 8:00–11:30");
    CHECK(room.text("poster.second") == "星期日，再过 8 天");
  }
  SUBCASE("who serves us") {
    room.enter("attract-manager");
    CHECK(room.text("poster.phone") == "139 0000 5598");
  }
  SUBCASE("a notice with its image") {
    room.enter("attract-notice");
    CHECK(room.node("poster.image") != nullptr);
  }
}

TEST_CASE("whether a neighbour's report is the same is one touch") {
  Room room;
  room.enter("same-report");
  CHECK(room.text("same.what") == "整栋楼或整个单元没电");
  CHECK(only<state::AnswerSameReport>(room.tap("same.yes")).same);
  CHECK_FALSE(only<state::AnswerSameReport>(room.tap("same.no")).same);
}

TEST_CASE("a request that is done is rated or opened again") {
  Room room;
  SUBCASE("both are offered") {
    room.enter("follow-done");
    only<state::StartRating>(room.tap("follow.rate"));
    only<state::StartReopening>(room.tap("follow.reopen"));
  }
  SUBCASE("five answers, from one to five") {
    room.enter("follow-rating");
    for (int stars = 1; stars <= 5; ++stars)
      CHECK(only<state::RateRequest>(room.tap("rate." + std::to_string(stars))).stars == stars);
  }
  SUBCASE("every reason") {
    room.enter("follow-reopening");
    for (const char* reason : state::kReopenReasons)
      CHECK(only<state::ReopenRequest>(room.tap(std::string("reopen.") + reason)).reason_id == reason);
  }
  SUBCASE("nothing is pressed twice while it is being kept") {
    room.enter("follow-rating");
    room.s.follow.sending = true;
    CHECK(room.tap("rate.5").empty());
  }
  SUBCASE("what the centre didn't take is said in its own words") {
    room.enter("follow-refused");
    CHECK(room.text("follow.refusal").find("不能重开") != std::string::npos);
    CHECK(room.node("follow.rate") != nullptr);
    CHECK(room.node("follow.reopen") == nullptr);
  }
  SUBCASE("a rated one isn't rated again") {
    room.enter("follow-rated");
    CHECK(room.node("follow.rate") == nullptr);
    CHECK(room.text("follow.rated") == "您的评价：满意");
  }
}

TEST_CASE("a reserved maintenance leads to its windows from its card and from its page, until it is too late") {
  Room room;
  room.enter("outages-reserved");
  CHECK(only<state::ChooseMaintenance>(room.tap("choose.w1")).outage_id == "w1");
  CHECK(only<state::OpenOutage>(room.tap("outage.w1")).id == "w1");
  room.enter("outage-reserved");
  CHECK(only<state::ChooseMaintenance>(room.tap("choose.w1")).outage_id == "w1");
  room.s.header.now = {tests::day(2026, 11, 25), 18, 0, 0};  // choices were taken before this moment
  CHECK(room.node("choose.w1") == nullptr);
  room.s.header.now = {tests::day(2026, 11, 25), 17, 59, 59};
  CHECK(room.node("choose.w1") != nullptr);
}

TEST_CASE("staff go through the tabs, test the glass and leave only after being asked") {
  Room room;
  room.enter("maintenance");
  CHECK(only<state::ShowTab>(room.tap("tab.clock")).tab == state::MaintenanceTab::clock);
  CHECK(only<state::ShowTab>(room.tap("maintenance.leave")).tab == state::MaintenanceTab::leave);
  SUBCASE("leave") {
    room.enter("maintenance-leave");
    only<state::LeaveProgram>(room.tap("leave.confirm"));
    CHECK(only<state::ShowTab>(room.tap("leave.stay")).tab == state::MaintenanceTab::network);
  }
  SUBCASE("a colour fills the whole glass; a touch anywhere shows the next") {
    room.enter("maintenance-pixels");
    room.stand.draw(room.s, room.catalogue);
    const auto pixels = room.stand.display().pixels();
    CHECK(
        std::all_of(pixels.begin(), pixels.end(), [&](std::uint32_t pixel) { return (pixel & 0xffffff) == 0x00ff00; }));
    only<state::NextColour>(room.tap_at(ImVec2{30, 1900}));
  }
  SUBCASE("a touch on the grid is marked where it was") {
    room.enter("maintenance-touch");
    const auto mark = only<state::TouchMark>(room.tap_at(ImVec2{540, 960}));
    CHECK(mark.x == doctest::Approx(0.5));
    CHECK(mark.y == doctest::Approx(0.5));
    only<state::ClearPress>(room.tap("touch.clear"));
  }
}

TEST_CASE("counts under five are told as such, without a number and without a bar") {
  Room room;
  room.enter("records");
  CHECK(room.text("records.0.0") == "上门服务 23 件");
  CHECK(room.text("records.0.1") == "故障抢修 不足 5 件");
}

TEST_CASE("a notice's image keeps its shape, is kept while it is shown, and is left out if it is missing") {
  Room room;
  kiosk::widgets::Pictures& pictures = room.stand.pictures();
  const auto wide = pictures.image("tiers", 400, 400);
  REQUIRE(wide);
  CHECK(wide.width == 400);
  CHECK(wide.height == 200);
  CHECK(pictures.image("tiers", 400, 400).page == wide.page);
  CHECK_FALSE(pictures.image("no-such-picture", 400, 400));
  CHECK_FALSE(pictures.image("../icons/back", 400, 400));
  SUBCASE("what was shown longest ago makes room") {
    for (int i = 0; i < 7; ++i) {  // 2 MB each
      room.stand.lay_out(room.s, room.catalogue);
      REQUIRE(pictures.image("tiers", 1000 - i, 1000));
    }
    const auto again = pictures.image("tiers", 400, 400);
    REQUIRE(again);
    CHECK(again.width == 400);
  }
}
