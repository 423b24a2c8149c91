// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// How high hands reach on this glass.

namespace gridboard::kiosk::app {

// Above the floor; from the design's measures (EN 301 549, GB 50763).
inline constexpr float kReachMm = 1220, kLoweredReachMm = 1120;
// Where the lower edge of a glass usually hangs.
inline constexpr float kPortraitBottomMm = 760, kLandscapeBottomMm = 850;

struct Glass {
  float width_px = 0, height_px = 0;
  float px_per_mm = 1;
  float bottom_mm = 0;  // above the floor; 0: as is usual for its orientation
};

// Pixels from the top of the glass: no control lies above. At most half of the glass is given up, so that what has to
// be touched finds room on a board that hangs too high.
[[nodiscard]] float reach_top_px(const Glass& glass, bool lowered);
// Whether lowering moves anything.
[[nodiscard]] bool can_lower(const Glass& glass);

}  // namespace gridboard::kiosk::app
