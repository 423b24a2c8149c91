// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Everything by keys alone: each screen's targets are all reached, and where the keyboard is can be seen.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "kiosk/widgets/focus.hpp"
#include "tests/kiosk/screens/made_up.hpp"
#include "tests/kiosk/screens/stand.hpp"

using namespace gridboard;
using kiosk::widgets::AccessNode;
using kiosk::widgets::Step;

namespace {

std::vector<AccessNode> drawn(tests::Stand& stand, const tests::Scene& scene, const model::Catalogue& catalogue,
                              bool large) {
  kiosk::state::AppState state = tests::usual_state();
  state.large = large;
  scene.prepare(state);
  stand.draw(state, catalogue);
  return stand.tree().nodes();
}

std::set<std::size_t> reached(const std::vector<AccessNode>& nodes, const std::vector<Step>& steps) {
  const std::size_t first = kiosk::widgets::first_target(nodes);
  if (first == nodes.size()) return {};
  std::set<std::size_t> seen{first};
  std::vector<std::size_t> todo{first};
  while (!todo.empty()) {
    const std::size_t from = todo.back();
    todo.pop_back();
    for (const Step step : steps) {
      const std::size_t to = kiosk::widgets::step_from(nodes, from, step);
      if (to < nodes.size() && seen.insert(to).second) todo.push_back(to);
    }
  }
  return seen;
}

void walk_all(bool portrait, bool large) {
  const model::Catalogue catalogue = tests::whole_catalogue();
  tests::Stand stand(portrait);
  for (const tests::Scene& scene : tests::scenes(catalogue)) {
    CAPTURE(scene.name);
    const std::vector<AccessNode> nodes = drawn(stand, scene, catalogue, large);
    const std::set<std::size_t> by_order = reached(nodes, {Step::next}),
                                by_all = reached(nodes, {Step::previous, Step::next, Step::up, Step::down});
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      CAPTURE(nodes[i].id);
      const bool pressable = nodes[i].role == kiosk::widgets::Role::button && nodes[i].enabled && !nodes[i].silent;
      if (pressable) CHECK(nodes[i].target);
      if (nodes[i].target) CHECK(by_order.count(i) == 1);
      CHECK(by_all.count(i) == (nodes[i].target ? 1 : 0));
      // What is read first stands first.
      if (i > 0) CHECK(nodes[i - 1].region <= nodes[i].region);
    }
  }
}

double strongest_edge(tests::Stand& stand, const AccessNode& node) {
  const auto pixels = stand.display().pixels();
  const int width = static_cast<int>(stand.display().size().x), y = static_cast<int>(node.y + node.h / 2);
  const int from = std::max(0, static_cast<int>(node.x) - 12), to = static_cast<int>(node.x) + 4;
  const auto colour = [&](int x) {
    const std::uint32_t argb =
        pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
    return IM_COL32((argb >> 16) & 255, (argb >> 8) & 255, argb & 255, 255);
  };
  double strongest = 1;
  for (int x = from; x < to; ++x) strongest = std::max(strongest, kiosk::widgets::contrast(colour(x), colour(x + 1)));
  return strongest;
}

}  // namespace

TEST_CASE("keys reach every target of every screen, and nothing else") {
  SUBCASE("portrait") {
    walk_all(true, false);
  }
  SUBCASE("portrait, large type") {
    walk_all(true, true);
  }
  SUBCASE("landscape") {
    walk_all(false, false);
  }
}

TEST_CASE("the place of the keyboard is seen in every theme, inside the glass") {
  const model::Catalogue catalogue = tests::whole_catalogue();
  for (const char* theme : {"state-grid", "high-contrast", "night"}) {
    CAPTURE(theme);
    tests::Stand stand(true, theme);
    for (const tests::Scene& scene : tests::scenes(catalogue)) {
      if (scene.name != "board-24" && scene.name != "bill-due" && scene.name != "unlock" && scene.name != "takeover")
        continue;
      CAPTURE(scene.name);
      kiosk::state::AppState state = tests::usual_state();
      scene.prepare(state);
      stand.draw(state, catalogue, 2);
      std::set<std::string> visited;
      const std::size_t targets = static_cast<std::size_t>(std::count_if(
          stand.tree().nodes().begin(), stand.tree().nodes().end(), [](const AccessNode& n) { return n.target; }));
      for (std::size_t i = 0; i < targets; ++i) {
        stand.display().inject_key(ImGuiKey_RightArrow);
        stand.draw(state, catalogue, 2);
        const auto& nodes = stand.tree().nodes();
        const auto here = std::find_if(nodes.begin(), nodes.end(), [](const AccessNode& n) { return n.focused; });
        REQUIRE(here != nodes.end());
        CAPTURE(here->id);
        visited.insert(here->id);
        CHECK(strongest_edge(stand, *here) >= 3);
      }
      CHECK(visited.size() == targets);
    }
  }
}

TEST_CASE("Enter presses where the keyboard is, Escape and Home lead back") {
  const model::Catalogue catalogue = tests::whole_catalogue();
  tests::Stand stand(true);
  kiosk::state::AppState state = tests::usual_state();
  const auto key = [&](ImGuiKey which) {
    stand.display().inject_key(which);
    return stand.draw(state, catalogue, 3);
  };
  stand.draw(state, catalogue, 2);
  SUBCASE("the first key shows the place and presses nothing") {
    CHECK(key(ImGuiKey_Enter).empty());
    const auto intents = key(ImGuiKey_Enter);
    REQUIRE(intents.size() == 1);
    CHECK(std::holds_alternative<kiosk::state::OpenOutage>(intents[0]));
  }
  SUBCASE("on the board there is nowhere to go back to") {
    CHECK(key(ImGuiKey_Escape).empty());
    CHECK(key(ImGuiKey_Home).empty());
  }
  SUBCASE("elsewhere Escape is Back and Home is Home") {
    state.screen = kiosk::state::ScreenId::contacts;
    const auto back = key(ImGuiKey_Escape);
    REQUIRE(back.size() == 1);
    CHECK(std::holds_alternative<kiosk::state::Back>(back[0]));
    const auto home = key(ImGuiKey_Home);
    REQUIRE(home.size() == 1);
    CHECK(std::holds_alternative<kiosk::state::Home>(home[0]));
  }
  SUBCASE("the hidden corner is for a finger alone") {
    const auto& nodes = stand.tree().nodes();
    const auto corner = std::find_if(nodes.begin(), nodes.end(), [](const AccessNode& n) { return n.id == "corner"; });
    REQUIRE(corner != nodes.end());
    CHECK_FALSE(corner->target);
    CHECK(corner->spoken.empty());
    const ImVec2 middle{corner->x + corner->w / 2, corner->y + corner->h / 2};
    stand.display().inject_touch(middle, true);
    stand.draw(state, catalogue, 2);
    stand.display().inject_touch(middle, false);
    const auto intents = stand.draw(state, catalogue, 3);
    REQUIRE(intents.size() == 1);
    CHECK(std::holds_alternative<kiosk::state::TapCorner>(intents[0]));
  }
}
