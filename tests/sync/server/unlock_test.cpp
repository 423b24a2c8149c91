// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Unlocking with a phone, by a real server: what the board and what the phone are answered.
#include <doctest/doctest.h>

#include <span>

#include "sync/desk/pin_slips.hpp"
#include "sync/wire/sealing.hpp"
#include "sync/wire/unlock.hpp"
#include "tests/sync/server/centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;

namespace {

constexpr const char* kAccount = "3301044471";
constexpr const char* kPin = "482913";
const std::string kKey(wire::kHouseholdKeyBytes, 'h');

struct Fixture {
  Fixture() {
    centre.write([](store::Writer& writer) -> base::Result<void> {
      model::Household household;
      household.account = kAccount;
      household.unit_path = test::kUnit2;
      household.door = "501";
      household.name = "张三明";
      household.pin_hash = desk::hash_pin(kPin);
      household.household_key = base::to_base64url(std::as_bytes(std::span(kKey)));
      if (auto put = writer.put(household); !put) return tl::unexpected(put.error());
      return {};
    });
  }
  test::Reply ask(const wire::UnlockAsk& asked, const std::string& token) {
    return test::exchange(centre.address, "POST", "/sync/v1/unlock", wire::encode(asked),
                          {{"Authorization", "Bearer " + token}});
  }
  test::Reply collect(const std::string& token) { return centre.get("/sync/v1/unlock?id=" + wanted.id, token); }
  std::string page() const { return "/u/" + board.board.id + "/" + wanted.id; }
  test::Reply open(const std::string& language = "zh-CN") {
    return test::exchange(centre.address, "GET", page(), "", {{"Accept-Language", language}});
  }
  test::Reply enter(const std::string& pin) {
    return test::exchange(centre.address, "POST", page(), "pin=" + pin,
                          {{"Content-Type", "application/x-www-form-urlencoded"}});
  }

  test::Centre centre;
  test::TestBoard board = centre.enrolled(test::kUnit2);
  wire::SealingPair pair = wire::make_sealing_pair(std::string(wire::kSealingSeedBytes, 'e'));
  wire::UnlockAsk wanted{wire::make_unlock_id(centre.random), kAccount, pair.public_key};
};

}  // namespace

TEST_CASE("a PIN entered on a phone brings the household's key, sealed, to the board that asked") {
  Fixture f;
  CHECK(f.open().status == 410);
  REQUIRE(f.ask(f.wanted, f.board.token).status == 200);
  CHECK(f.collect(f.board.token).body == "{}");
  const auto form = f.open();
  CHECK(form.status == 200);
  CHECK(form.headers.at("content-security-policy").find("default-src 'none'") != std::string::npos);
  CHECK(form.headers.at("referrer-policy") == "no-referrer");
  CHECK(form.headers.at("cache-control") == "no-store");
  CHECK(form.body.find("<script") == std::string::npos);
  CHECK(form.body.find("501") != std::string::npos);
  CHECK(form.body.find("解锁") != std::string::npos);
  for (const char* personal : {kAccount, "张三明"}) CHECK(form.body.find(personal) == std::string::npos);
  CHECK(f.open("en").body.find("Unlock with your phone") != std::string::npos);

  const auto wrong = f.enter("000000");
  CHECK(wrong.status == 403);
  CHECK(wrong.body.find("000000") == std::string::npos);
  CHECK(f.collect(f.board.token).body == "{}");
  CHECK(f.enter(kPin).status == 200);
  CHECK(f.open().status == 410);
  CHECK(f.enter(kPin).status == 410);

  const auto other = f.centre.enrolled(test::kUnit2);
  CHECK(f.collect(other.token).status == 404);
  CHECK(f.collect("nobody's").status == 401);
  const auto answer = wire::decode_unlock_answer(f.collect(f.board.token).body);
  REQUIRE(answer);
  const auto key = wire::open_unlock(f.pair.secret_key, f.board.board.id, f.wanted.id, kAccount, answer->sealed);
  REQUIRE(key);
  CHECK(key->view() == kKey);
  CHECK(f.collect(f.board.token).status == 404);
}

TEST_CASE("five wrong PINs by phone, and the page says how long to wait") {
  Fixture f;
  REQUIRE(f.ask(f.wanted, f.board.token).status == 200);
  for (int i = 0; i < 5; ++i) CHECK(f.enter("000000").status == 403);
  const auto waiting = f.enter(kPin);
  CHECK(waiting.status == 429);
  CHECK(std::stoi(waiting.headers.at("retry-after")) > 800);
  CHECK(f.collect(f.board.token).body == "{}");
}

TEST_CASE("a code is over after three minutes, for the phone as for the board") {
  Fixture f;
  REQUIRE(f.ask(f.wanted, f.board.token).status == 200);
  f.centre.clock.shift(3min);
  CHECK(f.enter(kPin).status == 410);
  CHECK(f.collect(f.board.token).status == 404);
}

TEST_CASE("another unit's household isn't unlocked at this board, and what is no ask is refused") {
  Fixture f;
  const auto elsewhere = f.centre.enrolled(test::kUnit3);
  CHECK(f.ask(f.wanted, elsewhere.token).status == 404);
  CHECK(f.ask(f.wanted, "nobody's").status == 401);
  f.wanted.id = "short";
  CHECK(f.ask(f.wanted, f.board.token).status == 400);
}

TEST_CASE("a board gets twenty codes in a minute and not one more") {
  Fixture f;
  for (int i = 0; i < 20; ++i) CHECK(f.ask(f.wanted, f.board.token).status == 200);
  const auto slow = f.ask(f.wanted, f.board.token);
  CHECK(slow.status == 429);
  CHECK(slow.headers.contains("retry-after"));
}
