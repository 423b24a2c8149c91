// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/cli/words.hpp"

#include "sync/desk/resolve_places.hpp"

namespace gridboard::cli {

base::Result<std::string> places_in_words(store::Store& store, const std::vector<std::string>& paths) {
  std::string words;
  auto read = store.read([&](store::Reader& reader) -> base::Result<void> {
    for (const std::string& path : paths) {
      auto place = desk::place_in_words(reader, path);
      if (!place) return tl::unexpected(place.error());
      words += (words.empty() ? "" : ", ") + *place;
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return words;
}

}  // namespace gridboard::cli
