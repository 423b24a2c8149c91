// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/frame.hpp"

namespace gridboard::kiosk::platform {

void FrameRenderer::resize(int width, int height) {
  glass_ = {0, 0, width, height};
  damage_.resize(width, height);
  everything_ = true;
}

namespace {

// Moves what ImGui drew, and puts it back: the vertices are ImGui's own until its next frame.
class Moved {
 public:
  Moved(const ImDrawData& data, int x, int y)
      : data_(data), x_(static_cast<float>(x)), y_(static_cast<float>(y)), is_moved_(x != 0 || y != 0) {
    if (is_moved_) move(x_, y_);
  }
  ~Moved() {
    if (is_moved_) move(-x_, -y_);
  }
  Moved(const Moved&) = delete;
  Moved& operator=(const Moved&) = delete;

 private:
  void move(float x, float y) {
    for (int index = 0; index < data_.CmdListsCount; ++index) {
      ImDrawList& list = *data_.CmdLists[index];
      for (ImDrawVert& vertex : list.VtxBuffer) vertex.pos = {vertex.pos.x + x, vertex.pos.y + y};
      for (ImDrawCmd& command : list.CmdBuffer) {
        ImVec4& clip = command.ClipRect;
        clip = {clip.x + x, clip.y + y, clip.z + x, clip.w + y};
      }
    }
  }

  const ImDrawData& data_;
  float x_, y_;
  bool is_moved_;
};

}  // namespace

std::vector<Box> FrameRenderer::render(const ImDrawData& data, ImU32 clear_colour, const Canvas& canvas, int shift_x,
                                       int shift_y) {
  ++counters_.frames;
  const Moved moved(data, shift_x, shift_y);
  plan_.build(data, glass_, {shift_x, shift_y});
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
