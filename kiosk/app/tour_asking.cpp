// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What a resident does on a tour who writes by hand, keys in strokes, and asks.
#include <array>
#include <utility>
#include <vector>

#include "kiosk/app/tour_walk.hpp"

namespace gridboard::kiosk::app {
namespace {

using Place = std::pair<float, float>;  // shares of the writing field
using platform::Display;

// 大.
const std::array<std::vector<Place>, 3> kBig{{{{0.14f, 0.42f}, {0.5f, 0.4f}, {0.86f, 0.38f}},
                                              {{0.5f, 0.1f}, {0.49f, 0.4f}, {0.36f, 0.68f}, {0.13f, 0.9f}},
                                              {{0.5f, 0.42f}, {0.64f, 0.68f}, {0.88f, 0.9f}}}};

void write_stroke(Walk& walk, const std::vector<Place>& corners) {
  const widgets::AccessNode* field = walk.going() ? walk.hands.find("pen.0") : nullptr;
  if (!field) return walk.fail(base::ErrorCode::internal, "there is no field to write in");
  const float x = field->x, y = field->y, side = field->w;
  const auto at = [&](const Place& place) { return ImVec2{x + place.first * side, y + place.second * side}; };
  walk.hands.finger(0, at(corners.front()), Display::Phase::down);
  constexpr int kSteps = 8;
  for (std::size_t i = 1; i < corners.size(); ++i) {
    for (int step = 1; step <= kSteps; ++step) {
      const float share = static_cast<float>(step) / kSteps;
      const Place place{corners[i - 1].first + (corners[i].first - corners[i - 1].first) * share,
                        corners[i - 1].second + (corners[i].second - corners[i - 1].second) * share};
      walk.hands.finger(0, at(place), Display::Phase::move);
    }
  }
  walk.hands.finger(0, at(corners.back()), Display::Phase::up);
}

void open_questions(Walk& walk) {
  walk.home();
  walk.tap_one_of({"hall.ask", "board.services"});
  if (walk.going() && walk.board.state().screen == state::ScreenId::services) walk.tap("services.ask");
  walk.expect(state::ScreenId::questions);
}

void write_by_hand(Walk& walk) {
  walk.tap("keys.handwriting");
  for (const auto& stroke : kBig) write_stroke(walk, stroke);
}

}  // namespace

void walk_name_by_hand(Walk& walk) {
  write_by_hand(walk);
  walk.shot("name-written");
  walk.tap("pen.again");
  walk.tap("keys.strokes");
  for (const char* stroke : {"key.h", "key.p", "key.n"}) walk.tap(stroke);
  walk.shot("name-strokes");
  walk.tap("key.clear");
  walk.tap("keys.letters");
  walk.shot("name-letters");
}

void walk_questions(Walk& walk) {
  open_questions(walk);
  walk.shot("questions");
  walk.tap("keys.pinyin");
  walk.type("tz", "key");
  walk.shot("questions-typed");
  // The first that was found, and the first that is related to it.
  if (walk.tap_first("ask.")) {
    walk.expect(state::ScreenId::question);
    walk.shot_pages("question", "question.pages");
    walk.first_page("question.pages");
    if (walk.tap_first("ask.")) walk.shot("question-related");
  }
  open_questions(walk);
  write_by_hand(walk);
  walk.shot("questions-written");
  walk.tap("pen.again");
  walk.tap("keys.digits");
  walk.type("0123456789", "key");
  walk.shot("questions-none");
  walk.home();
}

}  // namespace gridboard::kiosk::app
