// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The service tree and the electrical tree.

#include <string>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::model {

// 公司 / 区县 / 网格 / 社区(村) / 楼栋 / 单元 / 户, in this order from root to leaf; a level may be skipped, never reversed.
enum class PlaceKind { company, district, grid, community, building, unit, household };

// Site class 地域: sets the clocks of a crew (45, 90, 120 min).
enum class SiteClass { city, rural, remote };

// Place 地点: a node of the service tree.
struct Place {
  std::string path;  // codes from the root: "YX/BT/G1/XH/3/2"
  PlaceKind kind = PlaceKind::community;
  std::string name;  // as people say it: "新华社区", "3栋", "2单元"
  SiteClass site_class = SiteClass::city;
  std::string manager_id;  // empty: inherited from above
  std::string supply_id;   // the transformer district that feeds it, if one does; empty: inherited or unknown

  bool operator==(const Place&) const = default;
};

enum class SupplyKind { substation, feeder, transformer_district };

// SupplyPoint 供电点: a node of the electrical tree above the meter.
struct SupplyPoint {
  std::string id;         // the supplier's code: "10kV-XH-12"
  std::string parent_id;  // empty for a substation
  SupplyKind kind = SupplyKind::transformer_district;
  std::string name;  // "新华2号台区"

  bool operator==(const SupplyPoint&) const = default;
};

// Manager 客户经理: who serves a place.
struct Manager {
  std::string id;
  std::string name;
  std::string title;     // "社区客户经理"
  std::string phone;     // a work phone, meant to be public
  std::string hours;     // "每日 8:00–18:00"
  std::string serves;    // one line: what residents may ask of them
  std::string portrait;  // name of a picture, "" if none

  bool operator==(const Manager&) const = default;
};

// Office: a bank, agency or hall where people pay or ask 缴费网点.
struct Office {
  std::string id;
  std::string place_path;  // shown at boards that this place reaches
  std::string kind;        // "hall", "bank", "agency", "online"
  std::string name, address, hours, phone, services;

  bool operator==(const Office&) const = default;
};

// Stable lower-case names used in files, on the wire and in stores; parse takes the Chinese word as well.
[[nodiscard]] const char* name_of(PlaceKind kind);
[[nodiscard]] const char* name_of(SiteClass site_class);
[[nodiscard]] const char* name_of(SupplyKind kind);
[[nodiscard]] base::Result<PlaceKind> parse_place_kind(std::string_view text);
[[nodiscard]] base::Result<SiteClass> parse_site_class(std::string_view text);
[[nodiscard]] base::Result<SupplyKind> parse_supply_kind(std::string_view text);

}  // namespace gridboard::model
