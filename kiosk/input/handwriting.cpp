// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/handwriting.hpp"

#include <algorithm>
#include <cstdint>

#include "kiosk/input/mapped_file.hpp"
#include "kiosk/input/path_distance.hpp"
#include "kiosk/input/pen_path.hpp"
#include "kiosk/input/stroke_file.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::input {
namespace {

constexpr std::size_t kLookedAt = 200;    // characters with the likest pictures, whose paths are compared
constexpr float kOrderIsWorth = 1.5f;     // a path in the wrong order counts as this times its distance in any order
constexpr float kUnlikeIsWorth = 1.0f;    // of the picture
constexpr float kUsualIsWorth = 0.0005f;  // of each step of usualness: decides only what is nearly the same

struct Likeness {
  int picture = 0;  // more is liker
  std::uint32_t index = 0;
};

struct Guess {
  float distance = 0;
  char32_t code_point = 0;
};

int dot_product(const InkPicture& one, const std::int8_t* other) {
  int sum = 0;
  for (std::size_t i = 0; i < kPictureBytes; ++i) sum += one[i] * other[i];
  return sum;
}

class Engine final : public HandwritingEngine {
 public:
  Engine(MappedFile file, const StrokeFile& known) : file_(std::move(file)), known_(known) {}

  std::vector<std::string> match(const std::vector<PenStroke>& written) override {
    PenShape shape;
    if (!shape_of(written, shape)) return {};
    std::vector<std::string> out;
    for (const Guess& guess : guesses(shape)) {
      if (out.size() == kMaxWritten) break;
      base::append_utf8(out.emplace_back(), guess.code_point);
    }
    return out;
  }

 private:
  std::vector<Likeness> likest(const InkPicture& picture) const {
    std::vector<Likeness> all(known_.size());
    for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = {dot_product(picture, known_.picture(i)), i};
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), kLookedAt));
    std::partial_sort(all.begin(), end, all.end(), [](const Likeness& a, const Likeness& b) {
      return a.picture != b.picture ? a.picture > b.picture : a.index < b.index;
    });
    all.erase(end, all.end());
    return all;
  }

  std::vector<Guess> guesses(const PenShape& shape) const {
    const std::vector<Likeness> candidates = likest(shape.picture);
    std::vector<Guess> out;
    for (const Likeness& candidate : candidates) {
      const PathDistance path = distance(shape.path, known_.path(candidate.index), kOrderIsWorth);
      const int most = std::max(candidates.front().picture, 1);
      const float unlike = 1 - static_cast<float>(candidate.picture) / static_cast<float>(most);
      out.push_back({path.in_any_order + std::min(path.in_order, kOrderIsWorth * path.in_any_order) +
                         kUnlikeIsWorth * unlike - kUsualIsWorth * known_.usual(candidate.index),
                     known_.code_point(candidate.index)});
    }
    std::stable_sort(out.begin(), out.end(), [](const Guess& a, const Guess& b) { return a.distance < b.distance; });
    return out;
  }

  MappedFile file_;
  StrokeFile known_;
};

}  // namespace

base::Result<std::unique_ptr<HandwritingEngine>> HandwritingEngine::open(const std::string& strokes) {
  auto file = MappedFile::open(strokes);
  if (!file) return tl::unexpected(file.error());
  const auto known = StrokeFile::parse(file->bytes());
  if (!known) return base::fail(known.error().code, strokes + ": " + known.error().message);
  return std::make_unique<Engine>(std::move(*file), *known);
}

}  // namespace gridboard::kiosk::input
