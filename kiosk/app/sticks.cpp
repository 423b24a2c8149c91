// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/sticks.hpp"

#include <algorithm>

#include "sync/base/files.hpp"

namespace gridboard::kiosk::app {
namespace {

bool is_octal(char c) {
  return c >= '0' && c <= '7';
}

// Spaces and the like stand as "\\040" there.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '\\' && i + 3 < text.size() && is_octal(text[i + 1]) && is_octal(text[i + 2]) &&
                        is_octal(text[i + 3]);
    if (!escape) {
      out += text[i];
      continue;
    }
    out += static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
    i += 3;
  }
  return out;
}

}  // namespace

std::vector<std::string> mounted_sticks(std::string_view mounts) {
  std::vector<std::string> found;
  while (!mounts.empty()) {
    const std::string_view line = mounts.substr(0, mounts.find('\n'));
    mounts.remove_prefix(std::min(mounts.size(), line.size() + 1));
    const std::size_t device = line.find(' ');
    if (device == std::string_view::npos) continue;
    const std::string_view rest = line.substr(device + 1);
    std::string folder = unescaped(rest.substr(0, rest.find(' ')));
    for (const std::string_view root : {"/media/", "/run/media/", "/mnt/"}) {
      if (folder.starts_with(root)) found.push_back(folder);
    }
    if (folder == "/mnt") found.push_back(folder);
  }
  return found;
}

std::vector<std::string> sticks(const std::string& given) {
  if (!given.empty()) return {given};
  const auto mounts = base::read_file("/proc/self/mounts");
  return mounts ? mounted_sticks(*mounts) : std::vector<std::string>();
}

}  // namespace gridboard::kiosk::app
