// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/model/receipt.hpp"
#include "sync/store/board_commands.hpp"
#include "sync/wire/outbox.hpp"
#include "sync/wire/records.hpp"
#include "tests/sync/server/centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;

namespace {

struct Fixture {
  wire::OutboxItem suggestion(std::uint64_t number) { return sealed(suggested(number)); }
  wire::RequestBody suggested(std::uint64_t number) {
    wire::RequestBody body;
    body.receipt = model::make_receipt(board.board.receipt_prefix, number);
    body.kind = "suggestion";
    body.place_path = test::kUnit2;
    body.answers = {{"topic", "supply"}, {"details", "路灯不亮"}};
    return body;
  }
  wire::OutboxItem sealed(wire::RequestBody body) {
    REQUIRE(wire::seal(body, centre.key_ring->public_keys().sealing, centre.random));
    return item(wire::ItemKind::request, wire::encode(body));
  }
  wire::OutboxItem item(wire::ItemKind kind, std::string body) {
    wire::OutboxItem made;
    made.id = base::make_uuid_v7(centre.clock.now(), centre.random);
    made.kind = kind;
    made.at = centre.clock.now();
    made.body = std::move(body);
    return made;
  }
  test::Reply post(const std::vector<wire::OutboxItem>& items) {
    return centre.post_outbox(board.token, wire::encode_items(items, base::Zone{}));
  }
  wire::ItemAnswer answer_to(const wire::OutboxItem& item) {
    const auto reply = post({item});
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    const auto answers = wire::decode_answers(reply.body);
    REQUIRE(answers);
    REQUIRE(answers->size() == 1);
    CHECK(answers->front().id == item.id);
    return answers->front();
  }
  std::size_t count_requests() {
    std::size_t count = 0;
    REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
      count = reader.requests({})->size();
      return {};
    }));
    return count;
  }
  bool rejected(const wire::OutboxItem& item) {
    const auto answer = answer_to(item);
    return answer.outcome == wire::ItemAnswer::Outcome::rejected && !answer.reason.empty();
  }

  test::Centre centre;
  test::TestBoard board = centre.enrolled(test::kUnit2);
};

}  // namespace

TEST_CASE("A request arrives once, however often it is sent") {
  Fixture fixture;
  const auto item = fixture.suggestion(1);
  const auto first = fixture.answer_to(item);
  CHECK(first.outcome == wire::ItemAnswer::Outcome::accepted);
  CHECK(first.receipt == model::make_receipt(fixture.board.board.receipt_prefix, 1));
  CHECK(fixture.answer_to(item) == first);
  fixture.centre.restart();
  fixture.board.token = test::token_of(fixture.centre.sign_in(fixture.board.board.id, fixture.board.secret_key));
  CHECK(fixture.answer_to(item) == first);
  CHECK(fixture.count_requests() == 1);

  SUBCASE("and its state comes back on the board's own log, without what was typed") {
    const auto feed = fixture.centre.get("/sync/v1/feed?wait=0", fixture.board.token).body;
    CHECK(feed.find("request/" + first.receipt) != std::string::npos);
    CHECK(feed.find("路灯不亮") == std::string::npos);
  }
  SUBCASE("the same id with other content is refused, and nothing of that post is done") {
    auto other = item;
    other.body = fixture.suggestion(2).body;
    const auto reply = fixture.post({fixture.suggestion(3), other});
    CHECK(reply.status == 422);
    CHECK(fixture.count_requests() == 1);
  }
}

TEST_CASE("What can never be taken is answered with a sentence and holds up nothing") {
  Fixture fixture;
  wire::RequestBody body = fixture.suggested(1);
  SUBCASE("a kind that isn't in the catalogue") {
    body.kind = "teleport";
  }
  SUBCASE("a receipt of another board") {
    body.receipt = model::make_receipt("ZZZ", 1);
  }
  SUBCASE("a receipt with a wrong check character") {
    body.receipt.back() = body.receipt.back() == 'A' ? 'C' : 'A';
  }
  SUBCASE("a place that the board doesn't serve") {
    body.place_path = test::kUnit3;
  }
  SUBCASE("an account that no one has") {
    body.account = "1234567890";
  }
  SUBCASE("a required answer left out") {
    body.answers.erase("details");
  }
  SUBCASE("an answer too long") {
    body.answers["details"] = std::string(3000, 'x');
  }
  const auto wrong = fixture.sealed(body);
  const auto reply = fixture.post({wrong, fixture.suggestion(2)});
  REQUIRE(reply.status == 200);
  const auto answers = *wire::decode_answers(reply.body);
  REQUIRE(answers.size() == 2);
  CHECK(answers[0].outcome == wire::ItemAnswer::Outcome::rejected);
  CHECK_FALSE(answers[0].reason.empty());
  CHECK(answers[1].outcome == wire::ItemAnswer::Outcome::accepted);
  CHECK(fixture.count_requests() == 1);
  CHECK(fixture.rejected(wrong));
}

TEST_CASE("A request whose body is no request is rejected") {
  Fixture fixture;
  CHECK(fixture.rejected(fixture.item(wire::ItemKind::request, "{\"receipt\":7}")));
  CHECK(fixture.rejected(fixture.item(wire::ItemKind::request, wire::encode(fixture.suggested(1)))));
  CHECK(fixture.count_requests() == 0);
  CHECK(fixture.rejected(fixture.item(wire::ItemKind::screenshot, "{}")));
}

TEST_CASE("What a board reports about itself is kept") {
  Fixture fixture;
  const auto health = fixture.item(wire::ItemKind::health, R"({"version":"0.6.0","storage_free_mb":5,"new":1})");
  const auto refused = fixture.item(wire::ItemKind::refused_segment, "{\"key\":\"notice/1\"}");
  CHECK(fixture.answer_to(health).outcome == wire::ItemAnswer::Outcome::accepted);
  CHECK(fixture.answer_to(refused).outcome == wire::ItemAnswer::Outcome::accepted);
  CHECK(fixture.rejected(fixture.item(wire::ItemKind::health, R"({"storage_free_mb":"5"})")));
  std::string kept_refused;
  std::vector<store::BoardReport> kept_health;
  const std::string id = fixture.board.board.id;
  REQUIRE(fixture.centre.store->read([&](store::Reader& reader) -> base::Result<void> {
    kept_health = reader.board_desk().board_reports({id}).value();
    kept_refused = reader.setting("refused_segment/" + id + "/" + refused.id)->value_or("");
    return {};
  }));
  REQUIRE(kept_health.size() == 1);
  CHECK(kept_health.front().health.storage_free_mb == 5);
  CHECK(kept_health.front().health.version == "0.6.0");
  CHECK(kept_refused.find("notice/1") != std::string::npos);
}

TEST_CASE("A post that can't be read is refused") {
  Fixture fixture;
  const auto& token = fixture.board.token;
  CHECK(fixture.centre.post_outbox(token, "").status == 400);
  CHECK(fixture.centre.post_outbox(token, "{\"items\":").status == 400);
  CHECK(fixture.centre.post_outbox(token, "{\"items\":[{\"id\":\"x\"}]}").status == 400);
  CHECK(fixture.centre.post_outbox("wrong", "{\"items\":[]}").status == 401);
  CHECK(fixture.centre.post_outbox(token, std::string(wire::kMaxOutboxBytes + 1, ' ')).status == 413);
  const std::vector<wire::OutboxItem> many(wire::kMaxItemsPerPost + 1, fixture.suggestion(1));
  CHECK(fixture.post(many).status >= 400);
}

TEST_CASE("A board whose clock is ahead doesn't postpone its promise") {
  Fixture fixture;
  auto item = fixture.suggestion(1);
  item.at += 24h;
  fixture.answer_to(item);
  REQUIRE(fixture.centre.store->read([&](store::Reader& reader) -> base::Result<void> {
    const auto requests = *reader.requests({});
    CHECK(requests.front().submitted_at <= fixture.centre.clock.now());
    CHECK(requests.front().board_id == fixture.board.board.id);
    return {};
  }));
}
