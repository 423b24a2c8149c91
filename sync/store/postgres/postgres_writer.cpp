// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/postgres/postgres_writer.hpp"

#include <algorithm>
#include <utility>

namespace gridboard::store {

namespace {

// An import of everything doesn't fit into memory. It goes in by parts, which may have to wait for others.
constexpr std::size_t kMostWaitingBytes = 32 << 20;

}  // namespace

Result<void> PostgresWriter::wait(Waiting change) {
  waiting_bytes_ += sizeof change + change.key.size() + (change.body ? change.body->size() : 0);
  waiting_.push_back(std::move(change));
  return waiting_bytes_ > kMostWaitingBytes ? publish_waiting() : Result<void>();
}

Result<void> PostgresWriter::publish(std::string_view log, std::string_view key, std::string_view audience,
                                     std::string_view body) {
  return wait({std::string(log), std::string(key), std::string(audience), std::string(body)});
}

Result<void> PostgresWriter::unpublish(std::string_view log, std::string_view key) {
  return wait({std::string(log), std::string(key), "", std::nullopt});
}

Result<void> PostgresWriter::publish_waiting() {
  std::vector<Waiting> waiting = std::exchange(waiting_, {});
  waiting_bytes_ = 0;
  // What was done to one log stays in its order.
  std::stable_sort(waiting.begin(), waiting.end(),
                   [](const Waiting& left, const Waiting& right) { return left.log < right.log; });
  for (const Waiting& change : waiting) {
    auto done = change.body ? SqlWriter::publish(change.log, change.key, change.audience, *change.body)
                            : SqlWriter::unpublish(change.log, change.key);
    if (!done) return done;
  }
  return {};
}

Result<std::vector<std::string>> PostgresWriter::logs_holding(std::string_view key) {
  if (auto done = publish_waiting(); !done) return tl::unexpected(done.error());
  return SqlWriter::logs_holding(key);
}

Result<std::size_t> PostgresWriter::note_removals(base::Instant now, std::size_t limit) {
  if (auto done = publish_waiting(); !done) return tl::unexpected(done.error());
  return SqlWriter::note_removals(now, limit);
}

Result<std::size_t> PostgresWriter::drop_removals(base::Instant noted_upto, std::size_t limit) {
  if (auto done = publish_waiting(); !done) return tl::unexpected(done.error());
  return SqlWriter::drop_removals(noted_upto, limit);
}

Result<bool> PostgresWriter::flush() {
  if (auto done = publish_waiting(); !done) return tl::unexpected(done.error());
  return SqlWriter::flush();
}

}  // namespace gridboard::store
