// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What breaks, one thing after the other, often several at a time.
#include "sync/desk/rotate_keys.hpp"
#include "tests/simulation/city.hpp"

namespace gridboard::simulation {

void City::something_breaks() {
  if (!faults_on_) return;
  switch (random_.below(19)) {
    case 0:
    case 1:
      storm();
      break;
    case 2:
    case 3:
      part_a_board();
      break;
    case 4:
      note("a board's streams are cut");
      any_board().client().cut_streams();
      break;
    case 5:
      note("a board's streams fall silent");
      any_board().client().silence_streams();
      break;
    case 6:
    case 7:
    case 8:
      centre_goes();
      break;
    case 9:
    case 10:
    case 11:
      board_goes();
      break;
    case 12:
      disk_fills();
      break;
    case 13:
      clock_jumps();
      break;
    case 14:
      note("the centre is overloaded");
      centre_.set_overloaded(true);
      timeline_.after(between(5, 60), [this] { centre_.set_overloaded(false); });
      break;
    case 15:
      tamper();
      break;
    case 16:
      change_disk(*boards_.front());
      break;
    case 17:
      back_up_or_restore();
      break;
    default:
      maybe_revoke();
      break;
  }
  timeline_.after(milliseconds(1000 + random_.below(24000)), [this] { something_breaks(); });
}

void City::storm() {
  note("the network gets bad");
  network_.weather.lost_per_mille = static_cast<int>(random_.below(300));
  network_.weather.doubled_per_mille = static_cast<int>(random_.below(300));
  network_.weather.most_delay = milliseconds(40 + random_.below(4000));
  timeline_.after(between(10, 120), [this] { network_.weather = Weather{}; });
}

void City::part_a_board() {
  Board& board = any_board();
  note(board.name() + ": parted");
  board.client().set_parted(true);
  timeline_.after(between(5, 200), [&board] { board.client().set_parted(false); });
}

void City::centre_goes() {
  if (random_.below(3) > 0) {
    note("the centre's power will go");
    centre_.disk().cut_power_after(1 + random_.below(120));
    ++outcome_.power_cuts;
    return;
  }
  note("the centre is restarted");
  centre_.shut_down();
  timeline_.after(between(1, 30), [this] {
    if (!centre_.up()) centre_.boot();
  });
}

void City::board_goes() {
  Board& board = any_board();
  const auto how = random_.below(4);
  if (how > 1) {
    note(board.name() + ": its power will go");
    board.disk().cut_power_after(1 + random_.below(100));
    ++outcome_.power_cuts;
    return;
  }
  note(board.name() + (how == 0 ? ": restarted" : ": its power goes"));
  if (how == 0)
    board.shut_down();
  else
    board.cut_power();
  timeline_.after(between(1, 60), [&board] { board.boot(); });
}

void City::disk_fills() {
  const bool of_board = random_.below(2) == 0;
  Disk& disk = of_board ? any_board().disk() : centre_.disk();
  note(of_board ? "a board's disk is full" : "the centre's disk is full");
  disk.set_full(true);
  timeline_.after(between(10, 90), [&disk] { disk.set_full(false); });
}

// To and fro not where a disk may be changed: a board on an old disk knows what it can't have handed out since by the
// time alone (see replica/receipts.hpp), and a clock that went back behind that says nothing. So either the centre's
// clock jumps back or a disk is changed, and the clock of the board whose disk it is never jumps.
void City::clock_jumps() {
  if (seed_ % 2 == 0 && random_.below(3) == 0) {
    centre_.clock().set_wrong_by(milliseconds(60000) * (static_cast<int>(random_.below(21)) - 10));
    return note("the centre's clock jumps");
  }
  Board& board = *boards_[1 + random_.below(boards_.size() - 1)];
  const auto minutes = random_.below(2) == 0 ? random_.below(120) : random_.below(2 * 366 * 24 * 60);
  const milliseconds by = milliseconds(60000) * static_cast<std::int64_t>(minutes);
  board.clock().set_wrong_by(random_.below(2) == 0 ? by : -by);
  note(board.name() + ": its clock jumps");
}

// Where disks are changed as well: forward, each time from where it was.
void City::centre_clock_runs_ahead() {
  timeline_.after(milliseconds(1000 * (20 + clock_random_.below(160))), [this] {
    if (!faults_on_) return;
    centre_.clock().set_wrong_by(centre_.clock().wrong_by() + milliseconds(60000 * clock_random_.below(11)));
    note("the centre's clock jumps ahead");
    centre_clock_runs_ahead();
  });
}

void City::tamper() {
  note("somebody tampers with the feed");
  centre_.on_line = [this](const std::string& board_id, const std::string& line) {
    return tamperer_.on_the_way(board_id, line);
  };
  timeline_.after(between(10, 60), [this] { centre_.on_line = {}; });
}

// A copy of the disk is kept, and put in again another day; whoever does it takes a while. With a copy from before the
// centre's clock jumped, the board's time would go back behind the numbers that it gave out since (see above), until it
// hears the centre again: then a newer copy is taken instead.
void City::change_disk(Board& board) {
  if (seed_ % 2 == 0) return;
  if (!board.has_copy() || copied_at_ != centre_.clock().wrong_by()) {
    copied_at_ = centre_.clock().wrong_by();
    note(board.name() + ": its disk is copied");
    return board.copy_disk();
  }
  note(board.name() + ": its old disk is put in");
  ++outcome_.old_disks;
  board.put_copy_in(between(2 * 60, 6 * 60));
}

void City::back_up_or_restore() {
  if (!centre_.up()) return;
  if (!centre_.has_backup()) {
    note("the centre is backed up");
    (void)centre_.back_up();
    return;
  }
  const std::set<std::string> before = receipts_at_centre();
  note("the centre is restored from its backup");
  ++outcome_.restores;
  centre_.restore_backup();
  tamperer_.forget();
  centre_.boot();
  const std::set<std::string> after = receipts_at_centre();
  for (auto& [ticket, submission] : ledger_.submissions()) {
    const bool lost = before.contains(submission.receipt) && !after.contains(submission.receipt);
    submission.excused = submission.excused || lost;
  }
}

// Often enough that a board may be away over two. Without an overlap what was signed before is refused at once.
void City::keys_are_rotated() {
  timeline_.after(milliseconds(1000 * (20 + key_random_.below(160))), [this] {
    if (!faults_on_) return;
    const std::chrono::days overlap(key_random_.below(3) == 0 ? 0 : desk::kKeyOverlap.count());
    note("the keys are rotated, overlap " + std::to_string(overlap.count()) + " days");
    centre_.rotate_keys(overlap);
    keys_are_rotated();
  });
}

// To boards and back: soon or late, once or twice, now and then to the wrong board.
void City::sticks_are_carried() {
  if (!sticks_) sticks_ = std::make_unique<tests::TemporaryFolder>();
  timeline_.after(milliseconds(1000 * (5 + stick_random_.below(60))), [this] {
    if (!faults_on_) return;
    Board& board = *boards_[stick_random_.below(boards_.size())];
    if (stick_random_.below(2) == 0)
      carry_bundle_to(board);
    else
      carry_outbox_of(board);
    sticks_are_carried();
  });
}

void City::carry_bundle_to(Board& board) {
  const std::string path = sticks_->file(std::to_string(++last_stick_));
  const bool whole = stick_random_.below(4) == 0;
  Board& taker = stick_random_.below(8) == 0 ? *boards_[stick_random_.below(boards_.size())] : board;
  if (!board.enrolled() || !centre_.write_bundle(board.id(), path, whole)) return;
  note("a bundle for " + board.name() + " is carried to " + taker.name());
  for (auto times = 1 + stick_random_.below(2); times > 0; --times) {
    timeline_.after(milliseconds(1000 + stick_random_.below(150000)), [&taker, path] { taker.take_bundle(path); });
  }
}

void City::carry_outbox_of(Board& board) {
  const std::string path = sticks_->file(std::to_string(++last_stick_));
  note("the outbox of " + board.name() + " is carried to the centre");
  board.write_outbox(path);
  for (auto times = 1 + stick_random_.below(2); times > 0; --times) {
    timeline_.after(milliseconds(1000 + stick_random_.below(150000)), [this, path] { centre_.take_bundle(path); });
  }
}

void City::maybe_revoke() {
  if (seed_ % 5 != 0) return;
  Board& board = *boards_.back();
  if (!board.enrolled() || random_.below(3) != 0) return;
  note(board.name() + ": revoked");
  board.may_be_revoked = true;
  staff_.revoke(board.id());
}

}  // namespace gridboard::simulation
