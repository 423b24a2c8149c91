// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/unlock.hpp"

#include <doctest/doctest.h>

#include "sync/wire/sealing.hpp"
#include "tests/sync/wire/samples.hpp"

using namespace gridboard;

namespace {

struct Fixture {
  base::SeededRandom random{7};
  wire::SealingPair pair = wire::make_sealing_pair(std::string(wire::kSealingSeedBytes, '2'));
  wire::UnlockAsk ask{"AAECAwQFBgcICQoLDA0ODw", "1203004471", pair.public_key};
  std::string key = tests::sample_household_key();
  std::string sealed = wire::seal_unlock(ask, "B-7K4M9X", key, random).value();

  bool opens(std::string_view board, std::string_view id, std::string_view account, const std::string& box) {
    const auto opened = wire::open_unlock(pair.secret_key, board, id, account, box);
    return opened && opened->view() == key;
  }
};

}  // namespace

TEST_CASE("a household's key comes out of the box on the board that asked, and nowhere else") {
  Fixture f;
  CHECK(f.opens("B-7K4M9X", f.ask.id, "1203004471", f.sealed));
  CHECK_FALSE(f.opens("B-7K4M9Y", f.ask.id, "1203004471", f.sealed));
  CHECK_FALSE(f.opens("B-7K4M9X", "BAECAwQFBgcICQoLDA0ODw", "1203004471", f.sealed));
  CHECK_FALSE(f.opens("B-7K4M9X", f.ask.id, "1203004472", f.sealed));
  CHECK_FALSE(f.opens("B-7K4M9X", f.ask.id, "1203004471", ""));
  std::string altered = f.sealed;
  altered[altered.size() / 2] = altered[altered.size() / 2] == 'A' ? 'B' : 'A';
  CHECK_FALSE(f.opens("B-7K4M9X", f.ask.id, "1203004471", altered));
  const auto other = wire::make_sealing_pair(std::string(wire::kSealingSeedBytes, '3'));
  CHECK_FALSE(wire::open_unlock(other.secret_key, "B-7K4M9X", f.ask.id, "1203004471", f.sealed));
}

TEST_CASE("a key is neither longer nor shorter, and is sealed to a key alone") {
  Fixture f;
  CHECK_FALSE(wire::seal_unlock(f.ask, "B-7K4M9X", f.key + "x", f.random));
  f.ask.key = "AAAA";
  CHECK_FALSE(wire::seal_unlock(f.ask, "B-7K4M9X", f.key, f.random));
}

TEST_CASE("an ask is whole or refused") {
  Fixture f;
  CHECK(wire::decode_unlock_ask(wire::encode(f.ask)).value() == f.ask);
  wire::UnlockAsk wrong = f.ask;
  SUBCASE("an id of another length") {
    wrong.id = wrong.id.substr(2);
  }
  SUBCASE("an id of other characters") {
    wrong.id[3] = '/';
  }
  SUBCASE("a key of another length") {
    wrong.key += "AA";
  }
  SUBCASE("no household") {
    wrong.account.clear();
  }
  const auto refused = wire::decode_unlock_ask(wire::encode(wrong));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == base::ErrorCode::invalid_input);
  CHECK_FALSE(wire::decode_unlock_ask("[]"));
}

TEST_CASE("no answer yet is an empty one, and ids are new each time") {
  Fixture f;
  CHECK(wire::encode(wire::UnlockAnswer{}) == "{}");
  CHECK(wire::decode_unlock_answer("{}").value() == wire::UnlockAnswer{});
  CHECK_FALSE(wire::decode_unlock_answer("{\"sealed\":3}"));
  const std::string first = wire::make_unlock_id(f.random), second = wire::make_unlock_id(f.random);
  CHECK(wire::is_unlock_id(first));
  CHECK(first != second);
}
