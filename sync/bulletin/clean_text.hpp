// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What staff typed, made fit for XML 1.0 and for iCalendar alike.

#include <cstddef>
#include <string>
#include <string_view>

namespace gridboard::bulletin {

// Valid UTF-8, trimmed, lines apart by '\n' alone, without control characters (a tab stays) and noncharacters, which
// neither format can say.
[[nodiscard]] std::string clean_text(std::string_view text);
// The same on one line, with "…" for what goes beyond so many code points.
[[nodiscard]] std::string clean_line(std::string_view text, std::size_t most);

}  // namespace gridboard::bulletin
