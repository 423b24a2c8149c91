// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace gridboard::tests {

// What golden/NAME holds. With GRIDBOARD_NEW_GOLDEN set it is written first: read what changed before committing it.
inline std::string golden(const std::string& name, const std::string& now) {
  const std::string path = std::string(GRIDBOARD_SOURCE_DIR) + "/tests/sync/bulletin/golden/" + name;
  if (std::getenv("GRIDBOARD_NEW_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << now;
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace gridboard::tests
