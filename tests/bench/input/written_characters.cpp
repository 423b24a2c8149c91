// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/input/written_characters.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <string>

namespace gridboard::bench {
namespace {

using kiosk::input::PenPoint;
using kiosk::input::PenStroke;

constexpr float kSvgSide = 109;
constexpr int kCurvePoints = 12;

// SplitMix64: a few lines, the same everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  float share() { return static_cast<float>(next() >> 40) / static_cast<float>(1 << 24); }
  float within(float low, float high) { return low + (high - low) * share(); }
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

 private:
  std::uint64_t state_;
};

// One path of SVG's commands M, C and S and their relative forms, which are all that KanjiVG uses.
class PathReader {
 public:
  explicit PathReader(std::string path) : path_(std::move(path)), at_(path_.c_str()) {}

  PenStroke read() {
    char command = 0;
    while (skip_blanks(), *at_ != '\0') {
      if (std::string_view("MmCcSs").find(*at_) != std::string_view::npos) command = *at_++;
      const bool relative = command >= 'a';
      const PenPoint from = relative ? now_ : PenPoint{};
      const char kind = relative ? static_cast<char>(command - 'a' + 'A') : command;
      if (kind == 'M') {
        now_ = control_ = point(from);
        stroke_.push_back(now_);
      } else if (kind == 'C' || kind == 'S') {
        const PenPoint mirrored{2 * now_.x - control_.x, 2 * now_.y - control_.y};
        const PenPoint first = kind == 'C' ? point(from) : mirrored;
        const PenPoint second = point(from);
        curve(first, second, point(from));
      } else {
        return {};
      }
      if (wrong_) return {};
    }
    return std::move(stroke_);
  }

 private:
  void skip_blanks() {
    while (*at_ == ' ' || *at_ == ',' || *at_ == '\n') ++at_;
  }
  float number() {
    skip_blanks();
    char* end = nullptr;
    const float value = std::strtof(at_, &end);
    wrong_ = wrong_ || end == at_;
    at_ = end;
    return value;
  }
  PenPoint point(PenPoint from) {
    const float x = number();
    return {from.x + x, from.y + number()};
  }
  void curve(PenPoint first, PenPoint second, PenPoint end) {
    for (int i = 1; i <= kCurvePoints; ++i) {
      const float t = static_cast<float>(i) / kCurvePoints, u = 1 - t;
      const float a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
      stroke_.push_back(
          {a * now_.x + b * first.x + c * second.x + d * end.x, a * now_.y + b * first.y + c * second.y + d * end.y});
    }
    now_ = end;
    control_ = second;
  }

  std::string path_;
  const char* at_;
  PenPoint now_, control_;
  PenStroke stroke_;
  bool wrong_ = false;
};

void swap_strokes(std::vector<PenStroke>& strokes, Dice& dice) {
  if (strokes.size() < 2) return;
  const int pairs = strokes.size() < 7 ? 1 : strokes.size() < 13 ? 2 : 3;
  for (int i = 0; i < pairs; ++i) {
    const std::size_t one = dice.below(strokes.size());
    const std::size_t other = (one + 1 + dice.below(strokes.size() - 1)) % strokes.size();
    std::swap(strokes[one], strokes[other]);
  }
}

void join_strokes(std::vector<PenStroke>& strokes, Dice& dice) {
  if (strokes.size() < 2) return;
  const std::size_t certain = 1 + dice.below(strokes.size() - 1);
  std::vector<PenStroke> out{strokes.front()};
  for (std::size_t i = 1; i < strokes.size(); ++i) {
    const bool joined = dice.share() < 0.4f;
    if (joined || i == certain) {
      out.back().insert(out.back().end(), strokes[i].begin(), strokes[i].end());
    } else {
      out.push_back(strokes[i]);
    }
  }
  strokes = std::move(out);
}

void jitter_stroke(PenStroke& stroke, Dice& dice) {
  const float longer = dice.within(0.9f, 1.1f), dx = dice.within(-0.04f, 0.04f), dy = dice.within(-0.04f, 0.04f);
  PenPoint middle;
  for (const PenPoint& p : stroke) {
    middle.x += p.x / static_cast<float>(stroke.size());
    middle.y += p.y / static_cast<float>(stroke.size());
  }
  for (PenPoint& p : stroke) {
    p.x = middle.x + (p.x - middle.x) * longer + dx + dice.within(-0.006f, 0.006f);
    p.y = middle.y + (p.y - middle.y) * longer + dy + dice.within(-0.006f, 0.006f);
  }
}

void jitter_whole(std::vector<PenStroke>& strokes, Dice& dice) {
  const float turn = dice.within(-6, 6) * std::numbers::pi_v<float> / 180, slant = dice.within(-0.1f, 0.1f);
  const float wider = dice.within(0.8f, 1.2f), size = dice.within(0.45f, 0.9f);
  const float left = dice.within(0, 1 - size), top = dice.within(0, 1 - size);
  for (PenStroke& stroke : strokes) {
    for (PenPoint& p : stroke) {
      const float x = (p.x - 0.5f) * wider + (p.y - 0.5f) * slant, y = p.y - 0.5f;
      p.x = left + size * (0.5f + x * std::cos(turn) - y * std::sin(turn));
      p.y = top + size * (0.5f + x * std::sin(turn) + y * std::cos(turn));
    }
  }
}

}  // namespace

std::vector<PenStroke> strokes_of_svg(std::string_view svg) {
  std::vector<PenStroke> strokes;
  constexpr std::string_view kBegin = " d=\"";
  for (std::size_t at = svg.find(kBegin); at != std::string_view::npos; at = svg.find(kBegin, at)) {
    at += kBegin.size();
    PenStroke stroke = PathReader(std::string(svg.substr(at, svg.find('"', at) - at))).read();
    if (stroke.empty()) return {};
    for (PenPoint& p : stroke) p = {p.x / kSvgSide, p.y / kSvgSide};
    strokes.push_back(std::move(stroke));
  }
  return strokes;
}

std::vector<PenStroke> written(std::vector<PenStroke> strokes, Hand hand, std::uint64_t seed) {
  Dice dice(seed);
  for (PenStroke& stroke : strokes) jitter_stroke(stroke, dice);
  if (hand == Hand::swapped) swap_strokes(strokes, dice);
  if (hand == Hand::joined) join_strokes(strokes, dice);
  jitter_whole(strokes, dice);
  return strokes;
}

}  // namespace gridboard::bench
