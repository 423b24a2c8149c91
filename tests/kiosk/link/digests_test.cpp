// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Centre and board add up the same, on either store; what has drifted is found and mended.
#include <doctest/doctest.h>

#include "sync/desk/read_digest.hpp"
#include "sync/desk/read_feed.hpp"
#include "sync/sqlite/database.hpp"
#include "sync/store/open_store.hpp"
#include "tests/support/postgres.hpp"
#include "tests/sync/replica/replica_fixture.hpp"

using namespace gridboard;
using namespace gridboard::tests;
using namespace std::chrono_literals;

namespace {

const std::string kUnit2 = "YX/BT/G1/XH/3/2", kUnit3 = "YX/BT/G1/XH/3/3";
const std::vector<std::string> kLogs{"board/b-0042", "YX", kCommunity};

// A store that publishes, and a replica that follows it.
struct Pair {
  explicit Pair(const std::string& location) : store(value_of(store::open_store(location))) {
    here.id = "b-0042";
    here.place_path = kUnit2;
    const wire::BoardRecord own{"b-0042", "3 栋 2 单元", kUnit2, "K7M", false, {}, "", ""};
    publish("board/b-0042", "", put_of(wire::Record(own)));
    publish("YX", "", put_of(wire::Record(wire::SupplierRecord{"云溪供电", "95598", ""})));
    publish(kCommunity, kUnit2, put_of(wire::Record(household_of("1203004471", kUnit2, "501"))));
    publish(kCommunity, kUnit3, put_of(wire::Record(household_of("1203004472", kUnit3, "502"))));
    publish(kCommunity, kCommunity, {"thing/1", "", "{\"n\":1}"});
    follow();
  }
  void publish(const std::string& log, const std::string& audience, const wire::Put& put) {
    check_done(store->write([&](store::Writer& in) { return in.publish(log, put.key, audience, put.body); }));
  }
  void unpublish(const std::string& log, const std::string& key) {
    check_done(store->write([&](store::Writer& in) { return in.unpublish(log, key); }));
  }
  // To the head; which logs came as a snapshot.
  std::vector<std::string> follow(desk::FeedLimits limits = {}) {
    std::vector<std::string> anew;
    check_done(store->read([&](store::Reader& reader) -> base::Result<void> {
      const auto cursor = wire::decode_cursor(value_of(board.writer->cursor())).value_or(wire::Cursor());
      desk::FeedPosition position(here, kLogs, cursor);
      const auto heads = value_of(desk::read_log_heads(reader, kLogs));
      while (const auto wanted = position.next_segment(heads)) {
        const auto segment = value_of(desk::read_segment(reader, *wanted, limits));
        check_done(board.writer->stage(line_of(segment)));
        position.advance(*wanted, segment.to, segment.last);
        if (segment.snapshot && segment.last) anew.push_back(segment.log);
        if (segment.last) value_of(board.writer->commit({wire::encode_cursor(position.cursor())}));
      }
      return {};
    }));
    return anew;
  }
  std::vector<wire::LogDigest> said() {
    std::vector<wire::LogDigest> digests;
    check_done(store->read([&](store::Reader& reader) -> base::Result<void> {
      for (const std::string& log : kLogs) {
        const auto sums = value_of(desk::read_log_sums(reader, log));
        digests.push_back({log, {sums.head.epoch, sums.head.head}, desk::digest_at(sums, kUnit2).text()});
      }
      return {};
    }));
    return digests;
  }
  replica::DigestCheck check_after(std::chrono::hours wait) {
    board.clock.advance(wait);
    return value_of(board.writer->check_digests(said()));
  }
  // As a bad disk might.
  void damage(const std::string& sql) {
    auto file = value_of(sqlite::Database::open(board.path));
    check_done(file.execute(sql));
  }

  std::unique_ptr<store::Store> store;
  store::Board here;
  Replica board;
};

const std::vector<std::string> kAudiences{
    kUnit2, kUnit3, "YX/BT/G1/XH/3", kCommunity, kUnit3 + "|" + kUnit2, "", "YX/BT/G1/XH/3/21", "YX"};

// Anything that a centre may do to the logs of a community, a body that no board can read among it.
void change_something(Pair& pair, base::SeededRandom& random, int step) {
  const std::string key = (random.below(4) == 0 ? "notice/" : "thing/") + std::to_string(random.below(40));
  const std::string log = random.below(4) == 0 ? "YX" : kCommunity;
  if (random.below(4) == 0) return pair.unpublish(log, key);
  const std::string& audience = kAudiences[random.below(kAudiences.size())];
  pair.publish(log, audience, {key, "", "{\"step\":" + std::to_string(step) + "}"});
}

void run_at_random(const std::string& location, std::uint64_t seed) {
  CAPTURE(seed);
  Pair pair(location);
  base::SeededRandom random{seed};
  for (int step = 0; step < 240; ++step) {
    change_something(pair, random, step);
    if (random.below(60) == 0) {
      check_done(pair.store->write([](store::Writer& in) { return in.renew_epochs(); }));
    }
    if (random.below(12) != 0) continue;
    pair.follow({1 + random.below(9), 1 << 20});
    const auto check = pair.check_after(13h);
    CAPTURE(step);
    CHECK(check.drifted.empty());
    CHECK(check.compared == kLogs.size());
    CHECK(check.left == 0);
  }
}

}  // namespace

TEST_CASE("whatever happens to the logs, centre and board add up the same") {
  TemporaryFolder folder;
  SUBCASE("on SQLite") {
    for (std::uint64_t seed = 1; seed < 4; ++seed) run_at_random(folder.file(std::to_string(seed) + ".db"), seed);
  }
  SUBCASE("on PostgreSQL") {
    PostgresServer server;
    for (std::uint64_t seed = 4; seed < 6; ++seed) run_at_random(server.new_location(), seed);
  }
}

TEST_CASE("a row that isn't what the centre holds is found, and that log alone comes anew") {
  TemporaryFolder folder;
  Pair pair(folder.file("centre.db"));
  CHECK(pair.check_after(0h).drifted.empty());
  std::string sql;
  SUBCASE("missing") {
    sql = "DELETE FROM record WHERE key = 'thing/1'";
  }
  SUBCASE("changed in one byte") {
    sql = "UPDATE record SET body = '{\"n\":3}' WHERE key = 'thing/1'";
  }
  SUBCASE("under another key") {
    sql = "UPDATE record SET key = 'thing/2' WHERE key = 'thing/1'";
  }
  SUBCASE("too many") {
    sql = "INSERT INTO record(key, log, audience, body) VALUES('x/1', 'YX/BT/G1/XH', 'YX', '{}')";
  }
  SUBCASE("of another place") {
    sql = "INSERT INTO record(key, log, audience, body) VALUES('x/1', 'YX/BT/G1/XH', 'YX/BT/G1/XH/3/3', '{}')";
  }
  SUBCASE("said to be for another place") {
    sql = "UPDATE record SET audience = 'YX/BT/G1/XH/3/3' WHERE key = 'thing/1'";
  }
  SUBCASE("not found by its door any more") {
    sql = "UPDATE record SET door = '601' WHERE key LIKE 'household/%'";
  }
  const auto before = value_of(pair.board.writer->version());
  pair.damage(sql);
  CHECK(pair.check_after(1h).compared == 0);  // not twice in 12 hours
  CHECK(pair.check_after(12h).drifted == std::vector<std::string>{kCommunity});
  const auto items = value_of(pair.board.writer->pending(10));
  REQUIRE(items.size() == 1);
  CHECK(items.front().kind == wire::ItemKind::refused_segment);
  CHECK(wire::decode_drift(items.front().body).value().log == kCommunity);
  CHECK(pair.follow() == std::vector<std::string>{kCommunity});
  CHECK(value_of(pair.board.reader()->household("1203004471"))->door == "501");
  // Who reads along is told to read again, unless nothing was wrong with what is shown.
  if (sql.find("SET audience") == std::string::npos) CHECK(value_of(pair.board.writer->version()) > before);
  CHECK(pair.check_after(24h).drifted.empty());
  CHECK(pair.follow().empty());
}

TEST_CASE("a log that the board doesn't stand at the head of is left for later") {
  TemporaryFolder folder;
  Pair pair(folder.file("centre.db"));
  pair.publish(kCommunity, kUnit3, {"thing/9", "", "{}"});
  const auto check = pair.check_after(0h);
  CHECK(check.compared == 2);
  CHECK(check.left == 1);
  pair.follow();
  CHECK(pair.check_after(0h).compared == 1);  // the others' turn is over
}

TEST_CASE("digests that never fit cost ever fewer snapshots") {
  TemporaryFolder folder;
  Pair pair(folder.file("centre.db"));
  auto wrong = pair.said();
  wrong[1].digest = wrong[0].digest;
  std::size_t fetched = 0;
  for (int asked = 0; asked < 200; ++asked) {
    pair.board.clock.advance(12h);
    fetched += value_of(pair.board.writer->check_digests(wrong)).drifted.size();
    pair.follow();
  }
  CHECK(fetched == 9);  // in 100 days: twice on the first, then after 1 more, 2, 4, 8, 16, 32 and 32
}

TEST_CASE("a body that can't be read doesn't make a board fetch its log anew") {
  TemporaryFolder folder;
  Pair pair(folder.file("centre.db"));
  pair.publish(kCommunity, kUnit2, {"notice/n-1", "", "{\"id\":7}"});
  pair.follow();
  CHECK(pair.check_after(13h).drifted.empty());
  SUBCASE("nor once it was taken away, while the board got all anew") {
    pair.unpublish(kCommunity, "notice/n-1");
    check_done(pair.board.writer->forget_positions());
    pair.follow();
    CHECK(pair.check_after(13h).drifted.empty());
  }
}
