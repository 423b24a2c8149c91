// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A part of the day that is read is within the day, comes back from its own text, and changes at its ends alone.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/model/notice.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto part = model::parse_day_part(text);
  if (!part) return 0;
  if (part->from_minute < 0 || part->from_minute > 1439 || part->to_minute < 0 || part->to_minute > 1439) std::abort();
  const auto again = model::parse_day_part(model::to_text(*part));
  if (!again || !(*again == *part)) std::abort();
  int changes = 0;
  for (int minute = 0; minute < 1440; ++minute) {
    if (model::contains(*part, minute) != model::contains(*part, (minute + 1) % 1440)) ++changes;
  }
  if (changes != 2 || !model::contains(*part, part->from_minute) || model::contains(*part, part->to_minute))
    std::abort();
  return 0;
}
