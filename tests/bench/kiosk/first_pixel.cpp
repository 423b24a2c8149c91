// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// first_pixel SECONDS PROGRAM ARGUMENTS...: starts the program and prints {"start_ms": n, "pid": n} when the X screen
// first shows something, seen from outside and so in the same way for every program; then waits for the program.
// Something: at least a hundredth of the sampled pixels differ from the empty root, in at least three colours. A window
// that is still one blank colour is not yet a picture.
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <thread>
#include <vector>

#include "tests/bench/kiosk/root_window.hpp"

namespace {

using Clock = std::chrono::steady_clock;

bool shows_something(const std::vector<unsigned long>& empty, const std::vector<unsigned long>& now) {
  std::size_t different = 0;
  std::set<unsigned long> colours;
  for (std::size_t index = 0; index < now.size() && index < empty.size(); ++index) {
    if (now[index] == empty[index]) continue;
    ++different;
    if (colours.size() < 3) colours.insert(now[index]);
  }
  return different * 100 >= now.size() && colours.size() >= 3;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: first_pixel SECONDS PROGRAM ARGUMENTS...\n");
    return 2;
  }
  Display* display = XOpenDisplay(nullptr);
  if (display == nullptr) {
    std::fprintf(stderr, "first_pixel: no X display\n");
    return 1;
  }
  const gridboard::bench::WatchedRoot root(display);
  const auto empty = root.sample();
  const auto start = Clock::now();
  const pid_t child = fork();
  if (child == 0) {
    close(ConnectionNumber(display));
    execvp(argv[2], argv + 2);
    std::perror(argv[2]);
    _exit(127);
  }
  const auto deadline = start + std::chrono::seconds(std::atoi(argv[1]));
  bool seen = false;
  while (!seen && Clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(3));
    seen = shows_something(empty, root.sample());
  }
  const double start_ms = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  if (seen) {
    std::printf("{\"start_ms\": %.1f, \"pid\": %d}\n", start_ms, static_cast<int>(child));
  } else {
    std::printf("{\"start_ms\": null, \"pid\": %d}\n", static_cast<int>(child));
  }
  std::fflush(stdout);
  XCloseDisplay(display);
  int status = 0;
  waitpid(child, &status, 0);
  return 0;
}
