// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/path_distance.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace gridboard::kiosk::input {
namespace {

constexpr std::size_t kBand = 9;                     // points that one path may run ahead of the other
constexpr std::int16_t kOne = 900;                   // a distance of 1: 30 points squared
constexpr int kTurnShift = 4;                        // 127 * 127 / 16: going at right angles is about 1
constexpr std::int16_t kOtherPen = kOne * 15 / 100;  // one pen is down, the other lifted
constexpr std::int16_t kLifted = kOne / 2;           // ink that only meets a way of the lifted pen
constexpr std::int16_t kFar = 32000;                 // above all that the bytes of a path can come to
constexpr std::size_t kLanes = 8;
constexpr std::size_t kVectors = kPathPoints / kLanes;
using Vector = std::int16_t __attribute__((vector_size(2 * kLanes)));
using Wide = std::array<Vector, kVectors>;  // an int16 for each point

Wide widened(const std::array<std::int8_t, kPathPoints>& values) {
  std::array<std::int16_t, kPathPoints> wide;
  std::copy(values.begin(), values.end(), wide.begin());
  Wide out;
  std::memcpy(&out, &wide, sizeof out);
  return out;
}

// kLifted where the pen is lifted, else 0.
Wide lifted(std::uint64_t ink) {
  std::array<std::int16_t, kPathPoints> costs;
  for (std::size_t i = 0; i < kPathPoints; ++i) costs[i] = (ink >> i & 1) != 0 ? 0 : kLifted;
  Wide out;
  std::memcpy(&out, &costs, sizeof out);
  return out;
}

Vector smaller(Vector a, Vector b) {
  return a < b ? a : b;
}

// Of every point of one path to every point of the other.
class Costs {
 public:
  Costs(const PenPath& one, const PenPath& other) {
    const Wide x = widened(other.x), y = widened(other.y), dx = widened(other.dx), dy = widened(other.dy);
    constexpr std::int16_t kRightAngle = kUnit * kUnit >> kTurnShift;
    for (std::size_t i = 0; i < kPathPoints; ++i) {
      for (std::size_t v = 0; v < kVectors; ++v) {
        const Vector off_x = x[v] - static_cast<std::int16_t>(one.x[i]),
                     off_y = y[v] - static_cast<std::int16_t>(one.y[i]);
        const Vector along =
            dx[v] * static_cast<std::int16_t>(one.dx[i]) + dy[v] * static_cast<std::int16_t>(one.dy[i]);
        rows_[i][v] = off_x * off_x + off_y * off_y + kRightAngle - (along >> kTurnShift);
      }
    }
  }
  const Wide& row(std::size_t i) const { return rows_[i]; }
  std::int16_t at(std::size_t i, std::size_t j) const { return rows_[i][j / kLanes][j % kLanes]; }

 private:
  std::array<Wide, kPathPoints> rows_;
};

float in_any_order(const Costs& costs, const PenPath& one, const PenPath& other) {
  const Wide lifted_other = lifted(other.ink);
  Wide nearest_of_other;
  nearest_of_other.fill(Vector{} + kFar);
  std::int64_t sum_of_one = 0, sum_of_other = 0;
  for (std::size_t i = 0; i < kPathPoints; ++i) {
    const bool ink = (one.ink >> i & 1) != 0;
    const std::int16_t lift = ink ? 0 : kLifted;
    Vector nearest = Vector{} + kFar;
    for (std::size_t v = 0; v < kVectors; ++v) {
      nearest_of_other[v] = smaller(nearest_of_other[v], costs.row(i)[v] + lift);
      nearest = smaller(nearest, costs.row(i)[v] + lifted_other[v]);
    }
    if (!ink) continue;
    std::int16_t least = kFar;
    for (std::size_t lane = 0; lane < kLanes; ++lane) least = std::min<std::int16_t>(least, nearest[lane]);
    sum_of_one += least;
  }
  for (std::size_t j = 0; j < kPathPoints; ++j) {
    if ((other.ink >> j & 1) != 0) sum_of_other += nearest_of_other[j / kLanes][j % kLanes];
  }
  const auto mean = [](std::int64_t sum, std::uint64_t ink) {
    return static_cast<float>(sum) / static_cast<float>(std::max(std::popcount(ink), 1) * kOne);
  };
  return mean(sum_of_one, one.ink) + mean(sum_of_other, other.ink);
}

float in_order(const Costs& costs, const PenPath& one, const PenPath& other, float enough) {
  constexpr std::int32_t kNever = std::numeric_limits<std::int32_t>::max() / 2;
  const auto limit = static_cast<std::int32_t>(std::min(enough, 1000.0f) * kOne * kPathPoints);
  // Shifted by one, so that the column before the first needs no question.
  std::array<std::int32_t, kPathPoints + 1> before, now;
  before.fill(kNever);
  before[0] = 0;
  for (std::size_t i = 0; i < kPathPoints; ++i) {
    now.fill(kNever);
    const std::uint64_t other_pen = (one.ink >> i & 1) != 0 ? ~other.ink : other.ink;
    const std::size_t last = std::min(kPathPoints - 1, i + kBand);
    std::int32_t least = kNever;
    for (std::size_t j = i > kBand ? i - kBand : 0; j <= last; ++j) {
      const std::int32_t reached = std::min({before[j], before[j + 1], now[j]});
      now[j + 1] = reached + costs.at(i, j) + ((other_pen >> j & 1) != 0 ? kOtherPen : 0);
      least = std::min(least, now[j + 1]);
    }
    if (least > limit) return static_cast<float>(least) / (kOne * kPathPoints);
    before = now;
  }
  return static_cast<float>(before[kPathPoints]) / (kOne * kPathPoints);
}

}  // namespace

PathDistance distance(const PenPath& one, const PenPath& other, float worth) {
  const Costs costs(one, other);
  PathDistance out;
  out.in_any_order = in_any_order(costs, one, other);
  out.in_order = in_order(costs, one, other, worth * out.in_any_order);
  return out;
}

}  // namespace gridboard::kiosk::input
