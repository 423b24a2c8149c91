// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The ledger of who was told what: its entries, its signatures, and that nobody changes it unseen.
#include "sync/desk/delivery_ledger.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include "sync/desk/rotate_keys.hpp"
#include "sync/sqlite/database.hpp"
#include "tests/sync/desk/proof_centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using base::Result;
using desk::test::Proof;
using desk::test::unit;
using store::Announcement;

TEST_CASE("each later version of an outage is received and shown anew") {
  Proof proof;
  const auto board = proof.enrolled(unit(1, 1));
  const auto start = proof.clock.now() + 30min;
  const Announcement outage = proof.announce(model::OutageKind::fault, start, proof.clock.now());
  const std::string first = proof.version_of(outage);
  proof.say(board, outage, proof.clock.now());
  proof.say(board, outage, proof.clock.now());  // a board that began anew
  proof.clock.advance(5min);
  model::Outage changed;
  REQUIRE(proof.store->read([&](store::Reader& reader) -> Result<void> {
    changed = **reader.outage(outage.id);
    return {};
  }));
  changed.timeline.push_back({proof.clock.now(), "抢修人员已到达", start + 2h});
  changed.etr = start + 2h;
  proof.put(changed);
  proof.put(changed);  // nothing new
  CHECK(proof.version_of(outage) != first);
  CHECK(proof.page(outage).items.at(0).older_words);
  proof.say(board, outage, std::nullopt);
  CHECK_FALSE(proof.page(outage).items.at(0).older_words);
  std::vector<std::string> actions;
  for (const std::string& line : proof.lines(outage)) {
    const auto parsed = wire::parse_ledger_line(line);
    REQUIRE(parsed);
    if (const auto* entry = std::get_if<wire::LedgerEntry>(&*parsed)) {
      actions.push_back(entry->action);
      CHECK(entry->subject == outage.id);
    }
  }
  CHECK(actions == std::vector<std::string>{"published", "received", "shown", "changed", "received"});
}

TEST_CASE("a day's figures that begin with older words don't say that the new ones were shown") {
  Proof proof;
  const auto board = proof.enrolled(unit(1, 1));
  const Announcement outage = proof.announce(model::OutageKind::fault, proof.clock.now() + 30min, proof.clock.now());
  const auto shown_first = proof.clock.now();
  proof.say(board, outage, shown_first);
  proof.clock.advance(1h);
  model::Outage changed;
  REQUIRE(proof.store->read([&](store::Reader& reader) -> Result<void> {
    changed = **reader.outage(outage.id);
    return {};
  }));
  changed.cause = "树木倒伏";
  proof.put(changed);
  proof.say(board, outage, std::nullopt);
  proof.say(board, outage, shown_first, "now", 3, 60);  // the day's first was of the older words
  const auto told = [&] { return proof.page(outage).items.at(0).board.told; };
  CHECK_FALSE(told().version_shown_at);
  CHECK(told().times == 3);
  std::vector<std::string> actions;
  for (const std::string& line : proof.lines(outage)) {
    const auto parsed = wire::parse_ledger_line(line);
    REQUIRE(parsed);
    if (const auto* entry = std::get_if<wire::LedgerEntry>(&*parsed)) actions.push_back(entry->action);
  }
  CHECK(actions == std::vector<std::string>{"published", "received", "shown", "changed", "received", "figures"});
  proof.clock.advance(1h);
  proof.say(board, outage, proof.clock.now());
  CHECK(told().version_shown_at == proof.clock.now());
}

TEST_CASE("a ledger of deliveries that was touched is refused, with the line named") {
  Proof proof;
  std::vector<store::Board> boards;
  for (int number = 1; number <= 4; ++number) boards.push_back(proof.enrolled(unit(1, number)));
  const Announcement notice = proof.publish(), other = proof.publish();
  proof.send(boards, notice);
  for (const store::Board& board : boards) proof.say(board, notice, proof.clock.now());
  proof.clock.advance(25h);
  CHECK(desk::sign_deliveries_if_due(*proof.store, *proof.keys, proof.clock.now()) == 2);
  CHECK(desk::sign_deliveries_if_due(*proof.store, *proof.keys, proof.clock.now()) == 0);
  proof.say(boards[0], notice, proof.clock.now(), "now", 3, 44);
  const auto whole = proof.lines(notice);
  REQUIRE(whole.size() == 1 + 10 + 1 + 1 + 1);
  CHECK(proof.verify(whole) == "");
  auto touched = whole;
  SUBCASE("changed") {
    touched[4].replace(touched[4].find("shown_at"), 8, "shown_aT");
    CHECK(proof.verify(touched).starts_with("line 5: entry 4 was changed"));
  }
  SUBCASE("removed") {
    touched.erase(touched.begin() + 6);
    CHECK(proof.verify(touched).starts_with("line 7: entry 7 stands where entry 6 belongs"));
  }
  SUBCASE("in another order") {
    std::swap(touched[3], touched[4]);
    CHECK(proof.verify(touched).starts_with("line 4: "));
  }
  SUBCASE("cut off") {
    touched.pop_back();
    CHECK(proof.verify(touched).starts_with("line 14: is missing"));
  }
  SUBCASE("cut off before the last entry, with its own end kept") {
    touched.erase(touched.end() - 2);
    CHECK(proof.verify(touched).starts_with("line 13: the end is under entry 11"));
  }
  SUBCASE("signed by another centre") {
    base::SeededRandom random{7};
    const std::string folder = proof.folder + "/another";
    std::filesystem::create_directories(folder);
    REQUIRE(desk::make_centre_keys(folder, random));
    const auto theirs = desk::KeyRing::open(folder);
    REQUIRE(theirs);
    CHECK(proof.verify(touched, (*theirs)->public_keys().publishing).find("signed by another centre's key") !=
          std::string::npos);
  }
  SUBCASE("another announcement's name over it") {
    touched[0].replace(touched[0].find(notice.id), notice.id.size(), other.id);
    CHECK(proof.verify(touched).starts_with("line 12: the signature isn't the centre's"));
  }
  SUBCASE("in the store: it isn't signed any more, and the others are") {
    auto file = sqlite::Database::open(proof.folder + "/centre.db");
    REQUIRE(file);
    REQUIRE(file->execute("UPDATE delivery_entry SET at = at + 1 WHERE subject = '" + notice.id + "' AND number = 11"));
    proof.clock.advance(25h);
    proof.say(boards[0], other, proof.clock.now());
    proof.clock.advance(25h);
    const auto done = desk::sign_deliveries_if_due(*proof.store, *proof.keys, proof.clock.now());
    REQUIRE_FALSE(done);
    CHECK(done.error().message == "notice/" + notice.id + " entry 11 isn't what was written");
    CHECK(proof.verify(proof.lines(other)) == "");
    CHECK(proof.verify(proof.lines(notice)).starts_with("line 13: entry 11 was changed"));
  }
}

TEST_CASE("a signature stands under every hundredth entry") {
  Proof proof;
  const auto board = proof.enrolled(unit(1, 1));
  const Announcement notice = proof.publish();
  for (int i = 0; i < 97; ++i) proof.say(board, notice, proof.clock.now(), "now", 1, 1);
  CHECK(desk::sign_deliveries_if_due(*proof.store, *proof.keys, proof.clock.now()) == 1);  // with received and shown
  CHECK(proof.verify(proof.lines(notice)) == "");
}
