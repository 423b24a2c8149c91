// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/draw_plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/platform/blend.hpp"
#include "kiosk/platform/hash.hpp"
#include "kiosk/platform/spans.hpp"

namespace gridboard::kiosk::platform {
namespace {

int rounded(float value) {
  return static_cast<int>(std::lround(std::clamp(value, -1e6f, 1e6f)));
}
bool is_whole(float value) {
  return std::fabs(value - std::round(value)) < 1.0f / 256;
}

Box box_of(std::span<const Point> points) {
  Point low = points[0], high = points[0];
  for (const Point& point : points) {
    low = {std::min(low.x, point.x), std::min(low.y, point.y)};
    high = {std::max(high.x, point.x), std::max(high.y, point.y)};
  }
  return {first_pixel(low.x), first_pixel(low.y), first_pixel(high.x), first_pixel(high.y)};
}

bool same_texel(const ImDrawVert& a, const ImDrawVert& b) {
  return a.uv.x == b.uv.x && a.uv.y == b.uv.y;
}

bool is_flat(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c) {
  return a.col == b.col && a.col == c.col && same_texel(a, b) && same_texel(a, c);
}

// The colour of a shape that takes one texel of its page for all its corners.
Colour flat_colour(const text::Page* page, ImVec2 uv, Colour tint) {
  if (page == nullptr || page->bytes.empty()) return tint;
  const int u = std::clamp(static_cast<int>(uv.x * static_cast<float>(page->width)), 0, page->width - 1);
  const int v = std::clamp(static_cast<int>(uv.y * static_cast<float>(page->height)), 0, page->height - 1);
  const std::size_t index =
      static_cast<std::size_t>(v) * static_cast<std::size_t>(page->width) + static_cast<std::size_t>(u);
  if (page->format == text::PixelFormat::alpha8) return {tint.rgb, multiply(tint.alpha, page->bytes[index])};
  const std::uint8_t* at = page->bytes.data() + index * 4;
  return {modulate(std::uint32_t{at[0]} << 16 | std::uint32_t{at[1]} << 8 | at[2], tint.rgb),
          multiply(tint.alpha, at[3])};
}

bool is_white(const text::Page* page, ImVec2 uv) {
  const Colour texel = flat_colour(page, uv, {0xFFFFFF, 255});
  return texel.rgb == 0xFFFFFF && texel.alpha == 255;
}

bool is_quad(const ImDrawIdx* i) {
  return i[1] == i[0] + 1 && i[2] == i[0] + 2 && i[3] == i[0] && i[4] == i[2] && i[5] == i[0] + 3;
}
bool is_fan(const ImDrawIdx* i) {
  return i[3] == i[0] && i[4] == i[2];
}

void add_vertex(Hash& hash, const ImDrawVert& vertex) {
  hash.add(vertex.pos.x, vertex.pos.y);
  hash.add(vertex.uv.x, vertex.uv.y);
  hash.add(vertex.col);
}

// Neighbouring triangles share corners: the vertices are hashed once each where they lie together.
void add_mesh_to(Hash& hash, const Step& step) {
  const auto [low, high] = std::minmax_element(step.indices, step.indices + step.index_count);
  const unsigned range = *high - *low + 1u;
  hash.add(range, step.index_count);
  if (range > step.index_count) {
    for (unsigned at = 0; at < step.index_count; ++at) add_vertex(hash, step.vertices[step.indices[at]]);
    return;
  }
  for (unsigned at = 0; at + 3 <= step.index_count; at += 3) {
    const auto relative = [&](unsigned corner) { return std::uint64_t{step.indices[at + corner]} - *low; };
    hash.add(relative(0) | relative(1) << 21 | relative(2) << 42);
  }
  for (unsigned at = 0; at < range; ++at) add_vertex(hash, step.vertices[*low + at]);
}

// Twice the signed area.
std::int64_t turn(Point a, Point b, Point c) {
  return std::int64_t{b.x - a.x} * (c.y - a.y) - std::int64_t{b.y - a.y} * (c.x - a.x);
}

}  // namespace

Box DrawPlan::grown(Box box) const {
  if (box.x0 <= glass_.x0 + moved_.x) box.x0 = std::min(box.x0, glass_.x0);
  if (box.y0 <= glass_.y0 + moved_.y) box.y0 = std::min(box.y0, glass_.y0);
  if (box.x1 >= glass_.x1 + moved_.x) box.x1 = std::max(box.x1, glass_.x1);
  if (box.y1 >= glass_.y1 + moved_.y) box.y1 = std::max(box.y1, glass_.y1);
  return box;
}

void DrawPlan::build(const ImDrawData& data, const Box& glass, Move moved) {
  glass_ = glass;
  moved_ = moved;
  steps_.clear();
  points_.clear();
  for (int index = 0; index < data.CmdListsCount; ++index) {
    const ImDrawList& list = *data.CmdLists[index];
    for (const ImDrawCmd& command : list.CmdBuffer) {
      if (command.UserCallback != nullptr) continue;
      const Box clip{rounded(command.ClipRect.x - data.DisplayPos.x), rounded(command.ClipRect.y - data.DisplayPos.y),
                     rounded(command.ClipRect.z - data.DisplayPos.x), rounded(command.ClipRect.w - data.DisplayPos.y)};
      const Source source{list.VtxBuffer.Data + command.VtxOffset, list.IdxBuffer.Data + command.IdxOffset,
                          command.ElemCount, intersect(grown(clip), glass),
                          reinterpret_cast<const text::Page*>(command.GetTexID())};
      if (!source.clip.empty()) read_command(source);
    }
  }
}

void DrawPlan::read_command(const Source& source) {
  for (unsigned at = 0; at + 3 <= source.count;) {
    if (const unsigned used = read_quad(source, at)) {
      at += used;
    } else if (const unsigned fan = read_fan(source, at)) {
      at += fan;
    } else {
      at += read_mesh(source, at);
    }
  }
}

// ImDrawList::PrimRect and PrimRectUV: six indices, corners clockwise from the upper left.
unsigned DrawPlan::read_quad(const Source& source, unsigned at) {
  if (at + 6 > source.count) return 0;
  const ImDrawIdx* i = source.indices + at;
  if (!is_quad(i)) return 0;
  const ImDrawVert& a = source.vertices[i[0]];
  const ImDrawVert& b = source.vertices[i[1]];
  const ImDrawVert& c = source.vertices[i[2]];
  const ImDrawVert& d = source.vertices[i[5]];
  if (a.pos.y != b.pos.y || b.pos.x != c.pos.x || c.pos.y != d.pos.y || d.pos.x != a.pos.x) return 0;
  if (a.pos.x > c.pos.x || a.pos.y > c.pos.y || a.col != b.col || a.col != c.col || a.col != d.col) return 0;

  Step step;
  const std::array<Point, 2> diagonal{point_of(a.pos), point_of(c.pos)};
  step.box = intersect(box_of(diagonal), source.clip);
  if (step.box.empty()) return 6;
  if (same_texel(a, b) && same_texel(a, c) && same_texel(a, d)) {
    step.box = intersect(grown(box_of(diagonal)), source.clip);
    step.colour = flat_colour(source.page, a.uv, colour_of(a.col));
    if (step.colour.alpha != 0) add(step);
    return 6;
  }
  if (source.page == nullptr || source.page->bytes.empty()) return 6;
  if (a.uv.y != b.uv.y || b.uv.x != c.uv.x || c.uv.y != d.uv.y || d.uv.x != a.uv.x) return 0;
  bool nearest = false;
  if (!read_copy(source, a, c, step, nearest)) add_mesh(source, at, 6, step.box, nearest);
  return 6;
}

// A quad whose texels fall on whole pixels one to one, mirrored or not. Else false, and whether it is enlarged by a
// whole number.
bool DrawPlan::read_copy(const Source& source, const ImDrawVert& from, const ImDrawVert& to, Step step, bool& nearest) {
  const auto width = static_cast<float>(source.page->width), height = static_cast<float>(source.page->height);
  const float u = from.uv.x * width, v = from.uv.y * height;
  const float texels_across = to.uv.x * width - u, texels_down = to.uv.y * height - v;
  const float across = to.pos.x - from.pos.x, down = to.pos.y - from.pos.y;
  const float scale_x = across / std::fabs(texels_across), scale_y = down / std::fabs(texels_down);
  const bool aligned = is_whole(from.pos.x) && is_whole(from.pos.y) && is_whole(u) && is_whole(v);
  const auto within = [](float one, float other, float limit) {
    return std::min(one, other) > -0.5f && std::max(one, other) < limit + 0.5f;
  };
  const bool inside = within(u, u + texels_across, width) && within(v, v + texels_down, height);
  const bool same_size =
      std::fabs(std::fabs(texels_across) - across) < 0.01f && std::fabs(std::fabs(texels_down) - down) < 0.01f;
  if (!aligned || !inside || !same_size) {
    nearest = aligned && scale_x >= 1.99f && scale_y >= 1.99f && is_whole(scale_x) && is_whole(scale_y);
    return false;
  }
  step.kind = source.page->format == text::PixelFormat::alpha8 ? Step::Kind::coverage : Step::Kind::image;
  step.colour = colour_of(from.col);
  step.page = source.page;
  step.placing = {rounded(from.pos.x), rounded(from.pos.y), rounded(u), rounded(v), texels_across < 0, texels_down < 0};
  step.placing.u -= texels_across < 0 ? 1 : 0;
  step.placing.v -= texels_down < 0 ? 1 : 0;
  if (step.colour.alpha != 0) add(step);
  return true;
}

// A run of triangles around their first corner, as ImDrawList::AddConvexPolyFilled makes them, is one convex shape.
unsigned DrawPlan::read_fan(const Source& source, unsigned at) {
  const ImDrawIdx* i = source.indices + at;
  const ImDrawVert& apex = source.vertices[i[0]];
  if (at + 6 > source.count || !is_fan(i)) return 0;
  if (!is_flat(apex, source.vertices[i[1]], source.vertices[i[2]])) return 0;
  const std::size_t first = points_.size();
  points_.push_back(point_of(apex.pos));
  points_.push_back(point_of(source.vertices[i[1]].pos));
  points_.push_back(point_of(source.vertices[i[2]].pos));
  const std::int64_t direction = turn(points_[first], points_[first + 1], points_[first + 2]);
  unsigned used = 3;
  while (direction != 0 && at + used + 3 <= source.count) {
    const ImDrawIdx* next = i + used;
    if (next[0] != i[0] || next[1] != next[-1] || !is_flat(apex, source.vertices[next[1]], source.vertices[next[2]]))
      break;
    const Point corner = point_of(source.vertices[next[2]].pos);
    const std::size_t last = points_.size() - 1;
    const auto agrees = [&](std::int64_t way) { return direction > 0 ? way >= 0 : way <= 0; };
    if (!agrees(turn(points_[last - 1], points_[last], corner)) ||
        !agrees(turn(points_[last], corner, points_[first])) ||
        !agrees(turn(corner, points_[first], points_[first + 1]))) {
      break;
    }
    points_.push_back(corner);
    used += 3;
  }
  Step step;
  step.kind = Step::Kind::polygon;
  step.first_point = static_cast<std::uint32_t>(first);
  step.points = static_cast<std::uint32_t>(points_.size() - first);
  step.box = intersect(box_of(std::span(points_).subspan(first)), source.clip);
  step.colour = flat_colour(source.page, apex.uv, colour_of(apex.col));
  if (step.colour.alpha != 0 && !step.box.empty() && direction != 0) {
    add(step);
  } else {
    points_.resize(first);
  }
  return used;
}

// Triangles up to the next box or convex shape, as long as they stay close together.
unsigned DrawPlan::read_mesh(const Source& source, unsigned at) {
  constexpr float kCloseTogether = 64 * 64;
  ImVec2 low = source.vertices[source.indices[at]].pos;
  ImVec2 high = low;
  unsigned count = 0;
  for (; at + count + 3 <= source.count; count += 3) {
    const ImDrawIdx* i = source.indices + at + count;
    if (count > 0 && at + count + 6 <= source.count && (is_quad(i) || is_fan(i))) break;
    ImVec2 wider_low = low, wider_high = high;
    for (int corner = 0; corner < 3; ++corner) {
      const ImVec2 pos = source.vertices[i[corner]].pos;
      wider_low = ImVec2(std::min(wider_low.x, pos.x), std::min(wider_low.y, pos.y));
      wider_high = ImVec2(std::max(wider_high.x, pos.x), std::max(wider_high.y, pos.y));
    }
    const bool grows = wider_low.x < low.x || wider_low.y < low.y || wider_high.x > high.x || wider_high.y > high.y;
    const float area = (wider_high.x - wider_low.x) * (wider_high.y - wider_low.y);
    if (count > 0 && grows && area > kCloseTogether) break;
    low = wider_low, high = wider_high;
  }
  const std::array<Point, 2> diagonal{point_of(low), point_of(high)};
  add_mesh(source, at, count, intersect(box_of(diagonal), source.clip), false);
  return count;
}

void DrawPlan::add_mesh(const Source& source, unsigned at, unsigned count, const Box& box, bool nearest) {
  if (box.empty()) return;
  Step step;
  step.kind = Step::Kind::mesh;
  step.nearest = nearest;
  step.box = box;
  step.page = source.page;
  step.vertices = source.vertices;
  step.indices = source.indices + at;
  step.index_count = count;
  add(step);
}

void DrawPlan::add(const Step& step) {
  Hash hash;
  hash.add(static_cast<std::uint64_t>(step.kind) << 1 | (step.nearest ? 1 : 0));
  hash.add(step.box.x0, step.box.y0);
  hash.add(step.box.x1, step.box.y1);
  hash.add(step.colour.rgb, step.colour.alpha);
  if (step.page != nullptr) {
    hash.add(reinterpret_cast<std::uintptr_t>(step.page));
    hash.add(step.page->generation);
    hash.add(reinterpret_cast<std::uintptr_t>(step.page->bytes.data()));
  }
  switch (step.kind) {
    case Step::Kind::fill:
      break;
    case Step::Kind::coverage:
    case Step::Kind::image:
      hash.add(step.placing.x, step.placing.y);
      hash.add(step.placing.u, step.placing.v);
      hash.add(step.placing.mirror_x ? 1 : 0, step.placing.mirror_y ? 1 : 0);
      break;
    case Step::Kind::polygon:
      for (const Point& point : std::span(points_).subspan(step.first_point)) hash.add(point.x, point.y);
      break;
    case Step::Kind::mesh:
      add_mesh_to(hash, step);
      break;
  }
  steps_.push_back(step);
  steps_.back().hash = hash.value();
}

void DrawPlan::paint_mesh(const Canvas& canvas, const Box& clip, const Step& step) const {
  const bool blank = step.page == nullptr || step.page->bytes.empty();
  for (unsigned at = 0; at + 3 <= step.index_count; at += 3) {
    const ImDrawVert* const corners[3] = {step.vertices + step.indices[at], step.vertices + step.indices[at + 1],
                                          step.vertices + step.indices[at + 2]};
    const bool one_texel = same_texel(*corners[0], *corners[1]) && same_texel(*corners[0], *corners[2]);
    if (!one_texel && !blank) {
      texture_triangle(canvas, clip, corners, *step.page, step.nearest);
      continue;
    }
    if (is_flat(*corners[0], *corners[1], *corners[2])) {
      const std::array<Point, 3> points{point_of(corners[0]->pos), point_of(corners[1]->pos),
                                        point_of(corners[2]->pos)};
      fill_polygon(canvas, clip, points, flat_colour(step.page, corners[0]->uv, colour_of(corners[0]->col)));
    } else if (is_white(step.page, corners[0]->uv)) {
      shade_triangle(canvas, clip, corners);
    } else {
      texture_triangle(canvas, clip, corners, *step.page, true);
    }
  }
}

void DrawPlan::paint(const Canvas& canvas, const Box& clip, Colour ground) const {
  // What an opaque box hides entirely need not be drawn.
  const auto hides = [&clip](const Step& step) {
    return step.kind == Step::Kind::fill && step.colour.alpha == 255 && intersect(step.box, clip) == clip;
  };
  std::size_t first = steps_.size();
  while (first > 0 && !hides(steps_[first - 1])) --first;
  if (first == 0) {
    fill_box(canvas, clip, ground);
  } else {
    --first;
  }
  for (std::size_t index = first; index < steps_.size(); ++index) {
    const Step& step = steps_[index];
    const Box box = intersect(step.box, clip);
    if (box.empty()) continue;
    switch (step.kind) {
      case Step::Kind::fill:
        fill_box(canvas, box, step.colour);
        break;
      case Step::Kind::coverage:
        draw_coverage(canvas, box, *step.page, step.placing, step.colour);
        break;
      case Step::Kind::image:
        draw_image(canvas, box, *step.page, step.placing, step.colour);
        break;
      case Step::Kind::polygon:
        fill_polygon(canvas, box, std::span(points_).subspan(step.first_point, step.points), step.colour);
        break;
      case Step::Kind::mesh:
        paint_mesh(canvas, box, step);
        break;
    }
  }
}

}  // namespace gridboard::kiosk::platform
