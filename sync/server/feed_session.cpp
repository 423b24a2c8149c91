// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/feed_session.hpp"

namespace gridboard::server {

bool FeedSession::write(const std::vector<std::shared_ptr<FeedBytes>>& lines) {
  std::vector<net::SharedBytes> pieces;
  pieces.reserve(lines.size() + 1);
  for (const auto& line : lines) {
    switch (encoding) {
      case Encoding::plain:
        pieces.push_back(line->plain());
        break;
      case Encoding::zstd:
        pieces.push_back(line->zstd());
        break;
      case Encoding::gzip:
        if (auto header = gzip->take_header(); !header.empty()) {
          pieces.push_back(std::make_shared<const std::string>(std::move(header)));
        }
        pieces.push_back(line->deflated());
        gzip->add(*line);
        break;
    }
  }
  return stream->write(std::move(pieces));
}

void FeedSession::end() {
  if (std::exchange(ending, true)) return;
  if (gzip) stream->write({std::make_shared<const std::string>(gzip->take_header() + gzip->end())});
  stream->finish();
}

base::Result<NextCommit> next_commit(FeedSession& session, SegmentCache& segments, Metrics& metrics) {
  const auto head_of = [&session](std::size_t log) {
    const auto& head = session.followed[log].log->head;
    return head ? &*head : nullptr;
  };
  NextCommit next;
  auto& lines = next.lines;
  for (const auto& dropped : session.position.take_dropped()) {
    const auto built = segments.build(dropped);
    lines.emplace_back(built, &built->bytes);
  }
  std::size_t changes = 0, bytes = 0;
  while (true) {
    const auto wanted = session.position.next_segment_by(head_of);
    if (!wanted) {
      next.complete = true;
      break;
    }
    const auto built = segments.get(*wanted);
    if (!built && lines.empty()) return tl::unexpected(built.error());
    if (!built) break;  // what is ready goes first; the error comes again
    BuiltSegment& segment = **built;
    const std::size_t size = segment.bytes.plain()->size();
    const bool full = changes + segment.changes > wire::kMaxChangesPerCommit || bytes + size > wire::kMaxBytesPerCommit;
    if (full && !lines.empty()) break;
    lines.emplace_back(*built, &segment.bytes);
    if (segment.announcements) next.announcements.push_back(segment.announcements);
    session.position.advance(*wanted, segment.to, segment.last);
    changes += segment.changes;
    bytes += size;
    ++metrics.segments_served;
    metrics.segment_bytes += size;
  }
  if (lines.empty()) return next;
  const wire::Commit commit{session.position.cursor_text()};
  lines.push_back(std::make_shared<FeedBytes>(wire::encode(commit), FeedBytes::Use::once));
  return next;
}

}  // namespace gridboard::server
