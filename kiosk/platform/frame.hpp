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
  // Boxes drawn; empty if nothing changed. The canvas must still hold the last frame. Everything is drawn `shift` away
  // from where `data` puts it; what reaches the edge of the glass still does.
  std::vector<Box> render(const ImDrawData& data, ImU32 clear_colour, const Canvas& canvas, int shift_x = 0,
                          int shift_y = 0);

  [[nodiscard]] const Display::Counters& counters() const { return counters_; }

 private:
  DrawPlan plan_;
  Damage damage_;
  Box glass_;
  bool everything_ = true;
  Display::Counters counters_;
};

}  // namespace gridboard::kiosk::platform
