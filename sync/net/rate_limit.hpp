// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Slows down who guesses: so many failures a minute for each peer, and so many for all together. Thread-safe, bounded.

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace gridboard::net {

class RateLimit {
 public:
  RateLimit(std::size_t failures_per_peer, std::size_t failures_of_all, std::chrono::milliseconds window)
      : per_peer_(failures_per_peer), of_all_(failures_of_all), window_(window) {}

  // `now` is monotonic. Zero: may try. Otherwise how long to wait.
  [[nodiscard]] std::chrono::milliseconds wait_for(std::string_view peer, std::chrono::milliseconds now);
  void note_failure(std::string_view peer, std::chrono::milliseconds now);

 private:
  void begin_window(std::chrono::milliseconds now);

  const std::size_t per_peer_, of_all_;
  const std::chrono::milliseconds window_;
  std::mutex mutex_;
  std::chrono::milliseconds window_began_{0};
  std::size_t failures_ = 0;
  std::map<std::string, std::size_t, std::less<>> by_peer_;  // at most of_all_ entries a window
};

}  // namespace gridboard::net
