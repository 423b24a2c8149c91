// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/questions/small_readings.hpp"

namespace gridboard::tests {

std::vector<std::string> SmallReadings::of(char32_t character) const {
  const auto at = read_.find(character);
  return at == read_.end() ? std::vector<std::string>() : at->second;
}

std::optional<kiosk::readings::Word> SmallReadings::word_at(std::string_view text) const {
  constexpr std::string_view kBank = "银行";
  if (!text.starts_with(kBank)) return std::nullopt;
  return kiosk::readings::Word{kBank.size(), {"yin2", "hang2"}, 40};
}

}  // namespace gridboard::tests
