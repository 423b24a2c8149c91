// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Who was told what, and when: what a proof says of each board, and of all.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "sync/desk/delivery_ledger.hpp"
#include "sync/desk/proof_words.hpp"
#include "sync/desk/withdraw_notice.hpp"
#include "tests/sync/desk/proof_centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using base::Result;
using desk::MissReason;
using desk::test::kCommunity;
using desk::test::Proof;
using desk::test::unit;
using store::Announcement;

TEST_CASE("a notice shown on 38 of 40 boards says which two and why") {
  Proof proof;
  std::vector<store::Board> boards;
  for (int building = 1; building <= 10; ++building) {
    for (int number = 1; number <= 4; ++number) boards.push_back(proof.enrolled(unit(building, number)));
  }
  const Announcement notice = proof.publish();
  store::Board silent = boards[10], waiting = boards[30];
  // One was never enrolled; one fell silent an hour before.
  REQUIRE(proof.store->write([&](store::Writer& writer) -> Result<void> {
    waiting.state = store::BoardState::awaiting;
    if (auto put = writer.put(waiting); !put) return put;
    return writer.note_seen(silent.id, proof.clock.now());
  }));
  proof.clock.advance(1h);
  for (const store::Board& board : boards) {
    if (board.id != silent.id && board.id != waiting.id) proof.say(board, notice, proof.clock.now());
  }
  const auto all = proof.page(notice);
  CHECK(all.summary.boards == 40);
  CHECK(all.summary.shown == 38);
  CHECK(all.items.size() == 40);
  CHECK(all.summary.misses ==
        std::vector<std::pair<MissReason, std::int64_t>>{{MissReason::silent, 1}, {MissReason::not_enrolled, 1}});
  const auto missed = proof.page(notice, true);
  REQUIRE(missed.items.size() == 2);
  CHECK(missed.items[0].board.id == silent.id);
  CHECK(missed.items[0].why == MissReason::silent);
  CHECK(desk::words_of_miss(missed.items[0], proof.settings.zone, desk::ProofLanguage::zh)
            .starts_with("终端离线，最后在线 "));
  CHECK(missed.items[1].board.id == waiting.id);
  CHECK(missed.items[1].why == MissReason::not_enrolled);
  // Building 3 has two households a unit; the silent board hangs in one of its units.
  CHECK(all.summary.households == 8);
  CHECK(all.summary.households_told == 6);
  // Page by page it is the same.
  std::vector<std::string> ids;
  for (desk::BehindRow after;;) {
    const auto part = proof.page(notice, false, 7, after);
    CHECK(part.summary.shown == 38);
    for (const auto& row : part.items) ids.push_back(row.board.id);
    if (!part.more) break;
    after = desk::behind(part.items.back());
  }
  CHECK(ids.size() == 40);
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == 40);
}

TEST_CASE("households count where their own door told them, halls apart") {
  Proof proof;
  const auto door = proof.enrolled(unit(3, 1)), other = proof.enrolled(unit(3, 2));
  auto hall = proof.enrolled(kCommunity);
  REQUIRE(proof.store->write([&](store::Writer& writer) {
    hall.hall = true;
    return writer.put(hall);
  }));
  const Announcement notice = proof.publish();
  proof.say(door, notice, proof.clock.now());
  proof.say(other, notice, std::nullopt);
  proof.say(hall, notice, proof.clock.now());
  const auto sum = proof.page(notice).summary;
  CHECK(sum.boards == 3);
  CHECK(sum.received == 3);
  CHECK(sum.shown == 2);
  CHECK(sum.halls == 1);
  CHECK(sum.halls_shown == 1);
  CHECK(sum.households == 8);
  CHECK(sum.households_told == 2);
}

TEST_CASE("each miss has its reason") {
  Proof proof;
  auto board = proof.enrolled(unit(1, 1));
  const auto change = [&](const std::function<void(store::Board&)>& to) {
    REQUIRE(proof.store->write([&](store::Writer& writer) -> Result<void> {
      board = **writer.board(board.id);
      to(board);
      return writer.put(board);
    }));
  };
  SUBCASE("before it came") {
    const Announcement notice = proof.publish();
    change([](store::Board& each) { each.last_seen.reset(); });
    CHECK(proof.why(notice, board.id) == MissReason::never_heard);
    change([](store::Board& each) { each.state = store::BoardState::unapproved; });
    CHECK(proof.why(notice, board.id) == MissReason::not_approved);
    change([](store::Board& each) { each.state = store::BoardState::active; });
    REQUIRE(proof.store->write([&](store::Writer& writer) { return writer.note_seen(board.id, proof.clock.now()); }));
    CHECK(proof.why(notice, board.id) == MissReason::not_fetched);
    proof.send({board}, notice);
    CHECK(proof.why(notice, board.id) == MissReason::not_confirmed);
    CHECK(proof.page(notice).summary.sent == 1);
    proof.clock.advance(76s);
    CHECK(proof.why(notice, board.id) == MissReason::silent);
    change([](store::Board& each) { each.state = store::BoardState::revoked; });
    CHECK(proof.why(notice, board.id) == MissReason::revoked);
  }
  SUBCASE("in the loop, and then over") {
    const Announcement notice = proof.publish();
    proof.say(board, notice, std::nullopt);
    proof.clock.advance(1min);
    CHECK(proof.why(notice, board.id) == MissReason::not_come_up);
    REQUIRE(desk::withdraw_notice(*proof.store, desk::cli_actor("wang"), notice.id, proof.clock.now()));
    CHECK(proof.why(notice, board.id) == MissReason::over_before);
  }
  SUBCASE("outside of its day-parts, to the minute") {
    proof.clock.set(desk::test::at("2026-11-22 08:00"));
    const Announcement notice = proof.publish([](desk::PublishNotice& wanted) {
      wanted.day_parts = {{17 * 60, 18 * 60}};
    });
    proof.say(board, notice, std::nullopt);
    proof.clock.set(desk::test::at("2026-11-22 17:00"));
    CHECK(proof.why(notice, board.id) == MissReason::not_its_time);
    proof.clock.set(desk::test::at("2026-11-22 17:00") + 1s);
    CHECK(proof.why(notice, board.id) == MissReason::not_come_up);
    change([](store::Board& each) { each.quiet_hours = model::DayPart{16 * 60, 19 * 60}; });
    CHECK(proof.why(notice, board.id) == MissReason::not_its_time);
  }
  SUBCASE("moved away: told, and in no figure any more") {
    const Announcement notice = proof.publish([](desk::PublishNotice& wanted) { wanted.places = {unit(1, 1)}; });
    proof.say(board, notice, std::nullopt);
    change([](store::Board& each) { each.place_path = unit(2, 2); });
    CHECK(proof.why(notice, board.id) == MissReason::moved_away);
    const auto sum = proof.page(notice).summary;
    CHECK(sum.boards == 0);
    CHECK(sum.moved_away == 1);
  }
  SUBCASE("one that was taken out of service before, or came after, isn't counted") {
    change([](store::Board& each) { each.state = store::BoardState::revoked; });
    proof.clock.advance(1h);
    const Announcement notice = proof.publish();
    proof.clock.advance(1h);
    REQUIRE(desk::withdraw_notice(*proof.store, desk::cli_actor("wang"), notice.id, proof.clock.now()));
    (void)proof.enrolled(unit(1, 2));
    CHECK(proof.page(notice).summary.boards == 0);
  }
}

TEST_CASE("of an outage whose start was moved only boards with the new start told of it") {
  Proof proof;
  const auto old_words = proof.enrolled(unit(1, 1)), new_words = proof.enrolled(unit(1, 2)),
             then_changed = proof.enrolled(unit(1, 3));
  const auto start = desk::test::at("2026-12-01 08:00");
  proof.clock.set(start - 9 * 24h);
  const Announcement outage = proof.announce(model::OutageKind::planned, start, proof.clock.now());
  const std::string first = proof.version_of(outage);
  proof.clock.advance(1h);
  model::Outage moved;
  REQUIRE(proof.store->read([&](store::Reader& reader) -> Result<void> {
    moved = **reader.outage(outage.id);
    return {};
  }));
  moved.start += 24h;
  moved.told_at = proof.clock.now();
  proof.put(moved);
  const std::string second = proof.version_of(outage);
  proof.clock.advance(1h);
  moved.cause = "线路检修和更换";
  proof.put(moved);
  proof.clock.advance(1h);
  proof.say(old_words, outage, proof.clock.now(), first);  // out of reach since before
  proof.say(new_words, outage, proof.clock.now());
  proof.say(then_changed, outage, proof.clock.now(), second);
  const auto page = proof.page(outage);
  std::map<std::string, bool> told;
  for (const auto& row : page.items) told[row.board.id] = row.lead.has_value();
  CHECK(told == std::map<std::string, bool>{{old_words.id, false}, {new_words.id, true}, {then_changed.id, true}});
  CHECK(page.summary.in_time == 2);
}

TEST_CASE("a board whose clock is behind showed nothing before it was handed it") {
  Proof proof;
  const auto slow = proof.enrolled(unit(1, 1)), unsent = proof.enrolled(unit(1, 2));
  const auto start = desk::test::at("2026-12-01 08:00");
  proof.clock.set(start - 7 * 24h - 1h);
  const Announcement outage = proof.announce(model::OutageKind::planned, start, proof.clock.now());
  const auto published_at = proof.clock.now();
  proof.clock.set(start - 7 * 24h + 1s);
  proof.send({slow}, outage);
  proof.say(slow, outage, proof.clock.now() - 30min);
  proof.say(unsent, outage, published_at - 365 * 24h);
  for (const auto& row : proof.page(outage).items) {
    const bool is_slow = row.board.id == slow.id;
    CHECK(row.board.told.shown_at == (is_slow ? proof.clock.now() : published_at));
    if (is_slow) CHECK_FALSE(row.in_time);
  }
}

TEST_CASE("the lead time of an outage is told of each board, to the second") {
  Proof proof;
  const auto early = proof.enrolled(unit(1, 1)), exact = proof.enrolled(unit(1, 2)), late = proof.enrolled(unit(1, 3));
  std::chrono::seconds asked{7 * 24h};
  model::OutageKind kind = model::OutageKind::planned;
  base::Instant start = desk::test::at("2026-12-01 08:00");
  SUBCASE("planned") {}
  SUBCASE("temporary") {
    kind = model::OutageKind::temporary;
    asked = 24h;
  }
  SUBCASE("over the end of the year") {
    start = desk::test::at("2027-01-03 00:30");
  }
  proof.clock.set(start - asked - 1h);
  const Announcement outage = proof.announce(kind, start, proof.clock.now());
  proof.clock.set(start);
  proof.say(early, outage, start - asked - 1s);
  proof.say(exact, outage, start - asked);
  proof.say(late, outage, start - asked + 1s);
  const auto page = proof.page(outage);
  std::map<std::string, bool> in_time;
  for (const auto& row : page.items) in_time[row.board.id] = row.in_time;
  CHECK(in_time == std::map<std::string, bool>{{early.id, true}, {exact.id, true}, {late.id, false}});
  CHECK(page.summary.in_time == 2);
  CHECK(page.summary.late == 1);
  CHECK(page.summary.published_lead == asked + 1h);
  CHECK(page.summary.least_lead == asked - 1s);
  CHECK(page.summary.most_lead == asked + 1s);
}
TEST_CASE("boards that moved away come last, step by step, each once") {
  Proof proof;
  std::vector<store::Board> boards;
  for (int number = 1; number <= 4; ++number) boards.push_back(proof.enrolled(unit(1, number)));
  for (int number = 1; number <= 4; ++number) boards.push_back(proof.enrolled(unit(2, number)));
  const Announcement notice = proof.publish([](desk::PublishNotice& wanted) {
    wanted.places = {unit(1, 1), unit(1, 2)};
  });
  proof.send(boards, notice);
  REQUIRE(proof.store->read([&](store::Reader& reader) -> Result<void> {
    const auto subject = desk::load_proof_subject(reader, notice, proof.rules);
    REQUIRE(subject);
    for (const std::size_t step : {1, 2, 3, 100}) {
      CAPTURE(step);
      std::vector<std::string> ids;
      std::vector<bool> in_audience;
      for (std::optional<desk::BehindRow> at = desk::BehindRow(); at;) {
        const auto next = desk::each_proved_board(reader, *subject, proof.moment(), *at, step,
                                                  [&](const desk::ProvedRow& row) -> Result<void> {
                                                    ids.push_back(row.board.id);
                                                    in_audience.push_back(row.in_audience);
                                                    return {};
                                                  });
        REQUIRE(next);
        at = *next;
      }
      std::vector<std::string> all;
      for (const store::Board& board : boards) all.push_back(board.id);
      CHECK(ids == all);
      CHECK(in_audience == std::vector<bool>{true, true, false, false, false, false, false, false});
    }
    return {};
  }));
}

TEST_CASE("what nothing was said of for four years is forgotten, not a moment earlier") {
  Proof proof;
  const auto board = proof.enrolled(unit(1, 1));
  const Announcement notice = proof.publish();
  proof.say(board, notice, proof.clock.now());
  REQUIRE(proof.rules.retention.deliveries == std::chrono::days(1461));
  proof.clock.advance(proof.rules.retention.deliveries);
  CHECK(desk::drop_old_deliveries(*proof.store, proof.rules.retention, proof.clock.now()) == 0);
  proof.clock.advance(1ms);
  CHECK(desk::drop_old_deliveries(*proof.store, proof.rules.retention, proof.clock.now()) == 1);
  CHECK(proof.page(notice).summary.received == 0);
  CHECK(proof.lines(notice).size() == 2);  // its beginning and its end
}
