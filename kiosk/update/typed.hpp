// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the keys write into where characters are made of letters, strokes or the pen: a field of a form, or the
// question.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/update/update.hpp"

namespace gridboard::kiosk::update {

inline constexpr std::size_t kMaxQuestionCharacters = 40;

struct TypedText {
  std::string* text = nullptr;  // in the state; valid until that changes
  std::size_t most_characters = 0;
  model::FieldType type = model::FieldType::text;
  std::string field_id;  // of the form, "" for the question

  [[nodiscard]] bool takes_characters() const {
    return type == model::FieldType::name || type == model::FieldType::text;
  }
  [[nodiscard]] bool is_question() const { return field_id.empty(); }
};
// Nothing if the screen has no such field in front, or it is being handed in.
[[nodiscard]] std::optional<TypedText> typed_text(state::AppState& state, const Context& context);
// False if there is no room for it: nothing is written then.
bool append(state::AppState& state, const TypedText& target, std::string_view text);

// How characters are entered unless this person chose otherwise: by hand in large type, by letters in the English
// interface, else by pinyin.
[[nodiscard]] state::KeyMode usual_mode(const state::AppState& state);
// The keys of a field that is written into from here on. What was being composed is dropped if it is another field.
void begin_keys(state::AppState& state, model::FieldType type);
// The type size or the language changed: the usual keys change with it, unless something is being composed on them.
void refresh_keys(state::AppState& state, const Context& context);

// What was asked of the keys by now is asked anew: candidates for what is composed or written, and, where a question is
// typed, its answers.
[[nodiscard]] Effects ask(state::AppState& state, const TypedText& target);
// After `text` changed and nothing else.
[[nodiscard]] Effects text_changed(state::AppState& state, const TypedText& target);

}  // namespace gridboard::kiosk::update
