// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Pictures that came over the wire, read beside the loop: a photograph takes longer to decode than a frame may.
//
// THREADING: all from the loop's thread; `read` is called on the worker's and must not block.

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/widgets/image.hpp"

namespace gridboard::kiosk::widgets {

inline constexpr std::size_t kMostWishes = 32;  // a page of notices; the oldest of more is dropped

struct PictureWish {
  std::string sha256;
  int width_px = 0, height_px = 0;  // the box that it is to fit

  bool operator==(const PictureWish&) const = default;
};
struct ReadPicture {
  PictureWish wish;
  ImagePixels pixels;  // fitting the box; empty: it isn't there, or can't be drawn
};

// What a wish is for out of the whole picture's bytes, which nobody has looked at yet. Takes as long as decoding does.
[[nodiscard]] base::Result<ImagePixels> fitting(std::string_view bytes, const PictureWish& wish);

class PictureReader {
 public:
  // `folder` holds each under its SHA-256. Costs nothing until asked.
  PictureReader(std::string folder, std::function<void()> read);
  ~PictureReader();
  PictureReader(const PictureReader&) = delete;
  PictureReader& operator=(const PictureReader&) = delete;

  void ask(PictureWish wish);
  [[nodiscard]] std::vector<ReadPicture> take();
  // Asked for and not taken yet.
  [[nodiscard]] bool waits_for(const PictureWish& wish) const;
  [[nodiscard]] bool waits() const;

 private:
  class Thread;
  const std::string folder_;
  const std::function<void()> read_;
  std::unique_ptr<Thread> thread_;
};

}  // namespace gridboard::kiosk::widgets
