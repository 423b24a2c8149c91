// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/bundle.hpp"

namespace gridboard::desk {

struct ExportedBundle {
  wire::BundleEnd end;
  std::size_t records = 0, removals = 0, answers = 0;
  bool whole = true;  // all that the board shows, not only what came since it was visited last
};

// Writes all that the board would get by the network to a file for a stick, signed, for that board alone: from where it
// stood when its outbox was brought last, or everything if it never was or `whole`. With the answers to that outbox.
// not_found: no such board; conflict: it isn't in service; io.
[[nodiscard]] base::Result<ExportedBundle> export_bundle(store::Store& store, const KeyRing& keys,
                                                         std::string_view board_id, const std::string& path, bool whole,
                                                         base::Instant now);

}  // namespace gridboard::desk
