// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Whose word a board takes.
#include <doctest/doctest.h>

#include "tests/sync/replica/replica_fixture.hpp"

using namespace gridboard;
using namespace gridboard::tests;
using base::ErrorCode;

namespace {

wire::Segment segment_of(const Replica& replica, const model::Notice& notice) {
  return {kCommunity, 1, replica.seq, replica.seq + 1, false, true, {put_of(wire::Record(notice))}, {}};
}

wire::SegmentLine line_by(const wire::SigningPair& pair, const wire::Segment& segment) {
  const std::string body = wire::encode_segment_body(segment);
  return {wire::sign(pair.secret_key, body), body, segment};
}

wire::SigningPair pair_of(char seed) {
  return wire::make_signing_pair(std::string(wire::kSeedBytes, seed));
}

// What stands on the wire, read anew, as the link does it.
wire::SegmentLine again(const std::string& text) {
  return std::get<wire::SegmentLine>(value_of(wire::parse_feed_line(text)));
}

// Keys 2 and 3 follow the centre's first, each signed by the one before.
struct Chain {
  explicit Chain(base::Instant now) {
    second.number = 2;
    second.publishing_key = pair_of('2').public_key;
    second.sealing_key = wire::make_sealing_pair(std::string(wire::kSeedBytes, '2')).public_key;
    second.since = now;
    second.until = now + std::chrono::days(14);
    wire::sign_key(centre_signing().secret_key, second);
    third = second;
    third.number = 3;
    third.publishing_key = pair_of('3').public_key;
    third.sealing_key = wire::make_sealing_pair(std::string(wire::kSeedBytes, '3')).public_key;
    third.since = now + std::chrono::days(1);
    third.until = now + std::chrono::days(15);
    wire::sign_key(pair_of('2').secret_key, third);
  }
  wire::KeyLine second, third;
};

}  // namespace

TEST_CASE("nothing is staged that the pinned key didn't sign, and the last good state stays") {
  Replica replica;
  model::Notice good = sample_notice();
  replica.apply({put_of(wire::Record(good))});
  model::Notice other = good;
  other.title = "请扫此码缴费";
  const wire::SegmentLine line = line_of(segment_of(replica, other));
  wire::SegmentLine bad = line;
  SUBCASE("unsigned") {
    bad.signature = wire::kUnsigned;
  }
  SUBCASE("another fleet's key") {
    bad = line_by(pair_of('x'), line.segment);
  }
  SUBCASE("any altered byte") {
    const std::string text = wire::encode_segment_line(line.signature, line.bytes);
    for (std::size_t i = 0; i < text.size(); ++i) {
      std::string altered = text;
      altered[i] = static_cast<char>(altered[i] ^ 4);
      const auto read = wire::parse_feed_line(altered);
      const auto* segment = read ? std::get_if<wire::SegmentLine>(&*read) : nullptr;
      if (segment != nullptr) CHECK_FALSE(replica.writer->stage(*segment));
    }
  }
  SUBCASE("what is said of a segment isn't what its bytes say") {
    bad = line_by(pair_of('x'), line.segment);
    bad.signature = line.signature;
    bad.bytes += ' ';
  }
  SUBCASE("a board that has pinned nothing") {
    replica::Identity bare = identity_of("b-0042");
    bare.publishing_key.clear();
    check_done(replica.writer->keep_identity(bare));
  }
  if (bad.signature == line.signature && bad.bytes == line.bytes) bad.signature.clear();
  CHECK(replica.writer->stage(bad).error().code == ErrorCode::conflict);
  (void)value_of(replica.writer->commit({"c"}));
  CHECK(value_of(replica.reader()->notices()) == std::vector{good});
}

TEST_CASE("an old segment is refused when it is played again") {
  Replica replica;
  const wire::SegmentLine first = line_of(segment_of(replica, sample_notice()));
  replica.apply({put_of(wire::Record(sample_notice()))});
  model::Notice newer = sample_notice();
  newer.title = "更新";
  replica.apply({put_of(wire::Record(newer))});
  CHECK(replica.writer->stage(again(wire::encode_segment_line(first.signature, first.bytes))).error().code ==
        ErrorCode::conflict);
  CHECK(value_of(replica.reader()->notices()) == std::vector{newer});
}

TEST_CASE("a board follows the chain of keys from the one it has") {
  Replica replica;
  const Chain chain(replica.clock.now());
  CHECK_FALSE(value_of(replica.writer->take_key(chain.third)));  // the link before it is missing
  CHECK(value_of(replica.writer->take_key(chain.second)));
  CHECK_FALSE(value_of(replica.writer->take_key(chain.second)));
  CHECK(value_of(replica.writer->take_key(chain.third)));
  CHECK(value_of(replica.writer->identity())->publishing_key == chain.third.publishing_key);
  CHECK(value_of(replica.writer->identity())->sealing_key == chain.third.sealing_key);
  SUBCASE("it takes what the newest signs, after a restart as well") {
    replica.writer.reset();
    replica.open();
    check_done(replica.writer->stage(line_by(pair_of('3'), segment_of(replica, sample_notice()))));
  }
  SUBCASE("and seals to the newest") {
    value_of(replica.writer->submit({"repair", "YX", "1203004471", {}, {}, "", ""}));
    const auto body = value_of(wire::decode_request_body(value_of(replica.writer->pending(1))[0].body));
    CHECK(wire::open_sealed(wire::make_sealing_pair(std::string(wire::kSeedBytes, '3')).secret_key, body.sealed));
  }
  SUBCASE("the keys before are good up to the end of their overlap") {
    const auto by_first = [&] { return replica.writer->stage(line_of(segment_of(replica, sample_notice()))); };
    check_done(by_first());
    replica.writer->drop_staged();
    replica.clock.set(chain.second.until);
    check_done(by_first());
    replica.writer->drop_staged();
    replica.clock.advance(std::chrono::milliseconds(1));
    CHECK(by_first().error().code == ErrorCode::conflict);
    check_done(replica.writer->stage(line_by(pair_of('2'), segment_of(replica, sample_notice()))));
  }
  SUBCASE("a link that somebody else signed changes nothing") {
    wire::KeyLine forged = chain.third;
    forged.number = 4;
    forged.publishing_key = pair_of('x').public_key;
    wire::sign_key(pair_of('x').secret_key, forged);
    CHECK_FALSE(value_of(replica.writer->take_key(forged)));
    CHECK(value_of(replica.writer->identity())->publishing_key == chain.third.publishing_key);
  }
}
