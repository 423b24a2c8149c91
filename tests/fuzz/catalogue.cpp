// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Whatever passes for a kind of request keeps the limits that screens rely on.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/model/catalogue.hpp"

using namespace gridboard::model;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto catalogue = Catalogue::parse(text, "fuzz");
  if (!catalogue) return 0;
  for (const RequestKind& kind : catalogue->kinds()) {
    if (kind.neighbour_field.empty() != kind.neighbour_values.empty()) std::abort();
    for (const Field& field : kind.fields) {
      // Nothing personal is ever told to neighbours.
      if (field.id == kind.neighbour_field && (field.personal || field.type != FieldType::choice)) std::abort();
      const bool choice = field.type == FieldType::choice;
      if (field.choices.size() > 7 || choice != (field.choices.size() >= 2)) std::abort();
      if (field.id.empty() || field.label.zh.empty()) std::abort();
    }
  }
  return 0;
}
