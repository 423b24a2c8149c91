// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <thread>

#include "sync/wire/records.hpp"
#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::Result;

namespace {

constexpr std::size_t kMany = 1000;

std::vector<store::Change> changes(store::Store& store, std::uint64_t after, std::string_view place,
                                   std::size_t max_changes = kMany, std::size_t max_bytes = 1 << 20,
                                   std::uint64_t* scanned = nullptr) {
  std::vector<store::Change> found;
  std::uint64_t scanned_to = 0;
  CHECK(store.read([&](store::Reader& reader) -> Result<void> {
    const auto head = reader.log_head("YX/B");
    REQUIRE(head);
    if (!*head) return {};
    auto read = reader.changes("YX/B", after, (*head)->head, place, max_changes, max_bytes, scanned_to);
    REQUIRE(read);
    found = std::move(*read);
    return {};
  }));
  if (scanned != nullptr) *scanned = scanned_to;
  return found;
}

void publish(store::Store& store, std::string_view key, std::string_view audience, std::string_view body) {
  CHECK(store.write([&](store::Writer& writer) { return writer.publish("YX/B", key, audience, body); }));
}

}  // namespace

TEST_CASE("a log keeps the newest version of each key, in order, for whom it concerns") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    REQUIRE(store);
    publish(**store, "a", "YX/B/3/1", "1");
    publish(**store, "b", "YX/B/3/2|YX/B/4", "2");
    publish(**store, "a", "YX/B/3/1", "3");

    SUBCASE("newest version only") {
      const auto all = changes(**store, 0, "YX/B");
      REQUIRE(all.size() == 2);
      CHECK(all[0].key == "b");
      CHECK(all[1].key == "a");
      CHECK(all[1].seq == 3);
      CHECK(all[1].body == "3");
    }
    SUBCASE("only what reaches, with the path that did") {
      std::uint64_t scanned = 0;
      const auto found = changes(**store, 0, "YX/B/4/1", kMany, 1 << 20, &scanned);
      REQUIRE(found.size() == 1);
      CHECK(found[0].audience == "YX/B/4");
      CHECK(scanned == 3);
    }
    SUBCASE("limits stop it, and it goes on where it stopped") {
      std::uint64_t scanned = 0;
      CHECK(changes(**store, 0, "YX/B", 1, 1 << 20, &scanned).size() == 1);
      CHECK(scanned == 2);
      CHECK(changes(**store, scanned, "YX/B", kMany, 1, &scanned).size() == 1);
      CHECK(scanned == 3);
    }
    SUBCASE("the same again moves nothing") {
      publish(**store, "a", "YX/B/3/1", "3");
      CHECK(changes(**store, 3, "YX/B").empty());
    }
    SUBCASE("a removal is a tombstone, once") {
      for (int i = 0; i < 2; ++i) {
        CHECK((*store)->write([&](store::Writer& writer) { return writer.unpublish("YX/B", "b"); }));
      }
      const auto found = changes(**store, 3, "YX/B");
      REQUIRE(found.size() == 1);
      CHECK(found[0].seq == 4);
      CHECK_FALSE(found[0].body);
      publish(**store, "b", "YX/B/4", "5");
      CHECK(changes(**store, 4, "YX/B")[0].body == "5");
    }
    SUBCASE("a record that moved is a removal where it no longer belongs") {
      publish(**store, "a", "YX/B/4", "4");
      const auto left = changes(**store, 3, "YX/B/3/1");
      REQUIRE(left.size() == 1);
      CHECK_FALSE(left[0].body);
      CHECK(changes(**store, 3, "YX/B/4")[0].body == "4");
    }
    SUBCASE("epochs are renewed") {
      std::uint64_t before = 0, after = 0;
      CHECK((*store)->write([&](store::Writer& writer) -> Result<void> {
        before = writer.log_head("YX/B").value()->epoch;
        REQUIRE(writer.renew_epochs());
        after = writer.log_head("YX/B").value()->epoch;
        return {};
      }));
      CHECK(before != after);
    }
    SUBCASE("removals are noted once and dropped by age, and servers hear of the floor") {
      std::string mark;
      CHECK((*store)->write([&](store::Writer& writer) -> Result<void> {
        REQUIRE(writer.unpublish("YX/B", "a"));
        REQUIRE(writer.unpublish("YX/B", "b"));
        CHECK(writer.note_removals(tests::at_second(0), 1).value() == 1);
        CHECK(writer.note_removals(tests::at_second(1), kMany).value() == 1);
        CHECK(writer.note_removals(tests::at_second(2), kMany).value() == 0);
        CHECK(writer.drop_removals(tests::at_second(0) - std::chrono::milliseconds(1), kMany).value() == 0);
        return {};
      }));
      CHECK((*store)->read([&](store::Reader& reader) -> Result<void> {
        CHECK(reader.moved_logs(mark).value().empty());
        return {};
      }));
      CHECK((*store)->write([&](store::Writer& writer) -> Result<void> {
        CHECK(writer.drop_removals(tests::at_second(5), 1).value() == 1);
        CHECK(writer.log_head("YX/B").value()->floor == 4);
        return {};
      }));
      CHECK((*store)->read([&](store::Reader& reader) -> Result<void> {
        const auto moved = reader.moved_logs(mark);
        REQUIRE(moved);
        REQUIRE(moved->size() == 1);
        CHECK(moved->front().head.floor == 4);
        return {};
      }));
      CHECK(changes(**store, 0, "YX/B").size() == 1);
    }
    SUBCASE("all changes of a range at once, whomever they concern, unless they are too many") {
      publish(**store, "a", "YX/B/3/2", "4");
      CHECK((*store)->write([&](store::Writer& writer) { return writer.unpublish("YX/B", "b"); }));
      CHECK((*store)->read([&](store::Reader& reader) -> Result<void> {
        std::vector<store::WholeChange> all;
        CHECK(reader.all_changes("YX/B", 0, 5, kMany, 1 << 20, all).value());
        REQUIRE(all.size() == 2);
        CHECK(all[0].seq == 4);
        CHECK(all[0].key == "a");
        CHECK(all[0].audience == "YX/B/3/2");
        CHECK(all[0].moved);
        CHECK(all[0].body == "4");
        CHECK(all[1].audience == "YX/B/3/2|YX/B/4");
        CHECK_FALSE(all[1].moved);
        CHECK_FALSE(all[1].body);
        CHECK(reader.all_changes("YX/B", 4, 5, kMany, 1 << 20, all).value());
        CHECK(all.size() == 1);
        CHECK(reader.all_changes("YX/B", 0, 5, 2, 1 << 20, all).value());
        CHECK_FALSE(reader.all_changes("YX/B", 0, 5, 1, 1 << 20, all).value());
        CHECK_FALSE(reader.all_changes("YX/B", 0, 5, kMany, 9, all).value());
        CHECK(reader.all_changes("YX/none", 0, 5, kMany, 1 << 20, all).value());
        CHECK(all.empty());
        return {};
      }));
    }
    SUBCASE("a board that is revoked is told of as a log that moved, a board that was seen is not") {
      store::Board board;
      board.id = "B1";
      board.state = store::BoardState::active;
      CHECK((*store)->write([&](store::Writer& writer) -> Result<void> {
        REQUIRE(writer.put(board));
        return writer.publish("board/B1", "board", "", "{}");
      }));
      std::string mark;
      const auto moved = [&] {
        std::vector<store::MovedLog> logs;
        CHECK((*store)->read([&](store::Reader& reader) -> Result<void> {
          logs = reader.moved_logs(mark).value();
          return {};
        }));
        return logs;
      };
      moved();
      board.last_seen = tests::at_second(1);
      CHECK((*store)->write([&](store::Writer& writer) { return writer.put(board); }));
      // What moved in the transaction of the mark itself may be named again.
      moved();
      CHECK(moved().empty());
      board.state = store::BoardState::revoked;
      CHECK((*store)->write([&](store::Writer& writer) { return writer.put(board); }));
      const auto told = moved();
      REQUIRE(told.size() == 1);
      CHECK(told.front().log == "board/B1");
    }
    SUBCASE("logs that hold a key") {
      CHECK((*store)->write([&](store::Writer& writer) { return writer.publish("YX", "b", "YX", "{}"); }));
      CHECK((*store)->read([&](store::Reader& reader) -> Result<void> {
        CHECK(reader.logs_holding("b").value() == std::vector<std::string>{"YX", "YX/B"});
        return {};
      }));
    }
  }
}

TEST_CASE("a batch of bills is put and published, and is read back as it went in") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    REQUIRE(store);
    const auto encode = [](const model::Bill& bill) -> Result<std::string> {
      return wire::encode(wire::seal({bill, std::nullopt}, std::string(32, 'k'), base::Zone{}), base::Zone{});
    };
    const auto put = [&](const std::vector<model::Bill>& bills) {
      auto batch = (*store)->make_bill_batch();
      REQUIRE(batch);
      for (const model::Bill& bill : bills) {
        REQUIRE((*batch)->add(bill, "YX/B", "YX/B/3", encode(bill).value(), 7));
      }
      store::BatchOutcome outcome;
      const auto done = (*store)->write([&](store::Writer& writer) { return writer.put(**batch, encode, outcome); });
      CHECK(done.has_value() == outcome.clashes.empty());
      return outcome;
    };
    const model::Bill march = tests::sample_bill("0012345678", 3);
    const model::Bill april = tests::sample_bill("0012345678", 4);
    CHECK(put({april, march}).changed == 2);
    CHECK(put({march, april}).unchanged == 2);
    const auto found = changes(**store, 0, "YX/B/3/1");
    REQUIRE(found.size() == 2);
    CHECK(found[0].key == wire::bill_key(march.account, march.period));
    CHECK(found[0].body == encode(march).value());

    SUBCASE("a payment that the centre knows outlives a row that says unpaid") {
      model::Bill paid = march;
      paid.status = model::BillStatus::paid;
      paid.paid_fen = paid.amount_fen;
      paid.paid_at = tests::at_second(1);
      CHECK((*store)->write([&](store::Writer& writer) { return writer.put(paid).map([](bool) {}); }));
      CHECK(put({march}).unchanged == 1);
    }
    SUBCASE("a number that is taken is a clash and changes nothing") {
      model::Bill may = tests::sample_bill("0012345678", 5);
      may.bill_no = march.bill_no;
      const auto outcome = put({may});
      REQUIRE(outcome.clashes.size() == 1);
      CHECK(outcome.clashes[0].row == 7);
      CHECK(outcome.clashes[0].period == march.period);
      CHECK(changes(**store, 2, "YX/B").empty());
    }
  }
}

TEST_CASE("readers beside a writer see whole commits only") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    REQUIRE(store);
    constexpr int kCommits = 100;
    std::atomic<bool> done = false;
    std::atomic<int> wrong = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i) {
      readers.emplace_back([&] {
        while (!done) {
          const auto read = (*store)->read([&](store::Reader& reader) -> Result<void> {
            const auto a = reader.setting("a"), b = reader.setting("b");
            if (!a || !b || *a != *b) ++wrong;
            return {};
          });
          if (!read) ++wrong;
        }
      });
    }
    for (int i = 0; i < kCommits; ++i) {
      CHECK((*store)->write([&](store::Writer& writer) -> Result<void> {
        REQUIRE(writer.put_setting("a", std::to_string(i)));
        return writer.put_setting("b", std::to_string(i));
      }));
    }
    done = true;
    for (std::thread& reader : readers) reader.join();
    CHECK(wrong == 0);
  }
}
