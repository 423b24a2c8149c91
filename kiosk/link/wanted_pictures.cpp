// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/link/wanted_pictures.hpp"

#include <algorithm>

#include "sync/replica/replica.hpp"

namespace gridboard::kiosk::link {

base::Result<std::vector<model::RecordPicture>> wanted_pictures(const std::string& replica_path, base::Instant now,
                                                                std::uint64_t max_bytes) {
  const auto reader = replica::ReplicaReader::open(replica_path);
  if (!reader) return tl::unexpected(reader.error());
  const auto freshness = (*reader)->freshness();
  if (!freshness) return tl::unexpected(freshness.error());
  auto notices = (*reader)->notices();
  if (!notices) return tl::unexpected(notices.error());
  const base::Instant centre_now = now + freshness->clock_offset;
  const auto weight = [](const model::Notice& notice) { return (notice.urgent ? 2 : 0) + (notice.pinned ? 1 : 0); };
  std::stable_sort(notices->begin(), notices->end(),
                   [&](const auto& one, const auto& other) { return weight(one) > weight(other); });
  std::vector<model::RecordPicture> wanted;
  std::uint64_t bytes = 0;
  for (model::Notice& notice : *notices) {
    const bool over = notice.withdrawn || (notice.valid_to && *notice.valid_to <= centre_now);
    if (over || !notice.picture || notice.picture->bytes > max_bytes - bytes) continue;
    const auto same = [&](const auto& each) { return each.sha256 == notice.picture->sha256; };
    if (std::any_of(wanted.begin(), wanted.end(), same)) continue;
    bytes += notice.picture->bytes;
    wanted.push_back(std::move(*notice.picture));
  }
  return wanted;
}

std::set<std::string> hashes_of(const std::vector<model::RecordPicture>& pictures) {
  std::set<std::string> hashes;
  for (const model::RecordPicture& picture : pictures) hashes.insert(picture.sha256);
  return hashes;
}

}  // namespace gridboard::kiosk::link
