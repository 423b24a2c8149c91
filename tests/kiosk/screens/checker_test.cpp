// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The checker finds each of the faults that it is there for, planted in a screen that is right.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/kiosk/screens/checker.hpp"
#include "tests/kiosk/screens/made_up.hpp"
#include "tests/kiosk/screens/stand.hpp"

using namespace gridboard;
using kiosk::widgets::AccessNode;
using kiosk::widgets::Role;

namespace {

std::vector<AccessNode> drawn_board(tests::Stand& stand) {
  const model::Catalogue catalogue = tests::whole_catalogue();
  stand.lay_out(tests::usual_state(), catalogue);
  return stand.tree().nodes();
}

AccessNode& node_of(std::vector<AccessNode>& nodes, const std::string& id) {
  const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const AccessNode& node) { return node.id == id; });
  REQUIRE_MESSAGE(found != nodes.end(), id);
  return *found;
}

std::vector<std::string> faults(tests::Stand& stand, const std::vector<AccessNode>& nodes) {
  const tests::Glass& glass = stand.glass();
  return tests::faults_of({nodes, static_cast<float>(glass.width), static_cast<float>(glass.height), glass.px_per_mm,
                           glass.reach_top(false)},
                          tests::limits_of(false, false));
}

}  // namespace

TEST_CASE("a planted fault is found and named, and nothing is found where none is") {
  tests::Stand stand(true);
  std::vector<AccessNode> nodes = drawn_board(stand);
  REQUIRE(faults(stand, nodes).empty());
  std::string named;
  SUBCASE("a small target") {
    AccessNode& node = node_of(nodes, "board.bill");
    node.h = 11 * stand.glass().px_per_mm;
    named = "board.bill: target of only 11.0 mm";
  }
  SUBCASE("a low contrast") {
    AccessNode& node = node_of(nodes, "board.newest");
    node.fg = IM_COL32(120, 120, 120, 255), node.bg = IM_COL32_WHITE;
    named = "board.newest: contrast of only 4.4";
  }
  SUBCASE("an overlap") {
    AccessNode& title = node_of(nodes, "header.title");
    AccessNode& newest = node_of(nodes, "board.newest");
    newest.x = title.x, newest.y = title.y;
    named = "header.title and board.newest overlap";
  }
  SUBCASE("a cut text") {
    node_of(nodes, "board.newest").cut_off = true;
    named = "board.newest: is cut off";
  }
  SUBCASE("a missing sentence") {
    node_of(nodes, "board.bill").spoken.clear();
    named = "board.bill: has no sentence";
  }
  SUBCASE("two targets too near each other") {
    AccessNode& bill = node_of(nodes, "board.bill");
    AccessNode& outages = node_of(nodes, "board.outages");
    bill.w = outages.x - bill.x - 2 * stand.glass().px_per_mm;
    named = "board.bill and board.outages are only 2.0 mm apart";
  }
  SUBCASE("text too small") {
    node_of(nodes, "board.newest").char_mm = 7.1f;
    named = "board.newest: text of only 7.1 mm";
  }
  SUBCASE("a control out of reach") {
    AccessNode& bill = node_of(nodes, "board.bill");
    bill.y = 0;
    named = "board.bill: lies above the reach";
    nodes = {bill};
    const auto found = tests::faults_of({nodes, 1080, 1920, 4.03f, 60}, tests::limits_of(false, false));
    REQUIRE(found.size() == 1);
    CHECK(found[0].starts_with(named));
    return;
  }
  SUBCASE("an eighth choice in large type") {
    AccessNode choice = node_of(nodes, "board.bill");
    choice.part = AccessNode::Part::choice;
    choice.w = choice.h = 80, choice.char_mm = 10;
    choice.fg = IM_COL32_BLACK, choice.bg = IM_COL32_WHITE;
    nodes.clear();
    for (int i = 0; i < 8; ++i) {
      choice.id = "choice." + std::to_string(i);
      choice.y = 100.0f * static_cast<float>(i);
      nodes.push_back(choice);
    }
    CHECK(tests::faults_of({nodes, 1080, 1920, 4.03f, 0}, tests::limits_of(true, false)) ==
          std::vector<std::string>{"8 choices on one screen"});
    nodes.pop_back();
    CHECK(tests::faults_of({nodes, 1080, 1920, 4.03f, 0}, tests::limits_of(true, false)).empty());
    return;
  }
  const auto found = faults(stand, nodes);
  REQUIRE(found.size() == 1);
  CHECK_MESSAGE(found[0].starts_with(named), found[0]);
}
