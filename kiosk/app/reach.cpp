// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/reach.hpp"

#include <algorithm>
#include <cmath>

namespace gridboard::kiosk::app {

float reach_top_px(const Glass& glass, bool lowered) {
  const float usual = glass.height_px > glass.width_px ? kPortraitBottomMm : kLandscapeBottomMm;
  const float bottom_mm = glass.bottom_mm > 0 ? glass.bottom_mm : usual;
  const float top_mm = bottom_mm + glass.height_px / glass.px_per_mm;
  const float above = (top_mm - (lowered ? kLoweredReachMm : kReachMm)) * glass.px_per_mm;
  return std::ceil(std::clamp(above, 0.0f, glass.height_px / 2));
}

bool can_lower(const Glass& glass) {
  return reach_top_px(glass, true) > reach_top_px(glass, false);
}

}  // namespace gridboard::kiosk::app
