// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Larger things, in pieces, by their SHA-256.
#include <algorithm>

#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_writer.hpp"
#include "sync/wire/blob.hpp"

namespace gridboard::store {

namespace {

// A notice that is or will be on boards at ?1 has it, or one that staff still work on, or a template.
constexpr std::string_view kIsUsed =
    "(EXISTS (SELECT 1 FROM notice_picture JOIN notice ON notice.id = notice_picture.notice "
    "WHERE notice_picture.sha256 = blob.sha256 AND notice.withdrawn = 0 "
    "AND (notice.valid_to IS NULL OR notice.valid_to > ?1)) "
    "OR EXISTS (SELECT 1 FROM notice_content JOIN notice_work ON notice_work.id = substr(notice_content.owner, 6) "
    "WHERE notice_content.picture = blob.sha256 AND notice_content.picture <> '' AND notice_content.owner LIKE "
    "'work/%' "
    "AND notice_work.phase < 3) "
    "OR EXISTS (SELECT 1 FROM notice_content WHERE notice_content.picture = blob.sha256 "
    "AND notice_content.picture <> '' AND notice_content.owner LIKE 'template/%'))";

std::string read_hash(const SqlRow& row) {
  return row.string(0);
}

}  // namespace

Result<std::optional<std::uint64_t>> SqlReader::blob_size(std::string_view sha256) {
  return one<std::uint64_t>([](const SqlRow& row) { return row.unsigned_integer(0); },
                            "SELECT size FROM blob WHERE sha256 = ?1", sha256);
}

Result<std::string> SqlReader::blob_bytes(std::string_view sha256, std::uint64_t offset) {
  auto found = one<std::string>([](const SqlRow& row) { return std::string(row.blob(0)); },
                                "SELECT bytes FROM blob_piece WHERE sha256 = ?1 AND number = ?2", sha256,
                                offset / wire::kBlobPieceBytes);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return std::string();
  const auto skipped = static_cast<std::size_t>(offset % wire::kBlobPieceBytes);
  (*found)->erase(0, std::min(skipped, (*found)->size()));
  return std::move(**found);
}

Result<bool> SqlWriter::put_blob(std::string_view sha256, const BlobPieces& pieces) {
  // Who puts the same at the same time waits here for the other.
  const auto is_new =
      execute_changing("INSERT INTO blob (sha256, size) VALUES (?1, 0) ON CONFLICT (sha256) DO NOTHING", sha256);
  if (!is_new) return is_new;
  if (!*is_new) {
    auto used = execute("UPDATE blob SET unused_since = NULL WHERE sha256 = ?1", sha256);
    return used.map([] { return false; });
  }
  if (auto kept = put_blob_pieces(sha256, pieces); !kept) {
    // Its pieces go with it.
    if (auto gone = execute("DELETE FROM blob WHERE sha256 = ?1", sha256); !gone) return tl::unexpected(gone.error());
    return tl::unexpected(kept.error());
  }
  return true;
}

Result<void> SqlWriter::put_blob_pieces(std::string_view sha256, const BlobPieces& pieces) {
  wire::Sha256 hash;
  std::uint64_t size = 0, number = 0;
  std::string waiting;
  const auto keep = [&](std::string_view bytes) -> Result<void> {
    auto statement = query("INSERT INTO blob_piece (sha256, number, bytes) VALUES (?1, ?2, ?3)", sha256, number++);
    if (!statement) return tl::unexpected(statement.error());
    (*statement)->bind_blob(3, bytes);
    return (*statement)->run().map([](std::int64_t) {});
  };
  while (true) {
    auto piece = pieces();
    if (!piece) return tl::unexpected(piece.error());
    if (piece->empty()) break;
    hash.add(*piece);
    size += piece->size();
    if (size > wire::kMaxBlobBytes) return base::fail(base::ErrorCode::too_large, "a blob has at most 32 MiB");
    waiting += *piece;
    while (waiting.size() >= wire::kBlobPieceBytes) {
      if (auto kept = keep(std::string_view(waiting).substr(0, wire::kBlobPieceBytes)); !kept) return kept;
      waiting.erase(0, wire::kBlobPieceBytes);
    }
  }
  if (size == 0) return base::fail(base::ErrorCode::invalid_input, "a blob can't be empty");
  if (hash.take() != sha256) return base::fail(base::ErrorCode::invalid_input, "the blob isn't what its hash says");
  if (!waiting.empty()) {
    if (auto kept = keep(waiting); !kept) return kept;
  }
  return execute("UPDATE blob SET size = ?2 WHERE sha256 = ?1", sha256, size);
}

Result<std::size_t> SqlWriter::note_unused_blobs(base::Instant now, std::size_t limit) {
  const auto found = many(read_hash,
                          "SELECT sha256 FROM blob WHERE unused_since IS NULL AND NOT " + std::string(kIsUsed) +
                              " ORDER BY sha256 LIMIT ?2",
                          to_column(now), static_cast<std::uint64_t>(limit));
  if (!found) return tl::unexpected(found.error());
  for (const std::string& sha256 : *found) {
    auto noted = execute("UPDATE blob SET unused_since = ?2 WHERE sha256 = ?1", sha256, to_column(now));
    if (!noted) return tl::unexpected(noted.error());
  }
  return found->size();
}

Result<std::size_t> SqlWriter::drop_unused_blobs(base::Instant noted_upto, std::size_t limit) {
  const auto due =
      many(read_hash, "SELECT sha256 FROM blob WHERE unused_since <= ?1 ORDER BY unused_since, sha256 LIMIT ?2",
           to_column(noted_upto), static_cast<std::uint64_t>(limit));
  if (!due) return tl::unexpected(due.error());
  for (const std::string& sha256 : *due) {
    const auto dropped =
        execute_changing("DELETE FROM blob WHERE unused_since <= ?1 AND sha256 = ?2 AND NOT " + std::string(kIsUsed),
                         to_column(noted_upto), sha256);
    if (!dropped) return tl::unexpected(dropped.error());
    if (*dropped) continue;
    auto used = execute("UPDATE blob SET unused_since = NULL WHERE sha256 = ?1", sha256);
    if (!used) return tl::unexpected(used.error());
  }
  return due->size();
}

}  // namespace gridboard::store
