// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What reaches the board where it hangs.
#include <doctest/doctest.h>

#include "tests/sync/replica/replica_fixture.hpp"

using namespace gridboard;
using namespace gridboard::tests;
using base::ErrorCode;
using Record = wire::Record;

namespace {

model::Notice notice_of(const std::string& id, std::vector<std::string> audience,
                        const char* published = "2026-11-01T00:00:00+08:00") {
  model::Notice notice = sample_notice();
  notice.id = id;
  notice.audience = std::move(audience);
  notice.published_at = at(published);
  return notice;
}

}  // namespace

TEST_CASE("what is for other units of the building isn't shown here") {
  Replica replica;
  replica.apply({put_of(Record(notice_of("here", {"YX/BT/G1/XH/3/1", "YX/BT/G1/XH/3/2"}))),
                 put_of(Record(notice_of("there", {"YX/BT/G1/XH/3/1"}, "2026-11-03T00:00:00+08:00"))),
                 put_of(Record(notice_of("all", {"YX"}, "2026-11-02T00:00:00+08:00")))});
  const auto notices = value_of(replica.reader()->notices());
  REQUIRE(notices.size() == 2);
  CHECK(notices[0].id == "all");
  CHECK(notices[1].id == "here");
}

TEST_CASE("a board that was moved drops what no longer concerns it") {
  Replica replica;
  replica.apply({put_of(Record(sample_notice())), put_of(Record(sample_household()))});
  const wire::BoardRecord moved{"b-0042", "4 栋", "YX/BT/G2/QH/4/1", "K7M", false, {}, "", ""};
  check_done(replica.writer->stage(line_of({"board/b-0042", 1, 1, 2, false, true, {put_of(Record(moved))}, {}})));
  value_of(replica.writer->commit({"m"}));
  CHECK(value_of(replica.reader()->count_households()) == 0);
  CHECK(value_of(replica.reader()->board())->place_path == "YX/BT/G2/QH/4/1");
}

TEST_CASE("what was chosen for where the board hung before isn't taken, though the centre signed it") {
  Replica replica;
  const auto put = put_of(Record(notice_of("next door", {"YX/BT/G1/XH/3/1"})), "YX/BT/G1/XH/3/1");
  const auto own = put_of(Record(notice_of("here", {"YX/BT/G1/XH/3"})), "YX/BT/G1/XH/3");
  SUBCASE("in a segment") {
    check_done(replica.writer->stage(line_of({kCommunity, 1, 0, 2, false, true, {own, put}, {}})));
  }
  SUBCASE("in a snapshot") {
    check_done(replica.writer->stage(line_of({kCommunity, 1, 0, 1, true, false, {put}, {}})));
    check_done(replica.writer->stage(line_of({kCommunity, 1, 1, 2, true, true, {own}, {}})));
  }
  const auto refused = replica.writer->commit({"c"});
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::conflict);
  CHECK(value_of(replica.reader()->count_records()) == 1);  // its own
  CHECK(value_of(replica.writer->cursor()) == "first");
}

TEST_CASE("a segment says whom it is for") {
  Replica replica;
  wire::Segment segment{kCommunity, 1, 0, 2, false, true, {}, {}};
  const auto taken = [&] {
    check_done(replica.writer->stage(line_of(segment)));
    const auto committed = replica.writer->commit({"c"});
    replica.writer->drop_staged();
    if (!committed) CHECK(committed.error().code == ErrorCode::conflict);
    return committed.has_value();
  };
  SUBCASE("for where this board hangs") {
    segment.place = "YX/BT/G1/XH/3/2";
    CHECK(taken());
  }
  SUBCASE("for the unit beside it") {
    segment.place = "YX/BT/G1/XH/3/1";
    CHECK_FALSE(taken());
    segment.snapshot = true;
    CHECK_FALSE(taken());
  }
  SUBCASE("for whomever what it leaves out doesn't concern") {
    segment.elsewhere = {"YX/BT/G1/XH/3/1", "YX/BT/G1/XH/4"};
    CHECK(taken());
  }
  SUBCASE("and one that leaves out what concerns this board isn't for it") {
    segment.elsewhere = {"YX/BT/G1/XH/3/1", "YX/BT/G1/XH/3"};
    CHECK_FALSE(taken());
  }
}

TEST_CASE("after a move all is asked for anew, unless it came with it") {
  Replica replica;
  const auto moved_to = [](const char* place, std::uint64_t from) {
    const wire::BoardRecord board{"b-0042", "3 栋", place, "K7M", false, {}, "", ""};
    return line_of({"board/b-0042", 1, from, from + 1, false, true, {put_of(Record(board))}, {}});
  };
  wire::Segment segment{kCommunity, 1, 0, 9, true, true, {}, {}};
  replica.apply({});
  check_done(replica.writer->stage(moved_to("YX/BT/G1/XH/3/1", 1)));
  SUBCASE("nothing came with it, and it is moved back before the centre has heard of it") {
    value_of(replica.writer->commit({"m"}));
    CHECK(value_of(replica.writer->cursor()).empty());
  }
  SUBCASE("what came was chosen for the place before") {
    segment.place = "YX/BT/G1/XH/3/2";
    check_done(replica.writer->stage(line_of(segment)));
    value_of(replica.writer->commit({"m"}));
    CHECK(value_of(replica.writer->cursor()).empty());
  }
  SUBCASE("what came leaves out what is for the new one") {
    segment.elsewhere = {"YX/BT/G1/XH/3/1"};
    check_done(replica.writer->stage(line_of(segment)));
    value_of(replica.writer->commit({"m"}));
    CHECK(value_of(replica.writer->cursor()).empty());
  }
  SUBCASE("all came with it") {
    segment.place = "YX/BT/G1/XH/3/1";
    check_done(replica.writer->stage(line_of(segment)));
    value_of(replica.writer->commit({"m"}));
    CHECK(value_of(replica.writer->cursor()) == "m");
  }
  CHECK(value_of(replica.reader()->board())->place_path == "YX/BT/G1/XH/3/1");
}

TEST_CASE("a board that was moved within its community keeps only what reaches it there") {
  Replica replica;
  const auto there = put_of(Record(household_of("1203004471", "YX/BT/G1/XH/3/2", "501")), "YX/BT/G1/XH/3/2");
  const auto both = put_of(Record(notice_of("both", {"YX/BT/G1/XH/3"})), "YX/BT/G1/XH/3");
  const wire::BoardRecord moved{"b-0042", "3 栋 1 单元", "YX/BT/G1/XH/3/1", "K7M", false, {}, "", ""};
  const auto own = line_of({"board/b-0042", 1, 1, 2, false, true, {put_of(Record(moved))}, {}});
  SUBCASE("of what it held") {
    replica.apply({there, both});
    check_done(replica.writer->stage(own));
  }
  SUBCASE("of what comes with it, chosen before the centre had noticed") {
    check_done(replica.writer->stage(own));
    check_done(replica.writer->stage(line_of({kCommunity, 1, 0, 1, false, true, {there, both}, {}})));
  }
  value_of(replica.writer->commit({"m"}));
  CHECK(value_of(replica.reader()->count_households()) == 0);
  CHECK(value_of(replica.reader()->notices()).size() == 1);
}
