// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Every screen in both orientations, both type sizes, both languages and all themes, on glasses of several sizes,
// held to the figures of the design. GRIDBOARD_SHOTS=DIR writes a PNG of each, GRIDBOARD_SCENE=PART draws only those
// named so.
#include <doctest/doctest.h>

#include <cstdlib>
#include <cstring>

#include "tests/kiosk/screens/checker.hpp"
#include "tests/kiosk/screens/made_up.hpp"
#include "tests/kiosk/screens/stand.hpp"

using namespace gridboard;

namespace {

struct Way {
  bool portrait = true, large = false, english = false;
  const char* theme = "state-grid";
  float inches = 21.5f;
  bool lowered = false;
  bool main_only = false;
  bool speaking = false;  // the board reads aloud: the row that steers it takes room from the page
};

std::string name_of(const Way& way) {
  std::string name = way.portrait ? "portrait" : "landscape";
  if (way.large) name += "-large";
  if (way.english) name += "-en";
  if (std::strcmp(way.theme, "state-grid") != 0) name += std::string("-") + way.theme;
  if (way.inches != 21.5f) name += "-" + std::to_string(static_cast<int>(way.inches));
  if (way.lowered) name += "-lowered";
  if (way.speaking) name += "-speaking";
  return name;
}

void check_secrets(const tests::Scene& scene, const std::vector<kiosk::widgets::AccessNode>& nodes) {
  if (!scene.locked) return;
  for (const kiosk::widgets::AccessNode& node : nodes) {
    CAPTURE(node.id);
    for (const char* secret : tests::kPrivate)
      CHECK((node.text + node.spoken + node.name).find(secret) == std::string::npos);
  }
}

void draw_all(const Way& way) {
  const model::Catalogue catalogue = tests::whole_catalogue();
  tests::Stand stand(tests::Glass::of_inches(way.inches, way.portrait), way.theme);
  const tests::Glass& glass = stand.glass();
  const tests::Limits limits = tests::limits_of(way.large, std::strcmp(way.theme, "high-contrast") == 0, glass.scale());
  const char* shots = std::getenv("GRIDBOARD_SHOTS");
  const char* only = std::getenv("GRIDBOARD_SCENE");
  for (const tests::Scene& scene : tests::scenes(catalogue)) {
    if (way.main_only && !scene.main) continue;
    if (only != nullptr && scene.name.find(only) == std::string::npos) continue;
    kiosk::state::AppState state = tests::usual_state();
    state.large = way.large;
    state.english = way.english;
    state.lowered = way.lowered, state.can_lower = true;
    state.speech.on = state.speech.reading = way.speaking;
    scene.prepare(state);
    const auto intents = shots != nullptr ? stand.draw(state, catalogue) : stand.lay_out(state, catalogue);
    const std::string where = scene.name + " " + name_of(way);
    CHECK_MESSAGE(intents.empty(), where);
    const auto& nodes = stand.tree().nodes();
    const tests::DrawnScreen drawn{nodes, static_cast<float>(glass.width), static_cast<float>(glass.height),
                                   glass.px_per_mm, glass.reach_top(way.lowered)};
    for (const std::string& fault : tests::faults_of(drawn, limits)) FAIL_CHECK(where << ": " << fault);
    check_secrets(scene, nodes);
    if (shots != nullptr)
      CHECK(stand.display().save_png(std::string(shots) + "/" + scene.name + "-" + name_of(way) + ".png").has_value());
  }
  CHECK(stand.text().missing().empty());
}

}  // namespace

TEST_CASE("every screen keeps the figures of the design in portrait") {
  SUBCASE("normal") {
    draw_all({});
  }
  SUBCASE("normal, English") {
    draw_all({.english = true});
  }
  SUBCASE("large type") {
    draw_all({.large = true});
  }
  SUBCASE("large type, English") {
    draw_all({.large = true, .english = true});
  }
}

TEST_CASE("every screen keeps the figures of the design in landscape") {
  SUBCASE("normal") {
    draw_all({.portrait = false});
  }
  SUBCASE("normal, English") {
    draw_all({.portrait = false, .english = true});
  }
  SUBCASE("large type") {
    draw_all({.portrait = false, .large = true});
  }
  SUBCASE("large type, English") {
    draw_all({.portrait = false, .large = true, .english = true});
  }
}

TEST_CASE("the other themes keep the contrast too") {
  SUBCASE("high contrast") {
    draw_all({.theme = "high-contrast"});
  }
  SUBCASE("high contrast, large type") {
    draw_all({.large = true, .theme = "high-contrast"});
  }
  SUBCASE("night") {
    draw_all({.theme = "night"});
  }
  SUBCASE("night, large type, landscape") {
    draw_all({.portrait = false, .large = true, .theme = "night"});
  }
}

TEST_CASE("with the reach lowered, every control lies within 1,120 mm of the floor") {
  SUBCASE("portrait") {
    draw_all({.lowered = true, .main_only = true});
  }
  SUBCASE("portrait, large type") {
    draw_all({.large = true, .lowered = true, .main_only = true});
  }
  SUBCASE("landscape") {
    draw_all({.portrait = false, .lowered = true, .main_only = true});
  }
}

TEST_CASE("every screen fits smaller and larger glasses") {
  // At ten inches what the glass holds standing, in normal type: a payment code of 456 pixels leaves no room lying, and
  // large type none for the keys.
  draw_all({.inches = 10.1f, .main_only = true});
  for (const float inches : {13.3f, 15.6f, 27.0f, 32.0f, 43.0f, 55.0f}) {
    for (const bool portrait : {true, false}) {
      for (const bool large : {false, true}) {
        draw_all({.portrait = portrait, .large = large, .inches = inches, .main_only = true});
      }
    }
  }
}

TEST_CASE("while the board reads aloud, every screen keeps its figures beside the row that steers it") {
  for (const bool portrait : {true, false}) {
    for (const bool large : {false, true}) {
      for (const bool english : {false, true})
        draw_all({.portrait = portrait, .large = large, .english = english, .speaking = true});
      for (const float inches : {13.3f, 32.0f})
        draw_all({.portrait = portrait, .large = large, .inches = inches, .main_only = true, .speaking = true});
    }
  }
}
