// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <zstd.h>

#include <thread>
#include <variant>

#include "sync/desk/revoke_board.hpp"
#include "sync/desk/rotate_keys.hpp"
#include "sync/wire/feed.hpp"
#include "sync/wire/signature.hpp"
#include "tests/sync/server/centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;

namespace {

// What a board learns from lines of the feed.
struct Learnt {
  bool hello = false, retry = false;
  int snapshots = 0, segments = 0, beats = 0;
  std::map<std::string, std::string> held;  // key -> body
  std::vector<std::string> removed;
  std::string cursor;
  std::string pinned;  // publishing key; "": signatures aren't looked at

  void take(const std::string& line) {
    const auto parsed = wire::parse_feed_line(line);
    REQUIRE_MESSAGE(parsed, line);
    if (std::holds_alternative<wire::Hello>(*parsed)) hello = true;
    if (std::holds_alternative<wire::Retry>(*parsed)) retry = true;
    if (std::holds_alternative<wire::Beat>(*parsed)) ++beats;
    if (const auto* commit = std::get_if<wire::Commit>(&*parsed)) cursor = commit->cursor;
    if (const auto* segment = std::get_if<wire::SegmentLine>(&*parsed)) {
      if (!pinned.empty()) CHECK(wire::signature_fits(pinned, segment->signature, segment->bytes));
      take(segment->segment);
    }
    const auto* key = std::get_if<wire::KeyLine>(&*parsed);
    if (key != nullptr && !pinned.empty() && wire::follows(*key, pinned)) pinned = key->publishing_key;
  }
  void take(const wire::Segment& segment) {
    ++segments;
    if (segment.snapshot) ++snapshots;
    for (const auto& put : segment.puts) held[put.key] = put.body;
    removed.insert(removed.end(), segment.removes.begin(), segment.removes.end());
  }
};

Learnt learn(const std::string& body) {
  Learnt learnt;
  std::size_t at = 0;
  while (at < body.size()) {
    const std::size_t end = body.find('\n', at);
    REQUIRE(end != std::string::npos);
    learnt.take(body.substr(at, end - at));
    at = end + 1;
  }
  return learnt;
}

Learnt one_shot(const test::Centre& centre, const test::TestBoard& board, const std::string& cursor = "") {
  const auto reply = centre.get("/sync/v1/feed?wait=0&after=" + cursor, board.token);
  REQUIRE(reply.status == 200);
  return learn(reply.body);
}

// Reads until `key` is held; how long that took.
std::chrono::milliseconds read_until(test::Connection& stream, Learnt& learnt, const std::string& key) {
  const auto began = std::chrono::steady_clock::now();
  while (!learnt.held.contains(key)) {
    const auto line = stream.read_line();
    REQUIRE(line);
    learnt.take(*line);
  }
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
}

test::Connection open_stream(const test::Centre& centre, const std::string& token, const std::string& cursor = "") {
  test::Connection stream(centre.address);
  stream.send(test::request_for("/sync/v1/feed?after=" + cursor, token));
  REQUIRE(stream.read_head().status == 200);
  return stream;
}

server::ServiceOptions quick_beat() {
  server::ServiceOptions options;
  options.hub.beat = 50ms;
  return options;
}

}  // namespace

TEST_CASE("Every segment is signed, and a rotation is told to who listens before anything that the new key signed") {
  test::Centre centre(quick_beat());
  const auto board = centre.enrolled(test::kUnit2);
  const std::string first = centre.key_ring->public_keys().publishing;
  Learnt learnt;
  learnt.pinned = first;
  auto stream = open_stream(centre, board.token);
  centre.publish(test::kUnit2, "notice/before", "before");
  read_until(stream, learnt, "notice/before");
  const std::string cursor = learnt.cursor;
  for (const char* title : {"notice/second", "notice/third"}) {
    const std::uint64_t number = centre.key_ring->number();
    REQUIRE(desk::rotate_keys(centre.folder(), std::chrono::days(0), centre.clock.now(), centre.random));
    while (centre.key_ring->number() == number) std::this_thread::sleep_for(5ms);  // the hub looks once a beat
    centre.publish(test::kUnit2, title, "after");
    read_until(stream, learnt, title);
  }
  CHECK(learnt.pinned == centre.key_ring->public_keys().publishing);
  CHECK(learnt.pinned != first);
  Learnt away;
  away.pinned = first;
  auto later = open_stream(centre, board.token, cursor);
  read_until(later, away, "notice/third");
  CHECK(away.pinned == learnt.pinned);
}

TEST_CASE("A board gets what reaches it, from where it stands") {
  test::Centre centre;
  const auto unit2 = centre.enrolled(test::kUnit2);
  const auto unit3 = centre.enrolled(test::kUnit3);
  const auto hall = centre.enrolled(test::kCommunity);
  centre.publish(test::kUnit2, "notice/2", "unit 2");
  centre.publish(test::kUnit3, "notice/3", "unit 3");
  centre.publish(test::kCommunity, "notice/all", "all");

  const auto first = one_shot(centre, unit2);
  CHECK(first.hello);
  CHECK(first.held.contains("notice/2"));
  CHECK(first.held.contains("notice/all"));
  CHECK(first.held.contains("board"));
  CHECK(first.held.contains("supplier"));
  CHECK_FALSE(first.held.contains("notice/3"));
  CHECK(one_shot(centre, hall).held.contains("notice/3"));

  SUBCASE("nothing more once it has all") {
    const auto again = one_shot(centre, unit2, first.cursor);
    CHECK(again.hello);
    CHECK(again.segments == 0);
  }
  SUBCASE("only what came since") {
    centre.publish(test::kUnit2, "notice/new", "new");
    centre.write([](store::Writer& writer) { return writer.unpublish(test::kCommunity, "notice/2"); });
    const auto since = one_shot(centre, unit2, first.cursor);
    CHECK(since.snapshots == 0);
    CHECK(since.held.size() == 1);
    CHECK(since.held.contains("notice/new"));
    CHECK(since.removed == std::vector<std::string>{"notice/2"});
  }
  SUBCASE("a cursor of another epoch gets a snapshot of everything") {
    centre.write([](store::Writer& writer) { return writer.renew_epochs(); });
    const auto anew = one_shot(centre, unit2, first.cursor);
    CHECK(anew.snapshots == anew.segments);
    CHECK(anew.held == first.held);
  }
  SUBCASE("a cursor ahead of head gets a snapshot of that log alone") {
    auto cursor = *wire::decode_cursor(first.cursor);
    cursor[test::kCommunity].seq += 100;
    const auto anew = one_shot(centre, unit2, wire::encode_cursor(cursor));
    CHECK(anew.snapshots == 1);
    CHECK(anew.held.contains("notice/2"));
  }
  SUBCASE("a damaged cursor gets everything") {
    CHECK(one_shot(centre, unit2, "damaged").held == first.held);
  }
  SUBCASE("the cursor of a board elsewhere gets everything that reaches here, and drops what it followed there") {
    const auto other = one_shot(centre, unit3);
    const auto moved = one_shot(centre, unit2, other.cursor);
    CHECK(moved.held == first.held);
  }
}

TEST_CASE("A large log comes in commits of bounded size, and the first beat says that it has all come") {
  test::Centre centre(quick_beat());
  const auto board = centre.enrolled(test::kUnit2);
  centre.write([](store::Writer& writer) -> base::Result<void> {
    for (int i = 0; i < 2500; ++i) {
      if (auto put = writer.publish(test::kCommunity, "notice/" + std::to_string(i), test::kUnit2, "{}"); !put)
        return put;
    }
    return {};
  });
  test::Connection stream = open_stream(centre, board.token);
  Learnt learnt;
  std::size_t since_commit = 0;
  while (learnt.beats == 0) {
    const auto line = stream.read_line();
    REQUIRE(line);
    const auto before = learnt.held.size();
    const auto cursor = learnt.cursor;
    learnt.take(*line);
    since_commit =
        learnt.cursor == cursor && learnt.held.size() == before ? 0 : since_commit + learnt.held.size() - before;
    if (line->find("\"commit\"") != std::string::npos) since_commit = 0;
    CHECK(since_commit <= wire::kMaxChangesPerCommit);
  }
  CHECK(learnt.snapshots >= 3);
  CHECK(learnt.held.size() > 2500);
  // What the server's own work of its start publishes meanwhile comes behind that beat.
  for (int lines = 0; learnt.held != one_shot(centre, board).held; ++lines) {
    const auto line = stream.read_line();
    REQUIRE(line);
    REQUIRE(lines < 20);
    learnt.take(*line);
  }
}

TEST_CASE("A change is on a live stream at once, on no other board's") {
  test::Centre centre;
  const auto unit2 = centre.enrolled(test::kUnit2);
  const auto unit3 = centre.enrolled(test::kUnit3);
  test::Connection stream2 = open_stream(centre, unit2.token), stream3 = open_stream(centre, unit3.token);
  Learnt learnt2, learnt3;
  read_until(stream2, learnt2, "board");
  read_until(stream3, learnt3, "board");
  CHECK(centre.metric("gridboard_boards_live") == 2);
  centre.publish(test::kUnit2, "notice/2", "unit 2");
  CHECK(read_until(stream2, learnt2, "notice/2") < 1s);
  centre.publish(test::kCommunity, "notice/all", "all");
  CHECK(read_until(stream3, learnt3, "notice/all") < 1s);
  CHECK_FALSE(learnt3.held.contains("notice/2"));
}

TEST_CASE("A quiet stream beats, and ends when its life is over") {
  server::ServiceOptions options;
  options.hub.beat = 100ms;
  options.hub.shortest_life = 600ms;
  options.hub.longest_life = 700ms;
  test::Centre centre(options);
  const auto board = centre.enrolled(test::kUnit2);
  test::Connection stream = open_stream(centre, board.token);
  Learnt learnt;
  while (const auto line = stream.read_line(3s)) learnt.take(*line);
  CHECK(stream.ended());
  CHECK(learnt.beats >= 2);
}

TEST_CASE("The live stream of a revoked board ends") {
  test::Centre centre;
  const auto board = centre.enrolled(test::kUnit2), other = centre.enrolled(test::kUnit2);
  test::Connection stream = open_stream(centre, board.token), stays = open_stream(centre, other.token);
  Learnt learnt;
  read_until(stream, learnt, "board");
  REQUIRE(desk::revoke_board(*centre.store, board.board.id));
  while (stream.read_line(3s)) {
  }
  CHECK(stream.ended());
  CHECK_FALSE(stays.wait_for_end(200ms));
}

TEST_CASE("Revocation is noticed even if no head moved") {
  test::Centre centre;
  auto board = centre.enrolled(test::kUnit2);
  test::Connection stream = open_stream(centre, board.token);
  centre.write([&](store::Writer& writer) -> base::Result<void> {
    auto stored = **writer.board(board.board.id);
    stored.state = store::BoardState::revoked;
    return writer.put(stored);
  });
  while (stream.read_line(3s)) {
  }
  CHECK(stream.ended());
}

TEST_CASE("Doors that get the same of a change share one segment, others get their own") {
  test::Centre centre;
  const auto unit2 = centre.enrolled(test::kUnit2), unit3 = centre.enrolled(test::kUnit3);
  test::Connection stream2 = open_stream(centre, unit2.token), stream3 = open_stream(centre, unit3.token);
  Learnt learnt2, learnt3;
  read_until(stream2, learnt2, "board");
  read_until(stream3, learnt3, "board");
  const double built = centre.metric("gridboard_segments_built_total");
  SUBCASE("one for all") {
    centre.publish(test::kCommunity, "notice/all", "all");
    read_until(stream2, learnt2, "notice/all");
    read_until(stream3, learnt3, "notice/all");
    CHECK(centre.metric("gridboard_segments_built_total") == built + 1);
  }
  SUBCASE("one each") {
    centre.write([](store::Writer& writer) -> base::Result<void> {
      for (const char* unit : {test::kUnit2, test::kUnit3}) {
        auto put = writer.publish(test::kCommunity, std::string("notice/") + unit, unit, "{}");
        if (!put) return put;
      }
      return writer.publish(test::kCommunity, "notice/both", std::string(test::kUnit2) + "|" + test::kUnit3, "{}");
    });
    read_until(stream2, learnt2, "notice/both");
    read_until(stream3, learnt3, "notice/both");
    CHECK(centre.metric("gridboard_segments_built_total") == built + 2);
    CHECK(learnt2.held.contains(std::string("notice/") + test::kUnit2));
    CHECK_FALSE(learnt2.held.contains(std::string("notice/") + test::kUnit3));
    CHECK_FALSE(learnt3.held.contains(std::string("notice/") + test::kUnit2));
  }
}

TEST_CASE("Two hundred streams share one segment") {
  test::Centre centre;
  const auto board = centre.enrolled(test::kUnit2);
  std::vector<test::Connection> streams;
  std::vector<Learnt> learnt(200);
  for (int i = 0; i < 200; ++i) streams.push_back(open_stream(centre, board.token));
  for (std::size_t i = 0; i < streams.size(); ++i) read_until(streams[i], learnt[i], "board");
  const double built = centre.metric("gridboard_segments_built_total");
  const double served = centre.metric("gridboard_segments_served_total");
  centre.publish(test::kCommunity, "notice/all", "all");
  for (std::size_t i = 0; i < streams.size(); ++i) read_until(streams[i], learnt[i], "notice/all");
  CHECK(centre.metric("gridboard_segments_built_total") == built + 1);
  CHECK(centre.metric("gridboard_segments_served_total") == served + 200);
}

TEST_CASE("Draining tells streams to come again, and refuses who comes later") {
  test::Centre centre;
  const auto board = centre.enrolled(test::kUnit2);
  test::Connection stream = open_stream(centre, board.token);
  Learnt learnt;
  read_until(stream, learnt, "board");
  const auto began = std::chrono::steady_clock::now();
  std::thread reader([&] {
    while (const auto line = stream.read_line(3s)) learnt.take(*line);
    const test::Connection done = std::move(stream);
  });
  CHECK(centre.service->drain(5s));
  reader.join();
  CHECK(learnt.retry);
  CHECK(std::chrono::steady_clock::now() - began < 3s);
}

TEST_CASE("zstd is sent to who asks, as one body") {
  test::Centre centre;
  const auto board = centre.enrolled(test::kUnit2);
  const auto reply = test::exchange(centre.address, "GET", "/sync/v1/feed?wait=0", "",
                                    {{"Authorization", "Bearer " + board.token}, {"Accept-Encoding", "gzip, zstd"}});
  CHECK(reply.headers.at("content-encoding") == "zstd");
  std::string plain(1 << 20, '\0');
  const std::size_t size = ZSTD_decompress(plain.data(), plain.size(), reply.body.data(), reply.body.size());
  REQUIRE_FALSE(ZSTD_isError(size));
  plain.resize(size);
  CHECK(learn(plain).held.contains("board"));
}
