// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Feed and outbox on a stick, for boards without a network. On the thread that owns the writer, while nothing else uses
// it.

#include <string>
#include <vector>

#include "kiosk/link/blob_cache.hpp"
#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/replica/replica.hpp"

namespace gridboard::kiosk::link {

struct TakenBundle {
  base::Instant made_at{};
  std::size_t pictures = 0;  // that weren't there before
  std::vector<std::string> changed;   // keys
  std::vector<std::string> answered;  // ids of items
};

// Takes a bundle of the centre in, checked like the live feed: its records whole or not at all; its answers, which hold
// in any case, before them. `scratch_folder` has room for a copy of it. conflict: refused, and what this board shows
// stays; that is reported through the outbox. not_found, io: the file can't be read, or nothing can be kept; corrupt:
// the replica is.
// Its pictures go into `blobs`, if there is one, each by itself: one that isn't what its hash says, or for which there
// is no room, is left out and told in the log; a network may bring it later.
struct BundleBlobs {
  BlobCache& cache;
  std::string replica_path;
  base::Instant now{};
};
[[nodiscard]] base::Result<TakenBundle> take_bundle(replica::ReplicaWriter& writer, const std::string& path,
                                                    const std::string& scratch_folder,
                                                    const BundleBlobs* blobs = nullptr);

struct WrittenOutbox {
  std::size_t items = 0;
};
// Writes what the centre hasn't acknowledged, and where this board stands, signed with the board's own key. All of it
// stays in the outbox until the answers come. unavailable: this board belongs to no centre.
[[nodiscard]] base::Result<WrittenOutbox> write_outbox(replica::ReplicaWriter& writer, const std::string& path,
                                                       base::Instant now, base::Zone zone);

// How the files are called that the maintenance screen looks for.
[[nodiscard]] std::string bundle_name(const std::string& board_id);
[[nodiscard]] std::string outbox_name(const std::string& board_id);

}  // namespace gridboard::kiosk::link
