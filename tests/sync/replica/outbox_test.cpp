// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <set>

#include "sync/model/receipt.hpp"
#include "tests/sync/replica/replica_fixture.hpp"

using namespace gridboard;
using namespace gridboard::tests;
using Outcome = wire::ItemAnswer::Outcome;

TEST_CASE("a request gets a receipt, and waits in the outbox until it is answered") {
  Replica replica;
  const auto reader = replica.reader();
  const auto promised = at("2026-11-21T17:27:00+08:00");
  const std::string receipt = value_of(
      replica.writer->submit({"repair", "YX/BT/G1/XH/3/2", "1203004471", {{"what", "no-power"}}, promised, "", ""}));
  CHECK(model::canonical_receipt(receipt) == receipt);
  CHECK(receipt.starts_with("K7M-"));
  CHECK(value_of(reader->outbox_size()) == 1);
  const auto items = value_of(replica.writer->pending(10));
  REQUIRE(items.size() == 1);
  CHECK(base::is_uuid(items[0].id));
  auto body = value_of(wire::decode_request_body(items[0].body));
  CHECK(body.account.empty());
  CHECK(body.answers.empty());
  check_done(wire::take_personal(body, value_of(wire::open_sealed(centre_sealing().secret_key, body.sealed))));
  const wire::RequestBody open{receipt, "repair", "YX/BT/G1/XH/3/2", "1203004471", {{"what", "no-power"}}, "", "", ""};
  CHECK(body == open);

  auto followed = value_of(reader->request(receipt));
  REQUIRE(followed);
  CHECK_FALSE(followed->acknowledged);
  CHECK(followed->record.state == model::RequestState::received);
  CHECK(followed->record.promised_at == promised);
  CHECK(followed->record.submitted_at == replica.clock.now());

  SUBCASE("accepted") {
    check_done(replica.writer->acknowledge({{items[0].id, Outcome::accepted, receipt, ""}}));
    CHECK(value_of(reader->outbox_size()) == 0);
    CHECK(value_of(reader->request(receipt))->acknowledged);
    CHECK(value_of(reader->request(receipt))->rejection.empty());
  }
  SUBCASE("rejected, with or without a reason") {
    check_done(replica.writer->acknowledge({{items[0].id, Outcome::rejected, "", "请先结清电费。"}}));
    CHECK(value_of(reader->request(receipt))->rejection == "请先结清电费。");
    CHECK(value_of(reader->outbox_size()) == 0);
    const std::string other = value_of(replica.writer->submit({"repair", "YX", "", {}, {}, "", ""}));
    check_done(replica.writer->acknowledge({{value_of(replica.writer->pending(1))[0].id, Outcome::rejected, "", ""}}));
    CHECK_FALSE(value_of(reader->request(other))->rejection.empty());
    CHECK(value_of(reader->request(other))->record.state == model::RequestState::rejected);
  }
  SUBCASE("an answer to something else leaves it") {
    check_done(replica.writer->acknowledge({{"019aa5e0-7c00-7abc-8def-0123456789ab", Outcome::accepted, "", ""}}));
    CHECK(value_of(reader->outbox_size()) == 1);
  }
  SUBCASE("and then follows what the centre says") {
    check_done(replica.writer->acknowledge({{items[0].id, Outcome::accepted, receipt, ""}}));
    wire::RequestRecord newer{receipt, "repair", model::RequestState::on_site, replica.clock.now(), promised, {},
                              0,       false};
    check_done(
        replica.writer->stage(line_of({"board/b-0042", 1, 1, 2, false, true, {put_of(wire::Record(newer))}, {}})));
    CHECK(value_of(replica.writer->commit({"n"})) == std::vector<std::string>{"request/" + receipt});
    CHECK(value_of(reader->request(receipt))->record.state == model::RequestState::on_site);
  }
}

TEST_CASE("items leave in the order they came, the same id each time") {
  Replica replica;
  for (int i = 0; i < 5; ++i)
    check_done(replica.writer->enqueue(wire::ItemKind::health, "{\"n\":" + std::to_string(i) + "}"));
  const auto first = value_of(replica.writer->pending(3));
  REQUIRE(first.size() == 3);
  CHECK(first[0].body == "{\"n\":0}");
  CHECK(value_of(replica.writer->pending(3)) == first);
  check_done(replica.writer->acknowledge({{first[1].id, Outcome::accepted, "", ""}}));
  CHECK(value_of(replica.writer->pending(10)).size() == 4);
  CHECK(value_of(replica.writer->pending(10))[1].body == "{\"n\":2}");
}

TEST_CASE("receipt numbers are never used twice") {
  Replica replica;
  std::set<std::string> seen;
  for (int round = 0; round < 4; ++round) {
    for (int i = 0; i < 50; ++i)
      CHECK(seen.insert(value_of(replica.writer->submit({"repair", "YX", "", {}, {}, "", ""}))).second);
    replica.writer.reset();
    SUBCASE("after a restart") {}
    SUBCASE("after the database is gone, with the clock gone back") {
      for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(replica.path + part);
      replica.clock.set(at("2026-01-01T00:00:00+08:00"));
    }
    SUBCASE("after all files are gone") {
      for (const auto& entry : std::filesystem::directory_iterator(replica.folder.path()))
        std::filesystem::remove(entry);
      replica.clock.advance(std::chrono::hours(24));
    }
    replica.open();
    replica.enrol();
  }
}

TEST_CASE("a board that is given an old copy of its disk repeats no receipt") {
  Replica replica;
  const auto hand_in = [&replica] {
    return value_of(replica.writer->submit({"repair", "YX", "", {}, {}, "", ""}));
  };
  hand_in();
  replica.writer.reset();
  const std::filesystem::path folder = replica.folder.path(), copy = folder.string() + "-copy";
  std::filesystem::copy(folder, copy, std::filesystem::copy_options::recursive);
  replica.open();
  std::set<std::string> since;
  for (int i = 0; i < 20; ++i) since.insert(hand_in());
  replica.writer.reset();
  std::filesystem::remove_all(folder);
  std::filesystem::rename(copy, folder);
  replica.clock.advance(21 * std::chrono::seconds(30));  // receipts came no quicker than replica::kReceiptEvery
  replica.open();
  for (int i = 0; i < 20; ++i) CHECK(since.insert(hand_in()).second);
}

TEST_CASE("without a receipt prefix nothing is promised") {
  const TemporaryFolder folder;
  base::ManualClock clock(at("2026-11-21T16:42:00+08:00"));
  base::SeededRandom random(1);
  const auto writer = value_of(replica::ReplicaWriter::open(folder.file("b.db"), clock, random));
  const auto receipt = writer->submit({"repair", "YX", "", {}, {}, "", ""});
  REQUIRE_FALSE(receipt);
  CHECK(receipt.error().code == base::ErrorCode::unavailable);
  CHECK(value_of(writer->pending(10)).empty());
}
