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
  CHECK(centre.body_of(desk::test::kCommunity, "household/" + desk::test::kAccount).find("argon2id") !=
        std::string::npos);
  CHECK(household(centre, "3301050011").pin_hash.empty());

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
  }
}
