// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/end_retention.hpp"

#include <doctest/doctest.h>

#include "sync/base/files.hpp"
#include "sync/desk/publish_notice.hpp"
#include "sync/desk/read_feed.hpp"
#include "tests/sync/desk/staff_centre.hpp"

using namespace gridboard;
using namespace gridboard::desk;
using namespace gridboard::desk::test;
using namespace std::chrono_literals;

namespace {

void publish(StaffCentre& centre, const char* key) {
  REQUIRE(centre.store->write(
      [&](store::Writer& writer) { return writer.publish(kCommunity, key, kCommunity, R"({"n":1})"); }));
}

void unpublish(StaffCentre& centre, const char* key) {
  REQUIRE(centre.store->write([&](store::Writer& writer) { return writer.unpublish(kCommunity, key); }));
}

std::size_t end_at(StaffCentre& centre, base::Instant now) {
  const auto ended = end_retention(*centre.store, centre.rules.retention, now);
  REQUIRE(ended);
  return *ended;
}

store::LogHead head(StaffCentre& centre) {
  store::LogHead found;
  REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
    found = reader.log_head(kCommunity).value().value();
    return {};
  }));
  return found;
}

// Does a board that stood there get a snapshot now?
bool gets_snapshot(StaffCentre& centre, std::uint64_t seq) {
  store::Board board;
  board.place_path = kUnit;
  FeedPosition position(board, {kCommunity}, {});
  SegmentWanted stood;
  stood.log = kCommunity;
  stood.epoch = head(centre).epoch;
  position.advance(stood, seq, true);
  return position.next_segment({{kCommunity, head(centre)}})->snapshot;
}

}  // namespace

TEST_CASE("a removal stays in the feed for 90 days from when it was noted") {
  StaffCentre centre;
  CHECK(centre.rules.retention.removals == std::chrono::days(90));
  publish(centre, "x");
  unpublish(centre, "x");
  const std::uint64_t removed = centre.head_of(kCommunity);
  publish(centre, "y");
  const base::Instant noted = centre.clock.now();
  CHECK(end_at(centre, noted) == 0);
  CHECK(end_at(centre, noted + std::chrono::days(90) - 1ms) == 0);
  CHECK(head(centre).floor == 0);
  CHECK_FALSE(gets_snapshot(centre, removed - 1));

  CHECK(end_at(centre, noted + std::chrono::days(90)) == 1);
  CHECK(head(centre).floor == removed);
  SUBCASE("a board that stood before it gets a snapshot") {
    CHECK(gets_snapshot(centre, removed - 1));
  }
  SUBCASE("a board that has seen it goes on") {
    CHECK_FALSE(gets_snapshot(centre, removed));
  }
  SUBCASE("once") {
    CHECK(end_at(centre, noted + std::chrono::days(91)) == 0);
    CHECK(head(centre).floor == removed);
  }
}

TEST_CASE("what was published again isn't taken for removed") {
  StaffCentre centre;
  publish(centre, "x");
  unpublish(centre, "x");
  const base::Instant noted = centre.clock.now();
  CHECK(end_at(centre, noted) == 0);
  publish(centre, "x");
  CHECK(end_at(centre, noted + std::chrono::days(90)) == 1);  // the note alone
  CHECK(centre.body_of(kCommunity, "x") == R"({"n":1})");
  CHECK(head(centre).floor == 0);
  unpublish(centre, "x");
  CHECK(end_at(centre, noted + std::chrono::days(91)) == 0);
  CHECK(end_at(centre, noted + std::chrono::days(181)) == 1);
  CHECK(head(centre).floor == centre.head_of(kCommunity));
}

TEST_CASE("a picture stays for 14 days after the last notice that shows it, and goes with the next job of the night") {
  StaffCentre centre;
  CHECK(centre.rules.retention.unused_blobs == std::chrono::days(14));
  PublishNotice wanted;
  wanted.title = wanted.body = "检修提醒";
  wanted.places = {"新华社区"};
  const std::string folder = std::string(GRIDBOARD_SOURCE_DIR) + "/tests/fuzz/seeds/fuzz_picture/";
  wanted.picture = base::read_file(folder + "jpeg-exif").value();
  wanted.picture_text = "左红右蓝";
  wanted.valid_to = centre.clock.now() + 24h;
  const auto notice = publish_notice(*centre.store, wanted, centre.clock, centre.random);
  REQUIRE_MESSAGE(notice, (notice ? "" : notice.error().message));
  const auto is_kept = [&] {
    bool kept = false;
    REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
      kept = reader.blob_size(notice->picture->sha256).value().has_value();
      return {};
    }));
    return kept;
  };
  const auto drop_at = [&](base::Instant now) {
    return drop_unused_blobs(*centre.store, centre.rules.retention, now).value();
  };
  const base::Instant ends = *wanted.valid_to;
  CHECK(drop_at(ends - 1ms) == 0);
  CHECK(drop_at(ends) == 0);
  CHECK(drop_at(ends + std::chrono::days(14) - 1ms) == 0);
  CHECK(is_kept());
  CHECK(drop_at(ends + std::chrono::days(14)) == 1);
  CHECK_FALSE(is_kept());
}
