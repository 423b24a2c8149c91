// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "kiosk/widgets/theme.hpp"

using namespace gridboard;
using kiosk::widgets::contrast;
using kiosk::widgets::Palette;
using kiosk::widgets::Theme;

namespace {

std::string path_of(const std::string& name) { return std::string(GRIDBOARD_SOURCE_DIR) + "/assets/themes/" + name + ".json"; }

std::string text_of(const std::string& name) {
  std::ifstream file(path_of(name));
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void check_texts(const Palette& c, double least) {
  CHECK(contrast(c.on_header, c.header) >= least);
  CHECK(contrast(c.on_green, c.green) >= least);
  for (const ImU32 ground : {c.ground, c.card}) {
    for (const ImU32 ink : {c.ink, c.second, c.deep, c.amber, c.red}) CHECK(contrast(ink, ground) >= least);
  }
  CHECK(contrast(c.amber, c.amber_pale) >= least);
  CHECK(contrast(c.red, c.red_pale) >= least);
  CHECK(contrast(c.deep, c.pale) >= least);
}

}  // namespace

TEST_CASE("contrast is that of WCAG 2") {
  CHECK(contrast(IM_COL32(0, 0, 0, 255), IM_COL32(255, 255, 255, 255)) == doctest::Approx(21));
  CHECK(contrast(IM_COL32(119, 119, 119, 255), IM_COL32(255, 255, 255, 255)) == doctest::Approx(4.48).epsilon(0.01));
}

TEST_CASE("every theme keeps the contrast that the design asks for") {
  const auto green = Theme::load(path_of("state-grid")), high = Theme::load(path_of("high-contrast")), night = Theme::load(path_of("night"));
  REQUIRE(green.has_value());
  REQUIRE(high.has_value());
  REQUIRE(night.has_value());
  check_texts(green->normal.colours, 7);
  check_texts(green->large.colours, 10);
  check_texts(high->normal.colours, 15);
  check_texts(high->large.colours, 15);
  check_texts(night->large.colours, 10);
}

TEST_CASE("the ring of the keyboard is seen on every ground, by its band or by its lines") {
  for (const char* name : {"state-grid", "high-contrast", "night"}) {
    CAPTURE(name);
    const auto theme = Theme::load(path_of(name));
    REQUIRE(theme.has_value());
    for (const Palette* c : {&theme->normal.colours, &theme->large.colours}) {
      CHECK(contrast(c->focus, c->card) >= 3);
      for (const ImU32 ground : {c->ground, c->card, c->keys, c->header, c->green, c->red, c->amber_pale, c->red_pale, c->pale}) {
        CHECK(std::max(contrast(c->focus, ground), contrast(c->card, ground)) >= 3);
      }
    }
  }
}

TEST_CASE("by night pictures are dimmer") {
  const auto green = Theme::load(path_of("state-grid")), night = Theme::load(path_of("night"));
  REQUIRE(green.has_value());
  REQUIRE(night.has_value());
  CHECK(green->normal.colours.picture == IM_COL32_WHITE);
  CHECK(contrast(night->normal.colours.picture, IM_COL32_WHITE) > 1.5);
}

TEST_CASE("a theme that is wrong names what is wrong") {
  std::string text = text_of("state-grid");
  const auto message = [](const std::string& json) {
    const auto theme = Theme::parse(json, "t.json");
    return theme ? std::string("read") : theme.error().message;
  };
  const auto replaced = [&](const std::string& from, const std::string& to) {
    std::string out = text;
    out.replace(out.find(from), from.size(), to);
    return out;
  };
  CHECK(message(text) == "read");
  CHECK(message(replaced("#00635c", "green")) == "t.json: normal.colours: header must be a colour like \"#00635c\"");
  CHECK(message(replaced("\"amber\"", "\"ambre\"")) == "t.json: normal.colours: amber is missing");
  CHECK(message(replaced("\"corner\": 4,", "\"corner\": 4, \"edge\": 1,")) == "t.json: normal.measures_mm: edge is not known");
  CHECK(message(replaced("\"target\": 13", "\"target\": 0")) == "t.json: normal.measures_mm: target must be a number above 0");
  CHECK(message("{").starts_with("t.json: not JSON"));
  CHECK(Theme::load("/nowhere/theme.json").error().code == base::ErrorCode::not_found);
}
