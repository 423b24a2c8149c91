// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Shapes and texts into the draw list of the current ImGui window. Shapes are axis-aligned quads and pre-drawn corners:
// cheap for a software renderer, smooth at every size.

#include <string>
#include <string_view>

#include "kiosk/widgets/layout.hpp"
#include "kiosk/widgets/ui.hpp"

namespace gridboard::kiosk::widgets {

[[nodiscard]] Rect snapped(Rect rect);  // to whole pixels
void fill(Rect rect, ImU32 colour);
// A ground that reaches the edge of the glass goes on beyond it, so that no seam shows while the picture is shifted.
inline constexpr float kBleed = 6;
void fill_to_edge(Ui& ui, Rect rect, ImU32 colour);
void fill_round(Ui& ui, Rect rect, float radius, ImU32 colour);
void outline_round(Ui& ui, Rect rect, float radius, float thickness, ImU32 colour);
void outline_dashed(Ui& ui, Rect rect, float radius, float thickness, ImU32 colour);
void paint_icon(Ui& ui, std::string_view name, Rect square, ImU32 colour);
void paint_picture(const Picture& picture, Rect rect, ImU32 colour = IM_COL32_WHITE);
// White or coloured ground with a thin border and round corners.
void paint_card(Ui& ui, Rect rect, ImU32 ground, ImU32 border, bool strong = false);
inline void paint_card(Ui& ui, Rect rect) { paint_card(ui, rect, ui.colours().card, ui.colours().line); }

enum class Align { left, centre, right };

// A text and how it is set. `bg` is what lies under it, for the contrast in the accessibility tree.
struct Words {
  std::string_view text;
  Type type = Type::body;
  bool bold = false;
  ImU32 fg = 0, bg = 0;
  Align align = Align::left;
  bool middle = false;  // centred in height
};

[[nodiscard]] float width_of(Ui& ui, const Words& words);  // of the widest line, unbroken
// Height of the broken text from the top of the first em box to the bottom of the last. 0 for "".
[[nodiscard]] float height_of(Ui& ui, const Words& words, float width);
// Draws the broken text and adds it to the node: text, smallest em, weakest contrast, whether it didn't fit. Returns
// its height.
float paint(Ui& ui, Rect rect, const Words& words, AccessNode& node);
// Cuts its own height and `gap` off the top of `rest`.
float paint_cut(Ui& ui, Rect& rest, const Words& words, AccessNode& node, float gap = 0);

[[nodiscard]] AccessNode node_at(Role role, std::string id, Rect rect);
// Fills in what follows from the rest (name, sentence, whether it lies on the glass) and registers it.
void finish(Ui& ui, AccessNode node);

// A text or heading of its own. Returns its height.
float label(Ui& ui, Rect rect, const Words& words, std::string id, Role role = Role::text);
float label_cut(Ui& ui, Rect& rest, const Words& words, std::string id, float gap = 0, Role role = Role::text);

}  // namespace gridboard::kiosk::widgets
