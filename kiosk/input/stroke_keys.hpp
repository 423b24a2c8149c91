// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// 笔画 keys: a character by its strokes in order, each one of five. For what neither pinyin nor handwriting knows:
// every Chinese character of GB 18030-2022 is found so. Of those that no table of strokes has (extensions D to F) it is
// known which radical they have and of how many strokes they are.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::input {

inline constexpr std::string_view kStrokeKeys = "hspnz";  // 横 竖 撇 捺(点) 折
inline constexpr std::size_t kMaxKeyedStrokes = 64;       // the most that a character has
inline constexpr std::size_t kMaxKeyed = 400;             // characters found

class StrokeKeys {
 public:
  // `file`: share/input/stroke_keys.bin. not_found or corrupt name the file. Thread-safe to read.
  [[nodiscard]] static base::Result<std::unique_ptr<StrokeKeys>> open(const std::string& file);
  virtual ~StrokeKeys() = default;
  // Those with exactly these strokes first, then those that begin with them; usual characters before rare ones. Last,
  // those of as many strokes whose own aren't known but whose radical's stand somewhere in `strokes`. '*' in `strokes`
  // stands for any one stroke. What is no key is left out.
  [[nodiscard]] virtual std::vector<std::string> find(std::string_view strokes) const = 0;
};

}  // namespace gridboard::kiosk::input
