// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/place.hpp"

#include "sync/model/names.hpp"

namespace gridboard::model {

namespace {

constexpr std::array<Word<PlaceKind>, 11> kPlaceKinds{{{PlaceKind::company, "company", "公司"},
                                                       {PlaceKind::district, "district", "区县"},
                                                       {PlaceKind::grid, "grid", "网格"},
                                                       {PlaceKind::community, "community", "社区"},
                                                       {PlaceKind::community, "community", "村"},
                                                       {PlaceKind::community, "community", "小区"},
                                                       {PlaceKind::building, "building", "楼栋"},
                                                       {PlaceKind::building, "building", "栋"},
                                                       {PlaceKind::unit, "unit", "单元"},
                                                       {PlaceKind::household, "household", "户"},
                                                       {PlaceKind::household, "household", "住户"}}};

constexpr std::array<Word<SiteClass>, 6> kSiteClasses{{{SiteClass::city, "city", "城区"},
                                                       {SiteClass::city, "city", "城市"},
                                                       {SiteClass::rural, "rural", "农村"},
                                                       {SiteClass::rural, "rural", "乡村"},
                                                       {SiteClass::remote, "remote", "偏远"},
                                                       {SiteClass::remote, "remote", "特殊边远"}}};

constexpr std::array<Word<SupplyKind>, 5> kSupplyKinds{
    {{SupplyKind::substation, "substation", "变电站"},
     {SupplyKind::feeder, "feeder", "线路"},
     {SupplyKind::feeder, "feeder", "馈线"},
     {SupplyKind::transformer_district, "transformer_district", "台区"},
     {SupplyKind::transformer_district, "transformer_district", "配变"}}};

}  // namespace

const char* name_of(PlaceKind kind) {
  return name_in(kPlaceKinds, kind);
}
const char* name_of(SiteClass site_class) {
  return name_in(kSiteClasses, site_class);
}
const char* name_of(SupplyKind kind) {
  return name_in(kSupplyKinds, kind);
}

base::Result<PlaceKind> parse_place_kind(std::string_view text) {
  return parse_in(kPlaceKinds, text, "kind of place");
}
base::Result<SiteClass> parse_site_class(std::string_view text) {
  return parse_in(kSiteClasses, text, "site class");
}
base::Result<SupplyKind> parse_supply_kind(std::string_view text) {
  return parse_in(kSupplyKinds, text, "kind of supply point");
}

}  // namespace gridboard::model
