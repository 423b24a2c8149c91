// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/wire/bundle.hpp"
#include "tests/sync/replica/replica_fixture.hpp"

using namespace gridboard;
using namespace gridboard::tests;
using namespace std::chrono_literals;

namespace {

wire::BundleEnd bundle_at(base::Instant made_at, const std::string& board_id = "b-0042") {
  wire::BundleEnd end;
  end.board_id = board_id;
  end.made_at = made_at;
  end.sha256 = std::string(64, '0');
  end.signature = wire::sign(centre_signing().secret_key, wire::bundle_statement(end));
  return end;
}

wire::Put supplier_named(const char* name) {
  return put_of(wire::Record(wire::SupplierRecord{name, "95598", ""}));
}

std::string refusal(const base::Result<void>& done) {
  if (done) return "";
  CHECK(done.error().code == base::ErrorCode::conflict);
  return done.error().message;
}

}  // namespace

TEST_CASE("a bundle is taken when the centre signed it for this board and it isn't older than what is held") {
  Replica board;
  const base::Instant now = board.clock.now();
  check_done(board.writer->note_contact(now));
  board.apply({supplier_named("甲")});
  CHECK(board.writer->begin_bundle(bundle_at(now)));
  CHECK(board.writer->begin_bundle(bundle_at(now + 1h)));
  CHECK(refusal(board.writer->begin_bundle(bundle_at(now - 1ms))) ==
        "bundle refused: it is older than what this board holds");
  CHECK(refusal(board.writer->begin_bundle(bundle_at(now, "b-0043"))) == "bundle refused: it is for board b-0043");
  SUBCASE("any change of what is signed") {
    for (int member = 0; member < 4; ++member) {
      wire::BundleEnd end = bundle_at(now);
      if (member == 0) end.made_at += 1ms;
      if (member == 1) end.bytes = 1;
      if (member == 2) end.sha256.back() = '1';
      if (member == 3) end.signature.front() = end.signature.front() == 'A' ? 'B' : 'A';
      CHECK(refusal(board.writer->begin_bundle(end)) == "bundle refused: its signature isn't the centre's");
    }
  }
  SUBCASE("what a board handed in") {
    wire::BundleEnd end = bundle_at(now);
    end.kind = wire::BundleKind::outbox;
    end.signature = wire::sign(centre_signing().secret_key, wire::bundle_statement(end));
    CHECK(refusal(board.writer->begin_bundle(end)) == "bundle refused: it is what a board handed in");
  }
}

TEST_CASE("segments of a bundle may begin before where the board stands, but not end before it") {
  Replica board;
  board.apply({supplier_named("甲")});
  board.apply({supplier_named("乙")});
  check_done(board.writer->begin_bundle(bundle_at(board.clock.now())));
  const auto stage = [&](std::uint64_t from, std::uint64_t to, bool snapshot = false) {
    return board.writer->stage(
        line_of({kCommunity, 1, from, to, snapshot, true, {supplier_named("丙")}, {}}));
  };
  SUBCASE("from before to behind") {
    CHECK(stage(1, 5));
    CHECK(value_of(board.writer->commit({"c"})) == std::vector<std::string>{"supplier"});
    CHECK(value_of(board.reader()->supplier()).name == "丙");
    SUBCASE("then live ones go on where it ended, as ever") {
      CHECK_FALSE(stage(4, 6));
      CHECK(stage(5, 6));
    }
  }
  SUBCASE("up to where it stands") { CHECK(stage(0, 2)); }
  SUBCASE("in several, the first of which lies before it") {
    CHECK(stage(0, 1));
    CHECK(stage(1, 3));
    CHECK(board.writer->commit({"c"}));
  }
  SUBCASE("short of it") {
    CHECK(stage(0, 1));
    CHECK(board.writer->commit({"c"}).error().code == base::ErrorCode::conflict);
    CHECK(value_of(board.reader()->supplier()).name == "乙");
  }
  SUBCASE("with a gap") { CHECK_FALSE(stage(3, 5)); }
  SUBCASE("an old snapshot") {
    CHECK(stage(0, 1, true));
    CHECK(board.writer->commit({"c"}).error().code == base::ErrorCode::conflict);
    CHECK(value_of(board.reader()->supplier()).name == "乙");
  }
  SUBCASE("a snapshot of where it stands") { CHECK(stage(0, 2, true)); }
}

TEST_CASE("live segments must begin where the board stands, also after a bundle that was given up") {
  Replica board;
  board.apply({supplier_named("甲")});
  const wire::SegmentLine from_before = line_of({kCommunity, 1, 0, 5, false, true, {supplier_named("丙")}, {}});
  CHECK_FALSE(board.writer->stage(from_before));
  check_done(board.writer->begin_bundle(bundle_at(board.clock.now())));
  board.writer->drop_staged();
  CHECK_FALSE(board.writer->stage(from_before));
}

TEST_CASE("what came on a stick is as old as the stick, and leaves the board's clock alone") {
  Replica board;
  const base::Instant contact = board.clock.now() + 10min;  // the board's clock is behind
  check_done(board.writer->note_contact(contact));
  check_done(board.writer->begin_bundle(bundle_at(contact + 3h)));
  check_done(board.writer->stage(line_of({kCommunity, 1, 0, 5, true, true, {supplier_named("丙")}, {}})));
  value_of(board.writer->commit({"c"}));
  const replica::Freshness fresh = value_of(board.reader()->freshness());
  CHECK(fresh.last_contact == contact + 3h);
  CHECK(fresh.clock_offset == 10min);
  CHECK(refusal(board.writer->begin_bundle(bundle_at(contact + 2h))).find("older") != std::string::npos);
  CHECK(board.writer->begin_bundle(bundle_at(contact + 3h)));
}
