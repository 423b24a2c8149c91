// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/replica/writer.hpp"

#include <unistd.h>

#include "sync/replica/receipts.hpp"
#include "sync/replica/salvage.hpp"
#include "sync/replica/schema.hpp"
#include "sync/sqlite/transaction.hpp"

namespace gridboard::replica {
namespace {

using sqlite::Transaction;

// Setting "clean": how the file was left. 0 while it is open or after a power cut.
constexpr std::int64_t kClean = 1, kSuspected = 2;

Result<sqlite::Database> open_checked(const std::string& path) {
  auto database = sqlite::Database::open(path);
  if (!database) return database;
  if (auto made = make_schema(*database); !made) return tl::unexpected(made.error());
  const auto clean = setting_number(*database, "clean");
  if (!clean) return tl::unexpected(clean.error());
  if (*clean == kClean) return database;
  if (*clean == kSuspected) return base::fail(base::ErrorCode::corrupt, "damage was met while it was in use");
  const auto damage = database->first_damage();
  if (!damage) return tl::unexpected(damage.error());
  if (!damage->empty()) return base::fail(base::ErrorCode::corrupt, *damage);
  return database;
}

bool asks_for_salvage(const base::Error& error) {
  return error.code == base::ErrorCode::corrupt || error.code == base::ErrorCode::conflict;
}

}  // namespace

Result<std::unique_ptr<ReplicaWriter>> ReplicaWriter::open(const std::string& path, base::Clock& clock,
                                                           base::Random& random) {
  finish_salvage(path);
  make_private_file(path);
  auto database = open_checked(path);
  if (!database && asks_for_salvage(database.error())) {
    if (auto salvaged = salvage(path, clock.now()); !salvaged) return tl::unexpected(salvaged.error());
    database = open_checked(path);
  }
  if (!database) return tl::unexpected(database.error());
  auto writer = std::make_unique<Writer>(std::move(*database), path, clock, random);
  if (auto prepared = writer->prepare(); !prepared) return tl::unexpected(prepared.error());
  return writer;
}

// An interruption may have hit the ROLLBACK itself.
Result<Transaction> Writer::begin_write() {
  if (database_.in_transaction()) (void)database_.execute("ROLLBACK");
  return Transaction::begin(database_, Transaction::Kind::write);
}

// The mark of a clean end is taken away while the file is open: after a power cut the next start looks for damage.
Result<void> Writer::prepare() {
  const auto number = setting(database_, "receipt_number");
  const auto offset = setting_number(database_, "clock_offset_ms");
  if (!number) return tl::unexpected(number.error());
  if (!offset) return tl::unexpected(offset.error());
  const auto contact = setting_number(database_, "last_contact_ms");
  if (!contact) return tl::unexpected(contact.error());
  clock_offset_ = std::chrono::milliseconds(*offset);
  last_contact_ = base::Instant(std::chrono::milliseconds(*contact));
  receipts_reserved_below_ = reserved_receipts(path_);
  auto writing = begin_write();
  if (!writing) return tl::unexpected(writing.error());
  auto done =
      first_failure({set_setting(database_, "clean", std::int64_t{0}), database_.execute("DELETE FROM incoming")});
  if (done && !*number) {
    const std::uint64_t first = std::max(receipts_reserved_below_, receipts_by_time(clock_.now()));
    done = set_setting(database_, "receipt_number", static_cast<std::int64_t>(first));
  }
  if (done) done = prune_receipts();
  if (!done) return done;
  return writing->commit();
}

// Receipts that nobody asks for any more, by the centre's time: a clock that jumped ahead must not take them.
Result<void> Writer::prune_receipts() {
  const auto year_ago = (last_contact_ - std::chrono::days(400)).time_since_epoch().count();
  return first_failure(
      {run(database_, "DELETE FROM receipt WHERE submitted_ms < ?1 AND item_id NOT IN (SELECT id FROM outbox)",
           static_cast<std::int64_t>(year_ago)),
       database_.execute("DELETE FROM reply WHERE rating_item NOT IN (SELECT id FROM outbox) "
                         "AND reopening_item NOT IN (SELECT id FROM outbox) "
                         "AND receipt NOT IN (SELECT receipt FROM receipt) "
                         "AND 'request/' || receipt NOT IN (SELECT key FROM record)")});
}

Writer::~Writer() {
  if (!suspected_ && !database_.in_transaction()) (void)set_setting(database_, "clean", kClean);
}

Result<std::optional<Identity>> Writer::identity() {
  std::optional<Identity> found;
  const auto read = for_each_row(
      database_, "SELECT board_id, server_url, public_key, secret_key, publishing_key, sealing_key FROM identity",
      [&found](sqlite::Statement& row) {
        found = Identity{row.string(0), row.string(1), row.string(2), row.string(3), row.string(4), row.string(5)};
      });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<void> Writer::keep_identity(const Identity& identity) {
  const auto before = this->identity();
  if (!before) return tl::unexpected(before.error());
  drop_staged();
  auto writing = begin_write();
  if (!writing) return tl::unexpected(writing.error());
  auto done =
      run(database_, "INSERT OR REPLACE INTO identity VALUES(1, ?1, ?2, ?3, ?4, ?5, ?6)", identity.board_id,
          identity.server_url, identity.public_key, identity.secret_key, identity.publishing_key, identity.sealing_key);
  if (done) done = set_setting(database_, "revoked", std::int64_t{0});
  // Enrolment begins a chain anew.
  if (done) done = database_.execute("DELETE FROM ended_key");
  // What another board held is not this one's to show.
  if (done && *before && (*before)->board_id != identity.board_id) done = wipe_content(Wipe::all);
  if (done) done = bump_version(true);
  if (!done) return done;
  return writing->commit();
}

Result<void> Writer::wipe_content(Wipe wipe) {
  if (wipe == Wipe::all) {
    if (auto done = database_.execute("DELETE FROM record"); !done) return done;
  }
  return database_.execute(
      "DELETE FROM record WHERE key NOT IN ('supplier', 'board') AND key NOT LIKE 'manager/%'"
      " AND key NOT LIKE 'place/%';"
      "DELETE FROM incoming; DELETE FROM quarantine; DELETE FROM position;"
      "DELETE FROM receipt WHERE item_id NOT IN (SELECT id FROM outbox);"
      "DELETE FROM reply WHERE rating_item NOT IN (SELECT id FROM outbox)"
      " AND reopening_item NOT IN (SELECT id FROM outbox);"
      "DELETE FROM setting WHERE name IN ('cursor', 'receipt_prefix', 'place_path', 'last_contact_ms',"
      " 'content_of_ms')");
}

Result<void> Writer::mark_revoked() {
  drop_staged();
  if (auto overwriting = database_.execute("PRAGMA secure_delete=ON"); !overwriting) return overwriting;
  auto writing = begin_write();
  if (!writing) return tl::unexpected(writing.error());
  auto done = wipe_content(Wipe::all_but_whom_to_call);
  if (done) done = set_setting(database_, "revoked", std::int64_t{1});
  if (done) done = bump_version(true);
  if (!done) return done;
  if (auto committed = writing->commit(); !committed) return committed;
  // Remains of it may be left in free pages and in the log; that it is gone from the tables stands already.
  (void)database_.execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA secure_delete=OFF");
  return {};
}

Result<std::string> Writer::cursor() {
  const auto text = setting(database_, "cursor");
  if (!text) return tl::unexpected(text.error());
  return text->value_or("");
}

Result<void> Writer::forget_positions() {
  drop_staged();
  auto writing = begin_write();
  if (!writing) return tl::unexpected(writing.error());
  if (auto done = empty_positions(); !done) return done;
  return writing->commit();
}

Result<void> Writer::empty_positions() {
  return database_.execute("DELETE FROM position; DELETE FROM setting WHERE name = 'cursor'");
}

// A beat every 25 s must not cost a flush of the disk each: it is written in order with the rest, but waits for the
// next commit that matters to be forced out.
Result<void> Writer::note_contact(base::Instant centre_now) {
  clock_offset_ = centre_now - clock_.now();
  last_contact_ = centre_now;
  auto lazily = database_.execute("PRAGMA synchronous=NORMAL");
  auto noted = run(database_,
                   "INSERT INTO setting(name, value) VALUES('last_contact_ms', ?1), ('clock_offset_ms', ?2) "
                   "ON CONFLICT DO UPDATE SET value = excluded.value",
                   std::to_string(centre_now.time_since_epoch().count()), std::to_string(clock_offset_.count()));
  auto strictly = database_.execute("PRAGMA synchronous=FULL");
  return first_failure({lazily, noted, strictly});
}

Result<void> Writer::bump_version(bool households_too) {
  for (const char* name : {"version", "households_version"}) {
    if (!households_too && std::string_view(name) == "households_version") continue;
    const auto number = setting_number(database_, name);
    if (!number) return tl::unexpected(number.error());
    if (auto set = set_setting(database_, name, *number + 1); !set) return set;
  }
  return {};
}

Result<std::uint64_t> Writer::version() {
  const auto number = setting_number(database_, "version");
  if (!number) return tl::unexpected(number.error());
  return static_cast<std::uint64_t>(*number);
}

Result<bool> Writer::revoked() {
  const auto number = setting_number(database_, "revoked");
  if (!number) return tl::unexpected(number.error());
  return *number == 1;
}

void Writer::suspect_damage() {
  suspected_ = true;
  (void)set_setting(database_, "clean", kSuspected);
}

void Writer::interrupt() {
  database_.interrupt();
}

base::Instant Writer::centre_now() {
  return std::max(clock_.now() + clock_offset_, last_contact_);
}

}  // namespace gridboard::replica
