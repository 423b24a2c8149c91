// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/list_boards.hpp"

#include <algorithm>
#include <tuple>

#include "sync/base/paths.hpp"
#include "sync/desk/resolve_places.hpp"

namespace gridboard::desk {

using base::Result;

const char* name_of(store::BoardState state) {
  switch (state) {
    case store::BoardState::awaiting:
      return "awaiting";
    case store::BoardState::active:
      return "active";
    case store::BoardState::revoked:
      return "revoked";
    case store::BoardState::unapproved:
      return "unapproved";
  }
  return "";
}

Result<std::vector<store::Board>> list_boards(store::Store& store, const std::vector<std::string>& written) {
  std::vector<store::Board> listed;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto boards = reader.boards();
    if (!boards) return tl::unexpected(boards.error());
    listed = std::move(*boards);
    if (written.empty()) return {};
    auto places = resolve_places(reader, written);
    if (!places) return tl::unexpected(places.error());
    std::erase_if(listed, [&](const store::Board& board) {
      return std::none_of(places->begin(), places->end(),
                          [&](const model::Place& place) { return base::path_contains(place.path, board.place_path); });
    });
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  std::sort(listed.begin(), listed.end(), [](const store::Board& a, const store::Board& b) {
    return std::tie(a.place_path, a.id) < std::tie(b.place_path, b.id);
  });
  return listed;
}

}  // namespace gridboard::desk
