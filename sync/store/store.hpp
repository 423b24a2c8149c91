// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The centre's store. An interface because there are two at a real edge: SQLite on one machine, PostgreSQL on many.
//
// Threads: a Store is shared; write() runs one at a time and blocks, read() runs beside it on a consistent snapshot.
// A Reader or Writer lives for its callback alone. Every call may fail with io, corrupt or unavailable.
// What a callback returns as an error rolls everything back; nothing is half done. The callback of a write may run
// again from the start, when the database had to choose between several writers: it sets what it captures and never
// adds to it.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/model/bill.hpp"
#include "sync/model/household.hpp"
#include "sync/model/notice.hpp"
#include "sync/model/outage.hpp"
#include "sync/model/place.hpp"
#include "sync/model/question.hpp"
#include "sync/model/request.hpp"
#include "sync/store/counts.hpp"
#include "sync/store/lists.hpp"
#include "sync/wire/feed.hpp"

namespace gridboard::store {

using base::Result;

class AlarmReader;
class AlarmWriter;
class AnalysisReader;
class AnalysisWriter;
class BoardCommandReader;
class BoardCommandWriter;
class BulletinReader;
class BulletinWriter;
class CareReader;
class CareWriter;
class DeliveryReader;
class DeliveryWriter;
class ImportReader;
class ImportWriter;
class NoticeDeskReader;
class NoticeDeskWriter;
class OutageReader;
class OutageWriter;
class PaymentReader;
class PaymentWriter;
struct BillKey;
class PeopleReader;
class PeopleWriter;

// Stored by number. awaiting: nobody has enrolled it yet; unapproved: somebody has, and staff haven't said yes.
enum class BoardState { awaiting, active, revoked, unapproved };

struct Board {
  std::string id;
  std::string name;
  std::string place_path;
  bool hall = false;
  BoardState state = BoardState::awaiting;
  std::string code_hash;  // BLAKE2b of the one-time code, hex; "" once used
  base::Instant code_expires{};
  std::string public_key;      // base64url, "" before enrolment
  std::string receipt_prefix;  // unique in the fleet
  base::Instant added_at{};
  std::optional<base::Instant> last_seen;
  std::optional<model::DayPart> quiet_hours;
  std::string maintenance_pin_hash;  // argon2id, "" while none is issued
  std::string sign_in_key;           // base64url of 32 bytes, "" until the desk made one
};

enum class SignInKind { arrive, leave };

// A member of the staff was at a board. The code that was shown there is good for one of them.
struct SignIn {
  std::string board_id;
  std::int64_t step = 0;  // of the code, see model/sign_in_code.hpp
  std::string manager_id;
  base::Instant at{};
  SignInKind kind = SignInKind::arrive;

  bool operator==(const SignIn&) const = default;
};

// Head of one log. `floor`: cursors below it need a snapshot.
struct LogHead {
  std::uint64_t epoch = 0, head = 0, floor = 0;
};

struct MovedLog {
  std::string log;
  LogHead head;
};

// One change of a log, newest version of its key only. A removal has no body.
struct Change {
  std::uint64_t seq = 0;
  std::string key;
  std::string audience;
  std::optional<std::string> body;
};

// The same for all boards: with its whole audience (see audience.hpp), and whether it had another one once.
struct WholeChange {
  std::uint64_t seq = 0;
  std::string key;
  std::string audience;
  bool moved = false;
  std::optional<std::string> body;
};

struct StoredAnswer {
  std::string content_hash;  // of the item as first received
  std::string answer;        // JSON of wire::ItemAnswer
};

struct RequestFilter {
  std::string under_path;                    // "" for all
  std::optional<model::RequestState> state;  // any if unset
  std::size_t limit = 200;
  std::string kind;   // "" for any
  bool open = false;  // only what is still to be done: not done, closed, rejected or merged
};

struct SignInFilter {
  std::string manager_id, board_id;         // "" for any
  std::optional<base::Instant> from, upto;  // from <= at < upto
  std::size_t limit = 1000;
};

struct KindCount {
  std::string kind;
  std::int64_t count = 0;

  bool operator==(const KindCount&) const = default;
};

// Bills on their way in, with their feed records, made ready outside of any transaction and on any one thread.
class BillBatch {
 public:
  virtual ~BillBatch() = default;
  // Accounts and periods of a batch must differ. `row` comes back in BatchOutcome.
  virtual Result<void> add(const model::Bill& bill, std::string_view log, std::string_view audience,
                           std::string_view body, std::size_t row) = 0;
  [[nodiscard]] virtual std::size_t size() const = 0;
  [[nodiscard]] virtual std::size_t bytes() const = 0;
  virtual void clear() = 0;  // keeps its memory
};

struct BatchOutcome {
  std::size_t changed = 0, unchanged = 0;
  struct Clash {
    std::size_t row = 0;
    std::string bill_no;
    std::string account;  // whose bill has the number
    base::Month period;
    bool replaced = false;  // a corrected one has taken that bill's place: it never comes back
  };
  std::vector<Clash> clashes;
};

// A larger thing on its way in, piece by piece; an empty piece ends it.
using BlobPieces = std::function<Result<std::string>()>;

class Reader : public virtual ListReader, public virtual CountReader {
 public:
  ~Reader() override = default;

  virtual Result<std::optional<model::Place>> place(std::string_view path) = 0;
  virtual Result<std::vector<model::Place>> places_named(std::string_view name) = 0;
  // The place itself and all below it, ordered by path. "" for all.
  virtual Result<std::vector<model::Place>> places_under(std::string_view path) = 0;
  virtual Result<std::vector<model::Place>> places_fed_by(std::string_view supply_id) = 0;
  // Places that name the manager themselves; what is below inherits.
  virtual Result<std::vector<model::Place>> places_managed_by(std::string_view manager_id) = 0;
  virtual Result<std::optional<model::SupplyPoint>> supply_point(std::string_view id) = 0;
  // The point itself and all below it.
  virtual Result<std::vector<model::SupplyPoint>> supply_under(std::string_view id) = 0;
  virtual Result<std::optional<model::Manager>> manager(std::string_view id) = 0;
  virtual Result<std::vector<model::Manager>> managers() = 0;  // by id
  // argon2id of the PIN that a manager signs in with; nothing while none is issued. Never in a feed record.
  virtual Result<std::optional<std::string>> manager_pin_hash(std::string_view manager_id) = 0;
  virtual Result<std::vector<SignIn>> sign_ins(const SignInFilter& filter) = 0;  // newest first

  virtual Result<std::optional<model::Household>> household(std::string_view account) = 0;
  virtual Result<std::vector<model::Household>> households_under(std::string_view path) = 0;  // by unit and door
  // Of many accounts those that are there, by account.
  virtual Result<std::vector<model::Household>> households_at(const std::vector<std::string>& accounts) = 0;
  // Streams all households without holding them; stops at the first error of `visit`.
  virtual Result<void> each_household(const std::function<Result<void>(const model::Household&)>& visit) = 0;

  virtual Result<std::optional<model::Bill>> bill(std::string_view account, base::Month period) = 0;
  // Of many bills those that are there, in the order of account and period.
  virtual Result<std::vector<model::Bill>> bills_at(const std::vector<BillKey>& keys) = 0;
  virtual Result<std::optional<model::Bill>> bill_numbered(std::string_view bill_no) = 0;
  virtual Result<std::vector<model::Bill>> bills_of(std::string_view account) = 0;  // newest first
  // Unpaid or disputed bills due before `day`, in the order of account and period, of the accounts after the given one.
  // An account's bills stay together: the last account is complete even if that goes over `limit`.
  virtual Result<std::vector<model::Bill>> open_bills_due_before(base::Date day, std::string_view after_account,
                                                                 std::size_t limit) = 0;

  virtual Result<std::optional<model::Office>> office(std::string_view id) = 0;
  virtual Result<std::vector<model::Office>> offices() = 0;  // by id
  virtual Result<std::optional<model::Notice>> notice(std::string_view id) = 0;
  virtual Result<std::vector<model::Notice>> notices(std::string_view under_path) = 0;  // newest first
  virtual Result<std::optional<model::Outage>> outage(std::string_view id) = 0;
  virtual Result<std::vector<model::Outage>> outages(std::string_view under_path) = 0;  // newest first

  virtual Result<std::optional<model::PublishedQuestion>> question(std::string_view id) = 0;
  virtual Result<std::vector<model::PublishedQuestion>> questions(std::string_view under_path) = 0;  // by id

  virtual Result<std::optional<model::ServiceRequest>> request(std::string_view receipt) = 0;
  virtual Result<std::vector<model::ServiceRequest>> requests(const RequestFilter& filter) = 0;  // newest first
  virtual Result<std::vector<model::ServiceRequest>> requests_merged_into(
      std::string_view receipt) = 0;  // oldest first
  // What customers chose of an outage's windows: of each account the latest by when it was submitted, by account.
  // Rejected ones don't count, nor does what has no account.
  virtual Result<std::vector<model::ServiceRequest>> choices(std::string_view outage_id) = 0;
  // Requests at or under `path` that stand as done or closed and were done last in [from, upto), by kind. True counts:
  // suppressing small ones is the desk's.
  virtual Result<std::vector<KindCount>> count_done(std::string_view path, base::Instant from, base::Instant upto) = 0;

  virtual Result<std::optional<Board>> board(std::string_view id) = 0;
  virtual Result<std::optional<Board>> board_with_code(std::string_view code_hash) = 0;
  virtual Result<std::vector<Board>> boards() = 0;

  virtual Result<std::optional<LogHead>> log_head(std::string_view log) = 0;
  // The logs that committed with a new head, epoch or floor, or whose board's state changed, since `mark` was given
  // out; `mark` becomes what the next call takes. A log may be named again, none is missed. An empty mark begins: it
  // names none.
  virtual Result<std::vector<MovedLog>> moved_logs(std::string& mark) = 0;
  // The logs that hold `key`, tombstones left out.
  virtual Result<std::vector<std::string>> logs_holding(std::string_view key) = 0;
  // Changes of `log` with seq in (after, upto] that reach a board at `place_path`, in order; stops at either limit.
  // Of an audience of several paths, the one that reached. A record whose audience moved comes as a removal where the
  // new audience doesn't reach.
  // `scanned_to` becomes the last seq looked at: where the next call goes on.
  virtual Result<std::vector<Change>> changes(std::string_view log, std::uint64_t after, std::uint64_t upto,
                                              std::string_view place_path, std::size_t max_changes,
                                              std::size_t max_bytes, std::uint64_t& scanned_to) = 0;
  // All changes of `log` with seq in (after, upto], in order. False, and `changes` says nothing, if they are more or
  // larger than that.
  virtual Result<bool> all_changes(std::string_view log, std::uint64_t after, std::uint64_t upto,
                                   std::size_t max_changes, std::size_t max_bytes,
                                   std::vector<WholeChange>& changes) = 0;

  virtual Result<std::optional<StoredAnswer>> answer(std::string_view board_id, std::string_view item_id) = 0;
  virtual Result<std::optional<std::string>> setting(std::string_view name) = 0;

  // Larger things, which travel by their SHA-256 (64 small hex digits). How large; nothing if it isn't there.
  virtual Result<std::optional<std::uint64_t>> blob_size(std::string_view sha256) = 0;
  // What stands at `offset`, up to the end of the piece it is kept in (wire::kBlobPieceBytes at most); "" at its end
  // and where there is no such blob.
  virtual Result<std::string> blob_bytes(std::string_view sha256, std::uint64_t offset) = 0;

  // Staff and what they did, see people.hpp. Lives as long as this.
  virtual PeopleReader& people() = 0;
  // What staff work on before boards get it, see notice_desk.hpp. Lives as long as this.
  virtual NoticeDeskReader& notice_desk() = 0;
  // Outages as the desk works with them, see outages.hpp. Lives as long as this.
  virtual OutageReader& outage_desk() = 0;
  // What boards are asked to do and say of themselves, see board_commands.hpp. Lives as long as this.
  virtual BoardCommandReader& board_desk() = 0;
  // Who needs a call or a visit, see care.hpp. Lives as long as this.
  virtual CareReader& care_register() = 0;
  // Who was told what, and when, see deliveries.hpp. Lives as long as this.
  virtual DeliveryReader& deliveries() = 0;
  // Groups of boards and alarms, see alarms.hpp. Lives as long as this.
  virtual AlarmReader& alarms() = 0;
  // What the public was told of outages, see bulletins.hpp. Lives as long as this.
  virtual BulletinReader& bulletins() = 0;
  // What is counted by day and what stands now, see analysis.hpp. Lives as long as this.
  virtual AnalysisReader& analysis() = 0;
  // Files that were handed in, see imports.hpp. Lives as long as this.
  virtual ImportReader& imports() = 0;
  // Bills as staff look for them, and the money that came for them, see payments.hpp. Lives as long as this.
  virtual PaymentReader& payments() = 0;
};

class Writer : public virtual Reader {
 public:
  // Each put returns true if it changed anything; the same value again changes nothing.
  virtual Result<bool> put(const model::Place& place) = 0;
  virtual Result<bool> put(const model::SupplyPoint& point) = 0;
  virtual Result<bool> put(const model::Manager& manager) = 0;
  virtual Result<bool> put(const model::Office& office) = 0;
  virtual Result<bool> put(const model::Household& household) = 0;
  virtual Result<bool> put(const model::Bill& bill) = 0;
  // Many bills at once; of one account and period the last counts. conflict: a bill number is taken by another bill.
  virtual Result<void> put_bills(const std::vector<model::Bill>& bills) = 0;
  virtual Result<bool> put(const model::Notice& notice) = 0;
  virtual Result<bool> put(const model::Outage& outage) = 0;
  virtual Result<bool> put(const model::PublishedQuestion& question) = 0;
  virtual Result<bool> put(const model::ServiceRequest& request) = 0;
  virtual Result<void> put(const Board& board) = 0;
  // It was heard of then. Never goes back; nothing for a board that isn't there.
  virtual Result<void> note_seen(std::string_view board_id, base::Instant at) = 0;
  virtual Result<void> put_manager_pin_hash(std::string_view manager_id,
                                            std::string_view hash) = 0;  // "" takes it back
  // Keeps the sign-in and uses up the code of that step and board; false, and nothing is kept, if it was used before.
  virtual Result<bool> use_sign_in_code(const SignIn& sign_in) = 0;

  // Feed: bumps the head of `log` (made on first use) and makes this the newest version of `key`. The same audience and
  // body again change nothing. `audience` is a place path, several joined by '|', or "" for whoever follows the log.
  virtual Result<void> publish(std::string_view log, std::string_view key, std::string_view audience,
                               std::string_view body) = 0;
  // A tombstone; nothing if the key isn't there.
  virtual Result<void> unpublish(std::string_view log, std::string_view key) = 0;
  // Retention. Notes, as of `now`, at most `limit` removals of the feed that were not noted before; how many.
  virtual Result<std::size_t> note_removals(base::Instant now, std::size_t limit) = 0;
  // Drops at most `limit` removals that were noted at `noted_upto` or before, the oldest first; how many it went
  // through. The floor of a log rises to the last that was dropped of it: who stands there has seen them all.
  virtual Result<std::size_t> drop_removals(base::Instant noted_upto, std::size_t limit) = 0;
  // Every log gets a new epoch (after a restore).
  virtual Result<void> renew_epochs() = 0;

  // Puts every bill of the batch and publishes its feed record if the bill is new or changed. Payments and disputes
  // that the centre knows of outlive a row that says "unpaid"; `encode` makes the record's body of what came out of
  // that. conflict: a bill number is taken by another bill; BatchOutcome then says whose row it was.
  virtual Result<void> put(BillBatch& batch, const std::function<Result<std::string>(const model::Bill&)>& encode,
                           BatchOutcome& outcome) = 0;

  virtual Result<void> keep_answer(std::string_view board_id, std::string_view item_id, const StoredAnswer& answer) = 0;
  virtual Result<void> put_setting(std::string_view name, std::string_view value) = 0;

  // Keeps a blob, if it isn't there already: then nothing is read and false comes back. In the same transaction as what
  // refers to it. invalid_input, and nothing is kept: the pieces aren't what the hash says, or are none; too_large:
  // more than wire::kMaxBlobBytes.
  virtual Result<bool> put_blob(std::string_view sha256, const BlobPieces& pieces) = 0;
  // Retention. Notes, as of `now`, at most `limit` blobs that no notice which is or will be on boards refers to, and
  // that were not noted before; how many.
  virtual Result<std::size_t> note_unused_blobs(base::Instant now, std::size_t limit) = 0;
  // Drops at most `limit` of those noted at `noted_upto` or before that nothing refers to since; how many it went
  // through.
  virtual Result<std::size_t> drop_unused_blobs(base::Instant noted_upto, std::size_t limit) = 0;

  virtual PeopleWriter& write_people() = 0;  // lives as long as this
  virtual NoticeDeskWriter& write_notice_desk() = 0;
  virtual OutageWriter& write_outage_desk() = 0;
  virtual BoardCommandWriter& write_board_desk() = 0;
  virtual CareWriter& write_care_register() = 0;
  virtual DeliveryWriter& write_deliveries() = 0;
  virtual AlarmWriter& write_alarms() = 0;
  virtual BulletinWriter& write_bulletins() = 0;
  virtual AnalysisWriter& write_analysis() = 0;
  virtual ImportWriter& write_imports() = 0;
  virtual PaymentWriter& write_payments() = 0;
};

class Store {
 public:
  virtual ~Store() = default;
  virtual Result<void> read(const std::function<Result<void>(Reader&)>& body) = 0;
  virtual Result<void> write(const std::function<Result<void>(Writer&)>& body) = 0;
  // For Writer::put of this store.
  [[nodiscard]] virtual Result<std::unique_ptr<BillBatch>> make_bill_batch() = 0;
  // A consistent copy as a new file or database, taken beside reads and writes.
  virtual Result<void> back_up_to(const std::string& path) = 0;
  // Called from any thread after a commit of this process or another one that moved a log as Reader::moved_logs says,
  // and after every moment in which such a commit may have been overlooked; must not block. So nobody need ask by
  // himself now and then. At most one listener; an empty function takes it away.
  virtual void on_change(std::function<void()> listener) = 0;
};

}  // namespace gridboard::store
