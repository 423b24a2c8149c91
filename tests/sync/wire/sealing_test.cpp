// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/sealing.hpp"

#include <doctest/doctest.h>
#include <sodium.h>

#include "sync/wire/outbox.hpp"
#include "tests/sync/wire/samples.hpp"

using namespace gridboard;
using base::ErrorCode;

namespace {

const std::string kKey(wire::kHouseholdKeyBytes, 'k');
const std::string kSalt(wire::kLockSaltBytes, 's');

wire::SealingPair pair_of(char seed) {
  return wire::make_sealing_pair(std::string(wire::kSealingSeedBytes, seed));
}

// The same text with one character changed to another of the alphabet.
std::string altered(std::string text, std::size_t at) {
  text[at] = text[at] == 'A' ? 'B' : 'A';
  return text;
}

}  // namespace

TEST_CASE("what is sealed to a key opens with it alone") {
  base::SeededRandom random{1};
  const auto centre = pair_of('1');
  const std::string sealed = *wire::seal_to(centre.public_key, "楼道灯也不亮", random);
  CHECK(sealed.find("楼道灯") == std::string::npos);
  CHECK(*wire::open_sealed(centre.secret_key, sealed) == "楼道灯也不亮");
  CHECK(wire::public_half_of_sealing(centre.secret_key) == centre.public_key);
  CHECK(*wire::seal_to(centre.public_key, "楼道灯也不亮", random) != sealed);
  CHECK(wire::open_sealed(pair_of('2').secret_key, sealed).error().code == ErrorCode::unauthenticated);
  for (const std::size_t at : {std::size_t{0}, sealed.size() / 2, sealed.size() - 5}) {
    CHECK_FALSE(wire::open_sealed(centre.secret_key, altered(sealed, at)));
  }
  CHECK_FALSE(wire::open_sealed(centre.secret_key, ""));
  CHECK(wire::seal_to("AAAA", "text", random).error().code == ErrorCode::invalid_input);
}

TEST_CASE("it is the sealed box of libsodium") {
  base::SeededRandom random{1};
  const auto centre = pair_of('1');
  const std::string open = base::from_base64url(centre.public_key);
  std::string box(crypto_box_SEALBYTES + 4, '\0');
  const auto raw = [](const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); };
  crypto_box_seal(reinterpret_cast<unsigned char*>(box.data()), raw("text"), 4, raw(open));
  CHECK(*wire::open_sealed(centre.secret_key, base::to_base64url(std::as_bytes(std::span(box)))) == "text");
}

TEST_CASE("a request is sealed in all that is personal") {
  base::SeededRandom random{1};
  const auto centre = pair_of('1');
  const wire::RequestBody open{"K7M-2248-Q", "repair", "YX/BT/G1/XH/3/2", "1203004471", {{"note", "张三报修"}},
                               "q3vz7k2mwd5x", "", ""};
  wire::RequestBody body = open;
  REQUIRE(wire::seal(body, centre.public_key, random));
  const std::string sent = wire::encode(body);
  CHECK(sent.find("张三") == std::string::npos);
  CHECK(sent.find("1203004471") == std::string::npos);
  CHECK(sent.find("K7M-2248-Q") != std::string::npos);
  wire::RequestBody taken = *wire::decode_request_body(sent);
  REQUIRE(wire::take_personal(taken, *wire::open_sealed(centre.secret_key, taken.sealed)));
  CHECK(taken == open);
  CHECK_FALSE(wire::take_personal(taken, "[]"));
}

TEST_CASE("a record is sealed to the same bytes each time, and is bound to its name") {
  const std::string sealed = wire::seal_under(kKey, "bill/1203004471/202610", "82.85");
  CHECK(wire::seal_under(kKey, "bill/1203004471/202610", "82.85") == sealed);
  CHECK(wire::seal_under(kKey, "bill/1203004471/202611", "82.85") != sealed);
  CHECK(*wire::open_under(kKey, "bill/1203004471/202610", sealed) == "82.85");
  CHECK_FALSE(wire::open_under(kKey, "bill/1203004471/202611", sealed));
  CHECK_FALSE(wire::open_under(std::string(wire::kHouseholdKeyBytes, 'x'), "bill/1203004471/202610", sealed));
  CHECK_FALSE(wire::open_under("", "bill/1203004471/202610", sealed));
  CHECK_FALSE(wire::open_under(kKey, "bill/1203004471/202610", ""));
  for (std::size_t at = 0; at + 1 < sealed.size(); ++at) {
    CHECK_FALSE(wire::open_under(kKey, "bill/1203004471/202610", altered(sealed, at)));
  }
}

TEST_CASE("a household's key opens by its PIN, argon2id with 64 MiB") {
  CHECK(wire::kLockMemoryKib == 65536);
  const auto lock = wire::make_lock("1203004471", "482913", kKey, kSalt);
  REQUIRE(lock);
  CHECK(wire::open_lock("1203004471", *lock, "482913")->view() == kKey);
  CHECK(wire::open_lock("1203004471", *lock, "482914").error().code == ErrorCode::unauthenticated);
}

TEST_CASE("a lock is of its household alone") {
  const auto lock = wire::make_lock("1203004471", "482913", kKey, kSalt, 1, 64);
  REQUIRE(lock);
  CHECK(wire::open_lock("1203004471", *lock, "482913"));
  CHECK_FALSE(wire::open_lock("1203004472", *lock, "482913"));
  wire::HouseholdLock broken = *lock;
  broken.wrapped = altered(broken.wrapped, 3);
  CHECK_FALSE(wire::open_lock("1203004471", broken, "482913"));
  broken.wrapped = "AAAA";
  CHECK(wire::open_lock("1203004471", broken, "482913").error().code == ErrorCode::corrupt);
}
