// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Whose word this board takes: the publishing key that it pinned, and what followed from that.
#include "sync/base/log.hpp"
#include "sync/replica/schema.hpp"
#include "sync/replica/writer.hpp"
#include "sync/wire/signature.hpp"

namespace gridboard::replica {

Result<bool> Writer::take_key(const wire::KeyLine& key) {
  const auto self = identity();
  if (!self) return tl::unexpected(self.error());
  if (!*self || !wire::follows(key, (*self)->publishing_key)) return false;
  auto writing = begin_write();
  if (!writing) return tl::unexpected(writing.error());
  const auto done = first_failure(
      {run(database_, "DELETE FROM ended_key WHERE until_ms < ?1",
           static_cast<std::int64_t>(centre_now().time_since_epoch().count())),
       run(database_, "INSERT OR REPLACE INTO ended_key(publishing_key, until_ms) VALUES(?1, ?2)",
           (*self)->publishing_key, static_cast<std::int64_t>(key.until.time_since_epoch().count())),
       run(database_, "UPDATE identity SET publishing_key = ?1, sealing_key = ?2", key.publishing_key,
           key.sealing_key)});
  if (!done) return tl::unexpected(done.error());
  if (auto committed = writing->commit(); !committed) return tl::unexpected(committed.error());
  base::log_event(base::LogLevel::info, "replica.key", {{"number", static_cast<std::int64_t>(key.number)}});
  return true;
}

Result<bool> Writer::signed_by_centre(std::string_view signature, std::string_view bytes) {
  const auto self = identity();
  if (!self) return tl::unexpected(self.error());
  if (!*self) return false;
  if (wire::signature_fits((*self)->publishing_key, signature, bytes)) return true;
  bool by_ended = false;
  const auto read = for_each_row(
      database_, "SELECT publishing_key FROM ended_key WHERE until_ms >= ?1",
      [&](sqlite::Statement& row) { by_ended = by_ended || wire::signature_fits(row.text(0), signature, bytes); },
      static_cast<std::int64_t>(centre_now().time_since_epoch().count()));
  if (!read) return tl::unexpected(read.error());
  return by_ended;
}

Result<void> Writer::check_signature(const wire::SegmentLine& line) {
  const auto refused = [&line](const char* why) {
    return base::fail(base::ErrorCode::conflict, "segment of " + line.segment.log + " refused: " + why);
  };
  const auto self = identity();
  if (!self) return tl::unexpected(self.error());
  if (!*self || (*self)->publishing_key.empty()) return refused("this board has pinned no publishing key");
  if (line.signature == wire::kUnsigned) return refused("it isn't signed");
  const auto ours = signed_by_centre(line.signature, line.bytes);
  if (!ours) return tl::unexpected(ours.error());
  if (!*ours) return refused("its signature isn't the centre's");
  return {};
}

}  // namespace gridboard::replica
