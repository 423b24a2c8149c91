// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sql/bill_row.hpp"
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_writer.hpp"

namespace gridboard::store {

// The same value again touches no row: that is how a put knows that it changed nothing.

Result<bool> SqlWriter::put(const model::Place& place) {
  return execute_changing(
      "INSERT INTO place (path, kind, name, site_class, manager, supply) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
      "ON CONFLICT (path) DO UPDATE SET kind = excluded.kind, name = excluded.name, site_class = excluded.site_class, "
      "manager = excluded.manager, supply = excluded.supply "
      "WHERE (place.kind, place.name, place.site_class, place.manager, place.supply) <> "
      "(excluded.kind, excluded.name, excluded.site_class, excluded.manager, excluded.supply)",
      place.path, to_column(place.kind), place.name, to_column(place.site_class), place.manager_id, place.supply_id);
}

Result<bool> SqlWriter::put(const model::SupplyPoint& point) {
  return execute_changing(
      "INSERT INTO supply_point (id, parent, kind, name) VALUES (?1, ?2, ?3, ?4) "
      "ON CONFLICT (id) DO UPDATE SET parent = excluded.parent, kind = excluded.kind, name = excluded.name "
      "WHERE (supply_point.parent, supply_point.kind, supply_point.name) <> "
      "(excluded.parent, excluded.kind, excluded.name)",
      point.id, point.parent_id, to_column(point.kind), point.name);
}

Result<bool> SqlWriter::put(const model::Manager& manager) {
  return execute_changing(
      "INSERT INTO manager (id, name, title, phone, hours, serves, portrait) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
      "ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title, phone = excluded.phone, "
      "hours = excluded.hours, serves = excluded.serves, portrait = excluded.portrait "
      "WHERE (manager.name, manager.title, manager.phone, manager.hours, manager.serves, manager.portrait) <> "
      "(excluded.name, excluded.title, excluded.phone, excluded.hours, excluded.serves, excluded.portrait)",
      manager.id, manager.name, manager.title, manager.phone, manager.hours, manager.serves, manager.portrait);
}

Result<bool> SqlWriter::put(const model::Office& office) {
  return execute_changing(
      "INSERT INTO office (id, place, kind, name, address, hours, phone, services) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET place = excluded.place, "
      "kind = excluded.kind, name = excluded.name, address = excluded.address, hours = excluded.hours, "
      "phone = excluded.phone, services = excluded.services "
      "WHERE (office.place, office.kind, office.name, office.address, office.hours, office.phone, "
      "office.services) <> (excluded.place, excluded.kind, excluded.name, excluded.address, excluded.hours, "
      "excluded.phone, excluded.services)",
      office.id, office.place_path, office.kind, office.name, office.address, office.hours, office.phone,
      office.services);
}

Result<bool> SqlWriter::put(const model::Household& household) {
  const auto account = account_column(household.account);
  if (!account) return base::fail(base::ErrorCode::invalid_input, "an account number has 10 or 13 digits");
  return execute_changing(
      "INSERT INTO household (account, unit, door, name, phone, tariff, meter, supply, consent, care, pin_hash, "
      "household_key, pin_lock) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) "
      "ON CONFLICT (account) DO UPDATE SET unit = excluded.unit, "
      "door = excluded.door, name = excluded.name, phone = excluded.phone, tariff = excluded.tariff, "
      "meter = excluded.meter, supply = excluded.supply, consent = excluded.consent, care = excluded.care, "
      "pin_hash = excluded.pin_hash, household_key = excluded.household_key, pin_lock = excluded.pin_lock "
      "WHERE (household.unit, household.door, household.name, household.phone, household.tariff, household.meter, "
      "household.supply, household.consent, household.care, household.pin_hash, household.household_key, "
      "household.pin_lock) <> (excluded.unit, "
      "excluded.door, excluded.name, excluded.phone, excluded.tariff, excluded.meter, excluded.supply, "
      "excluded.consent, excluded.care, excluded.pin_hash, excluded.household_key, excluded.pin_lock)",
      *account, household.unit_path, household.door, household.name, household.phone, household.tariff_id,
      household.meter_no, household.supply_id, household.consent_notice, household.care, household.pin_hash,
      household.household_key, household.pin_lock);
}

}  // namespace gridboard::store
