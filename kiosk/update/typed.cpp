// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/typed.hpp"

#include "kiosk/state/wipe.hpp"
#include "kiosk/update/form.hpp"
#include "kiosk/update/keys.hpp"
#include "kiosk/update/questions.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::update {

using model::FieldType;
using state::KeyMode;
using state::ScreenId;

std::optional<TypedText> typed_text(state::AppState& state, const Context& context) {
  if (state.screen == ScreenId::questions) {
    return TypedText{&state.questions.typed, kMaxQuestionCharacters, FieldType::text, {}};
  }
  if (state.screen != ScreenId::form || state.form.submitting) return std::nullopt;
  const model::RequestKind* kind = context.catalogue.find(state.form.kind_id);
  const model::Field* field = kind ? find_field(*kind, state.form.focused_field) : nullptr;
  if (!field || !is_typed(field->type)) return std::nullopt;
  return TypedText{&state.form.answers[field->id], static_cast<std::size_t>(field->max_characters), field->type,
                   field->id};
}

bool append(state::AppState& state, const TypedText& target, std::string_view text) {
  if (base::count_code_points(*target.text) + base::count_code_points(text) > target.most_characters) return false;
  *target.text += text;
  if (!target.is_question() && state.form.problem_field == target.field_id) {
    state.form.problem_field.clear();
    state.form.problem = state::Form::Problem::none;
  }
  return true;
}

KeyMode usual_mode(const state::AppState& state) {
  if (state.session.writes_by) return *state.session.writes_by;
  if (state.english) return KeyMode::letters;
  return state.large ? KeyMode::handwriting : KeyMode::pinyin;
}

void begin_keys(state::AppState& state, FieldType type) {
  const bool characters = type == FieldType::name || type == FieldType::text;
  state.keys.mode = characters ? usual_mode(state) : KeyMode::digits;
  // A name begins with a capital.
  state.keys.capitals = type == FieldType::name && state.keys.mode == KeyMode::letters;
}

void refresh_keys(state::AppState& state, const Context& context) {
  const std::optional<TypedText> target = typed_text(state, context);
  const bool composing = !state.keys.composing.empty() || !state.keys.written.empty();
  if (!target || !target->takes_characters() || composing) return;
  begin_keys(state, target->type);
  state.keys.capitals = state.keys.capitals && target->text->empty();
}

Effects ask(state::AppState& state, const TypedText& target) {
  state::Keys& keys = state.keys;
  Effects effects;
  if (target.is_question()) effects.push_back(ask_questions(state));
  keys.page = 0;
  ++keys.asked;
  if (!keys.written.empty()) {
    effects.push_back(AskWriting{keys.asked, keys.written, {}});
  } else if (keys.composing.empty()) {
    drop_candidates(keys);
    keys.answered = keys.asked;
  } else if (keys.mode == KeyMode::strokes) {
    effects.push_back(AskWriting{keys.asked, {}, keys.composing});
  } else {
    effects.push_back(AskPinyin{keys.asked, keys.composing, target.type == FieldType::name});
  }
  return effects;
}

Effects text_changed(state::AppState& state, const TypedText& target) {
  if (target.is_question()) return {ask_questions(state)};
  return {};
}

}  // namespace gridboard::kiosk::update
