// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/base/ids.hpp"
#include "sync/desk/bundle_visit.hpp"
#include "sync/desk/export_bundle.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/revoke_board.hpp"
#include "sync/desk/rotate_keys.hpp"
#include "sync/desk/take_bundle.hpp"
#include "sync/wire/signature.hpp"
#include "tests/sync/desk/staff_centre.hpp"

using namespace gridboard;
using namespace gridboard::desk;
using namespace gridboard::desk::test;
using namespace std::chrono_literals;

namespace {

const wire::SigningPair kBoardKeys = wire::make_signing_pair(std::string(wire::kSeedBytes, 'b'));

struct Visit : StaffCentre {
  Visit() : board(enrolled(kUnit)) {
    board.public_key = kBoardKeys.public_key;
    REQUIRE(store->write([&](store::Writer& writer) -> base::Result<void> {
      if (auto put = writer.put(board); !put) return put;
      return publish_board(writer, settings, board);
    }));
  }
  std::string file(const char* name) const { return folder + "/" + name; }
  base::Result<ExportedBundle> write_out(bool whole = false) {
    return export_bundle(*store, *keys, board.id, file("b.bundle"), whole, clock.now());
  }
  std::vector<std::string> lines() const {
    const auto reader = wire::BundleReader::open(file("b.bundle"), folder).value();
    std::vector<std::string> found;
    while (const auto line = reader->next().value()) found.emplace_back(*line);
    return found;
  }
  std::vector<wire::Segment> segments() const {
    std::vector<wire::Segment> found;
    for (const std::string& line : lines()) {
      const auto parsed = wire::parse_feed_line(line);
      if (!parsed || !std::holds_alternative<wire::SegmentLine>(*parsed)) continue;
      const auto& segment = std::get<wire::SegmentLine>(*parsed);
      CHECK(wire::signature_fits(keys->public_keys().publishing, segment.signature, segment.bytes));
      found.push_back(segment.segment);
    }
    return found;
  }
  std::string last_cursor() const {
    return std::get<wire::Commit>(wire::parse_feed_line(lines().back()).value()).cursor;
  }
  // What the board hands in, and where it says that it stands.
  base::Result<TakenBundle> bring(const std::string& cursor, const std::vector<wire::OutboxItem>& items,
                                  const wire::SecretBytes& key = kBoardKeys.secret_key) {
    auto writer = wire::BundleWriter::create(file("b.outbox")).value();
    REQUIRE(writer->add(wire::encode(wire::Commit{cursor})));
    if (!items.empty()) REQUIRE(writer->add(wire::encode_items(items, base::Zone())));
    wire::BundleEnd end;
    end.kind = wire::BundleKind::outbox;
    end.board_id = board.id;
    end.made_at = clock.now();
    REQUIRE(writer->finish(
        end, [&key](std::string_view statement) { return base::Result<std::string>(wire::sign(key, statement)); },
        base::Zone()));
    return take();
  }
  base::Result<TakenBundle> take() {
    return take_bundle(*store, *keys, catalogue, rules, file("b.outbox"), clock.now());
  }
  wire::OutboxItem health(const char* body = R"({"free":1})") {
    wire::OutboxItem item;
    item.id = base::make_uuid_v7(clock.now(), random);
    item.kind = wire::ItemKind::health;
    item.at = clock.now();
    item.body = body;
    return item;
  }

  store::Board board;
};

}  // namespace

TEST_CASE("a bundle holds what the board would get by the network, signed for it") {
  Visit centre;
  const auto exported = centre.write_out();
  REQUIRE(exported);
  CHECK(exported->whole);
  CHECK(wire::signature_fits(centre.keys->public_keys().publishing, exported->end.signature,
                             wire::bundle_statement(exported->end)));
  std::set<std::string> keys;
  for (const wire::Segment& segment : centre.segments()) {
    CHECK(segment.snapshot);
    for (const wire::Put& put : segment.puts) keys.insert(put.key);
  }
  std::set<std::string> wanted = centre.keys_at(kUnit);
  wanted.insert("board");
  CHECK(keys == wanted);
  SUBCASE("for a board that is revoked there is none") {
    REQUIRE(revoke_board(*centre.store, centre.board.id));
    CHECK(centre.write_out().error().code == base::ErrorCode::conflict);
  }
  SUBCASE("after a rotation the keys' chain stands first") {
    REQUIRE(rotate_keys(centre.folder + "/keys", std::chrono::days(14), centre.clock.now(), centre.random));
    centre.keys->refresh();
    REQUIRE(centre.write_out());
    CHECK(std::holds_alternative<wire::KeyLine>(wire::parse_feed_line(centre.lines().front()).value()));
  }
}

TEST_CASE("what a board handed in is taken once, and its answers go out with the next bundle, from where it stood") {
  Visit centre;
  REQUIRE(centre.write_out());
  const std::string cursor = centre.last_cursor();
  const auto item = centre.health();
  const auto taken = centre.bring(cursor, {item});
  REQUIRE(taken);
  CHECK(taken->accepted == 1);
  centre.put_bill(9200, "2026-11-28");
  const auto next = centre.write_out();
  REQUIRE(next);
  CHECK_FALSE(next->whole);
  CHECK(next->answers == 1);
  const auto segments = centre.segments();
  REQUIRE(segments.size() == 1);
  CHECK_FALSE(segments.front().snapshot);
  REQUIRE(segments.front().puts.size() == 1);
  CHECK(segments.front().puts.front().key == "bill/" + kAccount + "/202610");
  CHECK(wire::decode_answers(centre.lines().front()).value().front().id == item.id);
  SUBCASE("the same file again") {
    const auto again = centre.take();
    REQUIRE(again);
    CHECK(again->accepted == 1);
  }
  SUBCASE("everything, if asked for") {
    CHECK(centre.write_out(true)->whole);
  }
  SUBCASE("with a file of an earlier visit nothing is done") {
    centre.clock.advance(-1h);
    CHECK(centre.bring("", {}).error().code == base::ErrorCode::conflict);
  }
  SUBCASE("an id with other content doesn't hold up the others") {
    auto other = item;
    other.body = R"({"free":2})";
    const auto mixed = centre.bring(cursor, {other, centre.health()});
    REQUIRE(mixed);
    CHECK(mixed->clashing == 1);
    CHECK(mixed->accepted == 1);
  }
}

TEST_CASE("only the board's own key speaks for it") {
  Visit centre;
  const wire::SigningPair stranger = wire::make_signing_pair(std::string(wire::kSeedBytes, 'x'));
  CHECK(centre.bring("", {centre.health()}, stranger.secret_key).error().code == base::ErrorCode::unauthenticated);
  SUBCASE("and not once it is revoked") {
    REQUIRE(revoke_board(*centre.store, centre.board.id));
    CHECK(centre.bring("", {centre.health()}).error().code == base::ErrorCode::forbidden);
  }
  SUBCASE("a bundle for a board is none of a board") {
    REQUIRE(centre.write_out());
    const auto taken = take_bundle(*centre.store, *centre.keys, centre.catalogue, centre.rules, centre.file("b.bundle"),
                                   centre.clock.now());
    CHECK(taken.error().code == base::ErrorCode::invalid_input);
  }
}
