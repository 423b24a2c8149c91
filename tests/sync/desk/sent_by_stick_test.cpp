// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Proof of notice at boards without a network: what a stick takes there is sent, and what it brings back is heard.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "sync/base/ids.hpp"
#include "sync/desk/export_bundle.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/take_bundle.hpp"
#include "sync/desk/withdraw_notice.hpp"
#include "sync/desk/write_proof_table.hpp"
#include "sync/sqlite/database.hpp"
#include "sync/wire/signature.hpp"
#include "tests/sync/desk/proof_centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using base::Result;
using desk::DeliveryState;
using desk::MissReason;
using desk::test::kUnit;
using desk::test::Proof;
using desk::test::unit;
using store::Announcement;
using store::SentHow;

namespace {

const wire::SigningPair kBoardKeys = wire::make_signing_pair(std::string(wire::kSeedBytes, 'b'));

// A board that the network never reached.
struct Sticks : Proof {
  Sticks() : board(enrolled(kUnit)) {
    board.public_key = kBoardKeys.public_key;
    board.last_seen.reset();
    REQUIRE(store->write([&](store::Writer& writer) -> Result<void> {
      if (auto put = writer.put(board); !put) return put;
      return desk::publish_board(writer, settings, board);
    }));
  }
  Result<desk::ExportedBundle> export_to(const std::string& path) {
    return desk::export_bundle(*store, *keys, board.id, path, false, clock.now());
  }
  void take_along() { REQUIRE(export_to(folder + "/b.bundle")); }
  // What it says of one announcement, written to a stick now.
  void write_outbox(const Announcement& announcement, base::Instant received, base::Instant shown) {
    wire::ShownBody body;
    body.notices.push_back({announcement.id, received, shown, 0, 0, {}, version_of(announcement)});
    const wire::OutboxItem item{base::make_uuid_v7(clock.now(), random), wire::ItemKind::shown, clock.now(),
                                wire::encode(body, settings.zone)};
    auto file = wire::BundleWriter::create(folder + "/b.outbox").value();
    REQUIRE(file->add(wire::encode_items({item}, settings.zone)));
    wire::BundleEnd end;
    end.kind = wire::BundleKind::outbox;
    end.board_id = board.id;
    end.made_at = clock.now();
    const auto sign = [](std::string_view statement) {
      return Result<std::string>(wire::sign(kBoardKeys.secret_key, statement));
    };
    REQUIRE(file->finish(end, sign, settings.zone));
  }
  void bring_back() {
    const auto taken = desk::take_bundle(*store, *keys, catalogue, rules, folder + "/b.outbox", clock.now());
    REQUIRE_MESSAGE(taken, (taken ? "" : taken.error().message));
    CHECK(taken->accepted == 1);
  }
  desk::ProvedRow row(const Announcement& announcement) {
    const auto all = page(announcement).items;
    const auto found =
        std::find_if(all.begin(), all.end(), [this](const auto& each) { return each.board.id == board.id; });
    REQUIRE(found != all.end());
    return *found;
  }
  std::vector<wire::LedgerEntry> sent_entries(const Announcement& announcement) {
    std::vector<wire::LedgerEntry> found;
    for (const std::string& line : lines(announcement)) {
      const auto parsed = wire::parse_ledger_line(line);
      REQUIRE(parsed);
      const auto* const entry = std::get_if<wire::LedgerEntry>(&*parsed);
      if (entry != nullptr && entry->action == "sent") found.push_back(*entry);
    }
    return found;
  }

  store::Board board;
};

}  // namespace

TEST_CASE("a board that gets sticks alone is proved: sent when the stick is written, shown by its own clock") {
  Sticks centre;
  const Announcement notice = centre.publish();
  CHECK(centre.row(notice).why == MissReason::never_heard);
  centre.clock.advance(10min);
  const base::Instant exported = centre.clock.now();
  centre.take_along();
  const desk::ProvedRow sent = centre.row(notice);
  CHECK(sent.state == DeliveryState::sent);
  CHECK(sent.board.told.sent_at == exported);
  CHECK(sent.board.told.sent_how == SentHow::stick);
  CHECK(sent.why == MissReason::no_stick_back);
  CHECK(desk::words_of_miss(sent, centre.settings.zone, desk::ProofLanguage::zh) == "已写入 U 盘，尚未带回终端的回执");
  CHECK(centre.page(notice).summary.sent == 1);
  CHECK(centre.verify(centre.lines(notice)) == "");

  centre.clock.advance(2h);
  const base::Instant received = centre.clock.now(), shown = received + 40s;
  centre.clock.advance(24h);
  centre.write_outbox(notice, received, shown);
  centre.clock.advance(3h);
  centre.bring_back();
  const desk::ProvedRow told = centre.row(notice);
  CHECK(told.state == DeliveryState::shown);
  CHECK(told.why == MissReason::none);
  CHECK(told.board.told.sent_at == exported);
  CHECK(told.board.told.received_at == received);
  CHECK(told.board.told.shown_at == shown);
  CHECK(told.board.told.sent_how == SentHow::stick);
  CHECK(centre.page(notice).summary.households_told == 2);
  CHECK(centre.verify(centre.lines(notice)) == "");
}

TEST_CASE("the ledger says of the stick's boards alone how they were sent it, once") {
  Sticks centre;
  const auto online = centre.enrolled(unit(1, 1));
  const Announcement notice = centre.publish();
  centre.send({online}, notice);
  centre.take_along();
  centre.take_along();
  const auto entries = centre.sent_entries(notice);
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].after.find("\"how\"") == std::string::npos);
  CHECK(entries[1].after.find(R"("board":")" + centre.board.id + R"(","sent_at":")") != std::string::npos);
  CHECK(entries[1].after.ends_with(R"(,"how":"stick"}]})"));
  auto lines = centre.lines(notice);
  CHECK(centre.verify(lines) == "");
  const auto at = std::find_if(lines.begin(), lines.end(), [](const std::string& line) {
    return line.find(R"("how":"stick")") != std::string::npos;
  });
  REQUIRE(at != lines.end());
  at->replace(at->find(R"("how":"stick")"), 13, R"("how":"other")");
  CHECK(centre.verify(lines).find("was changed") != std::string::npos);
}

TEST_CASE("what isn't in the bundle isn't sent by it") {
  Sticks centre;
  const Announcement gone = centre.publish();
  REQUIRE(desk::withdraw_notice(*centre.store, desk::cli_actor("wang"), gone.id, centre.clock.now()));
  const Announcement elsewhere = centre.publish([](desk::PublishNotice& wanted) { wanted.places = {unit(1, 1)}; });
  const auto outage =
      centre.announce(model::OutageKind::planned, centre.clock.now() + 8 * 24h, centre.clock.now() - 1min);
  centre.take_along();
  CHECK(centre.sent_entries(gone).empty());
  CHECK(centre.sent_entries(elsewhere).empty());
  CHECK(centre.row(outage).board.told.sent_how == SentHow::stick);
}

TEST_CASE("a stick that can't be written counts for nothing, one that can't be told of isn't there") {
  Sticks centre;
  const Announcement notice = centre.publish();
  SUBCASE("not written") {
    CHECK_FALSE(centre.export_to(centre.folder + "/nowhere/b.bundle"));
    CHECK(centre.row(notice).state == DeliveryState::waiting);
  }
  SUBCASE("not told of") {
    auto file = sqlite::Database::open(centre.folder + "/centre.db");
    REQUIRE(file);
    REQUIRE(
        file->execute("CREATE TRIGGER full BEFORE INSERT ON delivery_entry BEGIN SELECT RAISE(ABORT, 'full'); END"));
    CHECK_FALSE(centre.export_to(centre.folder + "/b.bundle"));
    CHECK_FALSE(std::filesystem::exists(centre.folder + "/b.bundle"));
    CHECK(centre.row(notice).state == DeliveryState::waiting);
  }
}

TEST_CASE("the table says how a board was sent it") {
  Sticks centre;
  const auto online = centre.enrolled(unit(1, 1));
  (void)centre.enrolled(unit(1, 2));
  const Announcement notice = centre.publish();
  centre.send({online}, notice);
  centre.take_along();
  const auto table = [&](desk::ProofLanguage language) {
    desk::ProofTableStep step;
    return desk::write_proof_table_page(*centre.store, notice, centre.rules, centre.moment(), language, step).value();
  };
  const std::string zh = table(desk::ProofLanguage::zh), en = table(desk::ProofLanguage::en);
  const std::string now = desk::clock_text(centre.clock.now(), centre.settings.zone);
  CHECK(zh.find(",下发时间,下发方式,") != std::string::npos);
  CHECK(zh.find(",已下发," + now + ",U 盘,") != std::string::npos);
  CHECK(zh.find(",已下发," + now + ",网络,") != std::string::npos);
  CHECK(zh.find(",未送达,,,") != std::string::npos);
  CHECK(en.find(",Sent,Sent by,") != std::string::npos);
  CHECK(en.find(",sent," + now + ",stick,") != std::string::npos);
}
