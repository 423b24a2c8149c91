// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The audit chain: what is written, signed and exported, and that nothing can be done to it unseen.
#include "sync/desk/audit.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "sync/desk/centre_keys.hpp"
#include "sync/desk/rotate_keys.hpp"
#include "sync/desk/verify_ledger.hpp"
#include "sync/sqlite/database.hpp"
#include "sync/wire/ledger.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using base::ErrorCode;
using base::Result;
using desk::test::StaffCentre;

const desk::Actor kWang{"id-wang", "王敏", "10.0.0.1"};

struct Ledger : StaffCentre {
  Ledger() {
    key_folder = folder + "/ledger-keys";
    std::filesystem::create_directories(key_folder);
    REQUIRE(desk::make_centre_keys(key_folder, random));
    ring = desk::KeyRing::open(key_folder).value();
    first_key = ring->public_keys().publishing;
  }
  void note(int count) {
    for (int i = 0; i < count; ++i) {
      clock.advance(std::chrono::milliseconds(1));
      REQUIRE(store->write([&](store::Writer& writer) {
        return desk::note(writer, kWang, {"changeBoard", "B-1", "YX", R"({"name": "旧"})", R"({"name":"新"})"},
                          clock.now());
      }));
    }
  }
  bool sign() { return desk::sign_audit_if_due(*store, *ring, clock.now()).value(); }
  std::vector<std::string> lines() {
    std::string text;
    REQUIRE(desk::export_audit(*store, *ring, clock.now(), [&](std::string_view part) -> Result<void> {
      text += part;
      return {};
    }));
    std::vector<std::string> found;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) found.push_back(line);
    return found;
  }
  Result<desk::VerifiedLedger> verify(const std::vector<std::string>& lines, const std::string& key = "",
                                      const std::optional<desk::KnownEntry>& known = std::nullopt) {
    std::stringstream file;
    for (const std::string& line : lines) file << line << "\n";
    return desk::verify_ledger(file, key.empty() ? first_key : key, known);
  }
  void refused(const std::vector<std::string>& lines, const std::string& why, ErrorCode code = ErrorCode::corrupt) {
    const auto verified = verify(lines);
    REQUIRE_FALSE(verified);
    CHECK(verified.error().code == code);
    CHECK(verified.error().message == why);
  }

  std::string key_folder, first_key;
  std::unique_ptr<desk::KeyRing> ring;
};

}  // namespace

TEST_CASE("a note is kept with its effect, in one form, and a very large value as its hash") {
  Ledger centre;
  REQUIRE_FALSE(centre.store->write([&](store::Writer& writer) -> Result<void> {
    REQUIRE(desk::note(writer, kWang, {"changeBoard", "B-1", "", "", ""}, centre.clock.now()));
    return base::fail(ErrorCode::conflict, "no");
  }));
  CHECK(desk::list_audit(*centre.store, {})->items.empty());
  REQUIRE(centre.store->write([&](store::Writer& writer) -> Result<void> {
    CHECK(desk::note(writer, kWang, {"x", "", "", "{", ""}, centre.clock.now()).error().code == ErrorCode::internal);
    return desk::note(writer, kWang,
                      {"changeBoard", "B\n1", "", "{ \"b\": 1,\n \"a\": [] }", "\"" + std::string(60'000, 'x') + "\""},
                      centre.clock.now());
  }));
  REQUIRE(desk::note_refused(*centre.store, kWang, {"revokeBoard", "B-1", "YX", "", ""}, centre.clock.now()));
  const auto page = desk::list_audit(*centre.store, {.limit = 1});
  REQUIRE(page->items.size() == 1);
  CHECK(page->items[0].outcome == store::AuditOutcome::refused);
  CHECK(page->next == 2);
  const auto rest = desk::list_audit(*centre.store, {.before = page->next});
  REQUIRE(rest->items.size() == 1);
  CHECK(rest->next == 0);
  const auto& entry = rest->items[0];
  CHECK(entry.subject == "B 1");
  CHECK(entry.before == R"({"b":1,"a":[]})");
  CHECK(entry.after.starts_with(R"({"bytes":60002,"blake2b":")"));
  CHECK(entry.actor_name == "王敏");
}

TEST_CASE("the chain is signed after so many entries, once a day if there are any, and not when it was changed") {
  Ledger centre;
  CHECK_FALSE(centre.sign());
  centre.note(1);
  CHECK(centre.sign());
  CHECK_FALSE(centre.sign());
  centre.note(static_cast<int>(desk::kCheckpointEntries) - 1);
  CHECK_FALSE(centre.sign());
  centre.note(1);
  CHECK(centre.sign());
  centre.clock.advance(desk::kCheckpointAge);
  CHECK_FALSE(centre.sign());  // nothing new
  centre.note(1);
  CHECK(centre.sign());
  centre.note(1);
  centre.clock.advance(desk::kCheckpointAge);
  {
    auto file = sqlite::Database::open(centre.folder + "/centre.db");
    REQUIRE(file);
    REQUIRE(
        file->execute("UPDATE audit_entry SET subject = 'B-2' WHERE number = (SELECT max(number) FROM audit_entry)"));
  }
  const auto refused = desk::sign_audit_if_due(*centre.store, *centre.ring, centre.clock.now());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::corrupt);
}

TEST_CASE("an exported ledger verifies, and whatever is done to it is found at its line") {
  Ledger centre;
  centre.note(3);
  CHECK(centre.sign());
  centre.note(2);
  const std::vector<std::string> good = centre.lines();
  // start, 1, 2, 3, checkpoint, 4, 5, end
  REQUIRE(good.size() == 8);
  const auto verified = centre.verify(good);
  INFO((verified ? "" : verified.error().message));
  REQUIRE(verified);
  CHECK(verified->entries == 5);
  CHECK(verified->checkpoints == 1);
  CHECK(verified->signed_at == centre.clock.now());
  const auto without = [&](std::size_t line) {
    auto lines = good;
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(line - 1));
    return lines;
  };
  const auto changed = [&](std::size_t line, const std::string& what, const std::string& into) {
    auto lines = good;
    const std::size_t at = lines[line - 1].find(what);
    REQUIRE(at != std::string::npos);
    lines[line - 1].replace(at, what.size(), into);
    return lines;
  };
  SUBCASE("changed") {
    centre.refused(changed(3, "B-1", "B-2"), "line 3: entry 2 was changed");
    centre.refused(changed(3, "\"done\"", "\"refused\""), "line 3: entry 2 was changed");
    centre.refused(changed(5, "\"number\":3", "\"number\":2"), "line 5: the signature isn't the centre's");
    centre.refused(changed(8, "\"number\":5", "\"number\":4"), "line 8: the end isn't the centre's");
    centre.refused(changed(3, ",", ", "), "line 3: ledger line: isn't in the one form that it has");
  }
  SUBCASE("removed") {
    centre.refused(without(3), "line 3: entry 3 stands where entry 2 belongs");
    centre.refused(without(1), "line 1: isn't the beginning of a ledger");
    centre.refused(without(7), "line 7: the end is under entry 5 as it was, not under entry 4 as it stands here");
  }
  SUBCASE("reordered") {
    auto lines = good;
    std::swap(lines[1], lines[2]);
    centre.refused(lines, "line 2: entry 2 stands where entry 1 belongs");
  }
  SUBCASE("cut off, within a line as well") {
    for (std::size_t left = 1; left < good.size(); ++left) {
      centre.refused({good.begin(), good.begin() + static_cast<std::ptrdiff_t>(left)},
                     "line " + std::to_string(left + 1) + ": is missing; the ledger was cut off");
    }
    centre.refused({}, "the file is empty");
    std::string text;
    for (const std::string& line : good) text += line + "\n";
    text.pop_back();
    std::istringstream file(text);
    CHECK_FALSE(desk::verify_ledger(file, centre.first_key));
  }
  SUBCASE("something behind the end") {
    auto lines = good;
    lines.push_back(good[6]);
    centre.refused(lines, "line 9: something follows the end");
  }
  SUBCASE("made anew from an entry on, with all hashes, by one without the key") {
    auto lines = good;
    std::string previous;
    for (const std::size_t at : {1u, 2u, 3u, 5u, 6u}) {
      auto entry = std::get<wire::LedgerEntry>(wire::parse_ledger_line(lines[at]).value());
      entry.actor = "id-other";
      entry.previous = previous;
      previous = entry.hash = wire::ledger_hash(entry);
      lines[at] = wire::encode(entry);
    }
    centre.refused(lines, "line 5: the signature is under entry 3 as it was, not under entry 3 as it stands here");
  }
  SUBCASE("another centre's key") {
    Ledger other;
    other.note(1);
    // Its keys come from the same seed in this test: made once more they are others.
    std::filesystem::create_directories(other.folder + "/more");
    base::SystemRandom random;
    const auto keys = desk::make_centre_keys(other.folder + "/more", random);
    REQUIRE(keys);
    CHECK(centre.verify(good, keys->publishing).error().code == ErrorCode::unauthenticated);
  }
  SUBCASE("it goes on from an earlier file") {
    centre.note(1);
    const auto later = centre.lines();
    CHECK(centre.verify(later, "", desk::KnownEntry{5, verified->hash}));
    CHECK_FALSE(centre.verify(later, "", desk::KnownEntry{4, verified->hash}));
    const auto longer = centre.verify(later);
    CHECK(centre.verify(good, "", desk::KnownEntry{6, longer->hash}).error().message ==
          "entry 6 is missing: an earlier file has 6 entries");
  }
  SUBCASE("what the store lost is found in what it exports") {
    {
      auto file = sqlite::Database::open(centre.folder + "/centre.db");
      REQUIRE(file);
      REQUIRE(file->execute("DELETE FROM audit_entry WHERE number = 5"));
    }
    centre.refused(centre.lines(), "line 7: the end is under entry 5 as it was, not under entry 4 as it stands here");
  }
}

TEST_CASE("a ledger over a change of keys is vouched for by the first key and by the new one") {
  Ledger centre;
  centre.note(1);
  CHECK(centre.sign());
  const auto before = centre.lines();
  REQUIRE(desk::rotate_keys(centre.key_folder, desk::kKeyOverlap, centre.clock.now(), centre.random));
  centre.ring->refresh();
  const std::string second_key = centre.ring->public_keys().publishing;
  REQUIRE(second_key != centre.first_key);
  centre.clock.advance(desk::kCheckpointAge);
  centre.note(1);
  CHECK(centre.sign());
  const auto good = centre.lines();
  for (const std::string& key : {centre.first_key, second_key}) {
    const auto verified = centre.verify(good, key);
    INFO((verified ? "" : verified.error().message));
    REQUIRE(verified);
    CHECK(verified->key_number == 2);
    CHECK(verified->checkpoints == 2);
  }
  // Who trusts the new key takes no end by the one that was given up.
  auto mixed = before;
  mixed.insert(mixed.begin() + 1, good[1]);
  CHECK(centre.verify(mixed, centre.first_key));
  CHECK(centre.verify(mixed, second_key).error().code == ErrorCode::unauthenticated);
}
