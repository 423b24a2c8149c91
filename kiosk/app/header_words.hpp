// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/text/messages.hpp"

namespace gridboard::kiosk::app {

// What a board calls itself at the top of the glass.
struct HeaderWords {
  std::string title, subtitle;
};
[[nodiscard]] HeaderWords header_words(const text::Messages& messages, bool hall, const std::string& supplier,
                                       const std::string& place);

}  // namespace gridboard::kiosk::app
