// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Which questions of a form are asked.
#include "kiosk/state/app_state.hpp"

namespace gridboard::kiosk::state {
namespace {

// What the centre knows already from the neighbour's report isn't asked again.
bool is_needed(const Form& form, const model::RequestKind& kind, const model::Field& field) {
  return form.same_as.empty() || field.id == kind.neighbour_field || field.type == model::FieldType::phone;
}

}  // namespace

std::vector<const model::Field*> asked_fields(const Form& form, const model::RequestKind& kind) {
  const std::vector<std::pair<std::string, std::string>> answers(form.answers.begin(), form.answers.end());
  std::vector<const model::Field*> asked;
  for (const model::Field& field : kind.fields) {
    if (is_needed(form, kind, field) && model::is_asked(field, answers)) asked.push_back(&field);
  }
  return asked;
}

bool is_required(const Form& form, const model::Field& field) {
  return field.required && (form.same_as.empty() || field.type != model::FieldType::phone);
}

}  // namespace gridboard::kiosk::state
