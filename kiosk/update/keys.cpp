// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/keys.hpp"

#include <algorithm>

#include "kiosk/state/wipe.hpp"
#include "kiosk/update/staff.hpp"
#include "kiosk/update/typed.hpp"
#include "kiosk/update/writing.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::update {
namespace {

using model::FieldType;
using state::KeyMode;
using state::ScreenId;

constexpr int kMaxPage = 9999;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
}

// The one key behind each letter of the five strokes, and one for a stroke that isn't known.
constexpr std::string_view kStrokeLetters = "hspnz*";

bool is_control(const std::string& text) {
  return static_cast<unsigned char>(text[0]) < 0x20 || text[0] == 0x7f;
}

Effects write(state::AppState& state, const TypedText& target, const std::string& text) {
  return append(state, target, text) ? text_changed(state, target) : Effects{};
}

Effects press_pinyin(state::AppState& state, const TypedText& target, const std::string& text,
                     const Context& context) {
  state::Keys& keys = state.keys;
  const char c = text.size() == 1 ? text[0] : '\0';
  if (is_letter(c) || (c == '\'' && !keys.composing.empty() && !keys.composing.ends_with('\''))) {
    if (keys.composing.size() >= kMaxComposingLetters) return {};
    keys.composing += lower(c);
    return ask(state, target);
  }
  if (c == '\'') return {};
  if (c == ' ' && !keys.composing.empty()) return pick_candidate(state, 0, context);
  return keys.composing.empty() ? write(state, target, text) : Effects{};
}

Effects press_strokes(state::AppState& state, const TypedText& target, const std::string& text,
                      const Context& context) {
  state::Keys& keys = state.keys;
  const char c = text.size() == 1 ? lower(text[0]) : '\0';
  if (c != '\0' && kStrokeLetters.find(c) != std::string_view::npos) {
    if (keys.composing.size() >= kMaxComposingStrokes) return {};
    keys.composing += c;
    return ask(state, target);
  }
  if (c == ' ' && !keys.composing.empty()) return pick_candidate(state, 0, context);
  return keys.composing.empty() && !is_letter(c) ? write(state, target, text) : Effects{};
}

// Capitals are for one letter, as on a telephone; in a name each word begins with one.
Effects press_letters(state::AppState& state, const TypedText& target, const std::string& text) {
  if (!append(state, target, text)) return {};
  state.keys.capitals = target.type == FieldType::name && text == " ";
  return text_changed(state, target);
}

// Who writes by hand and has a keyboard too goes on with it.
Effects press_while_writing(state::AppState& state, const TypedText& target, const std::string& text,
                            const Context& context) {
  if (text.size() != 1 || !is_letter(text[0])) {
    return state.keys.written.empty() ? write(state, target, text) : Effects{};
  }
  state::wipe(state.keys);
  state.keys.mode = state.english ? KeyMode::letters : KeyMode::pinyin;
  return state.english ? press_letters(state, target, text) : press_pinyin(state, target, text, context);
}

Effects press_typed(state::AppState& state, const std::string& text, const Context& context) {
  const std::optional<TypedText> target = typed_text(state, context);
  if (!target) return {};
  if (!target->takes_characters()) {
    const bool fits =
        text.size() == 1 && (is_digit(text[0]) || (target->type == FieldType::phone && text[0] == '-'));
    return fits ? write(state, *target, text) : Effects{};
  }
  switch (state.keys.mode) {
    case KeyMode::pinyin:
      return press_pinyin(state, *target, text, context);
    case KeyMode::strokes:
      return press_strokes(state, *target, text, context);
    case KeyMode::handwriting:
      return press_while_writing(state, *target, text, context);
    case KeyMode::letters:
      return press_letters(state, *target, text);
    case KeyMode::digits:
      break;
  }
  return write(state, *target, text);
}

Effects erase_typed(state::AppState& state, const Context& context) {
  const std::optional<TypedText> target = typed_text(state, context);
  if (!target) return {};
  if (!state.keys.written.empty()) return undo_stroke(state, context);
  if (!state.keys.composing.empty()) {
    state.keys.composing.pop_back();
    return ask(state, *target);
  }
  if (target->text->empty()) return {};
  target->text->resize(base::drop_last_code_point(*target->text).size());
  return text_changed(state, *target);
}

// What is being written goes first, then the whole text.
Effects clear_typed(state::AppState& state, const Context& context) {
  const std::optional<TypedText> target = typed_text(state, context);
  if (!target) return {};
  const bool composing = !state.keys.composing.empty() || !state.keys.written.empty();
  state::wipe(state.keys.composing);
  drop_written(state.keys);
  if (!composing || !target->takes_characters()) state::wipe(*target->text);
  return ask(state, *target);
}

Effects press_in_pin(state::AppState& state, const std::string& text) {
  state::Unlock& unlock = state.unlock;
  const bool open_to_tries =
      unlock.problem == state::Unlock::Problem::none || unlock.problem == state::Unlock::Problem::wrong;
  if (unlock.phone.open() || unlock.checking || !open_to_tries || text.size() != 1 || !is_digit(text[0])) return {};
  const std::size_t most = unlock.staff ? state::kMostStaffDigits : state::kPinDigits;
  if (unlock.digits.size() >= most) return {};
  unlock.problem = state::Unlock::Problem::none;
  unlock.phone = {};
  unlock.digits += text;
  if (unlock.digits.size() < most) return {};
  if (unlock.staff) return check_staff_pin(state);
  unlock.checking = true;
  return {CheckPin{unlock.account, unlock.digits}};
}

// Codes are typed in capitals; what is no letter, digit or hyphen isn't part of one.
void append_code(std::string& typed, const std::string& text, std::size_t limit) {
  if (text.size() != 1 || typed.size() >= limit) return;
  if (is_letter(text[0]) || is_digit(text[0]) || text[0] == '-') typed += upper(text[0]);
}

// Not while what was found is rated or opened again.
bool takes_receipt(const state::Follow& follow) {
  return follow.step == state::Follow::Step::reading;
}

Effects typed_to_find(state::AppState& state) {
  state.page[ScreenId::find] = 0;
  return {FindHouseholds{state.find_typed}};
}

}  // namespace

Effects press_key(state::AppState& state, const std::string& text, const Context& context) {
  if (text.empty() || text.size() > 16 || !base::is_valid_utf8(text) || is_control(text)) return {};
  switch (state.screen) {
    case ScreenId::unlock:
      return press_in_pin(state, text);
    case ScreenId::form:
    case ScreenId::questions:
      return press_typed(state, text, context);
    case ScreenId::find:
      if (base::count_code_points(state.find_typed) >= kMaxFindCharacters) return {};
      state.find_typed += text;
      return typed_to_find(state);
    case ScreenId::follow:
      if (!takes_receipt(state.follow)) return {};
      append_code(state.follow.typed, text, kMaxReceiptCharacters);
      state.follow.problem = state::Follow::Problem::none;
      return {};
    case ScreenId::enrol:
      if (!state.enrol.asking) append_code(state.enrol.typed, text, kMaxCodeCharacters);
      state.enrol.problem.clear();
      return {};
    default:
      return {};
  }
}

Effects erase(state::AppState& state, const Context& context) {
  const auto drop_last = [](std::string& text) { text.resize(base::drop_last_code_point(text).size()); };
  switch (state.screen) {
    case ScreenId::unlock:
      if (!state.unlock.checking) drop_last(state.unlock.digits);
      return {};
    case ScreenId::form:
    case ScreenId::questions:
      return erase_typed(state, context);
    case ScreenId::find:
      drop_last(state.find_typed);
      return typed_to_find(state);
    case ScreenId::follow:
      if (!takes_receipt(state.follow)) return {};
      drop_last(state.follow.typed);
      state.follow.problem = state::Follow::Problem::none;
      return {};
    case ScreenId::enrol:
      if (!state.enrol.asking) drop_last(state.enrol.typed);
      return {};
    default:
      return {};
  }
}

Effects clear(state::AppState& state, const Context& context) {
  switch (state.screen) {
    case ScreenId::unlock:
      if (!state.unlock.checking) state::wipe(state.unlock.digits);
      return {};
    case ScreenId::form:
    case ScreenId::questions:
      return clear_typed(state, context);
    case ScreenId::find:
      state::wipe(state.find_typed);
      return typed_to_find(state);
    case ScreenId::follow:
      if (!takes_receipt(state.follow)) return {};
      state::wipe(state.follow.typed);
      state.follow = state::Follow{};
      return {};
    case ScreenId::enrol:
      if (!state.enrol.asking) state.enrol.typed.clear();
      return {};
    case ScreenId::maintenance:
      clear_marks(state);
      return {};
    default:
      return {};
  }
}

Effects pick_candidate(state::AppState& state, std::size_t index, const Context& context) {
  const std::optional<TypedText> target = typed_text(state, context);
  state::Keys& keys = state.keys;
  // Candidates of an older question don't stand for what is there now.
  if (!target || keys.pen_down || keys.answered != keys.asked || index >= keys.candidates.size()) return {};
  append(state, *target, keys.candidates[index]);
  const std::size_t letters = std::min(keys.candidate_letters[index], keys.composing.size());
  keys.composing.erase(0, letters);
  if (keys.composing.starts_with('\'')) keys.composing.erase(0, 1);
  drop_written(keys);
  return ask(state, *target);
}

Effects set_key_mode(state::AppState& state, KeyMode mode, const Context& context) {
  if (state.keys.mode == mode) return {};
  const std::optional<TypedText> target = typed_text(state, context);
  const bool codes = state.screen == ScreenId::find && (mode == KeyMode::digits || mode == KeyMode::letters);
  if (!codes && !(target && target->takes_characters())) return {};
  const bool composing = !state.keys.composing.empty();
  state::wipe(state.keys);
  state.keys.mode = mode;
  if (!target) return {};
  if (mode != KeyMode::digits) state.session.writes_by = mode;
  return composing ? text_changed(state, *target) : Effects{};
}

void drop_candidates(state::Keys& keys) {
  for (std::string& candidate : keys.candidates) state::wipe(candidate);
  keys.candidates.clear();
  keys.candidate_letters.clear();
  keys.page = 0;
}

void toggle_capitals(state::AppState& state) {
  if (state.keys.mode == KeyMode::letters) state.keys.capitals = !state.keys.capitals;
}

void shuffle_digits(state::AppState& state, base::Random& random) {
  auto& pad = state.unlock.pad;
  for (std::size_t i = pad.size() - 1; i > 0; --i) std::swap(pad[i], pad[random.below(i + 1)]);
}

namespace {

std::size_t turned(std::size_t page, int by, int most) {
  return static_cast<std::size_t>(std::clamp(static_cast<int>(page) + std::clamp(by, -kMaxPage, kMaxPage), 0, most));
}

}  // namespace

void turn_page(state::AppState& state, int by) {
  std::size_t& page = state.page[state::shown_screen(state)];
  page = turned(page, by, kMaxPage);
}

void turn_candidates(state::AppState& state, int by) {
  if (state.keys.candidates.empty()) return;
  state.keys.page = turned(state.keys.page, by, static_cast<int>(state.keys.candidates.size()) - 1);
}

}  // namespace gridboard::kiosk::update
