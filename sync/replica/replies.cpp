// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What residents reply to how a request was done: stars, or that it isn't.
#include "sync/replica/followed.hpp"
#include "sync/replica/schema.hpp"
#include "sync/replica/writer.hpp"

namespace gridboard::replica {
namespace {

using base::ErrorCode;

}  // namespace

Result<FollowedRequest> Writer::own_request(const std::string& receipt) {
  auto followed = followed_request(database_, receipt);
  if (!followed) return tl::unexpected(followed.error());
  if (!*followed) return base::fail(ErrorCode::not_found, "this board did not give out the receipt " + receipt);
  return std::move(**followed);
}

Result<void> Writer::rate(const wire::RatingBody& rating) {
  auto writing = begin_write();
  if (!writing) return tl::unexpected(writing.error());
  const auto request = own_request(rating.receipt);
  if (!request) return tl::unexpected(request.error());
  if (request->record.stars != 0) return base::fail(ErrorCode::conflict, rating.receipt + " is rated already");
  if (auto room = check_room_in_outbox(); !room) return room;
  const base::Instant at = centre_now();
  const std::string id = base::make_uuid_v7(at, random_);
  auto done = insert_item(id, wire::ItemKind::rating, at, wire::encode(rating));
  if (done) {
    done = run(database_,
               "INSERT INTO reply(receipt, stars, rating_item) VALUES(?1, ?2, ?3) ON CONFLICT DO UPDATE SET "
               "stars = excluded.stars, rating_item = excluded.rating_item, refusal = ''",
               rating.receipt, rating.stars, id);
  }
  if (done) done = bump_version(false);
  if (!done) return done;
  return writing->commit();
}

Result<void> Writer::reopen(const wire::ReopeningBody& reopening) {
  auto writing = begin_write();
  if (!writing) return tl::unexpected(writing.error());
  const auto request = own_request(reopening.receipt);
  if (!request) return tl::unexpected(request.error());
  if (request->record.state == model::RequestState::reopened) {
    return base::fail(ErrorCode::conflict, reopening.receipt + " is open again already");
  }
  if (auto room = check_room_in_outbox(); !room) return room;
  const base::Instant at = centre_now();
  const std::string id = base::make_uuid_v7(at, random_);
  auto done = insert_item(id, wire::ItemKind::reopening, at, wire::encode(reopening));
  if (done) {
    done = run(database_,
               "INSERT INTO reply(receipt, reopened_ms, reopening_item) VALUES(?1, ?2, ?3) ON CONFLICT DO UPDATE SET "
               "reopened_ms = excluded.reopened_ms, reopening_item = excluded.reopening_item, refusal = ''",
               reopening.receipt, static_cast<std::int64_t>(at.time_since_epoch().count()), id);
  }
  if (done) done = bump_version(false);
  if (!done) return done;
  return writing->commit();
}

// What was taken stays marked until the record says the same; what was refused is taken back here, with the reason.
Result<bool> Writer::acknowledge_reply(const wire::ItemAnswer& answer, std::string_view refusal) {
  if (refusal.empty()) return false;
  bool touched = false;
  for (const char* sql : {"UPDATE reply SET stars = 0, refusal = ?2 WHERE rating_item = ?1",
                          "UPDATE reply SET reopened_ms = NULL, refusal = ?2 WHERE reopening_item = ?1"}) {
    if (auto done = run(database_, sql, answer.id, refusal); !done) return tl::unexpected(done.error());
    touched = touched || database_.changes() > 0;
  }
  return touched;
}

}  // namespace gridboard::replica
