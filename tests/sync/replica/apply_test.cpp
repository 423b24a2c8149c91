// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <sys/stat.h>

#include "tests/sync/replica/replica_fixture.hpp"

using namespace gridboard;
using namespace gridboard::tests;
using base::ErrorCode;
using Record = wire::Record;

namespace {

wire::SealedBill bill_of(const std::string& account, base::Month period, model::BillStatus status) {
  wire::BillRecord record = sample_bill();
  record.bill.account = account;
  record.bill.period = period;
  record.bill.status = status;
  return wire::seal(record, sample_household_key(), base::Zone());
}

model::Notice notice_of(const std::string& id, std::vector<std::string> audience, const char* published) {
  model::Notice notice = sample_notice();
  notice.id = id;
  notice.audience = std::move(audience);
  notice.published_at = at(published);
  return notice;
}

}  // namespace

TEST_CASE("the file is for its owner alone, and a reader needs it to exist") {
  const TemporaryFolder folder;
  CHECK(replica::ReplicaReader::open(folder.file("none.db")).error().code == ErrorCode::not_found);
  const Replica replica;
  for (const char* part : {"", "-wal", "-shm"}) {
    struct stat status {};
    REQUIRE(::stat((replica.path + part).c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
  }
}

TEST_CASE("what was committed is read back") {
  Replica replica;
  const auto reader = replica.reader();
  const auto before = value_of(reader->version());
  std::vector<wire::Put> puts;
  for (const Record& record : sample_records()) {
    if (wire::key_of(record) != "board") puts.push_back(put_of(record));
  }
  const auto changed = replica.apply(puts);
  CHECK(changed.size() == puts.size());
  CHECK(value_of(reader->version()) > before);
  CHECK(value_of(reader->supplier()).hotline == "95598");
  CHECK(value_of(reader->board())->receipt_prefix == "K7M");
  CHECK(value_of(reader->place("YX/BT/G1/XH/3/2"))->name == "2单元");
  CHECK_FALSE(value_of(reader->place("YX")));
  CHECK(value_of(reader->manager("m-014"))->name == "李慧");
  CHECK(value_of(reader->offices()).size() == 1);
  CHECK(value_of(reader->household("1203004471")) == sample_household());
  CHECK(value_of(reader->bills("1203004471")) == std::vector<wire::SealedBill>{sample_sealed_bill()});
  CHECK(value_of(reader->notices()) == std::vector<model::Notice>{sample_notice()});
  CHECK(value_of(reader->outages()) == std::vector<model::Outage>{sample_outage()});
  CHECK(value_of(reader->questions()) == std::vector<model::PublishedQuestion>{sample_question()});
  CHECK(value_of(reader->request("K7M-2248-Q"))->record.steps.size() == 2);
  CHECK(value_of(replica.writer->cursor()) == "c1");
}

TEST_CASE("nothing is seen before the commit, and nothing of what was dropped") {
  Replica replica;
  const auto reader = replica.reader();
  const wire::SegmentLine line = line_of({kCommunity, 1, 0, 5, false, true, {put_of(Record(sample_notice()))}, {}});
  check_done(replica.writer->stage(line));
  CHECK(value_of(reader->notices()).empty());
  replica.writer->drop_staged();
  CHECK(value_of(replica.writer->commit({"x"})).empty());
  CHECK(value_of(reader->notices()).empty());
  check_done(replica.writer->stage(line));
  CHECK(value_of(replica.writer->commit({"y"})).size() == 1);
  CHECK(value_of(reader->notices()).size() == 1);
}

TEST_CASE("it goes on where it stood after a restart") {
  Replica replica;
  replica.apply({put_of(Record(sample_notice()))});
  replica.writer.reset();
  replica.open();
  CHECK(value_of(replica.writer->cursor()) == "c1");
  CHECK(value_of(replica.writer->identity())->board_id == "b-0042");
  CHECK(replica.apply({}, {"notice/n-2611-07"}) == std::vector<std::string>{"notice/n-2611-07"});
  CHECK(value_of(replica.reader()->notices()).empty());
}

TEST_CASE("an old snapshot that is sent again doesn't take a log back within its epoch") {
  Replica replica;
  const wire::SegmentLine old = line_of({kCommunity, 1, 0, 5, true, true, {put_of(Record(sample_notice()))}, {}});
  check_done(replica.writer->stage(old));
  CHECK(value_of(replica.writer->commit({"c5"})).size() == 1);
  check_done(replica.writer->stage(line_of({kCommunity, 1, 5, 6, false, true, {}, {"notice/n-2611-07"}})));
  CHECK(value_of(replica.writer->commit({"c6"})).size() == 1);
  const auto refused = [&replica](const wire::SegmentLine& line) {
    const auto staged = replica.writer->stage(line);
    const auto committed = replica.writer->commit({"again"});
    replica.writer->drop_staged();
    return (!staged && staged.error().code == ErrorCode::conflict) ||
           (!committed && committed.error().code == ErrorCode::conflict);
  };
  SUBCASE("while it stands further on") {
    CHECK(refused(old));
  }
  SUBCASE("nor after it has forgotten where it stands") {
    check_done(replica.writer->forget_positions());
    CHECK(refused(old));
  }
  SUBCASE("a newer one does no harm") {
    CHECK_FALSE(refused(line_of({kCommunity, 1, 0, 6, true, true, {}, {}})));
  }
  SUBCASE("nor one of another epoch") {
    CHECK_FALSE(refused(line_of({kCommunity, 2, 0, 1, true, true, {}, {}})));
  }
  SUBCASE("nor, once the epoch was replaced, at all") {
    CHECK_FALSE(refused(line_of({kCommunity, 2, 0, 1, true, true, {}, {}})));
    CHECK(refused(line_of({kCommunity, 1, 0, 9, true, true, {put_of(Record(sample_notice()))}, {}})));
    CHECK_FALSE(refused(line_of({kCommunity, 2, 1, 2, false, true, {}, {}})));
  }
  CHECK(value_of(replica.reader()->notices()).empty());
}

TEST_CASE("a segment that doesn't start where the replica stands is refused") {
  Replica replica;
  replica.apply({});
  replica.apply({});
  const auto refused = [&replica](wire::Segment segment) {
    const auto staged = replica.writer->stage(line_of(segment));
    REQUIRE_FALSE(staged);
    CHECK(staged.error().code == ErrorCode::conflict);
    CHECK(staged.error().message.find(segment.log) != std::string::npos);
  };
  SUBCASE("a gap") {
    refused({kCommunity, 1, 3, 4, false, true, {}, {}});
  }
  SUBCASE("a replay") {
    refused({kCommunity, 1, 0, 1, false, true, {}, {}});
  }
  SUBCASE("another epoch") {
    refused({kCommunity, 2, 2, 4, false, true, {}, {}});
  }
  SUBCASE("a log never read, not from its beginning") {
    refused({"YX", 1, 1, 4, false, true, {}, {}});
  }
  SUBCASE("another board's log") {
    refused({"board/b-0043", 1, 0, 4, false, true, {}, {}});
  }
  SUBCASE("a gap behind what is staged") {
    check_done(replica.writer->stage(line_of({kCommunity, 1, 2, 4, false, true, {}, {}})));
    refused({kCommunity, 1, 5, 6, false, true, {}, {}});
  }
  SUBCASE("a later part of a snapshot that never began") {
    refused({kCommunity, 2, 7, 9, true, true, {}, {}});
  }
  // What was refused changed nothing: the right one still fits.
  replica.writer->drop_staged();
  check_done(replica.writer->stage(line_of({kCommunity, 1, 2, 3, false, true, {}, {}})));
}

TEST_CASE("a snapshot in parts is swapped in whole, and the old content stays until then") {
  Replica replica;
  replica.apply({put_of(Record(notice_of("old", {"YX"}, "2026-11-01T00:00:00+08:00"))),
                 put_of(Record(notice_of("both", {"YX"}, "2026-11-02T00:00:00+08:00")))});
  const auto reader = replica.reader();
  const auto part = [](std::uint64_t from, std::uint64_t to, bool last, const std::string& id) {
    return line_of({kCommunity,
                    2,
                    from,
                    to,
                    true,
                    last,
                    {put_of(Record(notice_of(id, {"YX"}, "2026-11-02T00:00:00+08:00")))},
                    {}});
  };
  check_done(replica.writer->stage(part(0, 10, false, "both")));
  CHECK(value_of(replica.writer->commit({"middle"})).empty());
  CHECK(value_of(reader->notices()).size() == 2);
  CHECK(value_of(replica.writer->cursor()) == "c1");

  SUBCASE("whole") {
    check_done(replica.writer->stage(part(10, 20, true, "new")));
    CHECK(value_of(reader->notices()).size() == 2);
    const auto changed = value_of(replica.writer->commit({"end"}));
    CHECK(changed == std::vector<std::string>{"notice/new", "notice/old"});
    CHECK(value_of(replica.writer->cursor()) == "end");
    CHECK_FALSE(replica.writer->stage(line_of({kCommunity, 1, 1, 2, false, true, {}, {}})));
    check_done(replica.writer->stage(line_of({kCommunity, 2, 20, 21, false, true, {}, {"notice/both"}})));
    value_of(replica.writer->commit({"later"}));
    CHECK(value_of(reader->notices()).size() == 1);
  }
  SUBCASE("cut off and begun again") {
    replica.writer.reset();
    replica.open();
    CHECK(value_of(reader->notices()).size() == 2);
    CHECK_FALSE(replica.writer->stage(part(10, 20, true, "new")));
    check_done(replica.writer->stage(part(0, 30, true, "only")));
    value_of(replica.writer->commit({"again"}));
    REQUIRE(value_of(reader->notices()).size() == 1);
    CHECK(value_of(reader->notices())[0].id == "only");
  }
  SUBCASE("a live segment behind it in the same commit") {
    check_done(replica.writer->stage(part(10, 20, true, "new")));
    check_done(replica.writer->stage(line_of({kCommunity, 2, 20, 22, false, true, {}, {"notice/new"}})));
    value_of(replica.writer->commit({"end"}));
    REQUIRE(value_of(reader->notices()).size() == 1);
    CHECK(value_of(reader->notices())[0].id == "both");
  }
}

TEST_CASE("an empty snapshot takes a log away that the board doesn't follow any more") {
  Replica replica;
  const std::string before = "YX/BT/G1/DX";  // where it hung before
  check_done(replica.writer->stage(line_of({before, 1, 0, 3, false, true, {put_of(Record(sample_notice()))}, {}})));
  CHECK(value_of(replica.writer->commit({"c"})).size() == 1);
  check_done(replica.writer->stage(line_of({before, 1, 0, 0, true, true, {}, {}})));
  CHECK(value_of(replica.writer->commit({"e"})) == std::vector<std::string>{"notice/n-2611-07"});
  CHECK(value_of(replica.reader()->notices()).empty());
}

TEST_CASE("a commit whose cursor says more or less than is held is refused, and nothing of it is kept") {
  Replica replica;
  const std::string log = "YX/BT/G1/XH", before = "YX/BT/G1/DX";
  const auto own = wire::LogPosition{1, 1};  // the board's own record, as every fixture begins
  check_done(replica.writer->stage(line_of({log, 1, 0, 3, true, true, {put_of(Record(sample_notice()))}, {}})));
  SUBCASE("a segment was lost on the way") {
    const auto cursor = wire::encode_cursor({{"board/b-0042", own}, {log, {1, 4}}});
    CHECK(replica.writer->commit({cursor}).error().code == ErrorCode::conflict);
    CHECK(value_of(replica.reader()->notices()).empty());
  }
  SUBCASE("an old one of a log that isn't followed any more was put in") {
    check_done(replica.writer->stage(line_of(
        {before, 1, 0, 2, true, true, {put_of(Record(notice_of("old", {"YX"}, "2026-11-01T00:00:00+08:00")))}, {}})));
    const auto cursor = wire::encode_cursor({{"board/b-0042", own}, {log, {1, 3}}, {"@place", {7, 0}}});
    CHECK(replica.writer->commit({cursor}).error().code == ErrorCode::conflict);
    CHECK(value_of(replica.reader()->notices()).empty());
  }
  SUBCASE("all stands where the centre believes") {
    const auto cursor = wire::encode_cursor({{"board/b-0042", own}, {log, {1, 3}}, {"@place", {7, 0}}});
    CHECK(value_of(replica.writer->commit({cursor})).size() == 1);
  }
}

TEST_CASE("a malformed record is set aside and reported once, and the last good one stays") {
  Replica replica;
  replica.apply({put_of(Record(sample_notice()))});
  const wire::Put broken{"notice/n-2611-07", "YX", R"({"id":"n-2611-07","category":"safety","title":7})"};
  const wire::Put good = put_of(Record(notice_of("other", {"YX"}, "2026-11-01T00:00:00+08:00")));
  replica.apply({broken, good});
  const auto reader = replica.reader();
  REQUIRE(value_of(reader->notices()).size() == 2);
  CHECK(value_of(reader->notices())[0] == sample_notice());
  auto pending = value_of(replica.writer->pending(10));
  REQUIRE(pending.size() == 1);
  CHECK(pending[0].kind == wire::ItemKind::refused_segment);
  CHECK(pending[0].body.find("notice/n-2611-07: title: must be a string") != std::string::npos);
  replica.apply({broken});
  CHECK(value_of(replica.writer->pending(10)).size() == 1);

  SUBCASE("also when it comes in a snapshot") {
    check_done(replica.writer->stage(line_of({kCommunity, 2, 0, 9, true, true, {broken}, {}})));
    value_of(replica.writer->commit({"s"}));
    REQUIRE(value_of(reader->notices()).size() == 1);
    CHECK(value_of(reader->notices())[0] == sample_notice());
  }
  SUBCASE("until it is mended or taken away") {
    replica.apply({put_of(Record(notice_of("n-2611-07", {"YX"}, "2026-11-05T00:00:00+08:00")))});
    CHECK(value_of(reader->notices()).size() == 2);
    replica.apply({}, {"notice/n-2611-07"});
    CHECK(value_of(reader->notices()).size() == 1);
  }
}

TEST_CASE("a kind of record that this release doesn't know is kept unread") {
  Replica replica;
  CHECK(replica.apply({{"weather/XH", "YX", R"({"t":21.5})"}}) == std::vector<std::string>{"weather/XH"});
  CHECK(value_of(replica.writer->pending(10)).empty());
}

TEST_CASE("the same record again changes nothing that is shown") {
  Replica replica;
  replica.apply({put_of(Record(sample_notice()))});
  const auto version = value_of(replica.writer->version());
  CHECK(replica.apply({put_of(Record(sample_notice()))}).empty());
  CHECK(value_of(replica.writer->version()) == version);
}

TEST_CASE("bills come newest first, and open ones raise the flag of their slot") {
  Replica replica;
  using namespace std::chrono;
  replica.apply({put_of(Record(household_of("1203004471", "YX/BT/G1/XH/3/2", "501"))),
                 put_of(Record(household_of("1203004472", "YX/BT/G1/XH/3/2", "502"))),
                 put_of(Record(household_of("1203004473", "YX/BT/G1/XH/3/21", "101"))),
                 put_of(Record(bill_of("1203004471", 2025y / December, model::BillStatus::paid))),
                 put_of(Record(bill_of("1203004471", 2026y / October, model::BillStatus::unpaid))),
                 put_of(Record(bill_of("1203004471", 2026y / February, model::BillStatus::paid))),
                 put_of(Record(bill_of("1203004472", 2026y / October, model::BillStatus::paid))),
                 put_of(Record(bill_of("1203004473", 2026y / October, model::BillStatus::unpaid)))});
  const auto reader = replica.reader();
  const auto bills = value_of(reader->bills("1203004471"));
  REQUIRE(bills.size() == 3);
  CHECK(bills[0].period == 2026y / October);
  CHECK(bills[2].period == 2025y / December);
  CHECK(value_of(reader->accounts_with_open_bills("YX/BT/G1/XH/3/2")) == std::vector<std::string>{"1203004471"});
  CHECK(value_of(reader->accounts_with_open_bills("YX/BT/G1/XH/3")).size() == 2);
  CHECK(value_of(reader->accounts_with_open_bills("YX")).size() == 2);
  replica.apply({put_of(Record(bill_of("1203004471", 2026y / October, model::BillStatus::paid)))});
  CHECK(value_of(reader->accounts_with_open_bills("YX/BT/G1/XH/3/2")).empty());
}

TEST_CASE("contact with the centre is remembered, with the offset of the clocks") {
  Replica replica;
  CHECK_FALSE(value_of(replica.reader()->freshness()).last_contact);
  replica.clock.set(at("2025-11-21T00:00:00+08:00"));  // wrong by a year
  check_done(replica.writer->note_contact(at("2026-11-21T00:00:00+08:00")));
  const auto freshness = value_of(replica.reader()->freshness());
  CHECK(freshness.last_contact == at("2026-11-21T00:00:00+08:00"));
  CHECK(freshness.clock_offset == std::chrono::days(365));
  check_done(replica.writer->enqueue(wire::ItemKind::health, "{}"));
  CHECK(value_of(replica.writer->pending(1))[0].at == at("2026-11-21T00:00:00+08:00"));
}

TEST_CASE("a revoked board wipes what it holds, keeps its outbox and still says whom to call") {
  Replica replica;
  replica.apply({put_of(Record(sample_household())), put_of(Record(sample_sealed_bill())),
                 put_of(Record(sample_notice())), put_of(Record(wire::SupplierRecord{"云溪供电", "95598", ""}))});
  const std::string receipt = value_of(replica.writer->submit({"repair", "YX/BT/G1/XH/3/2", "", {}, {}, "", ""}));
  check_done(replica.writer->mark_revoked());
  const auto reader = replica.reader();
  CHECK(value_of(reader->revoked()));
  CHECK(value_of(reader->count_households()) == 0);
  CHECK(value_of(reader->bills("1203004471")).empty());
  CHECK(value_of(reader->notices()).empty());
  CHECK(value_of(reader->supplier()).hotline == "95598");
  CHECK(value_of(reader->outbox_size()) == 1);
  CHECK(value_of(reader->request(receipt)));
  CHECK(value_of(replica.writer->cursor()).empty());
  CHECK(value_of(replica.writer->identity()));
  // A new enrolment begins anew.
  replica.enrol();
  CHECK_FALSE(value_of(reader->revoked()));
}

TEST_CASE("another board's identity doesn't inherit what this one held") {
  Replica replica;
  replica.apply({put_of(Record(sample_notice()))});
  check_done(replica.writer->keep_identity(identity_of("b-0099")));
  CHECK(value_of(replica.reader()->notices()).empty());
  CHECK_FALSE(replica.writer->submit({"repair", "YX", "", {}, {}, "", ""}));
}
