// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/speech/verbalise.hpp"

namespace gridboard::kiosk::speech {

// The pieces with a mark before each: its bytes of the text, "12-18".
[[nodiscard]] std::string ssml_of(const std::vector<Piece>& pieces, Language language);
[[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> bytes_of_mark(std::string_view mark);

}  // namespace gridboard::kiosk::speech
