// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The place tree as staff walk through it and search it.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/model/place.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Says places in names, and reads each level once. Lives as long as its reader.
class PlaceWords {
 public:
  explicit PlaceWords(store::Reader& reader) : reader_(reader) {}

  // "新华社区/3栋/2单元", as place_in_words().
  [[nodiscard]] base::Result<std::string> of(std::string_view path);
  [[nodiscard]] base::Result<std::optional<model::Place>> place(const std::string& path);
  // Reads all that of() will want of these, and what is above them, together.
  [[nodiscard]] base::Result<void> look_ahead(const std::vector<std::string>& paths);

 private:
  store::Reader& reader_;
  std::map<std::string, std::optional<model::Place>> known_;
};

// The paths and everything above them, each once, by path.
[[nodiscard]] std::vector<std::string> selves_and_ancestors(const std::vector<std::string>& paths);

// At most `limit` places at or under any of `tops` ({""} is everywhere) that the words fit, behind the path `after`:
// the last word is in a place's own name or code, those before it in the ones of places above it ("新华 3栋"). Words
// are parted by spaces, '/' or '>'. The tops lie beside one another.
[[nodiscard]] base::Result<std::vector<model::Place>> search_places(store::Reader& reader, std::string_view words,
                                                                    std::vector<std::string> tops,
                                                                    std::string_view after, std::size_t limit);
// Of tops that are gone through one after the other: those that are left behind `after`, its own first.
[[nodiscard]] std::vector<std::string> tops_from(std::vector<std::string> tops, std::string_view after);

}  // namespace gridboard::desk
