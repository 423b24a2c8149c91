// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <set>

#include "sync/desk/add_board.hpp"
#include "sync/desk/list_boards.hpp"
#include "sync/desk/revoke_board.hpp"
#include "sync/model/receipt.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using base::ErrorCode;
using desk::test::StaffCentre;

base::Result<desk::AddedBoard> add(StaffCentre& centre, const std::string& place, bool hall) {
  return desk::add_board(*centre.store, {"", place, hall}, centre.clock, centre.random);
}

}  // namespace

TEST_CASE("a new board has a code of ten characters, valid a day, of which only the hash is kept") {
  StaffCentre centre;
  const auto added = add(centre, "新华社区/3栋/2单元", false);
  REQUIRE(added);
  CHECK(added->code.size() == 10);
  const auto kept = desk::list_boards(*centre.store, {});
  REQUIRE(kept->size() == 1);
  const store::Board& board = kept->front();
  CHECK(board.code_hash == desk::hash_board_code(added->code));
  CHECK(board.code_hash.size() == 64);
  CHECK(board.code_expires == centre.clock.now() + std::chrono::hours(24));
  CHECK(board.name == "新华社区/3栋/2单元");
  CHECK(board.state == store::BoardState::awaiting);
  CHECK(centre.head_of("board/" + board.id) == 1);
  std::string typed = added->code;
  typed.insert(5, "-");
  for (char& c : typed) c = static_cast<char>(std::tolower(c));
  CHECK(desk::hash_board_code(typed) == board.code_hash);
}

TEST_CASE("ids and receipt prefixes are unique and prefixes can be read back") {
  StaffCentre centre;
  std::set<std::string> ids, prefixes;
  for (int i = 0; i < 60; ++i) {
    const auto added = add(centre, "新华社区/3栋/2单元", false);
    REQUIRE(added);
    ids.insert(added->board.id);
    prefixes.insert(added->board.receipt_prefix);
    const std::string receipt = model::make_receipt(added->board.receipt_prefix, 1);
    CHECK(model::canonical_receipt(receipt) == receipt);
  }
  CHECK(ids.size() == 60);
  CHECK(prefixes.size() == 60);
}

TEST_CASE("only a hall board stands above a building") {
  StaffCentre centre;
  CHECK(add(centre, "新华社区", false).error().code == ErrorCode::invalid_input);
  CHECK(add(centre, "新华社区", true));
  CHECK(add(centre, "3栋", false).error().code == ErrorCode::ambiguous);
  CHECK(add(centre, "没有的地方", true).error().code == ErrorCode::not_found);
}

TEST_CASE("a revoked board stays listed and its code is worth nothing") {
  StaffCentre centre;
  const auto added = add(centre, "新华社区/3栋/2单元", false);
  REQUIRE(added);
  CHECK(desk::revoke_board(*centre.store, added->board.id)->state == store::BoardState::revoked);
  CHECK(desk::revoke_board(*centre.store, added->board.id));
  CHECK(desk::list_boards(*centre.store, {"新华社区"})->front().code_hash.empty());
  CHECK(desk::list_boards(*centre.store, {"东兴社区"})->empty());
  CHECK(desk::revoke_board(*centre.store, "B-NOBODY").error().code == ErrorCode::not_found);
}
