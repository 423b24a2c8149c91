// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The board's second thread: it owns the replica's writer and every connection to the centre. Commands go in through a
// bounded queue, events come out through the app's inbox; the screens read the same file through a ReplicaReader.
//
// THREADING: send() and stop() from any thread. `post` is called on the link thread alone and must not block.
// Sentences in events are Chinese msgids for kiosk/text, meant for people.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "kiosk/link/blob_cache.hpp"
#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/time.hpp"
#include "sync/replica/replica.hpp"
#include "sync/wire/commands.hpp"
#include "sync/wire/reports.hpp"
#include "sync/wire/unlock.hpp"

namespace gridboard::kiosk::link {

struct Timing {
  std::chrono::milliseconds connect_timeout{10000};
  std::chrono::milliseconds request_timeout{30000};  // of everything but the feed's stream
  // Full jitter between 0 and a bound that doubles from min to max; a hello may set both, Retry-After is the floor.
  std::chrono::milliseconds min_backoff{1000}, max_backoff{300000};
  std::chrono::milliseconds blob_timeout{120000};  // what came until then stays, and the rest is asked for again
  // How soon a right PIN on a phone is seen at the board; it is only asked while a code is shown.
  std::chrono::milliseconds unlock_every{500};
  std::chrono::milliseconds beat{25000};  // until a hello says; silent for 2.5 beats is lost
  // Digests are asked for once a day, anywhere from half of that to half as much again after the last time, and the
  // first time anywhere within a day: a city asks evenly over the day. What couldn't be told then, or was missed while
  // there was no connection, is asked for within the shorter time: a city that comes back doesn't ask at once.
  std::chrono::milliseconds digests_every{std::chrono::hours(24)}, digests_again{std::chrono::hours(1)};
};

struct Settings {
  std::string replica_path;
  std::string ca_file;  // the fleet's own CA for https; "" trusts what the system trusts
  std::string user_agent = "gridboard-kiosk";
  base::Zone zone;
  Timing timing;
  std::size_t max_queued_commands = 64;
  std::string blob_folder;  // pictures of notices, each called by its SHA-256; "" fetches none
  std::uint64_t max_blob_bytes = kUsualBlobBytes;
};

// Commands. A `ticket` is chosen by the sender and comes back in the event that answers it.
struct Enrol {
  std::string code;        // as typed
  std::string server_url;  // "https://centre.example", plain http only to loopback
};
struct Submit {
  std::uint64_t ticket = 0;
  replica::ReplicaWriter::Submission submission;
};
struct Rate {
  wire::RatingBody rating;
};
struct Reopen {
  wire::ReopeningBody reopening;
};
struct Report {  // something for the centre's ledger: shown, sign_in
  wire::ItemKind kind = wire::ItemKind::shown;
  std::string body;  // JSON object
};
struct TellHealth {  // the link adds what it knows of pictures
  wire::HealthBody health;
};
struct AnswerCommand {  // of the centre; CommandKept follows once it is kept
  wire::CommandKind kind = wire::CommandKind::picture;
  wire::CommandAnswer answer;
  std::string png;  // the picture, where that is the answer
};
struct TakeBundle {  // from a stick
  std::string path;
};
struct WriteOutbox {  // to a stick
  std::string path;
};
// Unlocking with a phone. The ask before, if there is one, is put away.
struct AskUnlock {
  wire::UnlockAsk ask;
};
struct EndUnlock {};  // nobody waits for it any more
struct FetchAnew {};  // what is held turned out wrong: have the centre send everything again
struct CheckNow {};   // connect again at once instead of waiting out the back-off
using Command = std::variant<Enrol, Submit, Rate, Reopen, Report, TellHealth, AnswerCommand, TakeBundle, WriteOutbox,
                             AskUnlock, EndUnlock, FetchAnew, CheckNow>;

// Events, in the order things happened.
struct Ready {  // always first: the file exists, a ReplicaReader may be opened now. Comes again if the file had
                // to be set aside and begun anew: close the old reader and open another
  bool enrolled = false;
  bool revoked = false;
  std::string server_url;  // of the centre that it belongs to, "" while to none
};
struct Broken {  // instead of Ready: this board can keep nothing (disk full, read-only, no rights). It is tried
                 // again; Ready follows when it works. What is there may still be read
  std::string sentence;
};
struct Enrolled {
  std::string board_id;
  std::string server_url;
};
struct AwaitsApproval {  // enrolled, but the centre gives it nothing until staff there say yes; Contact follows then
  std::string board_id;
};
struct EnrolFailed {
  std::string sentence;
};
struct Submitted {  // durable; the receipt may be shown
  std::uint64_t ticket = 0;
  std::string receipt;
};
struct SubmitFailed {  // nothing was kept
  std::uint64_t ticket = 0;
  std::string sentence;
};
struct Rated {  // durable; the request is marked
  wire::RatingBody rating;
};
struct Reopened {
  wire::ReopeningBody reopening;
};
struct NotKept {  // of a Rate or a Reopen: nothing was kept
  std::string receipt;
  std::string sentence;
};
struct Changed {
  std::uint64_t version = 0;
};  // what a reader sees has changed: read again
struct RequestUpdated {
  std::string receipt;
};                                            // besides Changed: the centre has it, rejected it, or its state moved
struct Contact {                              // heard from the centre: hello or beat
  base::Instant at{};                         // by the centre's clock
  std::chrono::milliseconds clock_offset{0};  // centre minus board
  bool fresh = false;                         // this contact ended a time without connection (or is the first)
  bool has_everything = false;                // the board has all that the centre had for it then
};
struct ConnectionLost {  // once, when a connection that was there is gone; last contact is in the replica
  std::string reason;    // for staff, English
};
struct Retrying {  // each try that failed; why, for staff, English
  std::string reason;
};
struct BundleTaken {
  base::Instant made_at{};
  std::size_t changed = 0, answered = 0;  // records, items of the outbox
};
struct OutboxWritten {
  std::size_t items = 0;
};
struct StickFailed {  // of a TakeBundle or a WriteOutbox; what this board shows is as it was
  std::string sentence;
  std::string reason;  // for staff, English
};
struct CommandKept {  // the answer is durable, or was given before
  std::string id;     // of the command
  wire::CommandOutcome outcome = wire::CommandOutcome::waiting;
};
struct PictureKept {   // one or more lie in the blob folder now
  std::string sha256;  // "" of several
};
// Of an AskUnlock, by its id. The centre knows of it: the code may be shown.
struct UnlockOffered {
  std::string id;
};
struct UnlockSealed {  // somebody entered the PIN: wire::open_unlock() opens it
  std::string id;
  std::string sealed;
};
struct UnlockFailed {  // nothing will come of it
  std::string id;
  bool offline = false;  // the centre isn't heard; else it refused, or the time is over
};
struct Revoked {};  // the replica has been wiped; nothing more will come until a new enrolment
using Event =
    std::variant<Ready, Broken, Enrolled, AwaitsApproval, EnrolFailed, Submitted, SubmitFailed, Rated, Reopened,
                 NotKept, Changed, RequestUpdated, Contact, ConnectionLost, Retrying, BundleTaken, OutboxWritten,
                 StickFailed, CommandKept, PictureKept, UnlockOffered, UnlockSealed, UnlockFailed, Revoked>;

class Link {
 public:
  // Starts the thread. `clock` and `random` must outlive the Link and be thread-safe.
  Link(Settings settings, base::Clock& clock, base::Random& random, std::function<void(Event)> post);
  ~Link();  // stops
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  // False if the queue is full or the link stopped: nothing will come of it, tell the resident to try again.
  [[nodiscard]] bool send(Command command);
  // Ends the thread within 200 ms, whatever the network or the disk are doing. Commands still queued are dropped
  // without an event; what was answered with Submitted is safe. No event comes after it returns.
  void stop();

 private:
  class Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace gridboard::kiosk::link
