// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/pen_path.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gridboard::kiosk::input {
namespace {

constexpr float kFarthest = 100;        // fields from the field: nobody's finger is further off
constexpr double kSpread = 4.4;         // the square's side in standard deviations of the ink
constexpr double kBareLine = 0.07;      // thinner than this is a line, whose tremble isn't blown up
constexpr double kLiftedLength = 0.5;   // of a way with the pen lifted: it matters less than ink
constexpr double kLiftedInk = 0.2;      // in the picture: a finger that doesn't quite lift leaves ink there
constexpr double kPictureStep = 0.02;   // of the square's side
constexpr double kPictureBlur = 0.48;   // standard deviation in cells
constexpr double kPictureLength = 400;  // its largest element stays below 127 but for a bare dot or line

struct Way {
  double from_x, from_y, to_x, to_y;
  bool ink;
  double length() const { return std::hypot(to_x - from_x, to_y - from_y); }
};

std::vector<PenStroke> cleaned(const std::vector<PenStroke>& strokes) {
  std::vector<PenStroke> out;
  for (const PenStroke& stroke : strokes) {
    if (out.size() == kMaxStrokes) break;
    const std::size_t step = (stroke.size() + kMaxPointsOfStroke - 1) / kMaxPointsOfStroke;
    PenStroke kept;
    for (std::size_t i = 0; i < stroke.size(); ++i) {
      if (i % step != 0 && i + 1 != stroke.size()) continue;
      if (!std::isfinite(stroke[i].x) || !std::isfinite(stroke[i].y)) continue;
      const PenPoint point{std::clamp(stroke[i].x, -kFarthest, kFarthest),
                           std::clamp(stroke[i].y, -kFarthest, kFarthest)};
      if (kept.empty() || kept.back() != point) kept.push_back(point);
    }
    if (!kept.empty()) out.push_back(std::move(kept));
  }
  return out;
}

std::vector<Way> ways_of(const std::vector<PenStroke>& strokes) {
  std::vector<Way> out;
  const PenPoint* last = nullptr;
  const auto add = [&](const PenPoint& from, const PenPoint& to, bool ink) {
    out.push_back({from.x, from.y, to.x, to.y, ink});
  };
  for (const PenStroke& stroke : strokes) {
    if (last != nullptr) add(*last, stroke.front(), false);
    if (stroke.size() == 1) add(stroke[0], stroke[0], true);
    for (std::size_t i = 1; i < stroke.size(); ++i) add(stroke[i - 1], stroke[i], true);
    last = &stroke.back();
  }
  return out;
}

// What the widths are divided by. Narrow characters are widened somewhat, as the hand's proportions vary; the curve is
// that of "aspect ratio adaptive normalisation" (Liu et al. 2004).
double divisor(double spread, double larger_spread) {
  const double ratio = spread / larger_spread;
  if (ratio < kBareLine) return larger_spread * kSpread;
  return spread / std::sqrt(std::sin(std::numbers::pi / 2 * ratio)) * kSpread;
}

// The middle of the ink goes to the middle of the unit square and its spread to a common one: one stroke that sticks
// out doesn't shrink all others, as it would by the bounding box.
void normalise(std::vector<Way>& ways) {
  constexpr double kTouch = 1e-6;  // a point weighs this much, so that dots alone have a middle
  double weight = 0, middle_x = 0, middle_y = 0;
  for (const Way& way : ways) {
    if (!way.ink) continue;
    const double w = way.length() + kTouch;
    weight += w;
    middle_x += w * (way.from_x + way.to_x) / 2;
    middle_y += w * (way.from_y + way.to_y) / 2;
  }
  middle_x /= weight;
  middle_y /= weight;
  const auto square_along = [](double from, double to) { return (from * from + from * to + to * to) / 3; };
  double square_x = 0, square_y = 0;
  for (const Way& way : ways) {
    if (!way.ink) continue;
    const double w = way.length() + kTouch;
    square_x += w * square_along(way.from_x - middle_x, way.to_x - middle_x);
    square_y += w * square_along(way.from_y - middle_y, way.to_y - middle_y);
  }
  const double spread_x = std::sqrt(square_x / weight), spread_y = std::sqrt(square_y / weight);
  const double larger = std::max({spread_x, spread_y, 1e-9});
  const double width = divisor(spread_x, larger), height = divisor(spread_y, larger);
  for (Way& way : ways) {
    way.from_x = 0.5 + (way.from_x - middle_x) / width;
    way.to_x = 0.5 + (way.to_x - middle_x) / width;
    way.from_y = 0.5 + (way.from_y - middle_y) / height;
    way.to_y = 0.5 + (way.to_y - middle_y) / height;
  }
}

std::int8_t scaled(double share, int whole) {
  return static_cast<std::int8_t>(std::lround(share * whole));
}

void fill_path(const std::vector<Way>& ways, PenPath& path) {
  const auto measure = [](const Way& way) { return way.length() * (way.ink ? 1 : kLiftedLength); };
  double total = 0;
  for (const Way& way : ways) total += measure(way);
  path.ink = 0;
  std::size_t at = 0;
  double before = 0;
  for (std::size_t i = 0; i < kPathPoints; ++i) {
    const double here = total * (static_cast<double>(i) + 0.5) / kPathPoints;
    while (at + 1 < ways.size() && before + measure(ways[at]) < here) before += measure(ways[at++]);
    const Way& way = ways[at];
    const double share = measure(way) > 0 ? std::clamp((here - before) / measure(way), 0.0, 1.0) : 0;
    const double length = std::max(way.length(), 1e-12);
    path.x[i] = scaled(std::clamp(way.from_x + (way.to_x - way.from_x) * share, 0.0, 1.0), kSquare);
    path.y[i] = scaled(std::clamp(way.from_y + (way.to_y - way.from_y) * share, 0.0, 1.0), kSquare);
    path.dx[i] = scaled((way.to_x - way.from_x) / length, kUnit);
    path.dy[i] = scaled((way.to_y - way.from_y) / length, kUnit);
    if (way.ink) path.ink |= std::uint64_t{1} << i;
  }
}

using InkSums = std::array<double, kPictureBytes>;

// Ink at a point of the grid, spread over the cells around it and over the two directions beside its own.
void add_ink(InkSums& sums, double x, double y, double turn, double ink) {
  const int left = static_cast<int>(std::floor(x - 1)), top = static_cast<int>(std::floor(y - 1));
  const std::size_t before = static_cast<std::size_t>(turn) % kDirections;
  const std::size_t after = (before + 1) % kDirections;
  const double after_share = turn - std::floor(turn);
  for (int row = top; row < top + 4; ++row) {
    for (int column = left; column < left + 4; ++column) {
      if (row < 0 || column < 0 || row >= static_cast<int>(kGrid) || column >= static_cast<int>(kGrid)) continue;
      const double square = (column - x) * (column - x) + (row - y) * (row - y);
      const double here = ink * std::exp(-square / (2 * kPictureBlur * kPictureBlur));
      const std::size_t cell = (static_cast<std::size_t>(row) * kGrid + static_cast<std::size_t>(column)) * kDirections;
      sums[cell + before] += here * (1 - after_share);
      sums[cell + after] += here * after_share;
    }
  }
}

void fill_picture(const std::vector<Way>& ways, InkPicture& picture) {
  InkSums sums{};
  for (const Way& way : ways) {
    const double length = way.length();
    if (length <= 0) continue;
    double turn = std::atan2(way.to_y - way.from_y, way.to_x - way.from_x) / (2 * std::numbers::pi) * kDirections;
    if (turn < 0) turn += kDirections;
    // What lies far outside of the square (a stray touch) has no cell; its steps aren't worth counting.
    const int steps = static_cast<int>(std::min(length / kPictureStep, 500.0)) + 1;
    for (int step = 0; step < steps; ++step) {
      const double share = (step + 0.5) / steps;
      const double x = std::clamp(way.from_x + (way.to_x - way.from_x) * share, -1.0, 2.0) * kGrid - 0.5;
      const double y = std::clamp(way.from_y + (way.to_y - way.from_y) * share, -1.0, 2.0) * kGrid - 0.5;
      add_ink(sums, x, y, turn, length / steps * (way.ink ? 1 : kLiftedInk));
    }
  }
  double total = 0;
  for (const double sum : sums) total += sum;
  for (std::size_t i = 0; i < kPictureBytes; ++i) {
    const double root = total > 0 ? std::sqrt(sums[i] / total) : 0;
    picture[i] = static_cast<std::int8_t>(std::lround(std::min(127.0, kPictureLength * root)));
  }
}

}  // namespace

bool shape_of(const std::vector<PenStroke>& strokes, PenShape& shape) {
  std::vector<Way> ways = ways_of(cleaned(strokes));
  if (ways.empty()) return false;
  normalise(ways);
  fill_path(ways, shape.path);
  fill_picture(ways, shape.picture);
  return true;
}

}  // namespace gridboard::kiosk::input
