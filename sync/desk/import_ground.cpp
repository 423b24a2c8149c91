// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_ground.hpp"

#include "sync/base/paths.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

Result<bool> is_there(store::Reader& reader, const ImportedThing& ground) {
  return stored_like(reader, ground).map([](const std::optional<ImportedThing>& found) { return found.has_value(); });
}

// Of anything but a bill.
Result<bool> has_ground(store::Reader& reader, const ImportedThing& thing) {
  std::vector<ImportedThing> grounds;
  const auto on_place = [&](std::string_view path) {
    if (path.empty()) return;
    model::Place place;
    place.path = path;
    grounds.emplace_back(std::move(place));
  };
  const auto on_supply = [&](const std::string& id) {
    if (!id.empty()) grounds.emplace_back(model::SupplyPoint{id, "", model::SupplyKind::feeder, ""});
  };
  if (const auto* place = std::get_if<model::Place>(&thing)) {
    on_place(base::parent_path(place->path));
    on_supply(place->supply_id);
  } else if (const auto* point = std::get_if<model::SupplyPoint>(&thing)) {
    on_supply(point->parent_id);
  } else if (const auto* household = std::get_if<model::Household>(&thing)) {
    on_place(household->unit_path);
    on_supply(household->supply_id);
  } else if (const auto* office = std::get_if<model::Office>(&thing)) {
    on_place(office->place_path);
  }
  for (const ImportedThing& ground : grounds) {
    const auto there = is_there(reader, ground);
    if (!there || !*there) return there;
  }
  return true;
}

}  // namespace

Result<ImportGround> ImportGround::of(store::Reader& reader, const std::vector<ImportedThing>& things) {
  ImportGround ground(reader);
  std::vector<model::Bill> bills;
  for (const ImportedThing& thing : things) {
    if (const auto* bill = std::get_if<model::Bill>(&thing)) bills.push_back(*bill);
  }
  if (bills.empty()) return ground;
  auto known = KnownBills::of(reader, bills);
  if (!known) return tl::unexpected(known.error());
  ground.bills_ = std::move(*known);
  return ground;
}

Result<std::optional<ImportedThing>> ImportGround::stored_like(const ImportedThing& thing) const {
  if (const auto* bill = std::get_if<model::Bill>(&thing)) return bills_.stored_like(*bill);
  return desk::stored_like(*reader_, thing);
}

Result<bool> ImportGround::is_there_for(const ImportedThing& thing) const {
  if (const auto* bill = std::get_if<model::Bill>(&thing)) return bills_.has_ground(*bill);
  return has_ground(*reader_, thing);
}

}  // namespace gridboard::desk
