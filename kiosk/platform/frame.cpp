// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/frame.hpp"

namespace gridboard::kiosk::platform {

void FrameRenderer::resize(int width, int height) {
  glass_ = {0, 0, width, height};
  damage_.resize(width, height);
  everything_ = true;
}

std::vector<Box> FrameRenderer::render(const ImDrawData& data, ImU32 clear_colour, const Canvas& canvas) {
  ++counters_.frames;
  plan_.build(data, glass_);
  damage_.begin(std::uint64_t{clear_colour} + 1);
  for (const Step& step : plan_.steps()) damage_.add(step.box, step.hash);
  Damage::Result damage = damage_.finish(everything_);
  everything_ = false;
  if (damage.boxes.empty()) return {};
  ++counters_.frames_drawn;
  counters_.tiles_drawn += static_cast<std::uint64_t>(damage.tiles);
  const Colour ground = colour_of(clear_colour | IM_COL32_A_MASK);
  for (const Box& box : damage.boxes) {
    counters_.pixels_drawn += static_cast<std::uint64_t>(box.area());
    plan_.paint(canvas, box, ground);
  }
  return std::move(damage.boxes);
}

}  // namespace gridboard::kiosk::platform
