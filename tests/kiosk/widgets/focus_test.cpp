// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "kiosk/widgets/focus.hpp"

using namespace gridboard::kiosk::widgets;

namespace {

// Two rows of three targets, a text between them, and one that is disabled.
std::vector<AccessNode> two_rows() {
  std::vector<AccessNode> nodes;
  for (int i = 0; i < 6; ++i) {
    AccessNode node;
    node.id = std::string(1, static_cast<char>('a' + i));
    node.x = static_cast<float>(i % 3) * 110, node.y = static_cast<float>(i / 3) * 60;
    node.w = 100, node.h = 50;
    node.target = true;
    nodes.push_back(node);
  }
  AccessNode text;
  text.id = "text", text.y = 52, text.w = 300, text.h = 6;
  nodes.insert(nodes.begin() + 3, text);
  return nodes;
}

std::string after(const std::vector<AccessNode>& nodes, const std::string& from, Step step) {
  std::size_t index = 0;
  while (nodes[index].id != from) ++index;
  return nodes[step_from(nodes, index, step)].id;
}

}  // namespace

TEST_CASE("Left and Right go through the targets in the order of the tree, around the ends") {
  const auto nodes = two_rows();
  CHECK(first_target(nodes) == 0);
  CHECK(after(nodes, "a", Step::next) == "b");
  CHECK(after(nodes, "c", Step::next) == "d");
  CHECK(after(nodes, "f", Step::next) == "a");
  CHECK(after(nodes, "a", Step::previous) == "f");
  CHECK(after(nodes, "d", Step::previous) == "c");
}

TEST_CASE("Up and Down go to what lies nearest, and on in the order where nothing does") {
  auto nodes = two_rows();
  CHECK(after(nodes, "b", Step::down) == "e");
  CHECK(after(nodes, "e", Step::up) == "b");
  CHECK(after(nodes, "e", Step::down) == "f");
  CHECK(after(nodes, "b", Step::up) == "a");
  SUBCASE("what can't be pressed is passed over") {
    nodes[5].target = false;  // e
    CHECK(after(nodes, "d", Step::next) == "f");
    CHECK(after(nodes, "b", Step::down) != "e");
  }
  SUBCASE("straight below comes before nearer aside") {
    nodes[5].y += 40;
    CHECK(after(nodes, "b", Step::down) == "e");
  }
}

TEST_CASE("there may be nothing to press") {
  std::vector<AccessNode> nodes(2);
  CHECK(first_target(nodes) == 2);
  CHECK(step_from(nodes, 0, Step::next) == 2);
  CHECK(step_from(nodes, 2, Step::down) == 2);
  CHECK(step_from({}, 0, Step::next) == 0);
}

TEST_CASE("the tree is read header, page, foot, however it was drawn") {
  AccessTree tree;
  tree.begin_frame();
  const auto add = [&](const char* id) {
    AccessNode node;
    node.id = id;
    tree.add(node);
  };
  {
    const InRegion foot(tree, AccessNode::Region::foot);
    add("back"), add("home");
  }
  add("page.1");
  {
    const InRegion header(tree, AccessNode::Region::header);
    add("title");
  }
  add("page.2");
  std::string order;
  for (const AccessNode& node : tree.nodes()) order += node.id + " ";
  CHECK(order == "title page.1 page.2 back home ");
}

TEST_CASE("a target is what was pressable in this frame and isn't disabled or hidden") {
  AccessTree tree;
  tree.begin_frame();
  tree.add_target("door");
  tree.add_target("corner");
  AccessNode node;
  node.id = "door";
  tree.add(node);
  node.id = "corner", node.silent = true;
  tree.add(node);
  node.id = "words", node.silent = false;
  tree.add(node);
  CHECK(tree.nodes()[0].target);
  CHECK_FALSE(tree.nodes()[1].target);
  CHECK_FALSE(tree.nodes()[2].target);
  SUBCASE("the focus remembers where it was") {
    tree.focus.shown = true;
    tree.focus_on(0);
    CHECK(tree.nodes()[0].focused);
    CHECK(tree.focus.id == "door");
    tree.begin_frame();
    CHECK(tree.nodes().empty());
    CHECK(tree.focus.id == "door");
  }
}
