// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "kiosk/widgets/flow.hpp"
#include "kiosk/widgets/layout.hpp"

using namespace gridboard::kiosk::widgets;

TEST_CASE("cutting a rectangle takes a strip and leaves the rest") {
  Rect rest{10, 20, 100, 50};
  const Rect top = rest.cut_top(10, 5);
  CHECK(top.h == 10);
  CHECK(rest.y == 35);
  CHECK(rest.h == 35);
  const Rect right = rest.cut_right(30, 10);
  CHECK(right.x == 80);
  CHECK(rest.w == 60);
  SUBCASE("never more than there is") {
    CHECK(rest.cut_bottom(1000).h == 35);
    CHECK(rest.h == 0);
  }
  SUBCASE("columns share what the gaps leave") {
    const auto columns = Rect{0, 0, 100, 10}.columns(3, 5);
    REQUIRE(columns.size() == 3);
    CHECK(columns[2].right() == doctest::Approx(100));
    CHECK(columns[0].w == doctest::Approx(30));
  }
}

TEST_CASE("blocks run down a column, into the next, onto the next page") {
  std::vector<Block> blocks(5);
  for (Block& block : blocks) block.height = 40;
  const FlowArea area{{0, 0, 200, 100}, 1, 10, 20};
  const FlowPages pages = lay_out(blocks, area);
  REQUIRE(pages.size() == 3);
  CHECK(pages[0].size() == 2);
  CHECK(pages[0][1].rect.y == 50);
  CHECK(pages[2].size() == 1);
  SUBCASE("two columns hold twice as many") {
    FlowArea two = area;
    two.columns = 2;
    const FlowPages wide = lay_out(blocks, two);
    REQUIRE(wide.size() == 2);
    CHECK(wide[0].size() == 4);
    CHECK(wide[0][2].rect.x == 110);
  }
  SUBCASE("a heading goes with what it heads") {
    blocks[1].keep_with_next = true;
    CHECK(lay_out(blocks, area)[0].size() == 1);
  }
  SUBCASE("what is higher than a page stands alone on one, no higher than it") {
    blocks[0].height = 300;
    const FlowPages tall = lay_out(blocks, area);
    CHECK(tall[0].size() == 1);
    CHECK(tall[0][0].rect.h == 100);
  }
  SUBCASE("what can use the room that is left gets it, and what follows moves down") {
    blocks.resize(3);
    blocks[0].height = 30, blocks[1].height = 30, blocks[2].height = 60;
    blocks[0].stretch = 12;
    const FlowPages stretched = lay_out(blocks, area);
    REQUIRE(stretched.size() == 2);
    CHECK(stretched[0][0].rect.h == 42);
    CHECK(stretched[0][1].rect.y == 52);
    CHECK(stretched[0][1].rect.h == 30);
    CHECK(stretched[1][0].rect.h == 60);
    blocks[0].stretch = 500;
    CHECK(lay_out(blocks, area)[0][1].rect.bottom() == 100);
  }
  SUBCASE("nothing is one empty page") { CHECK(lay_out({}, area).size() == 1); }
}
