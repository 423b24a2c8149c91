// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A board's own copy of what it follows, its identity, its outbox and its receipts, in one SQLite file (WAL, FULL).
//
// Threads: ReplicaWriter belongs to the link thread alone, a ReplicaReader to the thread that opened it (the loop).
// They are separate connections to the same file; a reader sees whole commits only.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/wire/bundle.hpp"
#include "sync/wire/digest.hpp"
#include "sync/wire/feed.hpp"
#include "sync/wire/outbox.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::replica {

using base::Result;

// What enrolment gave this board. Keys are base64url; the secret key never leaves the file (mode 0600).
struct Identity {
  std::string board_id;
  std::string server_url;
  std::string public_key, secret_key;  // Ed25519
  std::string publishing_key, sealing_key;
};

struct Freshness {
  // Last hello, beat or commit, by the centre's clock. Outlives restarts: no moment before it is "now".
  std::optional<base::Instant> last_contact;
  std::chrono::milliseconds clock_offset{0};  // centre minus board
};

// A request that this board took in, with the newest state it knows.
struct FollowedRequest {
  wire::RequestRecord record;
  bool acknowledged = false;  // the centre has it
  std::string rejection;      // sentence for the resident, "" unless rejected
  std::string refusal;        // sentence why the centre didn't take the last rating or reopening, "" if it did
};

// What the centre asks of this board, and what this board said of it last.
struct HeldCommand {
  wire::CommandRecord record;
  std::optional<wire::CommandOutcome> said;
  bool operator==(const HeldCommand&) const = default;
};

struct HouseholdMatch {
  std::string account, unit_path, door;
  bool by_account = false;
};

// What came of comparing digests.
struct DigestCheck {
  std::vector<std::string> drifted;  // logs whose content wasn't what the centre believed
  std::size_t compared = 0;
  std::size_t left = 0;  // logs whose turn had come, but of which the centre said nothing that fits
};

class ReplicaReader {
 public:
  // Opens an existing file; not_found if there is none.
  [[nodiscard]] static Result<std::unique_ptr<ReplicaReader>> open(const std::string& path);
  virtual ~ReplicaReader() = default;

  // Changes with every commit that changed anything shown.
  virtual Result<std::uint64_t> version() = 0;
  virtual Result<std::optional<wire::BoardRecord>> board() = 0;
  virtual Result<wire::SupplierRecord> supplier() = 0;
  virtual Result<std::optional<model::Place>> place(std::string_view path) = 0;
  virtual Result<std::vector<model::Place>> places() = 0;  // all held, by path
  virtual Result<std::optional<model::Manager>> manager(std::string_view id) = 0;
  virtual Result<std::vector<model::Office>> offices() = 0;
  // Households whose unit is `unit_path` or lies below it, by door in the order people count (101, 102, ... 1001).
  virtual Result<std::vector<wire::HouseholdRecord>> households(std::string_view unit_path) = 0;
  virtual Result<std::optional<wire::HouseholdRecord>> household(std::string_view account) = 0;
  // By door ("3-2-501", "3栋2单元501", "501"), by account number or its start. Never by name. Under 50 ms for 5,000.
  virtual Result<std::vector<HouseholdMatch>> find_households(std::string_view typed, std::size_t limit) = 0;
  virtual Result<std::size_t> count_households() = 0;
  virtual Result<std::vector<wire::SealedBill>> bills(std::string_view account) = 0;  // newest first
  // Accounts under the path that have something to pay or to read, for the flag on slots.
  virtual Result<std::vector<std::string>> accounts_with_open_bills(std::string_view unit_path) = 0;
  virtual Result<std::vector<model::Notice>> notices() = 0;  // all held, newest first; validity is the caller's
  virtual Result<std::vector<model::Outage>> outages() = 0;  // newest first
  // Of notices and outages, by the key of their record: see wire::content_version.
  virtual Result<std::map<std::string, std::string>> content_versions() = 0;
  virtual Result<std::vector<model::PublishedQuestion>> questions() = 0;  // of staff, by id; in_force() is the caller's
  virtual Result<std::optional<FollowedRequest>> request(std::string_view receipt) = 0;
  virtual Result<std::vector<wire::ReportRecord>> reports() = 0;                  // newest first
  virtual Result<std::vector<wire::ServiceRecordsRecord>> service_records() = 0;  // by place path
  virtual Result<std::optional<wire::PresenceRecord>> presence() = 0;
  // At most one of each kind; whether it is over is the caller's.
  virtual Result<std::vector<HeldCommand>> commands() = 0;
  virtual Result<std::uint64_t> count_records() = 0;
  virtual Result<Freshness> freshness() = 0;
  virtual Result<std::size_t> outbox_size() = 0;
  virtual Result<bool> revoked() = 0;
};

class ReplicaWriter {
 public:
  // Makes the file (0600) and its schema if needed. A corrupt file is set aside as <path>.corrupt-<time>, its
  // identity and outbox salvaged as far as they can be read, the rest begun anew.
  [[nodiscard]] static Result<std::unique_ptr<ReplicaWriter>> open(const std::string& path, base::Clock& clock,
                                                                   base::Random& random);
  virtual ~ReplicaWriter() = default;

  virtual Result<std::optional<Identity>> identity() = 0;
  virtual Result<void> keep_identity(const Identity& identity) = 0;
  // All that is held of others is wiped but whom to call (supplier, manager, places); outbox and identity stay until
  // acknowledged.
  virtual Result<void> mark_revoked() = 0;

  virtual Result<std::string> cursor() = 0;
  // Checks the signature (by the publishing key that is pinned, or by one before it whose overlap lasts), log, epoch
  // and that `from` is where the replica stands; then holds the line until commit. conflict: refused, with the reason;
  // the caller reports it and asks again. Malformed records are quarantined one by one and reported through the outbox;
  // the rest of the segment and the last good version of each are kept.
  virtual Result<void> stage(const wire::SegmentLine& line) = 0;
  // Pins the next keys if the publishing key that is pinned signed them. True if it did; false for one that is known
  // already or comes of another chain: it changes nothing.
  virtual Result<bool> take_key(const wire::KeyLine& key) = 0;
  // What is staged from here to the next commit or drop_staged() comes of this bundle. Such segments may begin before
  // where the replica stands, since a stick may have been lost on the way; a commit by which a log would go back is a
  // conflict. Forgets what was staged before. conflict: the bundle isn't signed by the centre, is another board's, or
  // is older than what is held; segments are refused for the same reasons as live ones.
  virtual Result<void> begin_bundle(const wire::BundleEnd& bundle) = 0;
  // Applies everything staged, with the cursor, in one transaction. Returns the keys that changed. While a snapshot
  // lacks its last part nothing is applied yet: the commit after that part applies it all.
  // conflict: a log would go back behind where this board has been in the same epoch, would not stand where the cursor
  // says, or something in it doesn't reach this board; nothing is applied.
  virtual Result<std::vector<std::string>> commit(const wire::Commit& commit) = 0;
  // Forgets what was staged (the connection broke).
  virtual void drop_staged() = 0;
  virtual Result<void> note_contact(base::Instant centre_now) = 0;

  // Makes a receipt, seals what is personal to the centre's key, keeps both in one durable transaction; the receipt may
  // be shown when it returns. unavailable before the board has its identity and receipt prefix.
  struct Submission {
    std::string kind, place_path, account;
    std::map<std::string, std::string> answers;
    std::optional<base::Instant> promised_at;
    std::string same_as;    // public id of a neighbour's report, "" if none
    std::string outage_id;  // of a maintenance window, "" else
  };
  virtual Result<std::string> submit(const Submission& submission) = 0;
  virtual Result<void> enqueue(wire::ItemKind kind, std::string_view body) = 0;
  // Keeps the item and marks the request as rated or reopened here at once, in one durable transaction. not_found for
  // a receipt that this board did not give out; conflict if it is rated or open again already. Whether the centre takes
  // it comes with the answer: FollowedRequest::refusal.
  virtual Result<void> rate(const wire::RatingBody& rating) = 0;
  virtual Result<void> reopen(const wire::ReopeningBody& reopening) = 0;
  // Keeps the answer and that it was given, in one durable transaction: with `png` as the screenshot that was asked
  // for. False, and nothing is kept, if the same or a final one was given before.
  virtual Result<bool> answer_command(wire::CommandKind kind, const wire::CommandAnswer& answer,
                                      std::string_view png) = 0;
  virtual Result<std::vector<wire::OutboxItem>> pending(std::size_t limit) = 0;  // oldest first
  // Removes answered items and keeps the answer of each request.
  virtual Result<void> acknowledge(const std::vector<wire::ItemAnswer>& answers) = 0;

  // Forgets where it stands, so that the centre sends everything anew; what is held stays visible until then.
  virtual Result<void> forget_positions() = 0;
  // When the centre is to be asked for digests next, by its clock. Nothing: that isn't planned yet.
  virtual Result<std::optional<base::Instant>> digests_due() = 0;
  virtual Result<void> plan_digests(base::Instant at) = 0;
  // Compares what is held of each log with what the centre says of it, where this replica stands just there and which
  // wasn't compared within 12 hours. Where a log has drifted its place is forgotten and what is staged dropped, so that
  // the centre sends that log anew when it is asked next; a report lies in the outbox, what is held stays visible until
  // then. All in one transaction. A log that differs again and again is let alone for up to 32 days. What the centre
  // said isn't signed: at worst it has a log fetched again.
  virtual Result<DigestCheck> check_digests(const std::vector<wire::LogDigest>& said) = 0;
  // As ReplicaReader::version.
  virtual Result<std::uint64_t> version() = 0;
  virtual Result<bool> revoked() = 0;
  // A call failed with corrupt: the next open sets the file aside without looking further.
  virtual void suspect_damage() = 0;
  // From any thread while the writer lives: whatever it is doing now fails soon and is rolled back.
  virtual void interrupt() = 0;
};

}  // namespace gridboard::replica
