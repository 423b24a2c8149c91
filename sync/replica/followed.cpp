// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/replica/followed.hpp"

#include <algorithm>

#include "sync/replica/schema.hpp"

namespace gridboard::replica {
namespace {

using model::RequestState;

base::Instant instant_of(std::int64_t milliseconds) {
  return base::Instant(std::chrono::milliseconds(milliseconds));
}

Result<std::optional<FollowedRequest>> taken_in_here(sqlite::Database& database, std::string_view receipt) {
  std::optional<FollowedRequest> followed;
  const auto read = for_each_row(
      database, "SELECT kind, submitted_ms, promised_ms, acknowledged, rejection FROM receipt WHERE receipt = ?1",
      [&](sqlite::Statement& row) {
        followed.emplace();
        followed->record.receipt = receipt;
        followed->record.kind = row.string(0);
        followed->record.submitted_at = instant_of(row.integer(1));
        if (!row.is_null(2)) followed->record.promised_at = instant_of(row.integer(2));
        followed->acknowledged = row.boolean(3);
        followed->rejection = row.string(4);
        if (!followed->rejection.empty()) followed->record.state = RequestState::rejected;
      },
      receipt);
  if (!read) return tl::unexpected(read.error());
  return followed;
}

Result<std::optional<wire::RequestRecord>> newest_record(sqlite::Database& database, std::string_view receipt) {
  std::optional<wire::RequestRecord> found;
  const std::string key = "request/" + std::string(receipt);
  const auto read = for_each_row(
      database, "SELECT body FROM record WHERE key = ?1",
      [&](sqlite::Statement& row) {
        auto record = wire::decode(key, row.text(0));
        if (record) found = std::get<wire::RequestRecord>(std::move(*record));
      },
      key);
  if (!read) return tl::unexpected(read.error());
  return found;
}

// The centre has not yet said anything after the resident opened it again here.
bool is_newer(base::Instant reopened, const wire::RequestRecord& record) {
  if (record.state != RequestState::done && record.state != RequestState::closed) return false;
  return std::none_of(record.steps.begin(), record.steps.end(), [reopened](const model::RequestStep& step) {
    return step.state == RequestState::done && step.at > reopened;
  });
}

Result<void> add_reply(sqlite::Database& database, FollowedRequest& followed) {
  wire::RequestRecord& record = followed.record;
  return for_each_row(
      database, "SELECT stars, reopened_ms, refusal FROM reply WHERE receipt = ?1",
      [&](sqlite::Statement& row) {
        if (record.stars == 0) record.stars = static_cast<int>(row.integer(0));
        followed.refusal = row.string(2);
        if (row.is_null(1) || !is_newer(instant_of(row.integer(1)), record)) return;
        record.state = RequestState::reopened;
        record.steps.push_back({instant_of(row.integer(1)), RequestState::reopened, "", ""});
      },
      std::string_view(record.receipt));
}

}  // namespace

Result<std::optional<FollowedRequest>> followed_request(sqlite::Database& database, std::string_view receipt) {
  auto followed = taken_in_here(database, receipt);
  if (!followed) return followed;
  auto newest = newest_record(database, receipt);
  if (!newest) return tl::unexpected(newest.error());
  if (*newest) {
    if (!*followed) followed->emplace();
    (*followed)->record = std::move(**newest);
    (*followed)->acknowledged = true;
  }
  if (!*followed) return followed;
  if (auto added = add_reply(database, **followed); !added) return tl::unexpected(added.error());
  return followed;
}

}  // namespace gridboard::replica
