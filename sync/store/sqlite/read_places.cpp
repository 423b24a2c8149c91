// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/base/paths.hpp"
#include "sync/store/sqlite/bill_row.hpp"
#include "sync/store/sqlite/columns.hpp"
#include "sync/store/sqlite/reader.hpp"

namespace gridboard::store {

namespace {

model::Place read_place(const sqlite::Statement& row) {
  return {row.string(0), enum_of<model::PlaceKind>(row, 1),
          row.string(2), enum_of<model::SiteClass>(row, 3),
          row.string(4), row.string(5)};
}

model::SupplyPoint read_supply_point(const sqlite::Statement& row) {
  return {row.string(0), row.string(1), enum_of<model::SupplyKind>(row, 2), row.string(3)};
}

model::Manager read_manager(const sqlite::Statement& row) {
  return {row.string(0), row.string(1), row.string(2), row.string(3), row.string(4), row.string(5), row.string(6)};
}

model::Office read_office(const sqlite::Statement& row) {
  return {row.string(0), row.string(1), row.string(2), row.string(3),
          row.string(4), row.string(5), row.string(6), row.string(7)};
}

model::Household read_household(const sqlite::Statement& row) {
  return {account_text(row.integer(0)),
          row.string(1),
          row.string(2),
          row.string(3),
          row.string(4),
          row.string(5),
          row.string(6),
          row.string(7),
          row.boolean(8),
          row.string(9),
          row.string(10)};
}

}  // namespace

Result<std::optional<model::Place>> SqliteReader::place(std::string_view path) {
  return one(read_place, "SELECT path, kind, name, site_class, manager, supply FROM place WHERE path = ?1", path);
}

Result<std::vector<model::Place>> SqliteReader::places_named(std::string_view name) {
  return many(read_place,
              "SELECT path, kind, name, site_class, manager, supply FROM place WHERE name = ?1 ORDER BY path", name);
}

Result<std::vector<model::Place>> SqliteReader::places_under(std::string_view path) {
  if (path.empty()) {
    return many(read_place, "SELECT path, kind, name, site_class, manager, supply FROM place ORDER BY path");
  }
  // '0' is the character after '/': the range holds exactly what starts with the path and a slash.
  return many(read_place,
              "SELECT path, kind, name, site_class, manager, supply FROM place WHERE path = ?1 UNION ALL "
              "SELECT path, kind, name, site_class, manager, supply FROM place "
              "WHERE path > ?1 || '/' AND path < ?1 || '0' ORDER BY path",
              path);
}

Result<std::vector<model::Place>> SqliteReader::places_fed_by(std::string_view supply_id) {
  return many(read_place,
              "SELECT path, kind, name, site_class, manager, supply FROM place WHERE supply = ?1 AND supply <> '' "
              "ORDER BY path",
              supply_id);
}

Result<std::vector<model::Place>> SqliteReader::places_managed_by(std::string_view manager_id) {
  return many(read_place,
              "SELECT path, kind, name, site_class, manager, supply FROM place WHERE manager = ?1 AND manager <> '' "
              "ORDER BY path",
              manager_id);
}

Result<std::optional<model::SupplyPoint>> SqliteReader::supply_point(std::string_view id) {
  return one(read_supply_point, "SELECT id, parent, kind, name FROM supply_point WHERE id = ?1", id);
}

Result<std::vector<model::SupplyPoint>> SqliteReader::supply_under(std::string_view id) {
  // UNION, not UNION ALL: a cycle that slipped in ends the walk.
  return many(read_supply_point,
              "WITH RECURSIVE below (id) AS (SELECT id FROM supply_point WHERE id = ?1 UNION "
              "SELECT supply_point.id FROM supply_point JOIN below ON supply_point.parent = below.id) "
              "SELECT id, parent, kind, name FROM supply_point WHERE id IN below ORDER BY id",
              id);
}

Result<std::optional<model::Manager>> SqliteReader::manager(std::string_view id) {
  return one(read_manager, "SELECT id, name, title, phone, hours, serves, portrait FROM manager WHERE id = ?1", id);
}

Result<std::vector<model::Manager>> SqliteReader::managers() {
  return many(read_manager, "SELECT id, name, title, phone, hours, serves, portrait FROM manager ORDER BY id");
}

Result<std::optional<model::Office>> SqliteReader::office(std::string_view id) {
  return one(read_office, "SELECT id, place, kind, name, address, hours, phone, services FROM office WHERE id = ?1",
             id);
}

Result<std::vector<model::Office>> SqliteReader::offices() {
  return many(read_office, "SELECT id, place, kind, name, address, hours, phone, services FROM office ORDER BY id");
}

Result<std::optional<model::Household>> SqliteReader::household(std::string_view account) {
  const auto number = account_column(account);
  if (!number) return std::optional<model::Household>();
  return one(read_household,
             "SELECT account, unit, door, name, phone, tariff, meter, supply, consent, care, pin_hash FROM household "
             "WHERE account = ?1",
             *number);
}

Result<std::vector<model::Household>> SqliteReader::households_under(std::string_view path) {
  if (path.empty()) {
    return many(read_household,
                "SELECT account, unit, door, name, phone, tariff, meter, supply, consent, care, pin_hash "
                "FROM household ORDER BY unit, door, account");
  }
  // The path may be a unit, something above it, or that of one household.
  return many(read_household,
              "SELECT account, unit, door, name, phone, tariff, meter, supply, consent, care, pin_hash FROM household "
              "WHERE unit = ?1 OR (unit > ?1 || '/' AND unit < ?1 || '0') OR (unit = ?2 AND door = ?3) "
              "ORDER BY unit, door, account",
              path, base::parent_path(path), base::last_segment(path));
}

Result<void> SqliteReader::each_household(const std::function<Result<void>(const model::Household&)>& visit) {
  auto statement = query(
      "SELECT account, unit, door, name, phone, tariff, meter, supply, consent, care, pin_hash FROM household "
      "ORDER BY account");
  if (!statement) return tl::unexpected(statement.error());
  while (true) {
    const auto row = (*statement)->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    if (auto visited = visit(read_household(**statement)); !visited) return visited;
  }
}

}  // namespace gridboard::store
