// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// ImGui's triangles read back as what they were: boxes, glyphs, pictures, convex shapes. Each step knows its box and a
// hash of all that decides its pixels. Points into the ImDrawData it was built from. What is none of these (fringes,
// strokes) stays a mesh of neighbouring triangles, so that a rounded card costs ten steps and not three hundred.

#include <cstdint>
#include <span>
#include <vector>

#include "kiosk/platform/canvas.hpp"

namespace gridboard::kiosk::platform {

struct Step {
  enum class Kind : std::uint8_t { fill, coverage, image, polygon, mesh };
  Kind kind = Kind::fill;
  bool nearest = false;
  Box box;  // within the glass and ImGui's clip
  Colour colour;
  const text::Page* page = nullptr;
  Placing placing;                            // coverage, image
  std::uint32_t first_point = 0, points = 0;  // polygon
  const ImDrawVert* vertices = nullptr;       // mesh
  const ImDrawIdx* indices = nullptr;
  unsigned index_count = 0;
  std::uint64_t hash = 0;
};

class DrawPlan {
 public:
  // `moved`: how far all of it was moved over the glass. Clips and boxes that reached an edge of the glass before still
  // reach it, so that the ground has no seam.
  struct Move {
    int x = 0, y = 0;
  };
  void build(const ImDrawData& data, const Box& glass) { build(data, glass, Move{}); }
  void build(const ImDrawData& data, const Box& glass, Move moved);
  [[nodiscard]] std::span<const Step> steps() const { return steps_; }
  // All of the clip: the ground, then the steps.
  void paint(const Canvas& canvas, const Box& clip, Colour ground) const;

 private:
  struct Source {
    const ImDrawVert* vertices;
    const ImDrawIdx* indices;
    unsigned count;
    Box clip;
    const text::Page* page;
  };
  void read_command(const Source& source);
  bool read_copy(const Source& source, const ImDrawVert& from, const ImDrawVert& to, Step step, bool& nearest);
  unsigned read_quad(const Source& source, unsigned at);
  unsigned read_fan(const Source& source, unsigned at);
  unsigned read_mesh(const Source& source, unsigned at);
  void add_mesh(const Source& source, unsigned at, unsigned count, const Box& box, bool nearest);
  void add(const Step& step);
  void paint_mesh(const Canvas& canvas, const Box& clip, const Step& step) const;

  // Grown to the edges of the glass that it reached before it was moved.
  [[nodiscard]] Box grown(Box box) const;

  Box glass_;
  Move moved_;
  std::vector<Step> steps_;
  std::vector<Point> points_;
};

}  // namespace gridboard::kiosk::platform
