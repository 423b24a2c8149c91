// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/link/link_board.hpp"

using namespace gridboard;
using namespace gridboard::tests;
using namespace std::chrono_literals;

namespace {

const std::string kAllHeld = wire::encode_cursor({{"YX", {1, 4}}, {"board/b-0042", {1, 1}}});

std::string digest_of(const wire::Put& put) {
  wire::Digest digest;
  digest.add(put.key, put.body);
  return digest.text();
}

wire::Put board_record() {
  return put_of(wire::Record(wire::BoardRecord{"b-0042", "3 栋 2 单元", "YX/BT/G1/XH/3/2", "K7M", false, {}, "", ""}));
}

void follow_all(CentreDouble& centre, Board& board) {
  centre.send(segment_line({"board/b-0042", 1, 0, 1, true, true, {board_record()}, {}}));
  centre.send(segment_line({"YX", 1, 0, 4, true, true, {put_of(wire::Record(sample_notice()))}, {}}));
  centre.send(wire::encode(wire::Commit{kAllHeld}));
  board.enrol(centre);
  board.wait_for<Contact>();
  board.wait_for<Changed>();
}

bool asked(CentreDouble& centre, int times) {
  return eventually(centre, [&] { return centre.digests_asked == times; });
}

}  // namespace

TEST_CASE("within a day a board asks for digests, and fetches the log again that has drifted") {
  CentreDouble centre;
  Board board;
  follow_all(centre, board);
  CHECK(centre.digests_asked == 0);
  const std::string right = digest_of(put_of(wire::Record(sample_notice()))), own = digest_of(board_record());
  std::unique_lock lock(centre.mutex);
  SUBCASE("all is as it should be") {
    centre.digests = wire::encode_digests({{"YX", {1, 4}, right}, {"board/b-0042", {1, 1}, own}});
    lock.unlock();
    board.clock.shift(25h);
    CHECK(board.link->send(CheckNow{}));
    CHECK(asked(centre, 1));
    board.link->stop();
    CHECK(centre.feeds == 1);
    CHECK(centre.items.empty());
  }
  SUBCASE("one log differs") {
    centre.digests = wire::encode_digests({{"YX", {1, 4}, own}, {"board/b-0042", {1, 1}, own}});
    lock.unlock();
    board.clock.shift(25h);
    CHECK(board.link->send(CheckNow{}));
    const std::string without = wire::encode_cursor({{"board/b-0042", {1, 1}}});
    CHECK(eventually(centre, [&] { return centre.cursors.back() == without; }));
    CHECK(value_of(board.reader()->notices()).size() == 1);  // until it comes anew
    CHECK(eventually(centre, [&] {
      return std::any_of(centre.items.begin(), centre.items.end(), [](const auto& item) {
        const auto drift = wire::decode_drift(item.second.body);
        return item.second.kind == wire::ItemKind::refused_segment && drift && drift->log == "YX";
      });
    }));
    centre.send(segment_line({"YX", 1, 0, 4, true, true, {}, {}}));
    centre.send(wire::encode(wire::Commit{kAllHeld}));
    board.wait_for<Changed>();
    CHECK(value_of(board.reader()->notices()).empty());
    CHECK(centre.digests_asked == 1);
  }
  SUBCASE("the centre is of an older release") {
    lock.unlock();
    board.clock.shift(25h);
    CHECK(board.link->send(CheckNow{}));
    CHECK(asked(centre, 1));
    board.link->stop();
    CHECK(centre.feeds == 1);
  }
}

TEST_CASE("when digests are due outlives a restart") {
  CentreDouble centre;
  Board board;
  const auto due = [&board] {
    board.link->stop();
    const auto writer =
        value_of(replica::ReplicaWriter::open(board.folder.file("board.db"), board.clock, board.random));
    return value_of(writer->digests_due());
  };
  follow_all(centre, board);
  const auto first = due();
  REQUIRE(first);
  CHECK(*first <= board.clock.now() + 24h);
  board.start();
  CHECK(board.wait_for<Contact>().fresh);
  CHECK(due() == first);
}
