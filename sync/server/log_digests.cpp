// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/log_digests.hpp"

#include <algorithm>
#include <utility>

#include "sync/desk/feed_records.hpp"
#include "sync/desk/read_feed.hpp"

namespace gridboard::server {
namespace {

// A community of 5,000 households takes half a second: that may come every ten minutes, not with every board that asks
// while bills are paid. A log as short as one page is gone through whenever somebody asks.
constexpr std::chrono::minutes kBetweenReads{10};
constexpr std::uint64_t kShortLog = wire::kMaxChangesPerCommit;
// Some 1,500 communities of 300 units each.
constexpr std::size_t kMostBytes = 64 << 20;
constexpr std::size_t kBytesAround = 96;  // of a node of the map

bool same(const store::LogHead& one, const store::LogHead& other) {
  return one.epoch == other.epoch && one.head == other.head;
}

std::size_t weight_of(const desk::LogSums& sums) {
  std::size_t bytes = sizeof sums + kBytesAround;
  for (const auto& [audience, digest] : sums.by_audience) bytes += audience.size() + sizeof digest + kBytesAround;
  return bytes;
}

}  // namespace

base::Result<std::vector<wire::LogDigest>> LogDigests::at(const store::Board& board, const wire::Cursor& cursor) {
  wire::Cursor stands;
  desk::LogHeads heads;
  const auto found = store_.read([&](store::Reader& reader) -> base::Result<void> {
    const auto logs = desk::logs_followed_by(reader, board);
    if (!logs) return tl::unexpected(logs.error());
    // A cursor that was made for another place stands nowhere.
    stands = desk::FeedPosition(board, *logs, cursor).cursor();
    auto read = desk::read_log_heads(reader, *logs);
    if (!read) return tl::unexpected(read.error());
    heads = std::move(*read);
    return {};
  });
  if (!found) return tl::unexpected(found.error());
  std::vector<wire::LogDigest> digests;
  for (const auto& [log, position] : stands) {
    const auto head = heads.find(log);
    if (head == heads.end() || head->second.epoch != position.epoch || head->second.head != position.seq) continue;
    const auto sums = sums_of(log, head->second);
    if (!sums) return tl::unexpected(sums.error());
    if (*sums) digests.push_back({log, position, desk::digest_at(**sums, board.place_path).text()});
  }
  return digests;
}

base::Result<LogDigests::Sums> LogDigests::sums_of(const std::string& log, const store::LogHead& head) {
  // A board's own: short, and nobody else asks for it.
  const bool shared = !log.starts_with("board/");
  std::unique_lock reading(reading_, std::defer_lock);
  if (shared) {
    bool too_soon = false;
    Sums sums = kept(log, head, too_soon);
    if (sums || too_soon || !reading.try_lock()) return sums;
    if (Sums by_another = kept(log, head, too_soon)) return by_another;
  }
  auto read = this->read(log);
  if (!read) return read;
  if (shared) keep(log, *read);
  if (!same((*read)->head, head)) return Sums();  // it has moved meanwhile
  return read;
}

LogDigests::Sums LogDigests::kept(const std::string& log, const store::LogHead& head, bool& too_soon) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(log);
  if (found == kept_.end()) return nullptr;
  Kept& kept = found->second;
  const auto now = clock_.monotonic();
  kept.used_at = now;
  if (same(kept.sums->head, head)) return kept.sums;
  too_soon = head.head > kShortLog && now - kept.read_at < kBetweenReads;
  return nullptr;
}

base::Result<LogDigests::Sums> LogDigests::read(const std::string& log) {
  ++metrics_.digest_reads;
  Sums sums;
  const auto read = store_.read([&](store::Reader& reader) -> base::Result<void> {
    auto read_now = desk::read_log_sums(reader, log);
    if (!read_now) return tl::unexpected(read_now.error());
    sums = std::make_shared<const desk::LogSums>(std::move(*read_now));
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return sums;
}

void LogDigests::keep(const std::string& log, Sums sums) {
  const std::lock_guard lock(mutex_);
  Kept& kept = kept_[log];
  bytes_ -= kept.bytes;
  const auto now = clock_.monotonic();
  const std::size_t bytes = weight_of(*sums);
  kept = {std::move(sums), now, now, bytes};
  bytes_ += bytes;
  while (bytes_ > kMostBytes && kept_.size() > 1) {
    const auto oldest = std::min_element(
        kept_.begin(), kept_.end(), [](const auto& a, const auto& b) { return a.second.used_at < b.second.used_at; });
    bytes_ -= oldest->second.bytes;
    kept_.erase(oldest);
  }
}

}  // namespace gridboard::server
