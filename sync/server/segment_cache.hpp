// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Segments as they go over the wire, built once and shared by all streams that want the same. Belongs to one thread.

#include <list>
#include <map>
#include <memory>

#include "sync/base/result.hpp"
#include "sync/desk/read_feed.hpp"
#include "sync/net/http.hpp"
#include "sync/server/metrics.hpp"
#include "sync/store/store.hpp"

namespace gridboard::server {

// A line of the feed, as it is and compressed. A compressed stream is a row of whole frames, so that one frame serves
// all streams.
class FeedBytes {
 public:
  explicit FeedBytes(std::string line);  // without its newline
  [[nodiscard]] const net::SharedBytes& plain() const { return plain_; }
  [[nodiscard]] const net::SharedBytes& zstd();  // made when first asked for

 private:
  net::SharedBytes plain_, zstd_;
};

struct BuiltSegment {
  FeedBytes bytes;
  std::uint64_t to = 0;
  bool last = true;
  std::size_t changes = 0;
};

class SegmentCache {
 public:
  SegmentCache(store::Store& store, Metrics& metrics, std::size_t max_bytes)
      : store_(store), metrics_(metrics), max_bytes_(max_bytes) {}

  // From memory, or read and built now. Errors as of desk::read_segment.
  [[nodiscard]] base::Result<std::shared_ptr<BuiltSegment>> get(const desk::SegmentWanted& wanted);

 private:
  struct Kept {
    std::shared_ptr<BuiltSegment> segment;
    std::size_t bytes = 0;
    std::list<desk::SegmentWanted>::iterator use;
  };
  void keep(const desk::SegmentWanted& wanted, std::shared_ptr<BuiltSegment> segment);

  store::Store& store_;
  Metrics& metrics_;
  const std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  std::map<desk::SegmentWanted, Kept> kept_;
  std::list<desk::SegmentWanted> uses_;  // latest first
};

[[nodiscard]] std::shared_ptr<BuiltSegment> build_segment(const wire::Segment& segment);

}  // namespace gridboard::server
