// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/keys.hpp"

#include <algorithm>

#include "kiosk/state/wipe.hpp"
#include "kiosk/update/form.hpp"
#include "kiosk/update/staff.hpp"
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

// The field that keys write into, if the form shows one.
const model::Field* typed_field(const state::AppState& state, const Context& context) {
  if (state.screen != ScreenId::form || state.form.submitting) return nullptr;
  const model::RequestKind* kind = context.catalogue.find(state.form.kind_id);
  const model::Field* field = kind ? find_field(*kind, state.form.focused_field) : nullptr;
  return field && is_typed(field->type) ? field : nullptr;
}

void append_answer(state::AppState& state, const model::Field& field, std::string_view text) {
  std::string& answer = state.form.answers[field.id];
  if (base::count_code_points(answer) + base::count_code_points(text) >
      static_cast<std::size_t>(field.max_characters)) {
    return;
  }
  answer += text;
  if (state.form.problem_field == field.id) {
    state.form.problem_field.clear();
    state.form.problem = state::Form::Problem::none;
  }
}

void drop_candidates(state::Keys& keys) {
  for (std::string& candidate : keys.candidates) state::wipe(candidate);
  keys.candidates.clear();
  keys.candidate_letters.clear();
  keys.page = 0;
}

Effects ask(state::AppState& state, const model::Field& field) {
  state::Keys& keys = state.keys;
  keys.page = 0;
  ++keys.asked;
  if (keys.composing.empty()) {
    drop_candidates(keys);
    keys.answered = keys.asked;
    return {};
  }
  return {AskPinyin{keys.asked, keys.composing, field.type == FieldType::name}};
}

Effects press_pinyin(state::AppState& state, const model::Field& field, const std::string& text,
                     const Context& context) {
  state::Keys& keys = state.keys;
  const char c = text.size() == 1 ? text[0] : '\0';
  if (is_letter(c) || (c == '\'' && !keys.composing.empty() && !keys.composing.ends_with('\''))) {
    if (keys.composing.size() >= kMaxComposingLetters) return {};
    keys.composing += lower(c);
    return ask(state, field);
  }
  if (c == '\'') return {};
  if (c == ' ' && !keys.composing.empty()) return pick_candidate(state, 0, context);
  if (keys.composing.empty()) append_answer(state, field, text);
  return {};
}

Effects press_in_form(state::AppState& state, const std::string& text, const Context& context) {
  const model::Field* field = typed_field(state, context);
  if (!field) return {};
  const bool figures = field->type == FieldType::phone || field->type == FieldType::digits;
  if (figures) {
    const bool fits = text.size() == 1 && (is_digit(text[0]) || (field->type == FieldType::phone && text[0] == '-'));
    if (fits) append_answer(state, *field, text);
    return {};
  }
  if (state.keys.mode == KeyMode::pinyin) return press_pinyin(state, *field, text, context);
  append_answer(state, *field, text);
  return {};
}

Effects press_in_pin(state::AppState& state, const std::string& text) {
  state::Unlock& unlock = state.unlock;
  const bool open_to_tries =
      unlock.problem == state::Unlock::Problem::none || unlock.problem == state::Unlock::Problem::wrong;
  if (unlock.checking || !open_to_tries || text.size() != 1 || !is_digit(text[0])) return {};
  const std::size_t most = unlock.staff ? state::kMostStaffDigits : state::kPinDigits;
  if (unlock.digits.size() >= most) return {};
  unlock.problem = state::Unlock::Problem::none;
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
  if (text.empty() || text.size() > 16 || !base::is_valid_utf8(text)) return {};
  switch (state.screen) {
    case ScreenId::unlock:
      return press_in_pin(state, text);
    case ScreenId::form:
      return press_in_form(state, text, context);
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
    case ScreenId::form: {
      const model::Field* field = typed_field(state, context);
      if (!field) return {};
      if (!state.keys.composing.empty()) {
        state.keys.composing.pop_back();
        return ask(state, *field);
      }
      drop_last(state.form.answers[field->id]);
      return {};
    }
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
    case ScreenId::form: {
      const model::Field* field = typed_field(state, context);
      if (!field) return {};
      state::wipe(state.keys.composing);
      state::wipe(state.form.answers[field->id]);
      return ask(state, *field);
    }
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
  const model::Field* field = typed_field(state, context);
  state::Keys& keys = state.keys;
  // Candidates of an older question don't stand for the letters that are there now.
  if (!field || keys.answered != keys.asked || index >= keys.candidates.size()) return {};
  append_answer(state, *field, keys.candidates[index]);
  const std::size_t letters = std::min(keys.candidate_letters[index], keys.composing.size());
  keys.composing.erase(0, letters);
  if (keys.composing.starts_with('\'')) keys.composing.erase(0, 1);
  drop_candidates(keys);
  return ask(state, *field);
}

void set_key_mode(state::AppState& state, KeyMode mode) {
  if (state.keys.mode == mode) return;
  state::wipe(state.keys);
  state.keys.mode = mode;
}

void shuffle_digits(state::AppState& state, base::Random& random) {
  auto& pad = state.unlock.pad;
  for (std::size_t i = pad.size() - 1; i > 0; --i) std::swap(pad[i], pad[random.below(i + 1)]);
}

void turn_page(state::AppState& state, int by) {
  const auto turned = [by](std::size_t page, int most) {
    return static_cast<std::size_t>(std::clamp(static_cast<int>(page) + std::clamp(by, -kMaxPage, kMaxPage), 0, most));
  };
  if (state::shown_screen(state) == ScreenId::form && !state.keys.candidates.empty()) {
    state.keys.page = turned(state.keys.page, static_cast<int>(state.keys.candidates.size()) - 1);
    return;
  }
  std::size_t& page = state.page[state::shown_screen(state)];
  page = turned(page, kMaxPage);
}

}  // namespace gridboard::kiosk::update
