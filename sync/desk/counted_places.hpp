// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The places that something is counted at: the community that it lies in and all above it, to the whole centre ("").
// Not below: a building's figures would be about a few homes.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Where what concerns both lies: of each pair of paths the inner one, if one contains the other; none contains another.
[[nodiscard]] std::vector<std::string> shared_places(const std::vector<std::string>& some,
                                                     const std::vector<std::string>& others);

// Reads each place once. Lives as long as its reader.
class CountedPlaces {
 public:
  explicit CountedPlaces(store::Reader& reader) : reader_(reader) {}

  // Of what lies at one path, root first. A path that the tree doesn't know counts at what is known above it.
  [[nodiscard]] base::Result<std::vector<std::string>> above(std::string_view path);
  // Of what reaches everything at or under the paths: the communities below them as well. By path, each once.
  [[nodiscard]] base::Result<std::vector<std::string>> reached(const std::vector<std::string>& paths);
  // Of these places, none of which contains another.
  [[nodiscard]] base::Result<std::int64_t> households(const std::vector<std::string>& paths);

 private:
  [[nodiscard]] base::Result<bool> is_counted_at(const std::string& path);

  store::Reader& reader_;
  std::map<std::string, bool> counted_;
  std::map<std::string, std::vector<std::string>> below_;
  std::map<std::string, std::int64_t> households_;
};

}  // namespace gridboard::desk
