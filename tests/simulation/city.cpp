// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/city.hpp"

#include <cstdio>

#include "sync/base/time.hpp"
#include "tests/simulation/world.hpp"

namespace gridboard::simulation {
namespace {

constexpr milliseconds kLongestEnrolment{60000};
// The longest back-off twice, a stream that has gone silent unnoticed, a request that times out, and some.
constexpr milliseconds kLongestSettling = milliseconds(2 * 300000 + 62500 + 30000) + milliseconds(120000);
constexpr milliseconds kLookEvery{5000};
constexpr std::uint64_t kSeedsARotation = 3, kSeedsAStick = 7, kSeedsACentreAhead = 8;
// The first power cuts strike at a write that the seed names, so that many seeds strike at each.
constexpr std::uint64_t kBoardWrites = 397, kCentreWrites = 601;

}  // namespace

City::City(const World& world, std::uint64_t seed, Plant plant, bool verbose)
    : world_(world),
      seed_(seed),
      verbose_(verbose),
      random_(seed * 31 + 7),
      key_random_(~seed),
      stick_random_(~(seed * 31)),
      clock_random_(~(seed * 31 + 1)),
      centre_(world, timeline_, seed * 31 + 8, plant),
      network_(timeline_, seed * 31 + 9,
               [this](const CentreRequest& request, const Answer& answer, const std::shared_ptr<Stream>& stream) {
                 centre_.serve(request, answer, stream);
               }),
      staff_(centre_, boards_, seed * 31 + 10),
      tamperer_(*world.foreign_keys, seed * 31 + 11) {
  seed_sqlite(seed);
  for (const char* name : {"hall", "left", "right"}) {
    const std::uint64_t own = seed * 31 + 12 + 2 * boards_.size();
    boards_.push_back(std::make_unique<Board>(name, timeline_, network_, ledger_, own, plant));
  }
}

void City::note(const std::string& what) {
  if (verbose_) std::printf("%10.3f s  %s\n", static_cast<double>(timeline_.now().count()) / 1000, what.c_str());
}

bool City::open() {
  centre_.boot();
  for (std::size_t i = 0; i < boards_.size(); ++i) {
    Board& board = *boards_[i];
    const bool hall = i == 0;
    const std::string place = hall ? "YX/BT/G1/XH" : unit_paths()[random_.below(unit_paths().size())];
    board.places.insert(place);
    const auto code = staff_.add_board(place, hall);
    board.boot();
    if (code && board.up()) board.enrol(*code);
  }
  timeline_.run_until(timeline_.now() + kLongestEnrolment);
  for (const auto& board : boards_) {
    if (!board->enrolled() || !board->connected()) ledger_.violate(board->name() + ": couldn't enrol and connect");
  }
  return ledger_.violations().empty();
}

void City::live_through_faults() {
  const milliseconds end = timeline_.now() + between(4 * 60, 10 * 60);
  faults_on_ = true;
  boards_[random_.below(boards_.size())]->disk().cut_power_after(1 + seed_ % kBoardWrites);
  centre_.disk().cut_power_after(1 + seed_ % kCentreWrites);
  staff_works();
  residents_come();
  something_breaks();
  if (seed_ % kSeedsARotation == 0) keys_are_rotated();
  if (seed_ % kSeedsAStick == 0) sticks_are_carried();
  if (seed_ % kSeedsACentreAhead == 1) centre_clock_runs_ahead();
  timeline_.run_until(end);
  faults_on_ = false;
}

void City::staff_works() {
  if (!faults_on_) return;
  staff_.do_something();
  timeline_.after(milliseconds(500 + random_.below(36000)), [this] { staff_works(); });
}

void City::residents_come() {
  if (!faults_on_) return;
  Board& board = any_board();
  const auto held = random_.below(8) == 0 ? board.look() : std::nullopt;
  std::string rated;
  if (held) {
    for (const auto& [key, bodies] : held->bodies) {
      if (key.starts_with("request/") && random_.below(2) == 0) rated = key.substr(8);
    }
  }
  if (rated.empty())
    board.hand_in();
  else
    board.rate(rated, 4);
  timeline_.after(milliseconds(2000 + random_.below(36000)), [this] { residents_come(); });
}

void City::mend_everything() {
  note("everything is mended");
  network_.weather = Weather{};
  centre_.on_line = {};
  centre_.set_overloaded(false);
  centre_.disk().set_full(false);
  centre_.disk().never_cut_power();
  if (!centre_.up()) centre_.boot();
  for (const auto& board : boards_) {
    board->client().set_parted(false);
    board->disk().set_full(false);
    board->disk().never_cut_power();
    if (!board->up()) board->boot();
  }
}

void City::settle() {
  const milliseconds end = timeline_.now() + kLongestSettling;
  std::string wrong;
  do {
    timeline_.run_until(timeline_.now() + kLookEvery);
    wrong.clear();
    for (const auto& board : boards_) {
      if (wrong.empty()) wrong = what_is_wrong_with(*board);
    }
  } while (!wrong.empty() && timeline_.now() < end);
  if (!wrong.empty()) ledger_.violate(wrong);
}

Outcome City::outcome() {
  outcome_.violations = ledger_.violations();
  for (const auto& [ticket, submission] : ledger_.submissions()) outcome_.receipts += submission.shown ? 1 : 0;
  return outcome_;
}

Outcome run_seed(const World& world, std::uint64_t seed, Plant plant, bool verbose) {
  City city(world, seed, plant, verbose);
  if (city.open()) {
    city.live_through_faults();
    city.mend_everything();
    city.settle();
    city.check_requests();
  }
  return city.outcome();
}

}  // namespace gridboard::simulation
