// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/ledger.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "sync/wire/signature.hpp"
#include "tests/sync/wire/samples.hpp"

using namespace gridboard;

namespace {

wire::LedgerCheckpoint signed_checkpoint(const wire::LedgerEntry& last, const char* at) {
  wire::LedgerCheckpoint checkpoint;
  checkpoint.number = last.number;
  checkpoint.hash = last.hash;
  checkpoint.at = tests::at(at);
  checkpoint.publishing_key = wire::make_signing_pair(std::string(wire::kSeedBytes, '1')).public_key;
  return checkpoint;
}

// Every kind of line but keys, which are those of the feed.
std::string sample_ledger() {
  const auto secret = wire::make_signing_pair(std::string(wire::kSeedBytes, '1')).secret_key;
  wire::LedgerEntry first;
  first.number = 1;
  first.at = tests::at("2026-11-21T16:42:00+08:00");
  first.actor = "cli";
  first.actor_name = "root";
  first.action = "addAccount";
  first.subject = "019aa4d5-7a40-7000-8000-000000000001";
  first.after = R"({"name":"wangmin","grants":[{"role":"administrator","place":""}]})";
  first.hash = wire::ledger_hash(first);
  wire::LedgerEntry second;
  second.number = 2;
  second.at = tests::at("2026-11-21T16:43:00.250+08:00");
  second.actor = first.subject;
  second.actor_name = "王敏";
  second.action = "revokeBoard";
  second.subject = "B-7K4M9X";
  second.place = "YX/BT/G1/XH/3/2";
  second.before = R"({"state":"active"})";
  second.after = R"({"state":"revoked"})";
  second.outcome = wire::LedgerOutcome::refused;
  second.peer = "10.20.0.7";
  second.previous = first.hash;
  second.hash = wire::ledger_hash(second);
  wire::LedgerCheckpoint checkpoint = signed_checkpoint(first, "2026-11-21T16:42:30+08:00");
  checkpoint.signature = wire::sign(secret, wire::statement_bytes(checkpoint));
  wire::LedgerEnd end{signed_checkpoint(second, "2026-11-21T17:00:00+08:00")};
  end.checkpoint.signature = wire::sign(secret, wire::statement_bytes(end));
  return encode(wire::LedgerStart{"云溪供电"}) + "\n" + encode(first) + "\n" + encode(checkpoint) + "\n" +
         encode(second) + "\n" + encode(end) + "\n";
}

std::string documented_ledger() {
  std::ifstream file(GRIDBOARD_SOURCE_DIR "/sync/protocol/FORMAT.md");
  std::string text, line;
  while (std::getline(file, line) && line != "```ledger") {
  }
  while (std::getline(file, line) && line != "```") text += line + "\n";
  return text;
}

}  // namespace

TEST_CASE("the ledger of the format document is what the code writes") {
  CHECK(documented_ledger() == sample_ledger());
}

TEST_CASE("each line of a ledger is read back, and taken in no other form") {
  std::istringstream lines(sample_ledger());
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    const auto parsed = wire::parse_ledger_line(line);
    REQUIRE(parsed);
    if (const auto* entry = std::get_if<wire::LedgerEntry>(&*parsed)) {
      CHECK(entry->hash == wire::ledger_hash(*entry));
      CHECK(wire::encode(*entry) == line);
    }
    for (const std::string& other :
         {" " + line, line + " ", line.substr(0, line.size() - 1), line.substr(0, line.size() - 1) + ",\"more\":1}"}) {
      CHECK_FALSE(wire::parse_ledger_line(other));
    }
  }
  CHECK(wire::parse_ledger_line(std::string(wire::kMaxLedgerLineBytes + 1, ' ')).error().code ==
        base::ErrorCode::too_large);
  CHECK_FALSE(wire::parse_ledger_line(R"({"line":"beat"})"));
}

TEST_CASE("every member of an entry is under its hash") {
  const wire::LedgerEntry plain;
  const auto differs = [&](auto change) {
    wire::LedgerEntry entry;
    change(entry);
    return wire::ledger_hash(entry) != wire::ledger_hash(plain);
  };
  using Entry = wire::LedgerEntry;
  CHECK(differs([](Entry& entry) { entry.number = 1; }));
  CHECK(differs([](Entry& entry) { entry.at = tests::at("2026-11-21T16:42:00+08:00"); }));
  for (const auto member : {&Entry::actor, &Entry::actor_name, &Entry::action, &Entry::subject, &Entry::place,
                            &Entry::peer, &Entry::previous}) {
    CHECK(differs([member](Entry& entry) { entry.*member = "x"; }));
  }
  CHECK(differs([](Entry& entry) { entry.before = "1"; }));
  CHECK(differs([](Entry& entry) { entry.after = "1"; }));
  CHECK(differs([](Entry& entry) { entry.outcome = wire::LedgerOutcome::refused; }));
  CHECK_FALSE(differs([](Entry& entry) { entry.hash = "x"; }));
}
