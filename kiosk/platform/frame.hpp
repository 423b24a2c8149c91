// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "kiosk/platform/damage.hpp"
#include "kiosk/platform/display.hpp"
#include "kiosk/platform/draw_plan.hpp"

namespace gridboard::kiosk::platform {

// Brings a canvas from the last frame to this one by drawing only what differs.
class FrameRenderer {
 public:
  void resize(int width, int height);
  // The next render draws everything.
  void lose_pixels() { everything_ = true; }
  // Boxes drawn; empty if nothing changed. The canvas must still hold the last frame.
  std::vector<Box> render(const ImDrawData& data, ImU32 clear_colour, const Canvas& canvas);

  [[nodiscard]] const Display::Counters& counters() const { return counters_; }

 private:
  DrawPlan plan_;
  Damage damage_;
  Box glass_;
  bool everything_ = true;
  Display::Counters counters_;
};

}  // namespace gridboard::kiosk::platform
