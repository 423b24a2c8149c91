// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/wire/digest.hpp"
#include "sync/wire/outbox.hpp"
#include "tests/sync/server/centre.hpp"

using namespace gridboard;

namespace {

struct Told {
  std::map<std::string, std::string> held;  // of the community: key -> body
  std::string cursor;
};

Told follow(const test::Centre& centre, const test::TestBoard& board) {
  Told told;
  const auto reply = centre.get("/sync/v1/feed?wait=0&after=", board.token);
  REQUIRE(reply.status == 200);
  for (std::size_t at = 0; at < reply.body.size();) {
    const std::size_t end = reply.body.find('\n', at);
    const auto line = wire::parse_feed_line(reply.body.substr(at, end - at));
    at = end + 1;
    REQUIRE(line);
    if (const auto* commit = std::get_if<wire::Commit>(&*line)) told.cursor = commit->cursor;
    const auto* segment = std::get_if<wire::SegmentLine>(&*line);
    if (segment == nullptr || segment->segment.log != test::kCommunity) continue;
    for (const auto& put : segment->segment.puts) told.held[put.key] = put.body;
  }
  return told;
}

std::map<std::string, wire::LogDigest> digests(const test::Centre& centre, const test::TestBoard& board,
                                               const std::string& cursor) {
  const auto reply = centre.get("/sync/v1/digests?after=" + cursor, board.token);
  REQUIRE(reply.status == 200);
  std::map<std::string, wire::LogDigest> by_log;
  const auto said = wire::decode_digests(reply.body);
  REQUIRE(said);
  for (const auto& digest : *said) by_log[digest.log] = digest;
  return by_log;
}

}  // namespace

TEST_CASE("A board is told the digests of the logs at whose head it stands") {
  test::Centre centre;
  const auto board = centre.enrolled(test::kUnit2), neighbour = centre.enrolled(test::kUnit3);
  centre.publish(test::kCommunity, "notice/all", "to all");
  centre.publish(test::kUnit2, "notice/two", "to unit 2");
  const Told told = follow(centre, board);
  const auto said = digests(centre, board, told.cursor);
  wire::Digest held;
  for (const auto& [key, body] : told.held) held.add(key, body);
  REQUIRE(said.contains(test::kCommunity));
  CHECK(said.at(test::kCommunity).digest == held.text());
  CHECK(said.at(test::kCommunity).position == wire::decode_cursor(told.cursor).value().at(test::kCommunity));
  CHECK(said.contains("board/" + board.board.id));

  SUBCASE("its neighbour those of what it holds, and the log isn't gone through again") {
    const double reads = centre.metric("gridboard_digest_reads_total");
    const auto other = digests(centre, neighbour, follow(centre, neighbour).cursor);
    CHECK(other.at(test::kCommunity).digest != held.text());
    CHECK(centre.metric("gridboard_digest_reads_total") == reads + 1);  // its own log
    CHECK(digests(centre, board, told.cursor).at(test::kCommunity) == said.at(test::kCommunity));
    CHECK(centre.metric("gridboard_digest_reads_total") == reads + 2);
  }
  SUBCASE("behind the head not of that log, at the head again") {
    centre.publish(test::kUnit3, "notice/three", "to unit 3");
    CHECK_FALSE(digests(centre, board, told.cursor).contains(test::kCommunity));
    const auto again = digests(centre, board, follow(centre, board).cursor);
    CHECK(again.at(test::kCommunity).digest == held.text());
  }
  SUBCASE("with a cursor of another place, none") {
    CHECK(digests(centre, neighbour, told.cursor).empty());
    CHECK(digests(centre, board, "").empty());
  }
  SUBCASE("without a token, or with a cursor that isn't one, nothing") {
    CHECK(centre.get("/sync/v1/digests?after=" + told.cursor, "nonsense").status == 401);
    CHECK(centre.get("/sync/v1/digests?after=!!", board.token).status == 400);
  }
}

TEST_CASE("What boards refused or found drifted is counted") {
  test::Centre centre;
  const auto board = centre.enrolled(test::kUnit2);
  const std::vector<wire::OutboxItem> items{
      {"019aa5e0-7c00-7abc-8def-0123456789ab", wire::ItemKind::refused_segment, centre.clock.now(),
       wire::encode(wire::Drift{test::kCommunity, "it isn't what the centre holds"})},
      {"019aa5e0-7c00-7abc-8def-0123456789ac", wire::ItemKind::refused_segment, centre.clock.now(),
       R"({"reason":"its signature isn't the centre's"})"}};
  CHECK(centre.post_outbox(board.token, wire::encode_items(items, base::Zone())).status == 200);
  CHECK(centre.metric("gridboard_segments_refused_total") == 2);
  CHECK(centre.metric("gridboard_logs_drifted_total") == 1);
}
