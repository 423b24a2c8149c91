// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/ledger.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "sync/wire/outbox.hpp"
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
  return encode(wire::LedgerStart{"云溪供电", ""}) + "\n" + encode(first) + "\n" + encode(checkpoint) + "\n" +
         encode(second) + "\n" + encode(end) + "\n";
}

// Of one notice: published, and received at a board.
std::string sample_deliveries() {
  const auto secret = wire::make_signing_pair(std::string(wire::kSeedBytes, '1')).secret_key;
  const std::string of = "notice/N20261122-K7QM", version = wire::content_version(R"({"title":"检修"})");
  wire::LedgerEntry published;
  published.number = 1;
  published.at = tests::at("2026-11-22T10:00:00+08:00");
  published.actor = "centre";
  published.action = "published";
  published.subject = "N20261122-K7QM";
  published.after = R"({"version":")" + version + R"(","audience":["YX/BT/G1/XH/3"],"record":{"title":"检修"}})";
  published.hash = wire::ledger_hash(published);
  wire::LedgerEntry received;
  received.number = 2;
  received.at = tests::at("2026-11-22T10:00:04+08:00");
  received.actor = "B-7K4M9X";
  received.actor_name = "3 栋 2 单元";
  received.action = "received";
  received.subject = published.subject;
  received.place = "YX/BT/G1/XH/3/2";
  received.after = R"({"received_at":"2026-11-22T02:00:00.350+00:00","version":")" + version + "\"}";
  received.previous = published.hash;
  received.hash = wire::ledger_hash(received);
  wire::LedgerEnd end{signed_checkpoint(received, "2026-11-22T11:00:00+08:00")};
  end.checkpoint.signature = wire::sign(secret, wire::statement_bytes(end, of));
  return encode(wire::LedgerStart{"云溪供电", of}) + "\n" + encode(published) + "\n" + encode(received) + "\n" +
         encode(end) + "\n";
}

// The example with that number, from 1.
std::string documented_ledger(int number = 1) {
  std::ifstream file(GRIDBOARD_SOURCE_DIR "/sync/protocol/FORMAT.md");
  std::string text, line;
  while (number > 0 && std::getline(file, line)) {
    if (line == "```ledger") --number;
  }
  while (std::getline(file, line) && line != "```") text += line + "\n";
  return text;
}

}  // namespace

TEST_CASE("the ledger of the format document is what the code writes") {
  CHECK(documented_ledger() == sample_ledger());
  CHECK(documented_ledger(2) == sample_deliveries());
}

TEST_CASE("a signature is good for the chain that it was made for alone") {
  wire::LedgerCheckpoint checkpoint;
  const std::string audit = wire::statement_bytes(checkpoint), one = wire::statement_bytes(checkpoint, "notice/N1");
  CHECK(audit != one);
  CHECK(one != wire::statement_bytes(checkpoint, "notice/N2"));
  CHECK(audit == wire::statement_bytes(checkpoint, ""));
}

TEST_CASE("each line of a ledger is read back, and taken in no other form") {
  std::istringstream lines(sample_ledger() + sample_deliveries());
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
