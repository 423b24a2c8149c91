// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/desk/match_places.hpp"
#include "sync/desk/resolve_places.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using base::ErrorCode;
using desk::test::StaffCentre;

template <class T>
base::Result<T> reading(StaffCentre& centre, const std::function<base::Result<T>(store::Reader&)>& body) {
  base::Result<T> result = base::fail(ErrorCode::internal, "not read");
  auto read = centre.store->read([&](store::Reader& reader) -> base::Result<void> {
    result = body(reader);
    return {};
  });
  REQUIRE(read);
  return result;
}

base::Result<model::Place> resolved(StaffCentre& centre, const std::string& written) {
  return reading<model::Place>(centre, [&](store::Reader& reader) { return desk::resolve_place(reader, written); });
}

}  // namespace

TEST_CASE("staff name a place in the way that is shortest for them") {
  StaffCentre centre;
  for (const char* written :
       {"YX/BT/G1/XH/3/2", "云溪供电/北塘/北塘一网格/新华社区/3栋/2单元", "新华社区/3栋/2单元",
        " 新华社区 / 3 栋 / 2单元 ", "新华社区／３栋／２单元", "XH/3/2", "xh/3栋/2", "云溪供电/新华社区/3栋/2单元"}) {
    CAPTURE(written);
    const auto place = resolved(centre, written);
    REQUIRE(place);
    CHECK(place->path == desk::test::kUnit);
  }
  CHECK(resolved(centre, "新华社区")->path == desk::test::kCommunity);
  CHECK(resolved(centre, "云溪供电")->path == "YX");
  SUBCASE("levels between may be left out as long as one place is meant") {
    CHECK(resolved(centre, "北塘/新华社区")->path == desk::test::kCommunity);
  }
}

TEST_CASE("a name that fits several places is refused and they are listed") {
  StaffCentre centre;
  const auto building = resolved(centre, "3栋");
  REQUIRE(!building);
  CHECK(building.error().code == ErrorCode::ambiguous);
  CHECK(building.error().message.find("YX/BT/G1/XH/3 ") != std::string::npos);
  CHECK(building.error().message.find("YX/BT/G1/DX/3 ") != std::string::npos);
  const auto unit = resolved(centre, "2单元");
  REQUIRE(!unit);
  CHECK(unit.error().code == ErrorCode::ambiguous);
  CHECK(unit.error().message.find("fits 10 places") != std::string::npos);
}

TEST_CASE("a name that fits nothing is refused with what is near") {
  StaffCentre centre;
  const auto misspelt = resolved(centre, "新化社区");
  REQUIRE(!misspelt);
  CHECK(misspelt.error().code == ErrorCode::not_found);
  CHECK(misspelt.error().message.find("near it: YX/BT/G1/XH (") != std::string::npos);
  CHECK(resolved(centre, "新华").error().message.find("YX/BT/G1/XH (") != std::string::npos);
  CHECK(resolved(centre, "新华社区/11栋/2单元").error().code == ErrorCode::not_found);
  CHECK(resolved(centre, "YX/BT/G1/XH/3/9").error().code == ErrorCode::not_found);
  SUBCASE("and without suggestions where nothing is") {
    CHECK(resolved(centre, "quite another thing altogether").error().message.find("near") == std::string::npos);
  }
  SUBCASE("nothing at all is wrong input") {
    for (const char* written : {"", "  ", "/", "／"})
      CHECK(resolved(centre, written).error().code == ErrorCode::invalid_input);
  }
}

TEST_CASE("of several places those within another one are left out") {
  StaffCentre centre;
  const auto places = reading<std::vector<model::Place>>(centre, [](store::Reader& reader) {
    return desk::resolve_places(reader, {"新华社区/3栋/2单元", "新华社区/1栋", "XH/1/4", "新华社区/1栋"});
  });
  REQUIRE(places);
  REQUIRE(places->size() == 2);
  CHECK((*places)[0].path == "YX/BT/G1/XH/1");
  CHECK((*places)[1].path == desk::test::kUnit);
  CHECK(desk::without_contained({"A/B", "A", "A-1", "B/C/D", "B/C"}) == std::vector<std::string>{"A", "A-1", "B/C"});
}

TEST_CASE("a household is found by account or by its door") {
  StaffCentre centre;
  const auto found = [&](const std::string& written) {
    return reading<model::Household>(centre,
                                     [&](store::Reader& reader) { return desk::resolve_household(reader, written); });
  };
  CHECK(found(desk::test::kAccount)->door == "501");
  CHECK(found("新华社区/3栋/2单元/501")->account == desk::test::kAccount);
  CHECK(found("YX/BT/G1/XH/3/2/501")->account == desk::test::kAccount);
  CHECK(found("新华社区/3栋/501").error().code == ErrorCode::ambiguous);
  CHECK(found("新华社区/3栋/2单元/999").error().code == ErrorCode::not_found);
  CHECK(found("9999999999").error().code == ErrorCode::not_found);
  CHECK(found("501").error().code == ErrorCode::invalid_input);
}
