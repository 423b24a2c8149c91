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

// Of pictures in one bundle: a stick is written and read in a minute, and the newest notices come first.
inline constexpr std::uint64_t kMaxBundleBlobBytes = 64u << 20;

struct ExportedBundle {
  wire::BundleEnd end;
  std::size_t records = 0, removals = 0, answers = 0;
  std::size_t pictures = 0, pictures_left_out = 0;  // left out: over kMaxBundleBlobBytes, or not there
  bool whole = true;  // all that the board shows, not only what came since it was visited last
};

// Writes all that the board would get by the network to a file for a stick, signed, for that board alone: from where it
// stood when its outbox was brought last, or everything if it never was or `whole`. With the answers to that outbox,
// and the pictures of all notices that it shows or will show. The notices and outages in it then stand in their ledgers
// as handed out by stick, unless they were handed out before; a file that can't be told of so is removed.
// not_found: no such board; conflict: it isn't in service; io.
[[nodiscard]] base::Result<ExportedBundle> export_bundle(store::Store& store, const KeyRing& keys,
                                                         std::string_view board_id, const std::string& path, bool whole,
                                                         base::Instant now);

}  // namespace gridboard::desk
