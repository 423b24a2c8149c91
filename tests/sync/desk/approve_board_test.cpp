// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/approve_board.hpp"

#include <doctest/doctest.h>
#include <sodium.h>

#include <array>
#include <span>

#include "sync/desk/add_board.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/enrol_board.hpp"
#include "sync/desk/issue_challenge.hpp"
#include "tests/sync/desk/staff_centre.hpp"

using namespace gridboard;
using base::ErrorCode;
using desk::test::StaffCentre;

namespace {

const desk::Actor kActor{"u1", "王芳", ""};

store::Board enrol(StaffCentre& centre) {
  const auto added = desk::add_board(*centre.store, {"", desk::test::kUnit, false}, centre.clock, centre.random);
  std::array<std::byte, crypto_sign_PUBLICKEYBYTES> key{};
  centre.random.fill(key);
  REQUIRE(desk::enrol_board(*centre.store, centre.keys->public_keys(), {added->code, base::to_base64url(key)},
                            centre.clock.now()));
  return added->board;
}

store::Board board_of(StaffCentre& centre, const std::string& id) {
  std::optional<store::Board> board;
  REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
    board = reader.board(id).value();
    return {};
  }));
  return *board;
}

std::vector<std::string> actions(StaffCentre& centre) {
  std::vector<std::string> names;
  const auto page = desk::list_audit(*centre.store, {});
  for (const auto& entry : page->items) names.push_back(entry.action);
  return names;
}

}  // namespace

TEST_CASE("where the centre doesn't ask for approval a board that enrols is in use") {
  StaffCentre centre;
  const auto board = enrol(centre);
  CHECK(board_of(centre, board.id).state == store::BoardState::active);
  CHECK(desk::approve_board(*centre.store, kActor, board.id, centre.clock.now()).error().code == ErrorCode::conflict);
}

TEST_CASE("where it does, the board waits: no challenge, until somebody approves of it or turns it away") {
  StaffCentre centre;
  const auto now = centre.clock.now();
  REQUIRE(desk::set_boards_need_approval(*centre.store, kActor, true, now));
  REQUIRE(desk::set_boards_need_approval(*centre.store, kActor, true, now));
  const auto board = enrol(centre);
  CHECK(board_of(centre, board.id).state == store::BoardState::unapproved);
  const auto waits = desk::find_active_board(*centre.store, board.id);
  CHECK(waits.error().code == ErrorCode::conflict);
  CHECK(waits.error().message == desk::kAwaitsApproval);
  SUBCASE("approved") {
    centre.clock.advance(std::chrono::hours(50));
    const auto approved = desk::approve_board(*centre.store, kActor, board.id, centre.clock.now());
    REQUIRE(approved);
    CHECK(approved->state == store::BoardState::active);
    CHECK(approved->last_seen == centre.clock.now());
    CHECK(desk::find_active_board(*centre.store, board.id));
    const auto done = actions(centre);
    CHECK(done == std::vector<std::string>{"approveBoard", "changeBoardSettings"});
  }
  SUBCASE("turned away") {
    REQUIRE(desk::refuse_board(*centre.store, kActor, board.id, "没有这台", now));
    CHECK(board_of(centre, board.id).state == store::BoardState::revoked);
    CHECK(desk::find_active_board(*centre.store, board.id).error().code == ErrorCode::forbidden);
    CHECK(desk::refuse_board(*centre.store, kActor, board.id, "x", now).error().code == ErrorCode::conflict);
    CHECK(desk::list_audit(*centre.store, {})->items[0].after.find("没有这台") != std::string::npos);
  }
  CHECK(desk::approve_board(*centre.store, kActor, "B-NOBODY", now).error().code == ErrorCode::not_found);
}
