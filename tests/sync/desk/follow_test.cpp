// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What residents do after handing in: neighbours who mean the same, ratings, opening again.
#include <doctest/doctest.h>

#include "sync/desk/answer_request.hpp"
#include "sync/desk/follow_request.hpp"
#include "sync/desk/merge_request.hpp"
#include "sync/model/receipt.hpp"
#include "sync/wire/records.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using namespace std::chrono_literals;
using desk::test::kCommunity;
using desk::test::kUnit;
using model::RequestState;
using Outcome = wire::ItemAnswer::Outcome;

const std::string kNextUnit = "YX/BT/G1/XH/3/3";

struct Fixture {
  wire::RequestBody repair(const store::Board& at, std::uint64_t number, const std::string& problem = "building") {
    wire::RequestBody body;
    body.receipt = model::make_receipt(at.receipt_prefix, number);
    body.kind = "repair";
    body.place_path = at.place_path;
    body.answers = {{"problem", problem}, {"since", "just_now"}, {"phone", "13800008000"}};
    return body;
  }
  // The ids by which the boards of building 3 know what is reported.
  std::vector<std::string> reports() {
    std::vector<std::string> ids;
    for (const std::string& key : centre.keys_at(kNextUnit)) {
      if (key.starts_with("report/")) ids.push_back(key.substr(7));
    }
    return ids;
  }
  wire::RequestRecord shown(const store::Board& at, const std::string& receipt) {
    const std::string key = "request/" + receipt;
    return std::get<wire::RequestRecord>(wire::decode(key, centre.body_of("board/" + at.id, key)).value());
  }
  void answer(const std::string& receipt, RequestState state, const std::string& text = "请知悉。") {
    REQUIRE(desk::answer_request(*centre.store, centre.catalogue, {receipt, state, text, std::nullopt, "wang"},
                                 centre.clock));
  }
  wire::ItemAnswer rate(const store::Board& at, const std::string& receipt, int stars) {
    return centre.hand_in(at, wire::ItemKind::rating, wire::encode(wire::RatingBody{receipt, stars}),
                          centre.clock.now());
  }
  wire::ItemAnswer reopen(const store::Board& at, const std::string& receipt, base::Instant when) {
    return centre.hand_in(at, wire::ItemKind::reopening, wire::encode(wire::ReopeningBody{receipt, "came_back"}), when);
  }

  desk::test::StaffCentre centre;
  store::Board first = centre.enrolled(kUnit), second = centre.enrolled(kNextUnit);
  std::string reported = model::make_receipt(first.receipt_prefix, 1);
};

}  // namespace

TEST_CASE("an open report is on the boards of its building and says nothing of who made it") {
  Fixture fixture;
  REQUIRE(fixture.centre.hand_in(fixture.first, fixture.repair(fixture.first, 1)).outcome == Outcome::accepted);
  REQUIRE(fixture.reports().size() == 1);
  const std::string id = fixture.reports().front();
  CHECK(id.find(fixture.first.receipt_prefix) == std::string::npos);
  const std::string body = fixture.centre.body_of(kCommunity, "report/" + id);
  for (const char* personal : {"13800008000", "3/2", "K7M", "account", "phone"})
    CHECK(body.find(personal) == std::string::npos);
  CHECK(body.find("building") != std::string::npos);
  for (const std::string& key : fixture.centre.keys_at("YX/BT/G1/XH/4/1")) CHECK(!key.starts_with("report/"));

  SUBCASE("until it is done, and again once it is opened again") {
    fixture.answer(fixture.reported, RequestState::dispatched);
    CHECK(fixture.reports().size() == 1);
    fixture.answer(fixture.reported, RequestState::accepted);
    fixture.answer(fixture.reported, RequestState::done);
    CHECK(fixture.reports().empty());
    fixture.answer(fixture.reported, RequestState::reopened);
    CHECK(fixture.reports() == std::vector<std::string>{id});
  }
  SUBCASE("or not taken") {
    fixture.answer(fixture.reported, RequestState::rejected);
    CHECK(fixture.reports().empty());
  }
  SUBCASE("what concerns one home alone is never told") {
    REQUIRE(fixture.centre.hand_in(fixture.first, fixture.repair(fixture.first, 2, "home")).outcome ==
            Outcome::accepted);
    CHECK(fixture.reports().size() == 1);
  }
}

TEST_CASE("a neighbour's same report goes on with the first, and both see every step") {
  Fixture fixture;
  REQUIRE(fixture.centre.hand_in(fixture.first, fixture.repair(fixture.first, 1)).outcome == Outcome::accepted);
  wire::RequestBody same = fixture.repair(fixture.second, 1);
  same.same_as = fixture.reports().front();

  SUBCASE("merged") {
    const auto answer = fixture.centre.hand_in(fixture.second, same);
    CHECK(answer.outcome == Outcome::accepted);
    const auto merged = fixture.centre.request(answer.receipt);
    CHECK(merged.state == RequestState::merged);
    CHECK(merged.merged_into == fixture.reported);
    CHECK(fixture.reports().size() == 1);
    fixture.answer(fixture.reported, RequestState::dispatched, "抢修人员已出发。");
    for (const auto& [board, receipt] :
         {std::pair(fixture.first, fixture.reported), std::pair(fixture.second, answer.receipt)}) {
      const auto record = fixture.shown(board, receipt);
      CHECK(record.state == RequestState::dispatched);
      CHECK(record.steps.back().text == "抢修人员已出发。");
      CHECK(record.merged == (board.id == fixture.second.id));
    }
    CHECK(desk::answer_request(*fixture.centre.store, fixture.centre.catalogue,
                               {answer.receipt, RequestState::done, "x", std::nullopt, "wang"}, fixture.centre.clock)
              .error()
              .code == base::ErrorCode::conflict);

    SUBCASE("and either may rate it and open it again") {
      CHECK(fixture.rate(fixture.second, answer.receipt, 5).outcome == Outcome::rejected);
      fixture.answer(fixture.reported, RequestState::accepted);
      fixture.answer(fixture.reported, RequestState::done);
      CHECK(fixture.rate(fixture.second, answer.receipt, 2).outcome == Outcome::accepted);
      CHECK(fixture.shown(fixture.second, answer.receipt).stars == 2);
      CHECK(fixture.shown(fixture.first, fixture.reported).stars == 0);
      CHECK(fixture.reopen(fixture.second, answer.receipt, fixture.centre.clock.now()).outcome == Outcome::accepted);
      CHECK(fixture.shown(fixture.first, fixture.reported).state == RequestState::reopened);
    }
    SUBCASE("and goes along when that one is merged into a third") {
      const auto third = fixture.centre.hand_in(fixture.first, fixture.repair(fixture.first, 9));
      REQUIRE(desk::merge_request(*fixture.centre.store, fixture.centre.catalogue,
                                  {fixture.reported, third.receipt, "wang"}, fixture.centre.clock));
      CHECK(fixture.centre.request(answer.receipt).merged_into == third.receipt);
      CHECK(desk::merge_request(*fixture.centre.store, fixture.centre.catalogue,
                                {third.receipt, answer.receipt, "wang"}, fixture.centre.clock)
                .error()
                .code == base::ErrorCode::conflict);
    }
  }
  SUBCASE("what the neighbour has told needn't be told again") {
    same.answers = {{"problem", same.answers.at("problem")}};
    const auto answer = fixture.centre.hand_in(fixture.second, same);
    REQUIRE(answer.outcome == Outcome::accepted);
    CHECK(fixture.centre.request(answer.receipt).merged_into == fixture.reported);
    wire::RequestBody bare = fixture.repair(fixture.second, 3);
    bare.answers = same.answers;
    CHECK(fixture.centre.hand_in(fixture.second, bare).outcome == Outcome::rejected);
  }
  SUBCASE("not if it was settled meanwhile: then it stands for itself") {
    fixture.answer(fixture.reported, RequestState::done);
    const auto answer = fixture.centre.hand_in(fixture.second, same);
    CHECK(fixture.centre.request(answer.receipt).state == RequestState::received);
  }
  SUBCASE("not with another answer, and not with an id that nobody gave out") {
    same.answers["problem"] = "line";
    CHECK(fixture.centre.request(fixture.centre.hand_in(fixture.second, same).receipt).merged_into.empty());
    wire::RequestBody other = fixture.repair(fixture.second, 2);
    other.same_as = "abcdefghijkl";
    CHECK(fixture.centre.request(fixture.centre.hand_in(fixture.second, other).receipt).merged_into.empty());
  }
  SUBCASE("not from another building") {
    const store::Board elsewhere = fixture.centre.enrolled("YX/BT/G1/XH/4/1");
    wire::RequestBody other = fixture.repair(elsewhere, 1);
    other.same_as = same.same_as;
    CHECK(fixture.centre.request(fixture.centre.hand_in(elsewhere, other).receipt).merged_into.empty());
  }
}

TEST_CASE("a rating is taken once, after it was done, from the board that gave the receipt") {
  Fixture fixture;
  REQUIRE(fixture.centre.hand_in(fixture.first, fixture.repair(fixture.first, 1)).outcome == Outcome::accepted);
  CHECK(fixture.rate(fixture.first, fixture.reported, 5).outcome == Outcome::rejected);
  fixture.answer(fixture.reported, RequestState::done);
  const auto foreign = fixture.rate(fixture.second, fixture.reported, 1);
  CHECK(foreign.outcome == Outcome::rejected);
  CHECK(foreign.reason == fixture.rate(fixture.second, model::make_receipt("ZZZ", 5), 1).reason);
  CHECK(fixture.rate(fixture.first, fixture.reported, 4).outcome == Outcome::accepted);
  CHECK(fixture.centre.request(fixture.reported).rating->stars == 4);
  CHECK(fixture.shown(fixture.first, fixture.reported).stars == 4);
  const auto twice = fixture.rate(fixture.first, fixture.reported, 1);
  CHECK(twice.outcome == Outcome::rejected);
  CHECK(!twice.reason.empty());
  CHECK(fixture.centre.request(fixture.reported).rating->stars == 4);
}

TEST_CASE("what was done is opened again within seven days") {
  Fixture fixture;
  REQUIRE(fixture.centre.hand_in(fixture.first, fixture.repair(fixture.first, 1)).outcome == Outcome::accepted);
  CHECK(fixture.reopen(fixture.first, fixture.reported, fixture.centre.clock.now()).outcome == Outcome::rejected);
  fixture.answer(fixture.reported, RequestState::done);
  const base::Instant done = fixture.centre.clock.now();
  const auto at = [&](std::chrono::seconds after) {
    fixture.centre.clock.set(done + after);
    return fixture.reopen(fixture.first, fixture.reported, done + after).outcome;
  };
  const auto state = [&] { return fixture.centre.request(fixture.reported).state; };
  SUBCASE("one second before") {
    CHECK(at(7 * 24h - 1s) == Outcome::accepted);
    CHECK(state() == RequestState::reopened);
    CHECK(fixture.centre.request(fixture.reported).steps.back().text.find("又出现") != std::string::npos);
  }
  SUBCASE("on the second") {
    CHECK(at(7 * 24h) == Outcome::accepted);
  }
  SUBCASE("not one second after") {
    CHECK(at(7 * 24h + 1s) == Outcome::rejected);
    CHECK(state() == RequestState::done);
  }
  SUBCASE("said in time on a board that was offline") {
    fixture.centre.clock.set(done + 9 * 24h);
    CHECK(fixture.reopen(fixture.first, fixture.reported, done + 6 * 24h).outcome == Outcome::accepted);
  }
  SUBCASE("never by another board") {
    CHECK(fixture.reopen(fixture.second, fixture.reported, done).outcome == Outcome::rejected);
    CHECK(state() == RequestState::done);
  }
}

TEST_CASE("the page behind a receipt tells nothing of the resident") {
  Fixture fixture;
  REQUIRE(fixture.centre.hand_in(fixture.first, fixture.repair(fixture.first, 1)).outcome == Outcome::accepted);
  fixture.answer(fixture.reported, RequestState::dispatched, "师傅电话 13911112222，请接听。");
  const auto followed = desk::follow_request(*fixture.centre.store, fixture.reported, fixture.centre.clock.now());
  REQUIRE(followed);
  CHECK(followed->steps.back().text == "师傅电话 *******2222，请接听。");
  CHECK(followed->steps.back().by.empty());
  for (const char* nobody : {"K7M-0042", "", "x", "ZZZ-2222-2"}) {
    CHECK(desk::follow_request(*fixture.centre.store, nobody, fixture.centre.clock.now()).error().code ==
          base::ErrorCode::not_found);
  }
  CHECK(desk::mask_long_numbers("123456 和 1234567") == "123456 和 ***4567");
}
