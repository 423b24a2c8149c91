// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Characters as somebody might write them, made from the drawings of KanjiVG (CC BY-SA 3.0, fetched by the bench only).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/input/handwriting.hpp"

namespace gridboard::bench {

// The pen's strokes of one SVG of KanjiVG (109 units wide), as shares of the square. Empty if a path isn't understood.
[[nodiscard]] std::vector<kiosk::input::PenStroke> strokes_of_svg(std::string_view svg);

// How it is written. All of them jitter: the whole is turned by up to 6 degrees, slanted by up to 0.1, made up to 20%
// narrower or wider and 0.45..0.9 of the field large, somewhere in it; each stroke is moved by up to 4% of the
// character's size and made up to 10% longer or shorter; each point trembles by 0.6%.
enum class Hand {
  jitter,
  joined,   // every pen-lift is left out with a probability of 0.4, at least one of them
  swapped,  // strokes change places in the order: one pair, two pairs from 7 strokes on, three from 13 on
};

// The same for the same character, hand and seed, on every machine.
[[nodiscard]] std::vector<kiosk::input::PenStroke> written(std::vector<kiosk::input::PenStroke> strokes, Hand hand,
                                                           std::uint64_t seed);

}  // namespace gridboard::bench
