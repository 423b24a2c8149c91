// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What a finger or a key means.
#include <doctest/doctest.h>

#include "tests/kiosk/screens/made_up.hpp"
#include "tests/kiosk/screens/stand.hpp"

using namespace gridboard;
namespace state = kiosk::state;

namespace {

const kiosk::widgets::AccessNode* node_of(tests::Stand& stand, const std::string& id) {
  for (const auto& node : stand.tree().nodes()) {
    if (node.id == id) return &node;
  }
  return nullptr;
}

state::Intents tap(tests::Stand& stand, const state::AppState& s, const model::Catalogue& catalogue,
                   const std::string& id) {
  stand.draw(s, catalogue, 2);
  const auto* node = node_of(stand, id);
  REQUIRE_MESSAGE(node != nullptr, id);
  const ImVec2 middle{node->x + node->w / 2, node->y + node->h / 2};
  stand.display().inject_touch(middle, true);
  state::Intents all = stand.draw(s, catalogue, 3);
  stand.display().inject_touch(middle, false);
  const state::Intents after = stand.draw(s, catalogue, 3);
  all.insert(all.end(), after.begin(), after.end());
  return all;
}

}  // namespace

TEST_CASE("a tap on the board is an intent, once") {
  const model::Catalogue catalogue = tests::whole_catalogue();
  tests::Stand stand(true);
  state::AppState s = tests::usual_state();
  SUBCASE("a door") {
    const auto intents = tap(stand, s, catalogue, "slot.501");
    REQUIRE(intents.size() == 1);
    const auto* chosen = std::get_if<state::ChooseHousehold>(&intents[0]);
    REQUIRE(chosen != nullptr);
    CHECK(chosen->account == s.board.slots[4].account);
  }
  SUBCASE("the strip") {
    const auto intents = tap(stand, s, catalogue, "board.strip");
    REQUIRE(intents.size() == 1);
    CHECK(std::get<state::OpenOutage>(intents[0]).id == "o2");
  }
  SUBCASE("large type") {
    const auto intents = tap(stand, s, catalogue, "foot.large");
    REQUIRE(intents.size() == 1);
    CHECK(std::holds_alternative<state::ToggleLarge>(intents[0]));
  }
  SUBCASE("nothing where nothing can be pressed") {
    s.screen = state::ScreenId::unlock;
    s.unlock.account = s.board.slots[0].account;
    s.unlock.problem = state::Unlock::Problem::waiting;
    CHECK(tap(stand, s, catalogue, "pin.5").empty());
  }
}

TEST_CASE("the list of five thousand doors lays out what is in sight and follows the finger by rows") {
  const model::Catalogue catalogue = tests::whole_catalogue();
  tests::Stand stand(true);
  state::AppState s = tests::usual_state();
  for (const tests::Scene& scene : tests::scenes(catalogue)) {
    if (scene.name == "find") scene.prepare(s);
  }
  stand.draw(s, catalogue, 2);
  CHECK(stand.tree().nodes().size() < 60);
  const auto* row = node_of(stand, "find." + s.find.rows[4].account);
  REQUIRE(row != nullptr);
  const ImVec2 from{row->x + 100, row->y + 10};
  stand.display().inject_touch(from, true);
  stand.draw(s, catalogue, 2);
  const float up = 2.5f * (row->h + 14);
  stand.display().inject_finger(0, {from.x, from.y - up}, kiosk::platform::Display::Phase::move);
  state::Intents moved = stand.draw(s, catalogue, 1);
  stand.display().inject_touch({from.x, from.y - up}, false);
  const state::Intents after = stand.draw(s, catalogue, 3);
  moved.insert(moved.end(), after.begin(), after.end());
  int rows = 0;
  for (const auto& intent : moved) {
    CHECK_FALSE(std::holds_alternative<state::ChooseHousehold>(intent));
    if (const auto* turn = std::get_if<state::TurnPage>(&intent)) rows += turn->by;
  }
  CHECK(rows >= 1);
  SUBCASE("the wheel turns by three rows") {
    stand.display().inject_wheel(from, -1);
    const auto turned = stand.draw(s, catalogue, 2);
    REQUIRE_FALSE(turned.empty());
    CHECK(std::get<state::TurnPage>(turned[0]).by == 3);
  }
}

TEST_CASE("the keyboard's place is always seen") {
  const model::Catalogue catalogue = tests::whole_catalogue();
  tests::Stand stand(true);
  const state::AppState s = tests::usual_state();
  stand.draw(s, catalogue, 2);
  for (int i = 0; i < 3; ++i) {
    stand.display().inject_key(ImGuiKey_DownArrow);
    stand.draw(s, catalogue, 4);
  }
  int focused = 0;
  for (const auto& node : stand.tree().nodes()) focused += node.focused ? 1 : 0;
  CHECK(focused == 1);
}
