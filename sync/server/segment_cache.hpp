// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Segments as they go over the wire, built and signed once and shared by all streams that want the same. Belongs to one
// thread.
//
// What a log changed lately, or the whole of a small log, is read once for all places, and boards that get the same of
// it share one segment: a notice to ten thousand doors is one read, one signature and one block of bytes. What is too
// much for that is read for each place and not kept. What nobody has asked for in a while goes.

#include <list>
#include <map>
#include <memory>
#include <unordered_map>

#include "sync/base/result.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/desk/read_feed.hpp"
#include "sync/server/feed_bytes.hpp"
#include "sync/server/metrics.hpp"
#include "sync/server/sent_boards.hpp"
#include "sync/store/store.hpp"

namespace gridboard::server {

struct BuiltSegment {
  FeedBytes bytes;
  std::uint64_t to = 0;
  bool last = true;
  std::size_t changes = 0;
  SentAnnouncements announcements;  // that it puts, null if none
};

class SegmentCache {
 public:
  // All that is given must outlive the cache.
  SegmentCache(store::Store& store, const desk::KeyRing& keys, Metrics& metrics, std::size_t max_bytes)
      : store_(store), keys_(keys), metrics_(metrics), max_bytes_(max_bytes) {}

  // From memory, or read, built and signed now. Errors as of desk::read_segment. What was signed by the key before a
  // rotation isn't used any more: a board may come back after that key has ended.
  [[nodiscard]] base::Result<std::shared_ptr<BuiltSegment>> get(const desk::SegmentWanted& wanted);
  // Of one board alone: not kept.
  [[nodiscard]] std::shared_ptr<BuiltSegment> build(const wire::Segment& segment) const;
  // Drops what wasn't asked for since the call before this one. True if that was something.
  bool forget_unused();

 private:
  struct Kept {
    std::shared_ptr<const desk::LogChanges> changes;                        // null: too much to share
    std::unordered_map<std::string, std::shared_ptr<BuiltSegment>> shares;  // by name
    std::size_t bytes = 0;
    bool used = true;
    std::list<desk::SegmentWanted>::iterator use;
  };
  void forget_old_signatures();
  [[nodiscard]] Kept* find(const desk::SegmentWanted& wanted);
  Kept* keep(const desk::SegmentWanted& wanted, Kept kept);
  void count(Kept& kept, std::size_t bytes);
  base::Result<Kept*> changes_of(const desk::SegmentWanted& wanted);
  std::shared_ptr<BuiltSegment> share_of(Kept& changes, const std::string& place_path);
  base::Result<std::shared_ptr<BuiltSegment>> segment_of_place(const desk::SegmentWanted& wanted);

  store::Store& store_;
  const desk::KeyRing& keys_;
  Metrics& metrics_;
  const std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  std::uint64_t signed_by_ = 0;               // number of the key that signed what is kept
  std::map<desk::SegmentWanted, Kept> kept_;  // whatever the place: under the place ""
  std::list<desk::SegmentWanted> uses_;       // latest first
};

}  // namespace gridboard::server
