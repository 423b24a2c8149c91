// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/sign_in_code.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <set>

using namespace gridboard;
using namespace gridboard::model;
using namespace std::chrono_literals;

namespace {

std::string key_from(char first) {
  std::string key;
  for (int i = 0; i < 32; ++i) key += static_cast<char>(first + i);
  return key;
}

base::Instant noon() {
  return base::parse_rfc3339("2026-11-21T12:00:00+08:00").value();  // a step begins
}

SignInCode code_at(base::Instant at) {
  return parse_sign_in_code(make_sign_in_code("B-7K4M9X", key_from(0), at)).value();
}

base::ErrorCode refusal(const SignInCode& code, const std::string& key, base::Instant now) {
  const auto checked = check_sign_in_code(code, key, now);
  REQUIRE_FALSE(checked);
  return checked.error().code;
}

}  // namespace

TEST_CASE("a sign-in code is the one that the format document shows") {
  const auto at = base::parse_rfc3339("2026-11-21T16:42:00+08:00").value();
  const std::string code = make_sign_in_code("B-7K4M9X", key_from(0), at);
  CHECK(code == "B-7K4M9X.59841684.eMN7F5ulp7B7Gevc");
  std::ifstream file(std::string(GRIDBOARD_SOURCE_DIR) + "/sync/protocol/FORMAT.md");
  bool found = false;
  for (std::string line; std::getline(file, line);) found = found || line == code;
  CHECK(found);
}

TEST_CASE("a sign-in code lasts for its step and changes with the next") {
  const std::string code = make_sign_in_code("B-7K4M9X", key_from(0), noon());
  CHECK(make_sign_in_code("B-7K4M9X", key_from(0), noon() - 1s) != code);
  CHECK(make_sign_in_code("B-7K4M9X", key_from(0), noon() + 29s + 999ms) == code);
  CHECK(make_sign_in_code("B-7K4M9X", key_from(0), noon() + 30s) != code);
  CHECK(sign_in_step(noon() + 30s) == sign_in_step(noon()) + 1);
  CHECK(make_sign_in_code("B-2", key_from(0), noon()) != code);
  CHECK(make_sign_in_code("B-7K4M9X", key_from(1), noon()) != code);
}

TEST_CASE("without a key or an id there is no code") {
  CHECK(make_sign_in_code("B-7K4M9X", "", noon()).empty());
  CHECK(make_sign_in_code("B-7K4M9X", key_from(0).substr(1), noon()).empty());
  CHECK(make_sign_in_code("", key_from(0), noon()).empty());
  CHECK(make_sign_in_code("B.7", key_from(0), noon()).empty());
}

TEST_CASE("a sign-in code is taken from one step before its own to two after it, to the second") {
  const SignInCode code = code_at(noon());
  CHECK(refusal(code, key_from(0), noon() - 31s) == base::ErrorCode::expired);
  CHECK(refusal(code, key_from(0), noon() - 30s - 1ms) == base::ErrorCode::expired);
  CHECK(check_sign_in_code(code, key_from(0), noon() - 30s));
  CHECK(check_sign_in_code(code, key_from(0), noon() - 29s));
  CHECK(check_sign_in_code(code, key_from(0), noon()));
  CHECK(check_sign_in_code(code, key_from(0), noon() + 89s));
  CHECK(check_sign_in_code(code, key_from(0), noon() + 90s - 1ms));
  CHECK(refusal(code, key_from(0), noon() + 90s) == base::ErrorCode::expired);
  CHECK(refusal(code, key_from(0), noon() + 91s) == base::ErrorCode::expired);
}

TEST_CASE("a forged sign-in code is refused, whatever its time") {
  const SignInCode genuine = code_at(noon());
  CHECK(refusal(genuine, key_from(1), noon()) == base::ErrorCode::unauthenticated);
  CHECK(refusal(genuine, "", noon()) == base::ErrorCode::unauthenticated);
  SignInCode forged = genuine;
  SUBCASE("another board's") {
    forged.board_id = "B-7K4M9Y";
  }
  SUBCASE("a later step under an old signature") {
    ++forged.step;
  }
  SUBCASE("a changed signature") {
    forged.mac[0] = forged.mac[0] == 'a' ? 'b' : 'a';
  }
  SUBCASE("a cut signature") {
    forged.mac.pop_back();
  }
  SUBCASE("no signature") {
    forged.mac.clear();
  }
  if (forged.board_id == genuine.board_id && forged.step == genuine.step && forged.mac == genuine.mac) return;
  CHECK(refusal(forged, key_from(0), noon()) == base::ErrorCode::unauthenticated);
  CHECK(refusal(forged, key_from(0), noon() + 24h) == base::ErrorCode::unauthenticated);
}

TEST_CASE("what isn't of the form of a sign-in code is refused") {
  const std::string mac = "AAAAAAAAAAAAAAAA";
  REQUIRE(parse_sign_in_code("B-7K4M9X.59841684." + mac));
  CHECK(parse_sign_in_code("b_1.0." + mac)->step == 0);
  CHECK(parse_sign_in_code(std::string(64, 'b') + ".1." + mac));
  for (const std::string& text : {std::string(),
                                  std::string("."),
                                  std::string(".."),
                                  std::string("B-7"),
                                  "B-7.1" + mac,
                                  ".1." + mac,
                                  "B-7.." + mac,
                                  "B-7.01." + mac,
                                  "B-7.+1." + mac,
                                  "B-7.-1." + mac,
                                  "B-7. 1." + mac,
                                  "B-7.1x." + mac,
                                  "B-7.9999999999999999." + mac,
                                  "B-7.1." + mac.substr(1),
                                  "B-7.1." + mac + "A",
                                  "B-7.1." + mac + ".1",
                                  std::string("B-7.1.AAAAAAAA+/AAAAAA"),
                                  "B 7.1." + mac,
                                  "B/7.1." + mac,
                                  std::string(65, 'b') + ".1." + mac,
                                  "B\xE4\xB8\xAD.1." + mac,
                                  std::string(1 << 20, '.')}) {
    CAPTURE(text.substr(0, 80));
    const auto code = parse_sign_in_code(text);
    REQUIRE_FALSE(code);
    CHECK(code.error().code == base::ErrorCode::invalid_input);
  }
}
