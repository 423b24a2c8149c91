// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/base/paths.hpp"

#include <algorithm>

namespace gridboard::base {

bool path_contains(std::string_view outer, std::string_view inner) {
  if (outer.empty()) return true;
  return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '/');
}

bool reaches(std::string_view audience, std::string_view place) {
  if (audience.empty() || place.empty()) return false;
  return path_contains(audience, place) || path_contains(place, audience);
}

std::string_view parent_path(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view last_segment(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

int path_depth(std::string_view path) {
  return path.empty() ? 0 : static_cast<int>(std::count(path.begin(), path.end(), '/')) + 1;
}

std::vector<std::string> self_and_ancestors(std::string_view path) {
  std::vector<std::string> paths;
  for (; !path.empty(); path = parent_path(path)) paths.emplace_back(path);
  std::reverse(paths.begin(), paths.end());
  return paths;
}

}  // namespace gridboard::base
