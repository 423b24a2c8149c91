// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/segment_cache.hpp"

#include "sync/desk/delivery_ledger.hpp"
#include "sync/wire/feed.hpp"

namespace gridboard::server {
namespace {

// A larger log holds what concerns single doors (bills, households), so that no two of them get the same snapshot.
constexpr std::size_t kMostInSharedSnapshot = 32;

// The plain bytes, and as many again: the compressed forms may come later.
std::size_t weight_of(const BuiltSegment& segment) {
  return 2 * segment.bytes.plain()->size();
}

// A board's own log isn't worth keeping as a snapshot: nobody else takes it.
bool may_be_shared(const desk::SegmentWanted& wanted) {
  if (wanted.snapshot) return wanted.from == 0 && !wanted.log.starts_with("board/");
  return wanted.upto - wanted.from <= wire::kMaxChangesPerCommit;
}

std::size_t weight_of(const desk::LogChanges& changes) {
  std::size_t bytes = 0;
  for (const auto& change : changes.changes) {
    bytes += sizeof change + change.key.size() + change.audience.size() + (change.body ? change.body->size() : 0);
  }
  return bytes;
}

SentAnnouncements announcements_in(const wire::Segment& segment) {
  std::vector<store::Announcement> found;
  for (const wire::Put& put : segment.puts) {
    if (auto announcement = desk::announcement_of(put.key)) found.push_back(std::move(*announcement));
  }
  return found.empty() ? nullptr : std::make_shared<const std::vector<store::Announcement>>(std::move(found));
}

}  // namespace

std::shared_ptr<BuiltSegment> SegmentCache::build(const wire::Segment& segment) const {
  const std::string body = wire::encode_segment_body(segment);
  return std::make_shared<BuiltSegment>(
      BuiltSegment{FeedBytes(wire::encode_segment_line(keys_.sign(body), body)), segment.to, segment.last,
                   segment.puts.size() + segment.removes.size(), announcements_in(segment)});
}

base::Result<std::shared_ptr<BuiltSegment>> SegmentCache::get(const desk::SegmentWanted& wanted) {
  forget_old_signatures();
  if (may_be_shared(wanted)) {
    const auto changes = changes_of(wanted);
    if (!changes) return tl::unexpected(changes.error());
    if ((*changes)->changes) return share_of(**changes, wanted.place_path);
  }
  return segment_of_place(wanted);
}

void SegmentCache::forget_old_signatures() {
  const std::uint64_t number = keys_.number();
  if (number == signed_by_) return;
  kept_.clear();
  uses_.clear();
  bytes_ = 0;
  signed_by_ = number;
}

base::Result<SegmentCache::Kept*> SegmentCache::changes_of(const desk::SegmentWanted& wanted) {
  if (!uses_.empty()) {
    // Mostly the same as the stream before.
    const desk::SegmentWanted& latest = uses_.front();
    const bool same = latest.snapshot == wanted.snapshot && latest.upto == wanted.upto && latest.from == wanted.from &&
                      latest.epoch == wanted.epoch && latest.log == wanted.log;
    if (same) return find(latest);
  }
  desk::SegmentWanted of_all = wanted;
  of_all.place_path.clear();
  if (Kept* kept = find(of_all)) return kept;
  Kept kept;
  const auto read = store_.read([&](store::Reader& reader) -> base::Result<void> {
    desk::FeedLimits limits;
    if (wanted.snapshot) limits.max_changes = kMostInSharedSnapshot;
    auto changes = desk::read_log_changes(reader, of_all, limits);
    if (!changes) return tl::unexpected(changes.error());
    if (*changes) kept.changes = std::make_shared<const desk::LogChanges>(std::move(**changes));
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  kept.bytes = sizeof(Kept) + (kept.changes ? weight_of(*kept.changes) : 0);
  return keep(of_all, std::move(kept));
}

std::shared_ptr<BuiltSegment> SegmentCache::share_of(Kept& changes, const std::string& place_path) {
  std::string name = desk::name_of_share(*changes.changes, place_path);
  const auto found = changes.shares.find(name);
  if (found != changes.shares.end()) return found->second;
  auto built = build(desk::share_of(*changes.changes, place_path));
  ++metrics_.segments_built;
  const std::size_t bytes = weight_of(*built) + name.size();
  changes.shares.emplace(std::move(name), built);
  count(changes, bytes);
  return built;
}

base::Result<std::shared_ptr<BuiltSegment>> SegmentCache::segment_of_place(const desk::SegmentWanted& wanted) {
  std::shared_ptr<BuiltSegment> built;
  const auto read = store_.read([&](store::Reader& reader) -> base::Result<void> {
    const auto segment = desk::read_segment(reader, wanted, desk::FeedLimits{});
    if (!segment) return tl::unexpected(segment.error());
    built = build(*segment);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  ++metrics_.segments_built;
  return built;
}

SegmentCache::Kept* SegmentCache::find(const desk::SegmentWanted& wanted) {
  const auto found = kept_.find(wanted);
  if (found == kept_.end()) return nullptr;
  uses_.splice(uses_.begin(), uses_, found->second.use);
  found->second.used = true;
  return &found->second;
}

SegmentCache::Kept* SegmentCache::keep(const desk::SegmentWanted& wanted, Kept kept) {
  uses_.push_front(wanted);
  kept.use = uses_.begin();
  const std::size_t bytes = std::exchange(kept.bytes, 0);
  Kept& placed = kept_[wanted] = std::move(kept);
  count(placed, bytes);
  return &placed;
}

// The one that is used now stays, however large.
void SegmentCache::count(Kept& kept, std::size_t bytes) {
  kept.bytes += bytes;
  bytes_ += bytes;
  while (bytes_ > max_bytes_ && uses_.size() > 1) {
    const auto oldest = kept_.find(uses_.back());
    bytes_ -= oldest->second.bytes;
    kept_.erase(oldest);
    uses_.pop_back();
  }
}

bool SegmentCache::forget_unused() {
  const std::size_t before = kept_.size();
  for (auto kept = kept_.begin(); kept != kept_.end();) {
    if (std::exchange(kept->second.used, false)) {
      ++kept;
      continue;
    }
    bytes_ -= kept->second.bytes;
    uses_.erase(kept->second.use);
    kept = kept_.erase(kept);
  }
  return kept_.size() != before;
}

}  // namespace gridboard::server
