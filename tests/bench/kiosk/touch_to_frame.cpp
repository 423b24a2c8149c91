// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// touch_to_frame TIMES X Y [X Y]...: touches these points in turn, as the X server's own pointer, and prints
// {"touches": n, "unseen": n, "p50_ms": n, "p99_ms": n}: from the touch to the first change of more than a hundredth of
// the sampled pixels, seen on the X screen from outside. A clock that ticks is smaller than that.
#include <X11/extensions/XTest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "tests/bench/kiosk/root_window.hpp"

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLongest{2000};
constexpr std::chrono::milliseconds kPause{350};  // longer than any animation of a page takes

bool is_another_picture(const std::vector<unsigned long>& before, const std::vector<unsigned long>& now) {
  std::size_t different = 0;
  for (std::size_t i = 0; i < now.size() && i < before.size(); ++i) different += now[i] != before[i];
  return different * 100 >= now.size();
}

// Milliseconds until another picture; negative if none came.
double touch(Display* display, const gridboard::bench::WatchedRoot& root, int x, int y) {
  XTestFakeMotionEvent(display, -1, x, y, CurrentTime);
  XSync(display, False);
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const auto before = root.sample();
  const auto start = Clock::now();
  XTestFakeButtonEvent(display, 1, True, CurrentTime);
  XTestFakeButtonEvent(display, 1, False, CurrentTime);
  XFlush(display);
  while (Clock::now() - start < kLongest) {
    if (is_another_picture(before, root.sample())) {
      return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    }
    std::this_thread::sleep_for(std::chrono::microseconds(500));
  }
  return -1;
}

double share_of(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return 0;
  return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4 || argc % 2 != 0) {
    std::fprintf(stderr, "usage: touch_to_frame TIMES X Y [X Y]...\n");
    return 2;
  }
  Display* display = XOpenDisplay(nullptr);
  if (display == nullptr) {
    std::fprintf(stderr, "touch_to_frame: no X display\n");
    return 1;
  }
  const gridboard::bench::WatchedRoot root(display);
  const int points = (argc - 2) / 2;
  std::vector<double> seen;
  int unseen = 0;
  for (int i = 0; i < std::atoi(argv[1]); ++i) {
    const int at = 2 + 2 * (i % points);
    const double took = touch(display, root, std::atoi(argv[at]), std::atoi(argv[at + 1]));
    if (took < 0) {
      ++unseen;
    } else {
      seen.push_back(took);
    }
    std::this_thread::sleep_for(kPause);
  }
  std::sort(seen.begin(), seen.end());
  std::printf("{\"touches\": %zu, \"unseen\": %d, \"p50_ms\": %.1f, \"p99_ms\": %.1f}\n", seen.size(), unseen,
              share_of(seen, 0.5), share_of(seen, 0.99));
  XCloseDisplay(display);
  return 0;
}
