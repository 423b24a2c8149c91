// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/model/place.hpp"

using namespace gridboard::model;

TEST_CASE("words of places go round, in English and as staff write them") {
  for (const PlaceKind kind : {PlaceKind::company, PlaceKind::district, PlaceKind::grid, PlaceKind::community,
                               PlaceKind::building, PlaceKind::unit, PlaceKind::household}) {
    CHECK(parse_place_kind(name_of(kind)).value() == kind);
  }
  for (const SiteClass site_class : {SiteClass::city, SiteClass::rural, SiteClass::remote}) {
    CHECK(parse_site_class(name_of(site_class)).value() == site_class);
  }
  for (const SupplyKind kind : {SupplyKind::substation, SupplyKind::feeder, SupplyKind::transformer_district}) {
    CHECK(parse_supply_kind(name_of(kind)).value() == kind);
  }
  CHECK(parse_place_kind("楼栋").value() == PlaceKind::building);
  CHECK(parse_place_kind("村").value() == PlaceKind::community);
  CHECK(parse_site_class(" 农村 ").value() == SiteClass::rural);
  CHECK(parse_supply_kind("台区").value() == SupplyKind::transformer_district);
}

TEST_CASE("an unknown word is answered with the known ones, each once") {
  const auto wrong = parse_place_kind("street");
  REQUIRE_FALSE(wrong.has_value());
  CHECK(wrong.error().message ==
        "\"street\" is not a kind of place; known: company, district, grid, community, building, unit, household");
}
