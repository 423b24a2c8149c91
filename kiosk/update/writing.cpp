// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/writing.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/state/wipe.hpp"
#include "kiosk/update/answers.hpp"
#include "kiosk/update/keys.hpp"
#include "kiosk/update/typed.hpp"

namespace gridboard::kiosk::update {
namespace {

using state::KeyMode;
using state::PenPoint;
using state::PenStroke;

bool is_place(float x, float y) {
  return std::isfinite(x) && std::isfinite(y);
}

PenPoint inside(float x, float y) {
  return {std::clamp(x, 0.0f, 1.0f), std::clamp(y, 0.0f, 1.0f)};
}

// Every other point of a long stroke: its shape stays, and there is room for what comes.
void thin(PenStroke& stroke) {
  PenStroke thinned;
  thinned.reserve(state::kMostPoints);
  for (std::size_t i = 0; i < stroke.size(); i += 2) thinned.push_back(stroke[i]);
  std::fill(stroke.begin(), stroke.end(), PenPoint{});
  stroke.swap(thinned);
}

std::optional<TypedText> written_into(state::AppState& state, const Context& context) {
  if (state.keys.mode != KeyMode::handwriting) return std::nullopt;
  std::optional<TypedText> target = typed_text(state, context);
  return target && target->takes_characters() ? target : std::nullopt;
}

}  // namespace

void drop_written(state::Keys& keys) {
  state::wipe(keys.written);
  keys.pen_down = false;
  drop_candidates(keys);
}

Effects pen_down(state::AppState& state, const state::PenDown& pen, const Context& context) {
  const std::optional<TypedText> target = written_into(state, context);
  state::Keys& keys = state.keys;
  if (!target || pen.field >= state::kWritingFields || !is_place(pen.x, pen.y)) return {};
  Effects effects;
  if (!keys.written.empty() && pen.field != keys.writing_field) {
    if (keys.answered != keys.asked) return {};
    if (!keys.candidates.empty()) append(state, *target, keys.candidates.front());
    drop_written(keys);
    effects = ask(state, *target);
  }
  if (keys.written.size() >= state::kMostStrokes) return effects;
  keys.writing_field = pen.field;
  keys.written.push_back({inside(pen.x, pen.y)});
  keys.written.back().reserve(state::kMostPoints);  // never moves, so that wiping it leaves no copy
  keys.pen_down = true;
  return effects;
}

void pen_to(state::AppState& state, const state::PenTo& pen) {
  state::Keys& keys = state.keys;
  if (!keys.pen_down || keys.written.empty() || !is_place(pen.x, pen.y)) return;
  PenStroke& stroke = keys.written.back();
  const PenPoint at = inside(pen.x, pen.y);
  if (at == stroke.back()) return;
  if (stroke.size() >= state::kMostPoints) thin(stroke);
  stroke.push_back(at);
}

Effects pen_up(state::AppState& state, const Context& context) {
  if (!state.keys.pen_down) return {};
  state.keys.pen_down = false;
  const std::optional<TypedText> target = written_into(state, context);
  return target ? ask(state, *target) : Effects{};
}

Effects undo_stroke(state::AppState& state, const Context& context) {
  const std::optional<TypedText> target = written_into(state, context);
  state::Keys& keys = state.keys;
  if (!target || keys.written.empty()) return {};
  std::fill(keys.written.back().begin(), keys.written.back().end(), PenPoint{});
  keys.written.pop_back();
  keys.pen_down = false;
  return ask(state, *target);
}

void writing_answered(state::AppState& state, std::uint64_t number, std::vector<std::string> characters) {
  state::Keys& keys = state.keys;
  const bool strokes = keys.mode == KeyMode::strokes && !keys.composing.empty();
  if (number != keys.asked || (keys.written.empty() && !strokes)) return;
  drop_candidates(keys);
  keys.answered = number;
  for (std::string& character : characters) {
    if (character.empty()) continue;
    keys.candidates.push_back(std::move(character));
    // All of the strokes that were keyed make this one character.
    keys.candidate_letters.push_back(keys.composing.size());
  }
}

}  // namespace gridboard::kiosk::update
