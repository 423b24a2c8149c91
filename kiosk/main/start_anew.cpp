// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/main/start_anew.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <iostream>
#include <string_view>
#include <vector>

namespace gridboard::kiosk {

std::string this_program() {
  std::array<char, PATH_MAX> path{};
  const ssize_t length = ::readlink("/proc/self/exe", path.data(), path.size());
  const bool whole = length > 0 && static_cast<std::size_t>(length) < path.size();
  return whole ? std::string(path.data(), static_cast<std::size_t>(length)) : std::string();
}

namespace {

// A board of which something was asked is enrolled: a code isn't read a second time, least of all from standard input.
std::vector<char*> without_code(char** arguments) {
  constexpr std::string_view kCode = "--enrol-code-file";
  std::vector<char*> kept;
  for (; *arguments != nullptr; ++arguments) {
    const std::string_view argument = *arguments;
    if (argument == kCode && arguments[1] != nullptr) {
      ++arguments;
    } else if (!argument.starts_with(std::string(kCode) + "=")) {
      kept.push_back(*arguments);
    }
  }
  kept.push_back(nullptr);
  return kept;
}

}  // namespace

void start_anew(const std::string& program, char** arguments) {
  ::close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);  // a kernel that can't leaves a few of them open
  if (!program.empty()) ::execv(program.c_str(), without_code(arguments).data());
  std::cerr << "gridboard-kiosk: can't start anew: "
            << (program.empty() ? "where it lies isn't known" : std::strerror(errno)) << "\n";
}

}  // namespace gridboard::kiosk
