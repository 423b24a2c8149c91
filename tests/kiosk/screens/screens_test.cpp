// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Every screen in both orientations, both type sizes and both languages, held to the figures of the design.
// GRIDBOARD_SHOTS=DIR writes a PNG of each.
#include <doctest/doctest.h>

#include <cstdlib>
#include <map>

#include "tests/kiosk/screens/made_up.hpp"
#include "tests/kiosk/screens/stand.hpp"

using namespace gridboard;
using kiosk::widgets::AccessNode;
using kiosk::widgets::Role;

namespace {

constexpr float kPxPerMm = 4.03f;

bool is_target(const AccessNode& node) { return node.role == Role::button || (node.role == Role::field && node.w > 0); }

struct Limits {
  float target_mm, gap_mm, em_mm;
  double contrast;
};
constexpr Limits kNormal{12, 3, 7.2f, 7}, kLarge{18, 4, 9.9f, 10};

// Nothing that is pressed lies over or too near another thing that is pressed.
std::string too_near(const std::vector<AccessNode>& nodes, float gap) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (std::size_t k = i + 1; k < nodes.size(); ++k) {
      const AccessNode &a = nodes[i], &b = nodes[k];
      if (a.role != Role::button || b.role != Role::button || !a.enabled || !b.enabled) continue;
      const float dx = std::max({a.x - (b.x + b.w), b.x - (a.x + a.w), 0.0f}), dy = std::max({a.y - (b.y + b.h), b.y - (a.y + a.h), 0.0f});
      if (std::max(dx, dy) < gap * kPxPerMm - 1) return a.id + " and " + b.id;
    }
  }
  return {};
}

// Text that stands on its own must not lie over other text.
std::string overlapping(const std::vector<AccessNode>& nodes) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (std::size_t k = i + 1; k < nodes.size(); ++k) {
      const AccessNode &a = nodes[i], &b = nodes[k];
      const auto counts = [](const AccessNode& n) { return n.role == Role::text || n.role == Role::heading || n.role == Role::field || n.role == Role::image; };
      if (!counts(a) || !counts(b)) continue;
      if (a.x + 1 < b.x + b.w && b.x + 1 < a.x + a.w && a.y + 1 < b.y + b.h && b.y + 1 < a.y + a.h) return a.id + " and " + b.id;
    }
  }
  return {};
}

void check_tree(const std::vector<AccessNode>& nodes, const Limits& limits, bool locked) {
  REQUIRE_FALSE(nodes.empty());
  std::map<std::string, int> ids;
  for (const AccessNode& node : nodes) {
    CAPTURE(node.id);
    CAPTURE(node.text);
    CHECK_FALSE(node.cut_off);
    CHECK_FALSE(node.spoken.empty());
    CHECK_FALSE(node.name.empty());
    CHECK(++ids[node.id] == 1);
    if (node.char_mm > 0) {
      CHECK(node.char_mm >= limits.em_mm - 0.005f);
      CHECK(kiosk::widgets::contrast(node.fg, node.bg) >= limits.contrast);
    }
    if (is_target(node)) CHECK(std::min(node.w, node.h) >= limits.target_mm * kPxPerMm - 1);
    if (locked) {
      for (const char* secret : tests::kPrivate) CHECK((node.text + node.spoken + node.name).find(secret) == std::string::npos);
    }
  }
  CHECK(too_near(nodes, limits.gap_mm) == "");
  CHECK(overlapping(nodes) == "");
}

void draw_all(bool portrait, bool large, bool english, const std::string& theme = "state-grid") {
  const model::Catalogue catalogue = tests::whole_catalogue();
  tests::Stand stand(portrait, theme);
  const char* shots = std::getenv("GRIDBOARD_SHOTS");
  const char* only = std::getenv("GRIDBOARD_SCENE");
  for (const tests::Scene& scene : tests::scenes(catalogue)) {
    if (only != nullptr && scene.name.find(only) == std::string::npos) continue;
    CAPTURE(scene.name);
    kiosk::state::AppState state = tests::usual_state();
    state.large = large;
    state.english = english;
    scene.prepare(state);
    const auto intents = stand.draw(state, catalogue);
    CHECK(intents.empty());
    check_tree(stand.tree().nodes(), large ? kLarge : kNormal, scene.locked);
    if (shots != nullptr) {
      const std::string name = std::string(shots) + "/" + scene.name + (portrait ? "-p" : "-l") + (large ? "-large" : "") + (english ? "-en" : "") +
                               (theme == "state-grid" ? "" : "-" + theme) + ".png";
      CHECK(stand.display().save_png(name).has_value());
    }
  }
  CHECK(stand.text().missing().empty());
}

}  // namespace

TEST_CASE("every screen keeps the figures of the design in portrait") {
  SUBCASE("normal") { draw_all(true, false, false); }
  SUBCASE("normal, English") { draw_all(true, false, true); }
  SUBCASE("large type") { draw_all(true, true, false); }
  SUBCASE("large type, English") { draw_all(true, true, true); }
}

TEST_CASE("every screen keeps the figures of the design in landscape") {
  SUBCASE("normal") { draw_all(false, false, false); }
  SUBCASE("normal, English") { draw_all(false, false, true); }
  SUBCASE("large type") { draw_all(false, true, false); }
  SUBCASE("large type, English") { draw_all(false, true, true); }
}

TEST_CASE("the other themes keep the contrast too") {
  SUBCASE("high contrast") { draw_all(true, false, false, "high-contrast"); }
  SUBCASE("night") { draw_all(true, true, false, "night"); }
}
