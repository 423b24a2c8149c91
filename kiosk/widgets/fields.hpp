// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The box that shows what is being typed, and the dots of a PIN.

#include <string>
#include <string_view>

#include "kiosk/widgets/buttons.hpp"

namespace gridboard::kiosk::widgets {

struct EntryBox {
  std::string id;
  std::string_view name;         // what it asks for
  std::string_view value;
  std::string_view composing = {};    // letters not yet turned into characters, underlined
  std::string_view placeholder = {};  // shown while there is nothing
  bool active = false;           // has the caret
  bool wrong = false;
  bool tappable = false;
  Type type = Type::heading;     // smaller ones are taken if the text is long
  bool unmasked = true;          // false: what is filled in is said to headphones alone
};

[[nodiscard]] float height_of(Ui& ui, const EntryBox& box, float width);
// True if it was touched.
bool draw(Ui& ui, Rect rect, const EntryBox& box);

// `filled` of `count` places; the digits themselves are never drawn.
void draw_dots(Ui& ui, Rect rect, int filled, int count, std::string_view name, const std::string& id);

}  // namespace gridboard::kiosk::widgets
