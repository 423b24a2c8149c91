// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/signature.hpp"

#include <doctest/doctest.h>

#include "tests/sync/wire/samples.hpp"

using namespace gridboard;

namespace {

wire::SigningPair pair_of(char seed) {
  return wire::make_signing_pair(std::string(wire::kSeedBytes, seed));
}

wire::KeyLine next_key() {
  wire::KeyLine key;
  key.number = 2;
  key.publishing_key = pair_of('2').public_key;
  key.sealing_key = pair_of('s').public_key;
  key.since = tests::at("2026-11-21T16:42:00+08:00");
  key.until = tests::at("2026-12-05T16:42:00+08:00");
  return key;
}

}  // namespace

TEST_CASE("a signature fits the bytes that it was made for, and no others") {
  const auto pair = pair_of('1');
  const std::string body = R"({"log":"YX","epoch":1,"from":0,"to":1,"puts":[],"removes":[]})";
  const std::string signature = wire::sign(pair.secret_key, body);
  CHECK(wire::public_half(pair.secret_key) == pair.public_key);
  CHECK(wire::signature_fits(pair.public_key, signature, body));
  CHECK_FALSE(wire::signature_fits(pair_of('2').public_key, signature, body));
  for (std::size_t i = 0; i < body.size(); ++i) {
    std::string altered = body;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    CHECK_FALSE(wire::signature_fits(pair.public_key, signature, altered));
  }
  for (const std::string& broken : {std::string(), std::string("-"), signature.substr(1), signature + "A"}) {
    CHECK_FALSE(wire::signature_fits(pair.public_key, broken, body));
  }
  CHECK_FALSE(wire::signature_fits("", signature, body));
  CHECK_FALSE(wire::signature_fits("AAAA", signature, body));
}

TEST_CASE("a key follows from the one that signed it, in all that it says") {
  const auto first = pair_of('1');
  wire::KeyLine key = next_key();
  wire::sign_key(first.secret_key, key);
  CHECK(wire::follows(key, first.public_key));
  CHECK_FALSE(wire::follows(key, key.publishing_key));
  SUBCASE("another number") {
    key.number = 3;
  }
  SUBCASE("another publishing key") {
    key.publishing_key = pair_of('9').public_key;
  }
  SUBCASE("another sealing key") {
    key.sealing_key = pair_of('9').public_key;
  }
  SUBCASE("since another moment") {
    key.since += std::chrono::milliseconds(1);
  }
  SUBCASE("a longer overlap") {
    key.until += std::chrono::milliseconds(1);
  }
  CHECK_FALSE(wire::follows(key, first.public_key));
}

TEST_CASE("a key line is read as it was written, in any zone") {
  wire::KeyLine key = next_key();
  wire::sign_key(pair_of('1').secret_key, key);
  for (const int hours : {0, 8, -5}) {
    const auto line = wire::parse_feed_line(wire::encode(key, base::Zone{std::chrono::hours(hours)}));
    REQUIRE(line);
    CHECK(std::get<wire::KeyLine>(*line) == key);
    CHECK(wire::follows(std::get<wire::KeyLine>(*line), pair_of('1').public_key));
  }
  key.publishing_key = "AAAA";
  CHECK_FALSE(wire::parse_feed_line(wire::encode(key, base::Zone())));
}
