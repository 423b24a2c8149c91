// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/read_digest.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "sync/store/audience.hpp"

namespace gridboard::desk {
namespace {

// What is held in memory of a log at once: as many as go into a commit.
constexpr std::uint64_t kChangesAtOnce = wire::kMaxChangesPerCommit;

}  // namespace

base::Result<LogSums> read_log_sums(store::Reader& reader, std::string_view log) {
  const auto head = reader.log_head(log);
  if (!head) return tl::unexpected(head.error());
  if (!*head) return base::fail(base::ErrorCode::not_found, "there is no log " + std::string(log));
  LogSums sums;
  sums.head = **head;
  std::vector<store::WholeChange> changes;
  for (std::uint64_t from = 0; from < sums.head.head; from += kChangesAtOnce) {
    const std::uint64_t upto = std::min(from + kChangesAtOnce, sums.head.head);
    const auto all =
        reader.all_changes(log, from, upto, kChangesAtOnce, std::numeric_limits<std::size_t>::max(), changes);
    if (!all) return tl::unexpected(all.error());
    for (const auto& change : changes) {
      if (change.body) sums.by_audience[change.audience].add(change.key, *change.body);
    }
  }
  return sums;
}

wire::Digest digest_at(const LogSums& sums, std::string_view place_path) {
  wire::Digest digest;
  for (const auto& [audience, of_audience] : sums.by_audience) {
    if (store::reaching(audience, place_path)) digest.add(of_audience);
  }
  return digest;
}

}  // namespace gridboard::desk
