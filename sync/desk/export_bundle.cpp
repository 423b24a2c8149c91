// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/export_bundle.hpp"

#include <cstdio>
#include <set>

#include "sync/desk/bundle_visit.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/delivery_ledger.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/find_board.hpp"
#include "sync/desk/read_feed.hpp"
#include "sync/wire/blob.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

constexpr std::size_t kAnswersPerLine = 100;

// Sorted, as all writers go through them: none waits for another that waits for it.
using Announcements = std::set<store::Announcement>;

Result<void> add_answers(store::Reader& reader, std::string_view board_id, const std::vector<std::string>& items,
                         wire::BundleWriter& file, ExportedBundle& exported) {
  std::vector<wire::ItemAnswer> answers;
  const auto add_line = [&]() -> Result<void> {
    if (answers.empty()) return {};
    exported.answers += answers.size();
    auto added = file.add(wire::encode_answers(answers));
    answers.clear();
    return added;
  };
  for (const std::string& id : items) {
    const auto stored = reader.answer(board_id, id);
    if (!stored) return tl::unexpected(stored.error());
    if (!*stored) continue;
    auto decoded = wire::decode_answers((*stored)->answer);
    if (!decoded) return tl::unexpected(decoded.error());
    for (wire::ItemAnswer& answer : *decoded) answers.push_back(std::move(answer));
    if (answers.size() < kAnswersPerLine) continue;
    if (auto added = add_line(); !added) return added;
  }
  return add_line();
}

Result<void> add_segment(const wire::Segment& segment, const KeyRing& keys, wire::BundleWriter& file,
                         ExportedBundle& exported) {
  exported.records += segment.puts.size();
  exported.removals += segment.removes.size();
  const std::string body = wire::encode_segment_body(segment);
  return file.add(wire::encode_segment_line(keys.sign(body), body));
}

// One commit at the end: a board takes the file in whole or not at all. Which announcements are in it.
Result<Announcements> add_feed(store::Reader& reader, FeedPosition& position, const KeyRing& keys,
                               wire::BundleWriter& file, ExportedBundle& exported) {
  Announcements announcements;
  const auto heads = read_log_heads(reader, position.logs());
  if (!heads) return tl::unexpected(heads.error());
  for (const wire::Segment& dropped : position.take_dropped()) {
    if (auto added = add_segment(dropped, keys, file, exported); !added) return tl::unexpected(added.error());
  }
  while (const auto wanted = position.next_segment(*heads)) {
    const auto segment = read_segment(reader, *wanted, FeedLimits{});
    if (!segment) return tl::unexpected(segment.error());
    if (auto added = add_segment(*segment, keys, file, exported); !added) return tl::unexpected(added.error());
    for (const wire::Put& put : segment->puts) {
      if (auto announcement = announcement_of(put.key)) announcements.insert(std::move(*announcement));
    }
    position.advance(*wanted, segment->to, segment->last);
  }
  if (auto added = file.add(wire::encode(wire::Commit{position.cursor_text()})); !added) {
    return tl::unexpected(added.error());
  }
  return announcements;
}

Result<void> add_blob(store::Reader& reader, const model::RecordPicture& picture, wire::BundleWriter& file) {
  wire::BlobLine line;
  line.sha256 = picture.sha256;
  line.size = picture.bytes;
  while (line.offset < line.size) {
    auto piece = reader.blob_bytes(line.sha256, line.offset);
    if (!piece) return tl::unexpected(piece.error());
    if (piece->empty()) return base::fail(base::ErrorCode::corrupt, "blob " + line.sha256 + " ends too early");
    line.bytes = std::move(*piece);
    if (auto added = file.add(wire::encode(line)); !added) return added;
    line.offset += line.bytes.size();
  }
  return {};
}

// Behind the commit: what the records are doesn't depend on them.
Result<void> add_pictures(store::Reader& reader, const store::Board& board, base::Instant now, wire::BundleWriter& file,
                          ExportedBundle& exported) {
  const auto notices = reader.notices(board.place_path);
  if (!notices) return tl::unexpected(notices.error());
  std::set<std::string> seen;
  std::uint64_t bytes = 0;
  for (const model::Notice& notice : *notices) {
    const bool over = notice.withdrawn || (notice.valid_to && *notice.valid_to <= now);
    if (over || !notice.picture || !seen.insert(notice.picture->sha256).second) continue;
    const auto size = reader.blob_size(notice.picture->sha256);
    if (!size) return tl::unexpected(size.error());
    if (!*size || **size != notice.picture->bytes || bytes + **size > kMaxBundleBlobBytes) {
      ++exported.pictures_left_out;
      continue;
    }
    bytes += **size;
    ++exported.pictures;
    if (auto added = add_blob(reader, *notice.picture, file); !added) return added;
  }
  return {};
}

Result<void> note_sent_by_stick(store::Store& store, const Announcements& announcements, const SentTo& sent) {
  if (announcements.empty()) return {};
  return store.write([&](store::Writer& writer) -> Result<void> {
    for (const store::Announcement& announcement : announcements) {
      if (auto noted = note_sent(writer, announcement, {sent}, sent.at); !noted) return noted;
    }
    return {};
  });
}

}  // namespace

Result<ExportedBundle> export_bundle(store::Store& store, const KeyRing& keys, std::string_view board_id,
                                     const std::string& path, bool whole, base::Instant now) {
  auto file = wire::BundleWriter::create(path);
  if (!file) return tl::unexpected(file.error());
  ExportedBundle exported;
  exported.end.made_at = now;
  base::Zone zone;
  Announcements announcements;
  const auto written = store.read([&](store::Reader& reader) -> Result<void> {
    const auto settings = load_centre_settings(reader);
    if (!settings) return tl::unexpected(settings.error());
    zone = settings->zone;
    const auto board = find_board_in_use(reader, board_id);
    if (!board) return tl::unexpected(board.error());
    if (board->state != store::BoardState::active) {
      return base::fail(base::ErrorCode::conflict, "board " + board->id + " isn't enrolled yet");
    }
    exported.end.board_id = board->id;
    for (const std::string& line : keys.chain_lines()) {
      if (auto added = (*file)->add(line); !added) return added;
    }
    const auto visit = load_bundle_visit(reader, board->id);
    if (!visit) return tl::unexpected(visit.error());
    wire::Cursor cursor;
    if (*visit) {
      if (auto added = add_answers(reader, board->id, (*visit)->items, **file, exported); !added) return added;
      if (auto stood = wire::decode_cursor((*visit)->cursor); stood && !whole) cursor = std::move(*stood);
    }
    exported.whole = cursor.empty();
    auto logs = logs_followed_by(reader, *board);
    if (!logs) return tl::unexpected(logs.error());
    FeedPosition position(*board, std::move(*logs), cursor);
    auto added = add_feed(reader, position, keys, **file, exported);
    if (!added) return tl::unexpected(added.error());
    announcements = std::move(*added);
    return add_pictures(reader, *board, now, **file, exported);
  });
  if (!written) return tl::unexpected(written.error());
  auto end = (*file)->finish(
      exported.end, [&keys](std::string_view statement) { return Result<std::string>(keys.sign(statement)); }, zone);
  if (!end) return tl::unexpected(end.error());
  exported.end = std::move(*end);
  const SentTo sent{exported.end.board_id, now, store::SentHow::stick};
  if (auto noted = note_sent_by_stick(store, announcements, sent); !noted) {
    std::remove(path.c_str());
    return tl::unexpected(noted.error());
  }
  return exported;
}

}  // namespace gridboard::desk
