// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <sodium.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "sync/desk/centre_keys.hpp"
#include "sync/desk/init_centre.hpp"
#include "sync/desk/issue_pins.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/desk/rotate_keys.hpp"
#include "sync/desk/show_request.hpp"
#include "sync/model/receipt.hpp"
#include "sync/wire/sealing.hpp"
#include "sync/wire/signature.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using base::ErrorCode;
using desk::test::StaffCentre;

unsigned mode_of(const std::string& path) {
  struct stat about {};
  REQUIRE(::stat(path.c_str(), &about) == 0);
  return about.st_mode & 0777U;
}

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    lines.push_back(line);
  }
  return lines;
}

model::Household household(StaffCentre& centre, const std::string& account) {
  model::Household found;
  REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
    found = reader.household(account).value().value();
    return {};
  }));
  return found;
}

}  // namespace

TEST_CASE("keys are made once, for their owner's eyes") {
  StaffCentre centre;
  CHECK(desk::load_centre_public_keys(centre.folder).error().code == ErrorCode::not_found);
  const auto made = desk::make_centre_keys(centre.folder, centre.random);
  REQUIRE(made);
  CHECK(base::from_base64url(made->publishing).size() == 32);
  CHECK(base::from_base64url(made->sealing).size() == 32);
  CHECK(mode_of(centre.folder + "/publishing.key") == 0600);
  CHECK(mode_of(centre.folder + "/sealing.key") == 0600);
  CHECK(desk::make_centre_keys(centre.folder, centre.random).value() == *made);
  SUBCASE("what others may read is refused") {
    std::filesystem::permissions(centre.folder + "/sealing.key", std::filesystem::perms(0644));
    CHECK(desk::load_centre_public_keys(centre.folder).error().code == ErrorCode::forbidden);
  }
  SUBCASE("what isn't a key is refused and left alone") {
    std::ofstream(centre.folder + "/sealing.key") << "AAAA\n";
    CHECK(desk::make_centre_keys(centre.folder, centre.random).error().code == ErrorCode::corrupt);
  }
}

TEST_CASE("keys are rotated, each link signed by the key before, and picked up while in use") {
  StaffCentre centre;
  const auto first = desk::make_centre_keys(centre.folder, centre.random);
  REQUIRE(first);
  auto ring = desk::KeyRing::open(centre.folder);
  REQUIRE(ring);
  const std::string box = wire::seal_to(first->sealing, "诉求", centre.random).value();
  const base::Instant now = centre.clock.now();
  const auto second = desk::rotate_keys(centre.folder, desk::kKeyOverlap, now, centre.random);
  REQUIRE(second);
  CHECK(second->number == 2);
  CHECK(second->until - second->since == desk::kKeyOverlap);
  CHECK(wire::follows(*second, first->publishing));
  CHECK(mode_of(centre.folder + "/publishing.2.key") == 0600);
  CHECK(mode_of(centre.folder + "/sealing.2.key") == 0600);
  CHECK_FALSE(std::filesystem::exists(centre.folder + "/publishing.key"));
  CHECK((*ring)->number() == 1);
  (*ring)->refresh();
  CHECK((*ring)->number() == 2);
  CHECK((*ring)->public_keys().publishing == second->publishing_key);
  CHECK(wire::signature_fits(second->publishing_key, (*ring)->sign("{}"), "{}"));
  CHECK((*ring)->open_sealed(box).value() == "诉求");
  CHECK((*ring)->open_sealed("AAAA").error().code == ErrorCode::unauthenticated);
  const auto third = desk::rotate_keys(centre.folder, std::chrono::days(0), now, centre.random);
  REQUIRE(third);
  CHECK(wire::follows(*third, second->publishing_key));
  (*ring)->refresh();
  CHECK((*ring)->chain_lines().size() == 2);
  CHECK((*ring)->open_sealed(box).value() == "诉求");
  CHECK(desk::make_centre_keys(centre.folder, centre.random)->publishing == third->publishing_key);
  const auto listed = desk::list_keys(centre.folder);
  REQUIRE(listed);
  REQUIRE(listed->size() == 3);
  CHECK((*listed)[0].keys.publishing == third->publishing_key);
  CHECK_FALSE((*listed)[0].until);
  CHECK((*listed)[1].until == third->until);
  CHECK((*listed)[2].keys.publishing.empty());
  SUBCASE("new keys that others may read aren't used: the ones before stay in use") {
    REQUIRE(desk::rotate_keys(centre.folder, desk::kKeyOverlap, now, centre.random));
    std::filesystem::permissions(centre.folder + "/publishing.4.key", std::filesystem::perms(0640));
    (*ring)->refresh();
    CHECK((*ring)->number() == 3);
    CHECK(desk::KeyRing::open(centre.folder).error().code == ErrorCode::forbidden);
  }
  SUBCASE("a chain that was tampered with is refused") {
    std::ofstream(centre.folder + "/keys.chain", std::ios::app) << "{}\n";
    CHECK(desk::load_centre_public_keys(centre.folder).error().code == ErrorCode::corrupt);
  }
  SUBCASE("an overlap out of bounds") {
    for (const int days : {-1, 366}) {
      CHECK(desk::rotate_keys(centre.folder, std::chrono::days(days), now, centre.random).error().code ==
            ErrorCode::invalid_input);
    }
  }
}

TEST_CASE("a box that no key of this centre opens is answered with a sentence, and holds nothing up") {
  StaffCentre centre;
  const store::Board board = centre.enrolled(desk::test::kUnit);
  wire::RequestBody body;
  body.receipt = model::make_receipt(board.receipt_prefix, 1);
  body.kind = "suggestion";
  body.place_path = desk::test::kUnit;
  const std::string elsewhere = wire::make_sealing_pair(std::string(wire::kSealingSeedBytes, 'x')).public_key;
  REQUIRE(wire::seal(body, elsewhere, centre.random));
  const auto answer = centre.hand_in(board, wire::ItemKind::request, wire::encode(body), centre.clock.now());
  CHECK(answer.outcome == wire::ItemAnswer::Outcome::rejected);
  CHECK(answer.reason.find("无法打开") != std::string::npos);
}

TEST_CASE("a request that isn't sealed is refused for ever, and nothing of it is kept") {
  StaffCentre centre;
  const store::Board board = centre.enrolled(desk::test::kUnit);
  wire::RequestBody body;
  body.receipt = model::make_receipt(board.receipt_prefix, 1);
  body.kind = "suggestion";
  body.place_path = desk::test::kUnit;
  body.answers = {{"topic", "supply"}, {"details", "路灯不亮"}};
  const auto answer = centre.hand_in(board, wire::ItemKind::request, wire::encode(body), centre.clock.now());
  CHECK(answer.outcome == wire::ItemAnswer::Outcome::rejected);
  CHECK(answer.reason.find("没有加密") != std::string::npos);
  CHECK(desk::show_request(*centre.store, body.receipt).error().code == ErrorCode::not_found);
  // The same, sealed, is taken: the receipt wasn't used up.
  CHECK(centre.hand_in(board, body).outcome == wire::ItemAnswer::Outcome::accepted);
}

TEST_CASE("settings that boards couldn't show or pay to are refused") {
  StaffCentre centre;
  auto wanted = centre.settings;
  SUBCASE("no supplier") {
    wanted.supplier_name = " ";
  }
  SUBCASE("a supplier too long for the board") {
    wanted.supplier_name = std::string(41, 'x');
  }
  SUBCASE("no hotline") {
    wanted.hotline.clear();
  }
  SUBCASE("a merchant's name too long") {
    wanted.merchant.name = std::string(26, 'X');
  }
  SUBCASE("a merchant without a city") {
    wanted.merchant.city.clear();
  }
  CHECK(desk::init_centre(*centre.store, wanted, centre.rules, centre.clock.now()).error().code ==
        ErrorCode::invalid_input);
}

TEST_CASE("PINs are issued once and can be read in the slips alone") {
  StaffCentre centre;
  const std::string file = centre.folder + "/slips.csv";
  std::size_t reported = 0;
  const auto issue = [&](bool renew) {
    return desk::issue_pins(*centre.store, {{"新华社区/3栋/2单元"}, file, renew}, centre.rules, centre.clock,
                            centre.random, [&](std::size_t done, std::size_t) { reported = done; });
  };
  const auto issued = issue(false);
  REQUIRE(issued);
  CHECK(issued->issued == 2);
  CHECK(reported == 2);
  CHECK(mode_of(file) == 0600);
  const auto lines = lines_of(file);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == "account,place,door,pin");
  CHECK(lines[1].starts_with(desk::test::kAccount + ",YX/BT/G1/XH/3/2,501,"));
  const std::string pin = lines[1].substr(lines[1].rfind(',') + 1);
  CHECK(pin.size() == 6);
  const std::string hash = household(centre, desk::test::kAccount).pin_hash;
  CHECK(hash.starts_with("$argon2id$"));
  CHECK(crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0);
  const std::string key = "household/" + desk::test::kAccount;
  const std::string body = centre.body_of(desk::test::kCommunity, key);
  const auto on_board = std::get<wire::HouseholdRecord>(wire::decode(key, body).value());
  REQUIRE(on_board.lock);
  const auto household_key = wire::open_lock(on_board.account, *on_board.lock, pin);
  REQUIRE(household_key);
  CHECK(wire::open_details(on_board, household_key->view())->masked_name ==
        model::mask_name(household(centre, desk::test::kAccount).name));
  CHECK(household(centre, "3301050011").pin_hash.empty());
  CHECK(household(centre, "3301050011").pin_lock.empty());

  SUBCASE("the file is never overwritten") {
    CHECK(issue(true).error().code == ErrorCode::conflict);
    CHECK(household(centre, desk::test::kAccount).pin_hash == hash);
    CHECK(lines_of(file) == lines);
  }
  SUBCASE("who has one keeps it, and no empty file is left") {
    std::filesystem::remove(file);
    const auto again = issue(false);
    CHECK(again->issued == 0);
    CHECK(again->kept == 2);
    CHECK(!std::filesystem::exists(file));
  }
  SUBCASE("renewed on demand") {
    std::filesystem::remove(file);
    CHECK(issue(true)->issued == 2);
    CHECK(household(centre, desk::test::kAccount).pin_hash != hash);
    // The PIN before opens nothing that is sent from now on.
    const auto renewed =
        std::get<wire::HouseholdRecord>(wire::decode(key, centre.body_of(desk::test::kCommunity, key)).value());
    CHECK_FALSE(wire::open_lock(renewed.account, *renewed.lock, pin));
    CHECK_FALSE(wire::open_details(renewed, household_key->view()));
  }
}
