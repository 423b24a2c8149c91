// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/follow.hpp"

#include <doctest/doctest.h>

#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using namespace std::chrono_literals;
using state::ScreenId;

using state::Follow;

TEST_CASE("what is done may be rated once") {
  World world;
  const state::RequestView request = world.done_request();
  world.find_request(request);
  (void)world.mean(state::StartRating{});
  CHECK(world.state.follow.step == Follow::Step::rating);
  SUBCASE("with one to five") {
    for (const int stars : {0, 6, -1}) CHECK(world.mean(state::RateRequest{stars}).empty());
    world.last = world.mean(state::RateRequest{1});
    REQUIRE(world.effect<SendRating>());
    CHECK(world.effect<SendRating>()->receipt == request.receipt);
    CHECK(world.effect<SendRating>()->stars == 1);
    CHECK(world.mean(state::RateRequest{5}).empty());
    rating_kept(world.state, request.receipt, 1);
    CHECK(world.state.follow.step == Follow::Step::thanked_for_rating);
    CHECK(world.state.follow.found->stars == 1);
    (void)world.mean(state::Back{});
    CHECK(world.state.follow.step == Follow::Step::reading);
    (void)world.mean(state::StartRating{});
    CHECK(world.state.follow.step == Follow::Step::reading);
  }
  SUBCASE("or not at all: Back leads to the request, then away") {
    (void)world.mean(state::Back{});
    CHECK(world.state.screen == ScreenId::follow);
    CHECK(world.state.follow.step == Follow::Step::reading);
    (void)world.mean(state::Back{});
    CHECK(world.state.screen == ScreenId::board);
  }
  SUBCASE("what can't be kept is said, and may be tried again") {
    (void)world.mean(state::RateRequest{4});
    follow_failed(world.state, request.receipt, "请稍后再试");
    CHECK(world.state.follow.failure == "请稍后再试");
    world.last = world.mean(state::RateRequest{4});
    CHECK(world.effect<SendRating>());
    CHECK(world.state.follow.failure.empty());
  }
  SUBCASE("keys change nothing of the number meanwhile") {
    world.type("9");
    (void)world.mean(state::ErasePress{});
    (void)world.mean(state::ClearPress{});
    CHECK(world.state.follow.typed == request.receipt);
    CHECK(world.state.follow.found);
  }
}

TEST_CASE("what isn't done, or was rated, can't be") {
  World world;
  state::RequestView request = world.done_request();
  request.can_rate = request.can_reopen = false;
  world.find_request(request);
  (void)world.mean(state::StartRating{});
  (void)world.mean(state::StartReopening{});
  CHECK(world.state.follow.step == Follow::Step::reading);
  CHECK(world.mean(state::RateRequest{5}).empty());
  CHECK(world.mean(state::ReopenRequest{"other"}).empty());
}

TEST_CASE("what is done badly is opened again, with one of the reasons") {
  World world;
  const state::RequestView request = world.done_request();
  world.find_request(request);
  CHECK(world.mean(state::ReopenRequest{"came_back"}).empty());
  (void)world.mean(state::StartReopening{});
  CHECK(world.state.follow.step == Follow::Step::reopening);
  CHECK(world.mean(state::ReopenRequest{"because"}).empty());
  world.last = world.mean(state::ReopenRequest{"came_back"});
  REQUIRE(world.effect<SendReopening>());
  CHECK(world.effect<SendReopening>()->receipt == request.receipt);
  CHECK(world.effect<SendReopening>()->reason == "came_back");
  reopening_kept(world.state, request.receipt);
  CHECK(world.state.follow.step == Follow::Step::reopened);
  CHECK(world.state.follow.found->state == model::RequestState::reopened);
  CHECK_FALSE(world.state.follow.found->can_reopen);
  CHECK_FALSE(world.state.follow.found->can_rate);
}

TEST_CASE("a late answer for a request that is no longer looked at changes nothing") {
  World world;
  const state::RequestView request = world.done_request();
  world.find_request(request);
  (void)world.mean(state::StartRating{});
  (void)world.mean(state::RateRequest{5});
  SUBCASE("the session ended") {
    (void)world.mean(state::Finish{});
    rating_kept(world.state, request.receipt, 5);
    CHECK_FALSE(world.state.follow.found);
  }
  SUBCASE("another one is looked at") {
    (void)world.mean(state::Home{});
    state::RequestView other = request;
    other.receipt = model::make_receipt("K7M", 43);
    world.find_request(other);
    rating_kept(world.state, request.receipt, 5);
    CHECK(world.state.follow.step == Follow::Step::reading);
    CHECK(world.state.follow.found->stars == 0);
  }
}

TEST_CASE("a newer state of the request doesn't take the resident out of rating, unless it can't be rated any more") {
  World world;
  state::RequestView request = world.done_request();
  world.find_request(request);
  (void)world.mean(state::StartRating{});
  request.state = model::RequestState::closed;
  SUBCASE("it still can") {
    request_found(world.state, request.receipt, request);
    CHECK(world.state.follow.step == Follow::Step::rating);
    CHECK(world.state.follow.found->state == model::RequestState::closed);
  }
  SUBCASE("it can't") {
    request.can_rate = false;
    request_found(world.state, request.receipt, request);
    CHECK(world.state.follow.step == Follow::Step::reading);
  }
  SUBCASE("it is gone") {
    request_found(world.state, request.receipt, {});
    CHECK(world.state.follow.step == Follow::Step::reading);
    CHECK_FALSE(world.state.follow.found);
  }
}
