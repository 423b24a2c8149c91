// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/segment_cache.hpp"

#include <zstd.h>

#include "sync/wire/feed.hpp"

namespace gridboard::server {
namespace {

constexpr int kZstdLevel = 1;

}  // namespace

FeedBytes::FeedBytes(std::string line) {
  line += '\n';
  plain_ = std::make_shared<const std::string>(std::move(line));
}

const net::SharedBytes& FeedBytes::zstd() {
  if (zstd_) return zstd_;
  std::string frame(ZSTD_compressBound(plain_->size()), '\0');
  const std::size_t size = ZSTD_compress(frame.data(), frame.size(), plain_->data(), plain_->size(), kZstdLevel);
  frame.resize(ZSTD_isError(size) != 0U ? 0 : size);  // can't fail: the frame has room for the worst case
  frame.shrink_to_fit();
  zstd_ = std::make_shared<const std::string>(std::move(frame));
  return zstd_;
}

std::shared_ptr<BuiltSegment> build_segment(const wire::Segment& segment) {
  auto built = std::make_shared<BuiltSegment>(
      BuiltSegment{FeedBytes(wire::encode_segment_line(wire::kUnsigned, wire::encode_segment_body(segment))),
                   segment.to, segment.last, segment.puts.size() + segment.removes.size()});
  return built;
}

base::Result<std::shared_ptr<BuiltSegment>> SegmentCache::get(const desk::SegmentWanted& wanted) {
  const auto found = kept_.find(wanted);
  if (found != kept_.end()) {
    uses_.splice(uses_.begin(), uses_, found->second.use);
    return found->second.segment;
  }
  std::shared_ptr<BuiltSegment> built;
  const auto read = store_.read([&](store::Reader& reader) -> base::Result<void> {
    const auto segment = desk::read_segment(reader, wanted, desk::FeedLimits{});
    if (!segment) return tl::unexpected(segment.error());
    built = build_segment(*segment);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  ++metrics_.segments_built;
  keep(wanted, built);
  return built;
}

void SegmentCache::keep(const desk::SegmentWanted& wanted, std::shared_ptr<BuiltSegment> segment) {
  // Twice the plain bytes: the compressed form may come later.
  const std::size_t bytes = 2 * segment->bytes.plain()->size();
  if (bytes > max_bytes_) return;
  while (bytes_ + bytes > max_bytes_) {
    const auto oldest = kept_.find(uses_.back());
    bytes_ -= oldest->second.bytes;
    kept_.erase(oldest);
    uses_.pop_back();
  }
  uses_.push_front(wanted);
  kept_[wanted] = Kept{std::move(segment), bytes, uses_.begin()};
  bytes_ += bytes;
}

}  // namespace gridboard::server
