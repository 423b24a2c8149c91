// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// How a board will show a notice, drawn by the board's own program: `gridboard-kiosk --render` gets one JSON object on
// its standard input (kiosk/app/render_request.hpp says which) and writes a PNG to its standard output.

#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace gridboard::desk {

struct PreviewWish {
  std::string record;                    // JSON of the notice, see wire/records.hpp
  std::string place, supplier, hotline;  // words around it
  std::string now;  // RFC 3339: the clock on the glass, as coarse as it may be: every one is another picture
  bool landscape = false, large = false, english = false;
  std::string picture;  // bytes, "" for none
};
// What goes to the program.
[[nodiscard]] std::string preview_input(const PreviewWish& wish);

inline constexpr int kMostPreviewsAtOnce = 2;  // each a core for the time of a board's first picture
inline constexpr std::size_t kMostKeptPreviews = 32;
inline constexpr std::size_t kMostPreviewBytes = 16 << 20;  // a glass of 3840x2160 in colours is under 10 MB

// Thread-safe.
class PreviewPainter {
 public:
  // `program`: path, "" where there is none. No shell has a part in it.
  PreviewPainter(std::string program, std::chrono::milliseconds deadline)
      : program_(std::move(program)), deadline_(deadline) {}

  // PNG. Waits for its turn; the same wish again comes from memory. unavailable: the program isn't there, fails, or
  // writes no PNG; timed_out.
  [[nodiscard]] base::Result<std::string> draw(const PreviewWish& wish);

 private:
  struct Kept {
    std::string input_hash, png;
  };
  [[nodiscard]] bool find_kept(const std::string& hash, std::string& png);

  std::string program_;
  std::chrono::milliseconds deadline_;
  std::mutex mutex_;
  std::condition_variable ended_;
  int running_ = 0;
  std::list<Kept> kept_;  // latest use first
};

}  // namespace gridboard::desk
