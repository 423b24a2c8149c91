// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/unlock_by_phone.hpp"

#include <doctest/doctest.h>

#include <span>

#include "sync/desk/pin_slips.hpp"
#include "sync/desk/pin_tries.hpp"
#include "sync/wire/sealing.hpp"
#include "tests/sync/desk/household_key.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using namespace std::chrono_literals;
using base::ErrorCode;
using desk::test::kAccount;
using desk::test::kUnit;

struct Fixture {
  Fixture() {
    centre.give_pin();
    REQUIRE(centre.store->write([&](store::Writer& writer) -> base::Result<void> {
      auto household = writer.household(kAccount);
      (*household)->pin_hash = desk::hash_pin("482913");
      if (auto put = writer.put(**household); !put) return tl::unexpected(put.error());
      return {};
    }));
  }
  wire::UnlockAsk ask() { return {wire::make_unlock_id(centre.random), kAccount, pair.public_key}; }
  base::Result<void> begin(const wire::UnlockAsk& wanted) {
    return desk::begin_phone_unlock(*centre.store, board, wanted, centre.clock.now());
  }
  wire::UnlockAsk begun() {
    const auto wanted = ask();
    REQUIRE(begin(wanted));
    return wanted;
  }
  base::Result<desk::PhoneUnlocked> enter(const std::string& id, const std::string& pin) {
    return desk::unlock_by_phone(*centre.store, board.id, id, pin, centre.clock.now(), centre.random);
  }
  base::Result<wire::UnlockAnswer> collect(const std::string& id, const std::string& board_id) {
    return desk::collect_phone_unlock(*centre.store, board_id, id, centre.clock.now());
  }
  std::string kept() {
    std::string text;
    REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
      text = reader.setting("phone_unlock/" + board.id)->value_or("");
      return {};
    }));
    return text;
  }

  desk::test::StaffCentre centre;
  store::Board board = centre.enrolled(kUnit);
  wire::SealingPair pair = wire::make_sealing_pair(std::string(wire::kSealingSeedBytes, 'e'));
};

}  // namespace

TEST_CASE("a right PIN seals the household's key to the board that asked, once") {
  Fixture f;
  const auto wanted = f.begun();
  const auto shown = desk::show_phone_unlock(*f.centre.store, f.board.id, wanted.id, f.centre.clock.now());
  REQUIRE(shown);
  CHECK(shown->board_name == f.board.name);
  CHECK(shown->door.ends_with("/501"));
  CHECK(shown->door.find(kAccount) == std::string::npos);
  CHECK(f.collect(wanted.id, f.board.id)->sealed.empty());
  CHECK_FALSE(desk::is_unlocked_by_phone(*f.centre.store, f.board.id, wanted.id, f.centre.clock.now()).value());

  REQUIRE(f.enter(wanted.id, "482913")->done);
  CHECK(f.enter(wanted.id, "482913").error().code == ErrorCode::not_found);
  CHECK(desk::is_unlocked_by_phone(*f.centre.store, f.board.id, wanted.id, f.centre.clock.now()).value());
  // Nothing that opens anything stands in the store.
  CHECK(f.kept().find(base::to_base64url(std::as_bytes(std::span(tests::kHouseholdKey)))) == std::string::npos);
  CHECK(f.kept().find("482913") == std::string::npos);

  const auto answer = f.collect(wanted.id, f.board.id);
  REQUIRE(answer);
  const auto key = wire::open_unlock(f.pair.secret_key, f.board.id, wanted.id, kAccount, answer->sealed);
  REQUIRE(key);
  CHECK(key->view() == tests::kHouseholdKey);
  CHECK(f.kept().empty());
  CHECK(f.collect(wanted.id, f.board.id).error().code == ErrorCode::not_found);
}

TEST_CASE("a code is good for three minutes, for one board and until the next code") {
  Fixture f;
  const auto wanted = f.begun();
  SUBCASE("its last millisecond") {
    f.centre.clock.advance(desk::kPhoneUnlockLasts - 1ms);
    CHECK(f.enter(wanted.id, "482913")->done);
  }
  SUBCASE("too late") {
    f.centre.clock.advance(desk::kPhoneUnlockLasts);
    CHECK(f.enter(wanted.id, "482913").error().code == ErrorCode::not_found);
    CHECK(f.collect(wanted.id, f.board.id).error().code == ErrorCode::not_found);
  }
  SUBCASE("unlocked, but fetched too late") {
    CHECK(f.enter(wanted.id, "482913")->done);
    f.centre.clock.advance(desk::kPhoneUnlockLasts);
    CHECK(f.collect(wanted.id, f.board.id).error().code == ErrorCode::not_found);
  }
  SUBCASE("another board") {
    const auto other = f.centre.enrolled(kUnit);
    CHECK(f.enter(wanted.id, "482913")->done);
    CHECK(f.collect(wanted.id, other.id).error().code == ErrorCode::not_found);
    CHECK(f.collect(wanted.id, f.board.id));
  }
  SUBCASE("a newer code") {
    (void)f.begun();
    CHECK(f.enter(wanted.id, "482913").error().code == ErrorCode::not_found);
  }
  SUBCASE("no code at all") {
    for (const char* id : {"", "x", "AAAAAAAAAAAAAAAAAAAAAA", "../../../../../../etc/p"}) {
      CHECK(f.enter(id, "482913").error().code == ErrorCode::not_found);
    }
  }
}

TEST_CASE("only a household with a PIN that this board serves is asked for") {
  Fixture f;
  auto wanted = f.ask();
  SUBCASE("nobody's") {
    wanted.account = "9999999999";
  }
  SUBCASE("no account") {
    wanted.account = "x y";
  }
  SUBCASE("a neighbour without a PIN") {
    wanted.account = "3301044472";
  }
  SUBCASE("at another unit") {
    f.board = f.centre.enrolled("YX/BT/G1/XH/4/1");
  }
  CHECK(f.begin(wanted).error().code == ErrorCode::not_found);
  CHECK(f.kept().empty());
}

TEST_CASE("five wrong PINs and the household waits, whatever code they come by; a right one forgets them") {
  Fixture f;
  for (int i = 0; i < desk::kTriesARound; ++i) {
    const auto wanted = f.begun();
    const auto outcome = f.enter(wanted.id, i == 4 ? "" : "000000");
    REQUIRE(outcome);
    CHECK(outcome->wrong_pin);
    CHECK_FALSE(outcome->done);
  }
  const auto wanted = f.begun();
  const auto waiting = f.enter(wanted.id, "482913");
  REQUIRE(waiting);
  CHECK_FALSE(waiting->done);
  CHECK(waiting->wait_until == f.centre.clock.now() + desk::kFirstWait);
  CHECK(f.collect(wanted.id, f.board.id)->sealed.empty());
  f.centre.clock.advance(desk::kFirstWait);
  CHECK(f.enter(f.begun().id, "482913")->done);
  for (int i = 0; i < desk::kTriesARound - 1; ++i) CHECK(f.enter(f.begun().id, "000000")->wrong_pin);
  CHECK(f.enter(f.begun().id, "482913")->done);
}
