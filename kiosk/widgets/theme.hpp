// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Colours, type and measures of the board, read from assets/themes/*.json once at start. All sizes are millimetres on
// the glass. A theme has two faces: normal, and large type with its own sizes and stronger colours.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include <imgui.h>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::widgets {

struct Palette {
  ImU32 header, on_header;
  ImU32 ground, card, line, keys;  // page, cards and their border, ground of the on-screen keys
  ImU32 ink, second;               // text, second line
  ImU32 green, on_green;           // main buttons
  ImU32 deep, pale;                // green text on white; ground of tags
  ImU32 amber, amber_pale;         // planned outage, due soon
  ImU32 red, red_pale;             // fault, overdue
  ImU32 track, last_year, fresh;   // empty part of a bar, last year's bars, the dot of freshness
  ImU32 focus;                     // ring around what the keyboard is on
  ImU32 picture;                   // portraits and photographs are multiplied by it: white, or dimmer by night
};

enum class Type { small, body, section, title, heading, clock, amount };
inline constexpr std::size_t kTypes = 7;

// Em of each type in mm: a Chinese character's body.
struct TypeScale {
  std::array<float, kTypes> em_mm{};
  float line_spacing = 1.4f;
  [[nodiscard]] float em(Type type) const { return em_mm[static_cast<std::size_t>(type)]; }
};

struct Measures {
  float target = 12, gap = 3;  // smallest side of what is touched, and between two of them
  float button = 18;           // usual height of a button
  float margin = 8, padding = 6, card_gap = 4.5f;
  float corner = 4, stroke = 0.5f, strong_stroke = 0.7f;
};

struct ThemeFace {
  Palette colours{};
  TypeScale type;
  Measures measures;
};

struct Theme {
  std::string id, name;
  std::string at_night;  // id of the theme that takes its place in the quiet hours; its own id if it stays
  ThemeFace normal, large;

  // Errors name the file and the member that is missing or malformed. Unknown members are errors too, so that a
  // misspelt colour is found at start.
  [[nodiscard]] static base::Result<Theme> load(const std::string& path);
  [[nodiscard]] static base::Result<Theme> parse(std::string_view json, std::string_view name_of_source);
};

// WCAG 2 contrast of two opaque colours: 1 to 21.
[[nodiscard]] double contrast(ImU32 one, ImU32 other);

}  // namespace gridboard::kiosk::widgets
