// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Centre and board with nothing but a stick between them.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <span>

#include "kiosk/link/bundle.hpp"
#include "sync/base/files.hpp"
#include "sync/base/ids.hpp"
#include "sync/desk/export_bundle.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/publish_notice.hpp"
#include "sync/desk/take_bundle.hpp"
#include "sync/wire/signature.hpp"
#include "tests/sync/desk/staff_centre.hpp"

using namespace gridboard;
using namespace gridboard::desk::test;

namespace {

const wire::SigningPair kOwn = wire::make_signing_pair(std::string(wire::kSeedBytes, 'b'));

struct Valley {
  Valley() : board(centre.enrolled(kUnit)) {
    board.public_key = kOwn.public_key;
    REQUIRE(centre.store->write([&](store::Writer& in) -> base::Result<void> {
      if (auto put = in.put(board); !put) return put;
      return publish_board(in, centre.settings, board);
    }));
    centre.put_bill(9200, "2026-11-28");
    writer = std::move(replica::ReplicaWriter::open(centre.folder + "/board.db", clock, random).value());
    const auto keys = centre.keys->public_keys();
    const std::string secret = base::to_base64url(std::as_bytes(std::span(kOwn.secret_key.view())));
    REQUIRE(writer->keep_identity(
        {board.id, "http://127.0.0.1:1", kOwn.public_key, secret, keys.publishing, keys.sealing}));
  }
  desk::ExportedBundle bring(bool whole) {
    auto exported = export_bundle(*centre.store, *centre.keys, board.id, bundle, whole, centre.clock.now());
    REQUIRE(exported);
    return *exported;
  }
  kiosk::link::TakenBundle take() {
    auto taken = kiosk::link::take_bundle(*writer, bundle, centre.folder);
    REQUIRE(taken);
    return *taken;
  }

  StaffCentre centre;
  store::Board board;
  std::string bundle = centre.folder + "/b.bundle", outbox = centre.folder + "/b.outbox";
  base::ManualClock clock{centre.clock.now() - std::chrono::hours(5)};
  base::SeededRandom random{3};
  std::unique_ptr<replica::ReplicaWriter> writer;
};

}  // namespace

TEST_CASE("a board gets all that it would get by the network, and hands in what it took") {
  Valley valley;
  CHECK(valley.bring(false).whole);
  const auto first = valley.take();
  std::set<std::string> wanted = valley.centre.keys_at(kUnit);
  wanted.insert("board");
  CHECK(std::set<std::string>(first.changed.begin(), first.changed.end()) == wanted);
  const auto reader = replica::ReplicaReader::open(valley.centre.folder + "/board.db").value();
  CHECK(reader->count_records().value() == wanted.size());
  CHECK(reader->freshness().value().last_contact == valley.centre.clock.now());

  const std::map<std::string, std::string> answers{
      {"problem", "home"}, {"since", "just_now"}, {"phone", "13800008000"}};
  const auto receipt = valley.writer->submit({"repair", kUnit, "", answers, {}, {}, {}});
  REQUIRE(receipt);
  REQUIRE(kiosk::link::write_outbox(*valley.writer, valley.outbox, valley.clock.now(), base::Zone()));
  StaffCentre& centre = valley.centre;
  const auto taken =
      desk::take_bundle(*centre.store, *centre.keys, centre.catalogue, centre.rules, valley.outbox, centre.clock.now());
  REQUIRE(taken);
  CHECK(taken->accepted == 1);
  CHECK(centre.request(*receipt).kind == "repair");

  centre.clock.advance(std::chrono::hours(1));
  CHECK_FALSE(valley.bring(false).whole);
  CHECK(valley.take().answered.size() == 1);
  CHECK(valley.writer->pending(10).value().empty());
  CHECK(reader->request(*receipt).value()->acknowledged);
  SUBCASE("the same stick again changes nothing") {
    CHECK(valley.take().changed.empty());
  }
  SUBCASE("nor does everything anew") {
    CHECK(valley.bring(true).whole);
    CHECK(valley.take().changed.empty());
  }
}

TEST_CASE("a stick brings the pictures of notices, each if it is what its hash says") {
  Valley valley;
  desk::PublishNotice wanted;
  wanted.title = wanted.body = "检修提醒";
  wanted.places = {"新华社区"};
  wanted.picture_text = "左红右蓝";
  std::vector<std::string> hashes;
  for (const char* name : {"png", "jpeg"}) {
    const std::string folder = std::string(GRIDBOARD_SOURCE_DIR) + "/tests/fuzz/seeds/fuzz_picture/";
    wanted.picture = base::read_file(folder + name).value();
    const auto notice = publish_notice(*valley.centre.store, wanted, valley.centre.clock, valley.centre.random);
    REQUIRE(notice);
    hashes.push_back(notice->picture->sha256);
  }
  CHECK(valley.bring(false).pictures == 2);
  kiosk::link::BlobCache cache(valley.centre.folder + "/blobs", 1 << 20);
  const kiosk::link::BundleBlobs blobs{cache, valley.centre.folder + "/board.db", valley.clock.now()};
  const auto take = [&] {
    const auto taken = kiosk::link::take_bundle(*valley.writer, valley.bundle, valley.centre.folder, &blobs);
    REQUIRE(taken);
    return taken->pictures;
  };
  CHECK(take() == 2);
  for (const std::string& sha256 : hashes) {
    CHECK(cache.has(sha256));
    CHECK(wire::sha256_of(base::read_file(valley.centre.folder + "/blobs/" + sha256).value()) == sha256);
  }
  SUBCASE("what is there already isn't counted") {
    CHECK(take() == 0);
  }
  SUBCASE("a part that a network left is begun anew") {
    std::filesystem::remove(valley.centre.folder + "/blobs/" + hashes[0]);
    std::ofstream(valley.centre.folder + "/blobs/" + hashes[0] + ".part") << "xyz";
    CHECK(take() == 1);
    CHECK(cache.has(hashes[0]));
  }
  SUBCASE("one without the centre's copy is left out, and told") {
    REQUIRE(valley.centre.store->write([&](store::Writer& writer) -> base::Result<void> {
      auto notice = writer.notices("").value().front();
      notice.id += "X";
      notice.picture->sha256 = std::string(64, 'a');
      REQUIRE(writer.put(notice));
      return {};
    }));
    const auto exported = valley.bring(false);
    CHECK(exported.pictures == 2);
    CHECK(exported.pictures_left_out == 1);
  }
}
