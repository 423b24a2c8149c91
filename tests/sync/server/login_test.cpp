// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/desk/revoke_board.hpp"
#include "sync/desk/rotate_keys.hpp"
#include "sync/wire/outbox.hpp"
#include "tests/sync/server/centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;

TEST_CASE("A board enrols with its one-time code") {
  test::Centre centre;
  std::string code;
  const auto board = centre.add(test::kUnit2, code);
  const auto keys = test::make_keys();
  SUBCASE("once; the code is used then") {
    const auto reply = centre.enrol(code, keys.public_key);
    REQUIRE(reply.status == 200);
    const auto answer = wire::decode_enrol_answer(reply.body);
    REQUIRE(answer);
    CHECK(answer->board_id == board.id);
    CHECK_FALSE(answer->publishing_key.empty());
    CHECK(centre.enrol(code, test::make_keys().public_key).status == 401);
  }
  SUBCASE("typed in lower case with a hyphen") {
    std::string typed = code.substr(0, 5) + "-" + code.substr(5);
    for (char& c : typed) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    CHECK(centre.enrol(typed, keys.public_key).status == 200);
  }
  SUBCASE("not with a wrong one") {
    const auto reply = centre.enrol("K7M2P9Q4RT", keys.public_key);
    CHECK(reply.status == 401);
    CHECK(reply.headers.at("content-type") == "application/problem+json");
  }
  SUBCASE("not after a day") {
    centre.clock.shift(24h);
    CHECK(centre.enrol(code, keys.public_key).status == 410);
  }
  SUBCASE("not with something that is no key") {
    CHECK(centre.enrol(code, "abcd").status == 400);
  }
  SUBCASE("not once it is revoked") {
    REQUIRE(desk::revoke_board(*centre.store, board.id));
    CHECK(centre.enrol(code, keys.public_key).status == 401);
  }
  SUBCASE("and who guesses is slowed down") {
    for (int i = 0; i < 10; ++i) CHECK(centre.enrol("K7M2P9Q4RT", keys.public_key).status == 401);
    const auto reply = centre.enrol(code, keys.public_key);
    CHECK(reply.status == 429);
    CHECK(std::stoi(reply.headers.at("retry-after")) > 0);
  }
  SUBCASE("malformed bodies are told so") {
    for (const char* body : {"", "{", "[]", "{\"code\":1}"}) {
      CHECK(test::exchange(centre.address, "POST", "/sync/v1/enrol", body).status == 400);
    }
  }
}

TEST_CASE("A token is for the key of the board that asks") {
  test::Centre centre;
  const auto board = centre.enrolled(test::kUnit2);
  const auto other = centre.enrolled(test::kUnit3);
  const std::string feed = "/sync/v1/feed?wait=0";
  CHECK(centre.get(feed, board.token).status == 200);
  SUBCASE("another key is refused") {
    CHECK(centre.sign_in(board.board.id, test::make_keys().secret_key).status == 401);
    CHECK(centre.sign_in(board.board.id, other.secret_key).status == 401);
  }
  SUBCASE("an unknown board is refused") {
    CHECK(centre.sign_in("B-NONE", board.secret_key).status == 401);
  }
  SUBCASE("no token, a wrong one, another scheme") {
    CHECK(test::exchange(centre.address, "GET", feed).status == 401);
    CHECK(centre.get(feed, "abc").status == 401);
    CHECK(test::exchange(centre.address, "GET", feed, "", {{"Authorization", "Basic abc"}}).status == 401);
  }
  SUBCASE("it ends after an hour") {
    centre.clock.shift(1h);
    CHECK(centre.get(feed, board.token).status == 401);
  }
  SUBCASE("another process with the same keys takes it, one with other keys doesn't") {
    centre.restart();
    CHECK(centre.get(feed, board.token).status == 200);
    test::Centre elsewhere;
    CHECK(elsewhere.get(feed, board.token).status == 401);
  }
  SUBCASE("it outlives a rotation of the keys") {
    REQUIRE(desk::rotate_keys(centre.folder(), desk::kKeyOverlap, centre.clock.now(), centre.random));
    centre.key_ring->refresh();
    REQUIRE(centre.key_ring->number() == 2);
    CHECK(centre.get(feed, board.token).status == 200);
  }
  SUBCASE("nobody makes one for another board, or a longer one, of his own") {
    const std::string own = board.token.substr(board.token.rfind('.'));
    CHECK(centre.get(feed, other.board.id + own).status == 401);
    // But for the last letter, which has bits to spare.
    for (std::size_t i = 1; i + 1 < own.size(); ++i) {
      std::string altered = board.token;
      char& letter = altered[altered.size() - own.size() + i];
      letter = letter == 'A' ? 'B' : 'A';
      CHECK(centre.get(feed, altered).status == 401);
    }
  }
  SUBCASE("a revoked board is forbidden everything") {
    REQUIRE(desk::revoke_board(*centre.store, board.board.id));
    CHECK(centre.get(feed, board.token).status == 403);
    CHECK(centre.post_outbox(board.token, "{\"items\":[]}").status == 403);
    CHECK(centre.sign_in(board.board.id, board.secret_key).status == 403);
  }
  SUBCASE("what the other board's token brings is the other board's") {
    const auto reply = centre.get(feed, other.token);
    CHECK(reply.body.find(other.board.id) != std::string::npos);
    CHECK(reply.body.find(board.board.id) == std::string::npos);
  }
}

TEST_CASE("A challenge is good once and for a minute") {
  test::Centre centre;
  const auto board = centre.enrolled(test::kUnit2);
  const auto asked = test::exchange(centre.address, "POST", "/sync/v1/challenge",
                                    wire::encode(wire::ChallengeRequest{board.board.id}));
  const auto nonce = wire::decode_challenge_answer(asked.body)->nonce;
  const auto redeem = [&] {
    return test::exchange(centre.address, "POST", "/sync/v1/token",
                          wire::encode(wire::TokenRequest{board.board.id, nonce, "AAAA"}))
        .status;
  };
  SUBCASE("a wrong signature uses it up") {
    CHECK(redeem() == 401);
    CHECK(redeem() == 401);
  }
  SUBCASE("a minute later it has expired") {
    centre.clock.shift(60s);
    CHECK(redeem() == 410);
  }
}

TEST_CASE("Addresses that aren't ours, and probes") {
  test::Centre centre;
  CHECK(test::exchange(centre.address, "GET", "/livez").status == 200);
  CHECK(test::exchange(centre.address, "GET", "/readyz").status == 200);
  CHECK(test::exchange(centre.address, "GET", "/admin").status == 404);
  const auto wrong_method = test::exchange(centre.address, "GET", "/sync/v1/outbox");
  CHECK(wrong_method.status == 405);
  CHECK(wrong_method.headers.at("allow") == "POST");
  CHECK(centre.metric("gridboard_requests_total{route=\"/livez\",status=\"200\"}") == 1);
  CHECK(centre.metric("gridboard_connections") >= 1);
}

TEST_CASE("Plain HTTP stays on loopback unless a proxy ends TLS") {
  test::Centre centre;
  server::ServiceOptions options;
  options.http.listen = "0.0.0.0:0";
  const auto refused = server::Service::start(options, *centre.store, *centre.key_ring, centre.clock, centre.random);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == base::ErrorCode::forbidden);
}
