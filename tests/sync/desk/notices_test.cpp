// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/base/files.hpp"
#include "sync/desk/list_notices.hpp"
#include "sync/desk/publish_notice.hpp"
#include "sync/desk/withdraw_notice.hpp"
#include "sync/wire/blob.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using base::ErrorCode;
using desk::test::kCommunity;
using desk::test::StaffCentre;

desk::PublishNotice notice_to(std::vector<std::string> places) {
  desk::PublishNotice wanted;
  wanted.title = "检修提醒";
  wanted.body = "今天下午检修楼道照明。";
  wanted.places = std::move(places);
  wanted.publisher = "wang";
  return wanted;
}

base::Result<model::Notice> publish(StaffCentre& centre, const desk::PublishNotice& wanted) {
  return desk::publish_notice(*centre.store, wanted, centre.clock, centre.random);
}

base::Result<model::Notice> withdraw(StaffCentre& centre, const std::string& id) {
  return desk::withdraw_notice(*centre.store, desk::cli_actor("wang"), id, centre.clock.now());
}

int units_with(StaffCentre& centre, const std::string& key) {
  int units = 0;
  for (int building = 1; building <= 10; ++building) {
    for (int unit = 1; unit <= 4; ++unit) {
      const std::string path = kCommunity + "/" + std::to_string(building) + "/" + std::to_string(unit);
      units += centre.keys_at(path).contains(key) ? 1 : 0;
    }
  }
  return units;
}

}  // namespace

TEST_CASE("a notice reaches the boards of its places and no other") {
  StaffCentre centre;
  SUBCASE("one unit of 40, and the hall of its community") {
    const auto notice = publish(centre, notice_to({"新华社区/3栋/2单元"}));
    REQUIRE(notice);
    const std::string key = "notice/" + notice->id;
    CHECK(units_with(centre, key) == 1);
    CHECK(centre.keys_at(desk::test::kUnit).contains(key));
    CHECK(centre.keys_at(kCommunity).contains(key));
    CHECK(!centre.keys_at("YX/BT/G1/DX/3").contains(key));
    CHECK(!centre.keys_at("YX/BT/G1/DX").contains(key));
  }
  SUBCASE("three units in one command") {
    const auto notice = publish(centre, notice_to({"新华社区/3栋/2单元", "XH/1/1", "新华社区/10栋/4单元"}));
    REQUIRE(notice);
    CHECK(notice->audience.size() == 3);
    CHECK(units_with(centre, "notice/" + notice->id) == 3);
  }
  SUBCASE("units of two communities") {
    const auto notice = publish(centre, notice_to({"新华社区/3栋/2单元", "东兴社区/3栋"}));
    REQUIRE(notice);
    CHECK(units_with(centre, "notice/" + notice->id) == 1);
    CHECK(centre.keys_at("YX/BT/G1/DX/3").contains("notice/" + notice->id));
  }
  SUBCASE("a community, a whole city") {
    const auto community = publish(centre, notice_to({"新华社区"}));
    const auto city = publish(centre, notice_to({"云溪供电"}));
    REQUIRE(community);
    REQUIRE(city);
    CHECK(units_with(centre, "notice/" + community->id) == 40);
    CHECK(units_with(centre, "notice/" + city->id) == 40);
    CHECK(!centre.keys_at("YX/BT/G1/DX/3").contains("notice/" + community->id));
    CHECK(centre.keys_at("YX/BT/G1/DX/3").contains("notice/" + city->id));
  }
}

TEST_CASE("a withdrawn notice leaves every board and stays in the books") {
  StaffCentre centre;
  const auto notice = publish(centre, notice_to({"新华社区/3栋/2单元", "东兴社区/3栋"}));
  REQUIRE(notice);
  std::string typed = " " + notice->id;
  typed[1] = 'n';
  REQUIRE(withdraw(centre, typed));
  CHECK(units_with(centre, "notice/" + notice->id) == 0);
  CHECK(!centre.keys_at("YX/BT/G1/DX/3").contains("notice/" + notice->id));
  const std::uint64_t head = centre.head_of(kCommunity);
  CHECK(withdraw(centre, notice->id)->withdrawn);
  CHECK(centre.head_of(kCommunity) == head);
  CHECK(desk::list_notices(*centre.store, {}, centre.clock)->empty());
  const auto all = desk::list_notices(*centre.store, {{}, true}, centre.clock);
  REQUIRE(all->size() == 1);
  CHECK(desk::standing(all->front(), centre.clock.now()) == desk::NoticeStanding::withdrawn);
  CHECK(withdraw(centre, "N20261122-XXXX").error().code == ErrorCode::not_found);
}

TEST_CASE("a notice that would be wrong on a board isn't published") {
  StaffCentre centre;
  auto wanted = notice_to({"新华社区"});
  const std::uint64_t head = centre.head_of(kCommunity);
  SUBCASE("urgent without an end") {
    wanted.urgent = true;
  }
  SUBCASE("without a title") {
    wanted.title.clear();
  }
  SUBCASE("without a text") {
    wanted.body.clear();
  }
  SUBCASE("over already") {
    wanted.valid_from = desk::test::at("2026-11-20 08:00");
    wanted.valid_to = centre.clock.now();
  }
  SUBCASE("ending before it begins") {
    wanted.valid_from = desk::test::at("2026-12-02 08:00");
    wanted.valid_to = desk::test::at("2026-12-01 08:00");
  }
  SUBCASE("to no place") {
    wanted.places.clear();
  }
  CHECK(publish(centre, wanted).error().code == ErrorCode::invalid_input);
  CHECK(centre.head_of(kCommunity) == head);
  CHECK(desk::list_notices(*centre.store, {{}, true}, centre.clock)->empty());
}

TEST_CASE("the list tells what boards at a place get") {
  StaffCentre centre;
  const auto unit = publish(centre, notice_to({"新华社区/3栋/2单元"}));
  auto later = notice_to({"云溪供电"});
  later.valid_from = desk::test::at("2026-12-01 08:00");
  const auto city = publish(centre, later);
  REQUIRE(unit);
  REQUIRE(city);
  CHECK(desk::list_notices(*centre.store, {{"新华社区"}, false}, centre.clock)->size() == 2);
  const auto other = desk::list_notices(*centre.store, {{"新华社区/1栋"}, false}, centre.clock);
  REQUIRE(other->size() == 1);
  CHECK(other->front().id == city->id);
  CHECK(desk::standing(other->front(), centre.clock.now()) == desk::NoticeStanding::coming);
}

TEST_CASE("a picture is published with its notice or not at all, without what the camera wrote beside it") {
  StaffCentre centre;
  const auto file = [](const char* name) {
    return base::read_file(std::string(GRIDBOARD_SOURCE_DIR) + "/tests/fuzz/seeds/fuzz_picture/" + name).value();
  };
  desk::PublishNotice wanted = notice_to({"新华社区"});
  wanted.picture = file("jpeg-exif");
  wanted.picture_text = "左红右蓝";
  SUBCASE("the record says what it is, and the blob is what the record says") {
    const auto notice = publish(centre, wanted);
    REQUIRE(notice);
    REQUIRE(notice->picture);
    CHECK(notice->picture->type == model::PictureType::jpeg);
    CHECK(notice->picture->width_px == 32);
    CHECK(notice->picture->height_px == 16);
    REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
      const std::string blob = reader.blob_bytes(notice->picture->sha256, 0).value();
      CHECK(blob.size() == notice->picture->bytes);
      CHECK(wire::sha256_of(blob) == notice->picture->sha256);
      CHECK(blob.find("Maker") == std::string::npos);
      CHECK(reader.notice(notice->id).value() == *notice);
      return {};
    }));
    CHECK(centre.body_of(kCommunity, "notice/" + notice->id).find(notice->picture->sha256) != std::string::npos);
    // The same picture again is one blob.
    CHECK(publish(centre, wanted).value().picture == notice->picture);
  }
  SUBCASE("no text") {
    wanted.picture_text.clear();
  }
  SUBCASE("no picture") {
    wanted.picture.clear();
  }
  SUBCASE("two") {
    wanted.image = "tiers";
  }
  SUBCASE("another kind of file") {
    wanted.picture = "GIF89a";
  }
  SUBCASE("cut off") {
    wanted.picture.resize(500);
  }
  SUBCASE("lying on its side") {
    wanted.picture = file("jpeg-turned");
  }
  const bool is_whole = wanted.picture == file("jpeg-exif") && !wanted.picture_text.empty() && wanted.image.empty();
  if (is_whole) return;
  CHECK(publish(centre, wanted).error().code == ErrorCode::invalid_input);
}
