// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/board.hpp"

#include <algorithm>

#include "sync/base/paths.hpp"
#include "sync/replica/schema.hpp"
#include "tests/simulation/receipts_plant.hpp"
#include "tests/simulation/tamperer.hpp"

namespace gridboard::simulation {
namespace {

constexpr milliseconds kTryDiskEvery{10000};
constexpr std::uint64_t kLooksAtAllEvery = 3;
constexpr const char* kServer = "http://127.0.0.1:8470";

}  // namespace

Board::Board(std::string name, Timeline& timeline, Network& network, Ledger& ledger, std::uint64_t seed, Plant plant)
    : name_(std::move(name)),
      path_("/virtual/" + name_ + "/board.db"),
      timeline_(timeline),
      ledger_(ledger),
      random_(seed),
      disk_(seed + 1),
      clock_(timeline),
      client_(network, [this] { pump(); }),
      plant_(plant) {
  Disks::set(name_, &disk_);
  settings_.replica_path = path_;
}

Board::~Board() {
  stop();
  Disks::set(name_, nullptr);
}

void Board::boot() {
  if (timeline_.now() < in_repair_until_) return;
  start();
  pump();
}

// As Link::Worker::talk: another try later if nothing can be kept.
void Board::start() {
  if (up()) return;
  ++incarnation_;
  auto opened = replica::ReplicaWriter::open(path_, clock_, random_);
  if (disk_.dead()) {
    opened = base::fail(base::ErrorCode::io, "the power went");
    disk_.power_cut();
  }
  if (!opened) return come_back_after(kTryDiskEvery);
  writer_ = std::move(*opened);
  conversation_ = std::make_unique<kiosk::link::Conversation>(settings_, clock_, random_, client_, *writer_,
                                                              [this](const kiosk::link::Event& event) { take(event); });
  conversation_->begin();
}

void Board::stop() {
  ++incarnation_;
  eye_.reset();
  conversation_.reset();
  writer_.reset();
  client_.forget_all();
  connected_ = false;
}

void Board::come_back_after(milliseconds delay) {
  timeline_.after(delay, [this, incarnation = incarnation_] {
    if (incarnation == incarnation_ && !up()) boot();
  });
}

void Board::shut_down() {
  stop();
  if (disk_.dead()) disk_.power_cut();
}

void Board::cut_power() {
  stop();
  disk_.power_cut();
}

// What became due since the last callback; called after everything that touches the conversation.
void Board::pump() {
  if (!up()) return;
  const milliseconds wait = conversation_->run_due();
  if (disk_.dead()) {
    cut_power();
    return come_back_after(milliseconds(3000 + random_.below(27000)));
  }
  if (conversation_->replica_broken()) {
    stop();
    return boot();
  }
  if (std::exchange(changed_, false)) check_what_is_held();
  timeline_.after(wait, [this, incarnation = incarnation_, wake = ++wake_] {
    if (incarnation == incarnation_ && wake == wake_) pump();
  });
}

void Board::enrol(const std::string& code) {
  conversation_->take(kiosk::link::Command(kiosk::link::Enrol{code, kServer}));
  pump();
}

void Board::hand_in() {
  if (!up()) return;
  const std::uint64_t ticket = ledger_.next_ticket();
  Submission submission;
  submission.board_name = name_;
  submission.text = "thanks, " + std::to_string(ticket);
  ledger_.hand_in(ticket, submission);
  kiosk::link::Submit submit;
  submit.ticket = ticket;
  submit.submission.kind = "praise";
  submit.submission.place_path = "YX";  // reaches every board, wherever it is moved to
  submit.submission.answers = {{"topic", "crew"}, {"details", submission.text}};
  const ForgetfulReceipts forgetful(plant_ == Plant::reused_receipt);
  conversation_->take(kiosk::link::Command(std::move(submit)));
  pump();
}

void Board::rate(const std::string& receipt, int stars) {
  if (!up()) return;
  conversation_->take(kiosk::link::Command(kiosk::link::Rate{{receipt, stars}}));
  pump();
}

void Board::take_bundle(const std::string& path) {
  if (!up()) return;
  conversation_->take(kiosk::link::Command(kiosk::link::TakeBundle{path}));
  pump();
}

void Board::write_outbox(const std::string& path) {
  if (!up()) return;
  conversation_->take(kiosk::link::Command(kiosk::link::WriteOutbox{path}));
  pump();
}

void Board::take(const kiosk::link::Event& event) {
  if (disk_.dead()) {
    client_.go_mute();
    return;
  }
  if (const auto* submitted = std::get_if<kiosk::link::Submitted>(&event)) {
    ledger_.show(submitted->ticket, submitted->receipt);
  } else if (const auto* enrolled = std::get_if<kiosk::link::Enrolled>(&event)) {
    id_ = enrolled->board_id;
  } else if (std::holds_alternative<kiosk::link::Contact>(event)) {
    connected_ = true;
  } else if (std::holds_alternative<kiosk::link::ConnectionLost>(event)) {
    connected_ = false;
  } else if (const auto* ready = std::get_if<kiosk::link::Ready>(&event)) {
    // Also where the power went between that it was wiped and that it was said.
    if (ready->revoked) take_itself_for_revoked();
  } else if (std::holds_alternative<kiosk::link::Revoked>(event)) {
    take_itself_for_revoked();
  } else if (std::holds_alternative<kiosk::link::Changed>(event)) {
    changed_ = true;
  }
}

void Board::take_itself_for_revoked() {
  was_revoked = true;
  if (!may_be_revoked) ledger_.violate(name_ + ": took itself for revoked, which nobody had said");
}

sqlite::Database* Board::eye() {
  if (!up()) return nullptr;
  if (!eye_) {
    auto opened = sqlite::Database::open(path_, {sqlite::OpenMode::read_only, milliseconds(0), 0});
    if (!opened) return nullptr;
    eye_.emplace(std::move(*opened));
  }
  return &*eye_;
}

std::optional<Board::Held> Board::look() {
  sqlite::Database* database = eye();
  if (database == nullptr) return std::nullopt;
  Held held;
  const auto revoked = writer_->revoked();
  held.revoked = revoked && *revoked;
  const auto read = replica::first_failure(
      {replica::for_each_row(*database, "SELECT key, body FROM record",
                             [&](sqlite::Statement& row) { held.bodies[row.string(0)].insert(row.string(1)); }),
       replica::for_each_row(*database, "SELECT count(*) FROM outbox",
                             [&](sqlite::Statement& row) { held.waiting = row.unsigned_integer(0); })});
  if (!read) return std::nullopt;
  return held;
}

// After each change: a position never goes back within an epoch, nothing is held that isn't this board's.
void Board::check_what_is_held() {
  sqlite::Database* database = eye();
  if (database == nullptr) return;
  (void)replica::for_each_row(*database, "SELECT log, epoch, seq FROM position", [&](sqlite::Statement& row) {
    if (row.unsigned_integer(2) == 0) return;  // emptied: it isn't followed any more
    std::uint64_t& furthest = stood_[row.string(0) + "/" + std::to_string(row.integer(1))];
    if (row.unsigned_integer(2) < furthest) {
      ledger_.violate(name_ + ": went back from " + std::to_string(furthest) + " to " + std::to_string(row.integer(2)) +
                      " in " + row.string(0) + " within an epoch");
    }
    furthest = row.unsigned_integer(2);
  });
  if (++changes_ % kLooksAtAllEvery != 0) return;
  (void)replica::for_each_row(*database, "SELECT key, audience, body FROM record", [&](sqlite::Statement& row) {
    if (row.text(2).find(kForged) != std::string_view::npos) {
      ledger_.violate(name_ + ": holds " + row.string(0) + ", which the centre never signed");
    }
    const bool reached = std::any_of(places.begin(), places.end(),
                                     [&row](const std::string& place) { return base::reaches(row.text(1), place); });
    if (!reached) ledger_.violate(name_ + ": holds " + row.string(0) + ", which is for " + row.string(1));
  });
}

void Board::copy_disk() {
  copy_ = disk_.image();
  copied_at_ticket_ = ledger_.next_ticket() - 1;
}

// What was shown here and never reached anybody else is gone with the disk that is taken out.
void Board::put_copy_in(milliseconds takes) {
  for (auto& [ticket, submission] : ledger_.submissions()) {
    if (submission.board_name == name_ && ticket > copied_at_ticket_) submission.excused = true;
  }
  stop();
  disk_.put_in(copy_);
  copy_.clear();
  stood_.clear();
  in_repair_until_ = timeline_.now() + takes;
  timeline_.after(takes, [this] { boot(); });
}

}  // namespace gridboard::simulation
