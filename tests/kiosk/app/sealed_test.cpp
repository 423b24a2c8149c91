// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What belongs to a household lies sealed on the disk, opens by its PIN, and is refused where it was altered.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "kiosk/app/bill_view.hpp"
#include "stored_board.hpp"
#include "sync/wire/records.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::app;

namespace {

std::vector<std::string> files_holding(const std::string& folder, const std::string& text) {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::stringstream content;
    content << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    if (content.str().find(text) != std::string::npos) found.push_back(entry.path().filename().string());
  }
  return found;
}

void check_disk(StoredBoard& world) {
  const wire::BillRecord bill = open_bill(world.clock.now());
  for (const std::string& planted : {std::string(kName), std::string(kPhone), bill.bill.bill_no, bill.payment->payload,
                                     std::string("\"amount_fen\""), std::string("92.00"), std::string("energy_wh")}) {
    CAPTURE(planted);
    CHECK(files_holding(world.folder, planted) == std::vector<std::string>());
  }
}

}  // namespace

TEST_CASE("with the disk in hand and no PIN nothing of a household can be read") {
  StoredBoard world({.link = false});
  REQUIRE_FALSE(files_holding(world.folder, kAccount).empty());  // the search does find what is there
  check_disk(world);
  world.unlock();
  REQUIRE(world.board->state().bill.masked_name == kName);
  REQUIRE(world.board->state().bill.payable_fen == 9200);
  check_disk(world);
  world.hand_in_visit();
  REQUIRE(world.outbox_size() == 1);
  CHECK(files_holding(world.folder, "\"answers\"") == std::vector<std::string>());
  check_disk(world);
  world.close();
  check_disk(world);
}

TEST_CASE("a wrong PIN opens nothing") {
  StoredBoard world({.link = false});
  world.unlock("000000");
  CHECK_FALSE(world.board->state().session.unlocked);
  CHECK(world.board->state().bill.masked_name.empty());
}

TEST_CASE("a bill that was altered where it lies isn't shown, the others are") {
  StoredBoard world({.link = false});
  world.close();
  wire::SealedBill bad = sealed(open_bill(world.clock.now()));
  SUBCASE("what is sealed") {
    bad.sealed[bad.sealed.size() / 2] = bad.sealed[bad.sealed.size() / 2] == 'A' ? 'B' : 'A';
  }
  SUBCASE("what stands beside it") {
    bad.due = base::add_days(bad.due, 30);
  }
  SUBCASE("nothing in it") {
    bad.sealed.clear();
  }
  world.put({bad});
  world.open();
  world.unlock();
  REQUIRE(world.board->state().session.unlocked);
  CHECK(world.board->state().bill.payment_payload.empty());
  CHECK(world.board->state().bill.payable_fen == 0);
  REQUIRE(world.board->state().bill.bill);
  CHECK(world.board->state().bill.bill->period != bad.period);
}

TEST_CASE("a code that names another amount than its record is never shown, and is told") {
  const wire::BillRecord good = open_bill(base::SystemClock().now());
  CHECK(payment_problem(good).empty());
  wire::BillRecord bad = good;
  SUBCASE("another amount") {
    bad.payment->amount_fen += 1;
  }
  SUBCASE("another bill") {
    bad.bill.bill_no += "1";
  }
  SUBCASE("no code at all") {
    bad.payment->payload = "https://example.com/pay";
  }
  CHECK_FALSE(payment_problem(bad).empty());
}
