// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "kiosk/speech/glyphs.hpp"
#include "kiosk/speech/sounds.hpp"
#include "kiosk/speech/tables.hpp"

namespace gridboard::kiosk::speech {

[[nodiscard]] std::vector<Sound> chinese_sounds(const Glyphs& text, const Tables& tables);

// What a sign means for the breath; none for those that nobody hears.
[[nodiscard]] Pause pause_of(char32_t sign);
// How many characters a web or mail address has that begins at `at`, 0 if none does.
[[nodiscard]] std::size_t address_at(const Glyphs& text, std::size_t at);
// A word of Latin letters (with dashes and apostrophes between them) that begins at `at`.
[[nodiscard]] std::size_t latin_word_at(const Glyphs& text, std::size_t at);

}  // namespace gridboard::kiosk::speech
