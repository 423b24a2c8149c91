// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/sync/api/staff.hpp"

using namespace gridboard;
using test::json_of;
using test::text_in;

namespace {

std::string paths_in(const test::Reply& reply) {
  std::string paths;
  const auto page = json_of(reply);
  for (const auto& item : page.at("items").as_array()) paths += text_in(item.as_object(), "path") + ' ';
  return paths;
}

void put_place(test::Desk& desk, const std::string& path, model::PlaceKind kind, const std::string& name,
               const std::string& supply = "") {
  desk.centre.write([&](store::Writer& writer) -> base::Result<void> {
    model::Place place;
    place.path = path;
    place.kind = kind;
    place.name = name;
    place.supply_id = supply;
    const auto put = writer.put(place);
    if (!put) return tl::unexpected(put.error());
    return {};
  });
}

}  // namespace

TEST_CASE("the tree is walked level by level, siblings that begin alike kept apart") {
  test::Desk desk;
  const std::string session = desk.session_of(desk.add("li", {{store::Role::publisher, ""}}));
  put_place(desk, "YX/BT/G1/XH/3-1", model::PlaceKind::building, "3-1栋");
  put_place(desk, "YX/BT/G1/XH/30", model::PlaceKind::building, "30栋");
  CHECK(paths_in(desk.get("/places", session)) == "YX ");
  CHECK(paths_in(desk.get("/places?under=YX/BT/G1/XH", session)) == "YX/BT/G1/XH/3 YX/BT/G1/XH/3-1 YX/BT/G1/XH/30 ");
  const auto page = desk.get("/places?under=YX/BT/G1/XH&limit=2", session);
  CHECK(paths_in(page) == "YX/BT/G1/XH/3 YX/BT/G1/XH/3-1 ");
  CHECK(paths_in(desk.get("/places?under=YX/BT/G1/XH&limit=2&after=" + text_in(json_of(page), "next"), session)) ==
        "YX/BT/G1/XH/30 ");
  const auto building = json_of(desk.get("/places?under=YX/BT/G1/XH&limit=1", session)).at("items").as_array()[0];
  CHECK(building.at("children").as_int64() == 2);
  CHECK(text_in(building.as_object(), "words") == "新华社区/3栋");
}

TEST_CASE("places are found by name, code and what lies above them") {
  test::Desk desk;
  const std::string session = desk.session_of(desk.add("li", {{store::Role::publisher, ""}}));
  put_place(desk, "YX/BT/G1/DF", model::PlaceKind::community, "东方社区");
  put_place(desk, "YX/BT/G1/DF/3", model::PlaceKind::building, "3栋");
  CHECK(paths_in(desk.get("/places/search?q=3%E6%A0%8B", session)) == "YX/BT/G1/DF/3 YX/BT/G1/XH/3 ");
  CHECK(paths_in(desk.get("/places/search?q=%E6%96%B0%E5%8D%8E%203%E6%A0%8B", session)) == "YX/BT/G1/XH/3 ");
  CHECK(paths_in(desk.get("/places/search?q=df/3", session)) == "YX/BT/G1/DF/3 ");
  CHECK(paths_in(desk.get("/places/search?q=g1", session)) == "YX/BT/G1 ");  // its own code, not those below
  CHECK(paths_in(desk.get("/places/search?q=%25", session)).empty());
  CHECK(desk.get("/places/search", session).status == 400);
}

TEST_CASE("one who serves a community sees that and what is below, and nothing beside it") {
  test::Desk desk;
  put_place(desk, "YX/BT/G1/DF", model::PlaceKind::community, "东方社区");
  const std::string session = desk.session_of(desk.add("zhou", {{store::Role::community_manager, test::kCommunity}}));
  CHECK(paths_in(desk.get("/places", session)) == "YX/BT/G1/XH ");
  CHECK(paths_in(desk.get("/places?under=YX/BT", session)) == "YX/BT/G1/XH ");
  CHECK(desk.get("/places?under=YX/BT/G1/DF", session).status == 403);
  CHECK(desk.get("/places/one?path=YX/BT/G1/DF", session).status == 403);
  CHECK(paths_in(desk.get("/places/search?q=%E7%A4%BE%E5%8C%BA", session)) == "YX/BT/G1/XH ");
}

TEST_CASE("a place says who serves it and what feeds it, inherited from above") {
  test::Desk desk;
  const std::string session = desk.session_of(desk.add("li", {{store::Role::publisher, ""}}));
  desk.centre.write([](store::Writer& writer) -> base::Result<void> {
    const auto put = writer.put(model::SupplyPoint{"T1", "", model::SupplyKind::transformer_district, "新华1号台区"});
    if (!put) return tl::unexpected(put.error());
    return {};
  });
  put_place(desk, "YX/BT/G1/XH/3", model::PlaceKind::building, "3栋", "T1");
  const auto place = json_of(desk.get(std::string("/places/one?path=") + test::kUnit2, session));
  CHECK(text_in(place, "supply_name") == "新华1号台区");
  CHECK(place.at("ancestors").as_array().size() == 5);
  CHECK(place.at("place").as_object().at("households").as_int64() == 0);
  CHECK(desk.get("/places/one?path=YX/NO", session).status == 404);
  const auto supply = json_of(desk.get("/supply", session)).at("items").as_array();
  REQUIRE(supply.size() == 1);
  CHECK(text_in(supply[0].as_object(), "kind") == "transformer_district");
}
