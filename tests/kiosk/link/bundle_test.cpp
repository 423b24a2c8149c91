// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/link/bundle.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <span>

#include "kiosk/link/replica_lock.hpp"
#include "sync/base/ids.hpp"
#include "sync/wire/bundle.hpp"
#include "tests/sync/replica/replica_fixture.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::tests;
using base::ErrorCode;

namespace {

std::string encoded(const wire::SegmentLine& line) {
  return wire::encode_segment_line(line.signature, line.bytes);
}

wire::SegmentLine segment(std::uint64_t from, std::uint64_t to, const char* supplier) {
  const wire::Put put = put_of(wire::Record(wire::SupplierRecord{supplier, "95598", ""}));
  return line_of({kCommunity, 1, from, to, from == 0, true, {put}, {}});
}

struct Stick {
  Stick() { board.apply({put_of(wire::Record(wire::SupplierRecord{"甲", "95598", ""}))}); }
  void write(const std::vector<std::string>& lines, const char* for_board = "b-0042",
             const wire::SigningPair& by = centre_signing()) {
    auto writer = wire::BundleWriter::create(path).value();
    for (const std::string& line : lines) REQUIRE(writer->add(line));
    wire::BundleEnd end;
    end.board_id = for_board;
    end.made_at = board.clock.now();
    const auto sign = [&by](std::string_view text) {
      return base::Result<std::string>(wire::sign(by.secret_key, text));
    };
    REQUIRE(writer->finish(end, sign, base::Zone()));
  }
  base::Result<link::TakenBundle> take() {
    return link::take_bundle(*board.writer, path, board.folder.path().string());
  }
  std::string supplier() { return value_of(board.reader()->supplier()).name; }
  std::vector<wire::OutboxItem> waiting() { return value_of(board.writer->pending(100)); }

  Replica board;
  std::string path = board.folder.file("b.bundle");
};

}  // namespace

TEST_CASE("a bundle is taken in whole, with its answers") {
  Stick stick;
  const std::string receipt = value_of(stick.board.writer->submit({"repair", "YX", "", {{"note", "x"}}, {}, {}, {}}));
  const std::string item = stick.waiting().front().id;
  stick.write({wire::encode_answers({{item, wire::ItemAnswer::Outcome::accepted, receipt, ""}}),
               encoded(segment(1, 4, "乙")), encoded(segment(4, 9, "丙")), wire::encode(wire::Commit{"c9"})});
  const auto taken = stick.take();
  REQUIRE(taken);
  CHECK(taken->changed == std::vector<std::string>{"supplier"});
  CHECK(taken->answered == std::vector<std::string>{item});
  CHECK(stick.supplier() == "丙");
  CHECK(value_of(stick.board.writer->cursor()) == "c9");
  CHECK(stick.waiting().empty());
  CHECK(value_of(stick.board.reader()->request(receipt))->acknowledged);
  SUBCASE("the same again does no harm") {
    CHECK(stick.take());
    CHECK(stick.supplier() == "丙");
  }
}

TEST_CASE("what isn't as it must be is refused and reported, and the last good state stays") {
  Stick stick;
  const std::string commit = wire::encode(wire::Commit{"c9"});
  SUBCASE("another board's") { stick.write({encoded(segment(1, 4, "乙")), commit}, "b-0043"); }
  SUBCASE("signed by somebody else") {
    const auto stranger = wire::make_signing_pair(std::string(wire::kSeedBytes, 'x'));
    stick.write({encoded(segment(1, 4, "乙")), commit}, "b-0042", stranger);
  }
  SUBCASE("a segment that isn't signed, behind a good one") {
    wire::SegmentLine bad = segment(4, 9, "丙");
    bad.signature = wire::kUnsigned;
    stick.write({encoded(segment(1, 4, "乙")), encoded(bad), commit});
  }
  SUBCASE("an old one") { stick.write({encoded(segment(0, 0, "乙")), commit}); }
  SUBCASE("without a commit") { stick.write({encoded(segment(1, 4, "乙"))}); }
  SUBCASE("cut off") {
    stick.write({encoded(segment(1, 4, "乙")), commit});
    std::filesystem::resize_file(stick.path, std::filesystem::file_size(stick.path) - 1);
  }
  const auto taken = stick.take();
  REQUIRE_FALSE(taken);
  CHECK(taken.error().code == ErrorCode::conflict);
  CHECK(stick.supplier() == "甲");
  CHECK(value_of(stick.board.writer->cursor()) == "c1");
  const auto reports = stick.waiting();
  REQUIRE(reports.size() == 1);
  CHECK(reports.front().kind == wire::ItemKind::refused_segment);
  CHECK(reports.front().body.find("refused: ") != std::string::npos);
}

TEST_CASE("a board that was away over a rotation follows the keys of the bundle") {
  Stick stick;
  const auto next = wire::make_signing_pair(std::string(wire::kSeedBytes, 'n'));
  wire::KeyLine key;
  key.publishing_key = next.public_key;
  key.sealing_key = centre_sealing().public_key;
  key.since = key.until = stick.board.clock.now() - std::chrono::hours(1);
  wire::sign_key(centre_signing().secret_key, key);
  wire::SegmentLine line = segment(1, 4, "乙");
  line.signature = wire::sign(next.secret_key, line.bytes);
  stick.write({wire::encode(key, base::Zone()), encoded(line), wire::encode(wire::Commit{"c4"})}, "b-0042", next);
  CHECK(stick.take());
  CHECK(stick.supplier() == "乙");
}

TEST_CASE("what waits for the centre is written down, signed by the board, and stays until it is answered") {
  Stick stick;
  const wire::SigningPair own = wire::make_signing_pair(std::string(wire::kSeedBytes, 'o'));
  replica::Identity identity = identity_of("b-0042");
  identity.public_key = own.public_key;
  identity.secret_key = base::to_base64url(std::as_bytes(std::span(own.secret_key.view())));
  check_done(stick.board.writer->keep_identity(identity));
  (void)value_of(stick.board.writer->submit({"repair", "YX", "", {{"note", "x"}}, {}, {}, {}}));
  const auto waiting = stick.waiting();
  const auto written = link::write_outbox(*stick.board.writer, stick.path, stick.board.clock.now(), base::Zone());
  REQUIRE(written);
  CHECK(written->items == 1);
  const auto file = wire::BundleReader::open(stick.path, stick.board.folder.path().string());
  REQUIRE(file);
  const wire::BundleEnd& end = (*file)->end();
  CHECK(end.kind == wire::BundleKind::outbox);
  CHECK(end.board_id == "b-0042");
  CHECK(wire::signature_fits(own.public_key, end.signature, wire::bundle_statement(end)));
  CHECK((*file)->next().value() == wire::encode(wire::Commit{"c1"}));
  CHECK(wire::decode_items((*file)->next().value().value()).value() == waiting);
  CHECK(stick.waiting() == waiting);
  SUBCASE("taken for a bundle of the centre it is refused") { CHECK(stick.take().error().code == ErrorCode::conflict); }
}

TEST_CASE("one program at a time writes to a replica") {
  const TemporaryFolder folder;
  auto first = link::ReplicaLock::take(folder.file("board.db"));
  REQUIRE(first);
  CHECK(link::ReplicaLock::take(folder.file("board.db")).error().code == ErrorCode::unavailable);
  first->reset();
  CHECK(link::ReplicaLock::take(folder.file("board.db")));
}
