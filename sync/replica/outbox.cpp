// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sync/model/receipt.hpp"
#include "sync/replica/receipts.hpp"
#include "sync/replica/schema.hpp"
#include "sync/replica/writer.hpp"

namespace gridboard::replica {
namespace {

using base::ErrorCode;

constexpr std::uint64_t kReceiptsReservedAtOnce = 64;
constexpr std::int64_t kMaxOutboxItems = 100'000;  // months of a busy board; beyond, the disk matters more

std::int64_t milliseconds_of(base::Instant at) {
  return static_cast<std::int64_t>(at.time_since_epoch().count());
}

// A rejection always has a sentence: without one it would look like an acceptance.
std::string_view reason_of(const wire::ItemAnswer& answer) {
  return answer.reason.empty() ? std::string_view("这项诉求未能受理，请联系客户经理。")
                               : std::string_view(answer.reason);
}

wire::ItemKind kind_named(std::string_view name) {
  using enum wire::ItemKind;
  for (const auto kind : {request, rating, reopening, shown, sign_in, health, refused_segment, screenshot, command}) {
    if (name == wire::name_of(kind)) return kind;
  }
  return unknown;
}

}  // namespace

Result<void> Writer::insert_item(const std::string& id, wire::ItemKind kind, base::Instant at, std::string_view body) {
  return run(database_, "INSERT INTO outbox(id, kind, at_ms, body) VALUES(?1, ?2, ?3, ?4)", id, wire::name_of(kind),
             milliseconds_of(at), body);
}

// The side file is written before a number that it doesn't cover is used.
Result<std::uint64_t> Writer::next_receipt_number() {
  const auto number = setting_number(database_, "receipt_number");
  if (!number) return tl::unexpected(number.error());
  const std::uint64_t next = std::max(static_cast<std::uint64_t>(*number), receipts_by_time(centre_now()));
  if (next >= receipts_reserved_below_) {
    const auto reserved = reserve_receipts(path_, next + kReceiptsReservedAtOnce);
    if (!reserved) return tl::unexpected(reserved.error());
    receipts_reserved_below_ = next + kReceiptsReservedAtOnce;
  }
  const auto after = static_cast<std::int64_t>(next + 1);
  if (auto kept = set_setting(database_, "receipt_number", after); !kept) return tl::unexpected(kept.error());
  return next;
}

Result<void> Writer::check_room_in_outbox() {
  const auto waiting = database_.query_integer("SELECT count(*) FROM outbox");
  if (!waiting) return tl::unexpected(waiting.error());
  if (*waiting >= kMaxOutboxItems) return base::fail(ErrorCode::too_large, "the outbox is full");
  return {};
}

Result<std::string> Writer::submit(const Submission& submission) {
  const auto self = identity();
  if (!self) return tl::unexpected(self.error());
  if (!*self) return base::fail(ErrorCode::unavailable, "this board belongs to no centre");
  const auto prefix = setting(database_, "receipt_prefix");
  if (!prefix) return tl::unexpected(prefix.error());
  if (!*prefix) return base::fail(ErrorCode::unavailable, "this board has not yet been given a receipt prefix");
  auto writing = begin_write();
  if (!writing) return tl::unexpected(writing.error());
  if (auto room = check_room_in_outbox(); !room) return tl::unexpected(room.error());
  const auto number = next_receipt_number();
  if (!number) return tl::unexpected(number.error());
  const std::string receipt = model::make_receipt(**prefix, *number);
  if (receipt.empty()) return base::fail(ErrorCode::corrupt, "the receipt prefix " + **prefix + " is malformed");

  const base::Instant at = centre_now();
  const std::string id = base::make_uuid_v7(at, random_);
  wire::RequestBody body{receipt,
                         submission.kind,
                         submission.place_path,
                         submission.account,
                         submission.answers,
                         submission.same_as,
                         submission.outage_id,
                         ""};
  if (auto sealed = wire::seal(body, (*self)->sealing_key, random_); !sealed) return tl::unexpected(sealed.error());
  std::optional<std::int64_t> promised;
  if (submission.promised_at) promised = milliseconds_of(*submission.promised_at);
  auto done = insert_item(id, wire::ItemKind::request, at, wire::encode(body));
  if (done) {
    done = run(database_,
               "INSERT INTO receipt(receipt, item_id, kind, submitted_ms, promised_ms) VALUES(?1, ?2, ?3, ?4, ?5)",
               receipt, id, submission.kind, milliseconds_of(at), promised);
  }
  if (done) done = bump_version(false);
  if (done) done = writing->commit();
  if (!done) return tl::unexpected(done.error());
  return receipt;
}

// Reports of the board about itself give way when the outbox is long: requests must still find room.
Result<void> Writer::enqueue(wire::ItemKind kind, std::string_view body) {
  const auto waiting = database_.query_integer("SELECT count(*) FROM outbox");
  if (!waiting) return tl::unexpected(waiting.error());
  if (kind != wire::ItemKind::request && *waiting >= kMaxOutboxItems / 2) return {};
  const base::Instant at = centre_now();
  return insert_item(base::make_uuid_v7(at, random_), kind, at, body);
}

Result<std::vector<wire::OutboxItem>> Writer::pending(std::size_t limit) {
  std::vector<wire::OutboxItem> items;
  const auto read = for_each_row(
      database_, "SELECT id, kind, at_ms, body FROM outbox ORDER BY number LIMIT ?1",
      [&items](sqlite::Statement& row) {
        items.push_back({row.string(0), kind_named(row.text(1)),
                         base::Instant(std::chrono::milliseconds(row.integer(2))), row.string(3)});
      },
      static_cast<std::int64_t>(limit));
  if (!read) return tl::unexpected(read.error());
  return items;
}

Result<void> Writer::acknowledge(const std::vector<wire::ItemAnswer>& answers) {
  auto writing = begin_write();
  if (!writing) return tl::unexpected(writing.error());
  bool anything_shown = false;
  for (const wire::ItemAnswer& answer : answers) {
    const bool rejected = answer.outcome == wire::ItemAnswer::Outcome::rejected;
    auto done = run(database_, "UPDATE receipt SET acknowledged = 1, rejection = ?2 WHERE item_id = ?1", answer.id,
                    rejected ? reason_of(answer) : std::string_view());
    anything_shown = anything_shown || (done && database_.changes() > 0);
    const auto replied = acknowledge_reply(answer, rejected ? reason_of(answer) : std::string_view());
    if (!replied) return tl::unexpected(replied.error());
    anything_shown = anything_shown || *replied;
    if (done) done = run(database_, "DELETE FROM outbox WHERE id = ?1", answer.id);
    if (!done) return done;
  }
  if (anything_shown) {
    if (auto bumped = bump_version(false); !bumped) return bumped;
  }
  return writing->commit();
}

}  // namespace gridboard::replica
