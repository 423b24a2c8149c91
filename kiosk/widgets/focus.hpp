// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Everything by keys alone: Left and Right (or Tab) go through the targets in the order of the tree, Up and Down to
// what lies nearest above and below, each around the ends; Enter and Space press. The place shows once a key was used,
// and is hidden again by a touch, or by typing into a field.

#include <cstddef>
#include <string_view>
#include <vector>

#include "kiosk/widgets/ui.hpp"

namespace gridboard::kiosk::widgets {

enum class Step { previous, next, up, down };

// The first target; nodes.size() if nothing can be pressed.
[[nodiscard]] std::size_t first_target(const std::vector<AccessNode>& nodes);
// The target that a step leads to from this node. Up and Down, where nothing lies there, go to the previous and the
// next.
[[nodiscard]] std::size_t step_from(const std::vector<AccessNode>& nodes, std::size_t from, Step step);

// Before a frame's first widget: the keys move the focus over the targets of the frame before. `screen` names what the
// frame shows; where it changes, the focus begins at the first target.
void begin_frame(Ui& ui, std::string_view screen);
// After its last: the focus is put on a target of this frame, and a ring around it.
void end_frame(Ui& ui);

// Escape and Home, for who draws Back and Home.
[[nodiscard]] bool escape_pressed();
[[nodiscard]] bool home_pressed();

}  // namespace gridboard::kiosk::widgets
