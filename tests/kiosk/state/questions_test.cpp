// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "kiosk/state/app_state.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;

namespace {

model::Field field(const std::string& id, model::FieldType type) {
  model::Field made;
  made.id = id;
  made.type = type;
  return made;
}

model::RequestKind repair() {
  model::RequestKind kind;
  kind.id = "repair";
  kind.neighbour_field = "problem";
  kind.fields = {field("problem", model::FieldType::choice), field("since", model::FieldType::choice),
                 field("phone", model::FieldType::phone), field("where", model::FieldType::text)};
  kind.fields[1].only_if_field = "problem";
  kind.fields[1].only_if_value = "home";
  return kind;
}

std::string ids(const std::vector<const model::Field*>& fields) {
  std::string all;
  for (const model::Field* each : fields) all += each->id + " ";
  return all;
}

}  // namespace

TEST_CASE("what is asked follows from the answers") {
  const model::RequestKind kind = repair();
  state::Form form;
  CHECK(ids(state::asked_fields(form, kind)) == "problem phone where ");
  form.answers["problem"] = "home";
  CHECK(ids(state::asked_fields(form, kind)) == "problem since phone where ");
}

TEST_CASE("what a neighbour has told already isn't asked again, and the phone number is a wish") {
  const model::RequestKind kind = repair();
  state::Form form;
  form.answers["problem"] = "building";
  CHECK(state::is_required(form, kind.fields[2]));
  form.same_as = "R1";
  CHECK(ids(state::asked_fields(form, kind)) == "problem phone ");
  CHECK_FALSE(state::is_required(form, kind.fields[2]));
  CHECK(state::is_required(form, kind.fields[0]));
}
