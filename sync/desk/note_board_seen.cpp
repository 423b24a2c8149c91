// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/note_board_seen.hpp"

namespace gridboard::desk {

base::Result<void> note_board_seen(store::Writer& writer, std::string_view board_id, base::Instant at) {
  return writer.note_seen(board_id, at);
}

base::Result<void> note_board_seen(store::Store& store, std::string_view board_id, base::Instant at) {
  return store.write([&](store::Writer& writer) { return note_board_seen(writer, board_id, at); });
}

}  // namespace gridboard::desk
