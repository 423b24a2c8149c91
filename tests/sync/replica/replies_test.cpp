// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Ratings and reopenings: seen here at once, kept until the centre has answered.
#include <doctest/doctest.h>

#include "sync/sqlite/database.hpp"
#include "tests/sync/replica/replica_fixture.hpp"

using namespace gridboard;
using namespace gridboard::tests;
using namespace std::chrono_literals;
using model::RequestState;
using Outcome = wire::ItemAnswer::Outcome;

namespace {

// A board with one request that the centre has said to be done.
struct DoneRequest : Replica {
  DoneRequest() {
    receipt = value_of(writer->submit({"repair", "YX/BT/G1/XH/3/2", "", {}, {}, "", ""}));
    check_done(writer->acknowledge({{value_of(writer->pending(1))[0].id, Outcome::accepted, receipt, ""}}));
    record.receipt = receipt;
    record.kind = "repair";
    record.submitted_at = clock.now();
    clock.advance(1h);
    finish();
  }
  // The centre says that it was done now.
  void finish() {
    record.state = RequestState::done;
    record.steps.push_back({clock.now(), RequestState::done, "李慧", "已修好"});
    tell();
  }
  void tell() {
    check_done(
        writer->stage(line_of({"board/b-0042", 1, own, own + 1, false, true, {put_of(wire::Record(record))}, {}})));
    ++own;
    value_of(writer->commit({"own"}));
  }
  [[nodiscard]] replica::FollowedRequest followed() const { return value_of(reader()->request(receipt)).value(); }
  [[nodiscard]] wire::OutboxItem only_item() const {
    const auto items = value_of(writer->pending(10));
    REQUIRE(items.size() == 1);
    return items[0];
  }

  std::string receipt;
  wire::RequestRecord record;
  std::uint64_t own = 1;
};

base::ErrorCode code_of(const base::Result<void>& result) {
  REQUIRE_FALSE(result);
  return result.error().code;
}

}  // namespace

TEST_CASE("a rating is seen at once and waits in the outbox") {
  DoneRequest board;
  const auto before = value_of(board.writer->version());
  check_done(board.writer->rate({board.receipt, 4}));
  CHECK(value_of(board.writer->version()) > before);
  CHECK(board.followed().record.stars == 4);
  CHECK(board.followed().record.state == RequestState::done);
  const auto item = board.only_item();
  CHECK(item.kind == wire::ItemKind::rating);
  CHECK(value_of(wire::decode_rating_body(item.body)) == wire::RatingBody{board.receipt, 4});
  CHECK(code_of(board.writer->rate({board.receipt, 5})) == base::ErrorCode::conflict);
  CHECK(value_of(board.writer->pending(10)).size() == 1);

  SUBCASE("it outlives a restart") {
    board.writer.reset();
    board.open();
    CHECK(board.followed().record.stars == 4);
    CHECK(board.only_item() == item);
  }
  SUBCASE("taken, it stays until the record says the same, and after") {
    check_done(board.writer->acknowledge({{item.id, Outcome::accepted, "", ""}}));
    CHECK(board.followed().record.stars == 4);
    CHECK(board.followed().refusal.empty());
    board.record.stars = 4;
    board.tell();
    CHECK(board.followed().record.stars == 4);
  }
  SUBCASE("refused, it is taken back with the reason, and may be given again") {
    const auto seen = value_of(board.writer->version());
    check_done(board.writer->acknowledge({{item.id, Outcome::rejected, "", "这张回执不是本机给出的。"}}));
    CHECK(value_of(board.writer->version()) > seen);
    CHECK(board.followed().record.stars == 0);
    CHECK(board.followed().refusal == "这张回执不是本机给出的。");
    CHECK(board.followed().rejection.empty());
    CHECK(board.followed().record.state == RequestState::done);
    check_done(board.writer->rate({board.receipt, 2}));
    CHECK(board.followed().record.stars == 2);
    CHECK(board.followed().refusal.empty());
  }
  SUBCASE("what the centre knows goes before") {
    board.record.stars = 5;
    board.tell();
    CHECK(board.followed().record.stars == 5);
  }
}

TEST_CASE("a request is open again at once, until the centre says more") {
  DoneRequest board;
  board.clock.advance(2h);
  check_done(board.writer->reopen({board.receipt, "came_back"}));
  auto followed = board.followed();
  CHECK(followed.record.state == RequestState::reopened);
  CHECK(followed.record.steps.back() == model::RequestStep{board.clock.now(), RequestState::reopened, "", ""});
  const auto item = board.only_item();
  CHECK(item.kind == wire::ItemKind::reopening);
  CHECK(value_of(wire::decode_reopening_body(item.body)) == wire::ReopeningBody{board.receipt, "came_back"});
  CHECK(code_of(board.writer->reopen({board.receipt, "other"})) == base::ErrorCode::conflict);

  SUBCASE("an older word of the centre doesn't close it") {
    board.record.state = RequestState::closed;
    board.tell();
    CHECK(board.followed().record.state == RequestState::reopened);
  }
  SUBCASE("then it is as the centre says, and may be opened once more when it is done again") {
    check_done(board.writer->acknowledge({{item.id, Outcome::accepted, "", ""}}));
    board.clock.advance(1h);
    board.record.state = RequestState::reopened;
    board.record.steps.push_back({board.clock.now(), RequestState::reopened, "", ""});
    board.tell();
    CHECK(board.followed().record.steps.size() == 2);
    board.clock.advance(1h);
    board.finish();
    CHECK(board.followed().record.state == RequestState::done);
    board.clock.advance(1h);
    check_done(board.writer->reopen({board.receipt, "not_solved"}));
    CHECK(board.followed().record.state == RequestState::reopened);
  }
  SUBCASE("refused, it is done as before, with the reason") {
    check_done(board.writer->acknowledge({{item.id, Outcome::rejected, "", "办结已超过 7 天，请重新提交。"}}));
    CHECK(board.followed().record.state == RequestState::done);
    CHECK(board.followed().record.steps.size() == 1);
    CHECK(board.followed().refusal == "办结已超过 7 天，请重新提交。");
  }
}

TEST_CASE("a board speaks only of receipts that it gave out") {
  DoneRequest board;
  CHECK(code_of(board.writer->rate({"K7M-ZZZZ-2", 5})) == base::ErrorCode::not_found);
  CHECK(code_of(board.writer->reopen({"K7M-ZZZZ-2", "other"})) == base::ErrorCode::not_found);
  CHECK(value_of(board.writer->pending(10)).empty());
  SUBCASE("also if it only knows of one from its own log, after its disk was changed") {
    board.writer.reset();
    {
      auto database = value_of(sqlite::Database::open(board.path));
      check_done(database.execute("DELETE FROM receipt"));
    }
    board.open();
    check_done(board.writer->rate({board.receipt, 5}));
    CHECK(board.followed().record.stars == 5);
  }
}

TEST_CASE("a damaged file gives up neither ratings nor what is to be sent of them") {
  DoneRequest board;
  check_done(board.writer->rate({board.receipt, 4}));
  check_done(board.writer->note_contact(board.clock.now()));
  const auto item = board.only_item();
  board.writer->suspect_damage();
  board.writer.reset();
  board.open();
  CHECK(board.only_item() == item);
  CHECK(board.followed().record.stars == 4);
  CHECK(value_of(board.reader()->freshness()).last_contact == board.clock.now());
}

TEST_CASE("a board's file of the first release is taken over with all that is in it") {
  DoneRequest board;
  board.writer.reset();
  {
    auto database = value_of(sqlite::Database::open(board.path));
    check_done(database.execute("DROP TABLE reply; PRAGMA user_version=1"));
  }
  CHECK_FALSE(replica::ReplicaReader::open(board.path));
  board.open();
  CHECK(board.followed().record.state == RequestState::done);
  check_done(board.writer->rate({board.receipt, 3}));
  CHECK(board.followed().record.stars == 3);
}

TEST_CASE("nothing is dated before what the centre told last, however far back the clock falls") {
  Replica replica;
  const auto told = at("2026-11-21T16:42:00+08:00");
  check_done(replica.writer->note_contact(told));
  replica.writer.reset();
  replica.clock.set(at("2020-01-01T00:00:00+08:00"));
  replica.open();
  CHECK(value_of(replica.reader()->freshness()).last_contact == told);
  check_done(replica.writer->enqueue(wire::ItemKind::health, "{}"));
  CHECK(value_of(replica.writer->pending(1))[0].at == told);
  SUBCASE("and a clock that jumped ahead takes no receipts away") {
    const std::string receipt = value_of(replica.writer->submit({"repair", "YX", "", {}, {}, "", ""}));
    for (const auto& item : value_of(replica.writer->pending(10))) {
      check_done(replica.writer->acknowledge({{item.id, Outcome::accepted, "", ""}}));
    }
    replica.writer.reset();
    replica.clock.set(at("2046-01-01T00:00:00+08:00"));
    replica.open();
    CHECK(value_of(replica.reader()->request(receipt)));
  }
}

TEST_CASE("reports, service records and presence are read as they are held") {
  Replica replica;
  const auto reader = replica.reader();
  const auto held_before = value_of(reader->count_records());
  CHECK(value_of(reader->reports()).empty());
  CHECK(value_of(reader->service_records()).empty());
  CHECK_FALSE(value_of(reader->presence()));
  const auto report_of = [](const std::string& id, const std::string& place, const char* reported) {
    return wire::ReportRecord{id, "repair", "building", place, at(reported), RequestState::received};
  };
  const auto older = report_of("zzzzzzzzzzzz", "YX/BT/G1/XH/3", "2026-11-21T08:00:00+08:00");
  const auto newer = report_of("aaaaaaaaaaaa", "YX/BT/G1/XH/3/2", "2026-11-21T09:00:00+08:00");
  const auto elsewhere = report_of("bbbbbbbbbbbb", "YX/BT/G1/XH/4", "2026-11-21T10:00:00+08:00");
  wire::ServiceRecordsRecord near, far;
  near.place_path = "YX/BT/G1/XH";
  near.records.month = base::Month(std::chrono::year(2026), std::chrono::month(10));
  near.records.counts = {model::suppressed(model::ServiceCountKind::visits, 12)};
  far = near;
  far.place_path = "YX/BT/G1/BY";
  const wire::PresenceRecord presence{"m-014", "李慧", at("2026-11-21T09:02:11+08:00")};
  replica.apply({put_of(wire::Record(older)), put_of(wire::Record(newer)), put_of(wire::Record(elsewhere)),
                 put_of(wire::Record(near)), put_of(wire::Record(far)), put_of(wire::Record(presence))});
  CHECK(value_of(reader->reports()) == std::vector{newer, older});
  CHECK(value_of(reader->service_records()) == std::vector{far, near});
  CHECK(value_of(reader->presence()) == presence);
  CHECK(value_of(reader->count_records()) == held_before + 6);
  replica.apply({}, {"report/zzzzzzzzzzzz", "presence"});
  CHECK(value_of(reader->reports()) == std::vector{newer});
  CHECK_FALSE(value_of(reader->presence()));
}

TEST_CASE("a request says which report it is the same as, and which outage it chose for") {
  Replica replica;
  value_of(replica.writer->submit({"repair", "YX", "1203004471", {}, {}, "q3vz7k2mwd5x", "o-2611-03"}));
  const auto body = value_of(wire::decode_request_body(value_of(replica.writer->pending(1))[0].body));
  CHECK(body.same_as == "q3vz7k2mwd5x");
  CHECK(body.outage_id == "o-2611-03");
}
