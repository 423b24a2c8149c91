// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sync/base/paths.hpp"
#include "sync/store/sql/bill_row.hpp"
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/lists.hpp"
#include "sync/store/sql/sql_reader.hpp"

namespace gridboard::store {

namespace {

constexpr std::string_view kHouseholdColumns =
    "SELECT account, unit, door, name, phone, tariff, meter, supply, consent, care, pin_hash, household_key, pin_lock";
const std::string kSelectHouseholds = std::string(kHouseholdColumns) + " FROM household ";

model::Place read_place(const SqlRow& row) {
  return {row.string(0), enum_of<model::PlaceKind>(row, 1),
          row.string(2), enum_of<model::SiteClass>(row, 3),
          row.string(4), row.string(5)};
}

model::SupplyPoint read_supply_point(const SqlRow& row) {
  return {row.string(0), row.string(1), enum_of<model::SupplyKind>(row, 2), row.string(3)};
}

model::Manager read_manager(const SqlRow& row) {
  return {row.string(0), row.string(1), row.string(2), row.string(3), row.string(4), row.string(5), row.string(6)};
}

model::Office read_office(const SqlRow& row) {
  return {row.string(0), row.string(1), row.string(2), row.string(3),
          row.string(4), row.string(5), row.string(6), row.string(7)};
}

model::Household read_household(const SqlRow& row) {
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
          row.string(10),
          row.string(11),
          row.string(12)};
}

}  // namespace

Result<std::optional<model::Place>> SqlReader::place(std::string_view path) {
  return one(read_place, "SELECT path, kind, name, site_class, manager, supply FROM place WHERE path = ?1", path);
}

Result<std::vector<model::Place>> SqlReader::places_named(std::string_view name) {
  return many(read_place,
              "SELECT path, kind, name, site_class, manager, supply FROM place WHERE name = ?1 ORDER BY path", name);
}

Result<std::vector<model::Place>> SqlReader::places_under(std::string_view path) {
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

Result<std::vector<model::Place>> SqlReader::places_fed_by(std::string_view supply_id) {
  return many(read_place,
              "SELECT path, kind, name, site_class, manager, supply FROM place WHERE supply = ?1 AND supply <> '' "
              "ORDER BY path",
              supply_id);
}

Result<std::vector<model::Place>> SqlReader::places_managed_by(std::string_view manager_id) {
  return many(read_place,
              "SELECT path, kind, name, site_class, manager, supply FROM place WHERE manager = ?1 AND manager <> '' "
              "ORDER BY path",
              manager_id);
}

Result<std::optional<model::SupplyPoint>> SqlReader::supply_point(std::string_view id) {
  return one(read_supply_point, "SELECT id, parent, kind, name FROM supply_point WHERE id = ?1", id);
}

Result<std::vector<model::SupplyPoint>> SqlReader::supply_under(std::string_view id) {
  // UNION, not UNION ALL: a cycle that slipped in ends the walk.
  return many(read_supply_point,
              "WITH RECURSIVE below (id) AS (SELECT id FROM supply_point WHERE id = ?1 UNION "
              "SELECT supply_point.id FROM supply_point JOIN below ON supply_point.parent = below.id) "
              "SELECT id, parent, kind, name FROM supply_point WHERE id IN (SELECT id FROM below) ORDER BY id",
              id);
}

Result<std::optional<model::Manager>> SqlReader::manager(std::string_view id) {
  return one(read_manager, "SELECT id, name, title, phone, hours, serves, portrait FROM manager WHERE id = ?1", id);
}

Result<std::vector<model::Manager>> SqlReader::managers() {
  return many(read_manager, "SELECT id, name, title, phone, hours, serves, portrait FROM manager ORDER BY id");
}

Result<std::optional<model::Office>> SqlReader::office(std::string_view id) {
  return one(read_office, "SELECT id, place, kind, name, address, hours, phone, services FROM office WHERE id = ?1",
             id);
}

Result<std::vector<model::Office>> SqlReader::offices() {
  return many(read_office, "SELECT id, place, kind, name, address, hours, phone, services FROM office ORDER BY id");
}

Result<std::optional<model::Household>> SqlReader::household(std::string_view account) {
  const auto number = account_column(account);
  if (!number) return std::optional<model::Household>();
  return one(read_household, to_change(kSelectHouseholds + "WHERE account = ?1"), *number);
}

Result<std::vector<model::Household>> SqlReader::households_at(const std::vector<std::string>& accounts) {
  std::vector<std::int64_t> numbers;
  for (const std::string& account : accounts) {
    if (const auto number = account_column(account)) numbers.push_back(*number);
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::vector<model::Household> found;
  if (numbers.empty()) return found;
  auto statement = query(std::string(kHouseholdColumns) +
                         from_each_of(ListOf::numbers, connection_.dialect(), "household", "account", for_update_) +
                         " ORDER BY account");
  if (!statement) return tl::unexpected(statement.error());
  (*statement)->bind_list(1, numbers);
  auto row = (*statement)->step();
  for (; row && *row; row = (*statement)->step()) found.push_back(read_household(**statement));
  if (!row) return tl::unexpected(row.error());
  return found;
}

Result<std::vector<model::Household>> SqlReader::households_under(std::string_view path) {
  if (path.empty()) {
    return many(read_household, kSelectHouseholds + "ORDER BY unit, door, account");
  }
  // The path may be a unit, something above it, or that of one household.
  return many(read_household,
              kSelectHouseholds +
                  "WHERE unit = ?1 OR (unit > ?1 || '/' AND unit < ?1 || '0') OR (unit = ?2 AND door = ?3) "
                  "ORDER BY unit, door, account",
              path, base::parent_path(path), base::last_segment(path));
}

Result<void> SqlReader::each_household(const std::function<Result<void>(const model::Household&)>& visit) {
  constexpr std::size_t kAtOnce = 1000;
  std::int64_t after = -1;
  while (true) {
    auto page = many(read_household, kSelectHouseholds + "WHERE account > ?1 ORDER BY account LIMIT ?2", after,
                     static_cast<std::uint64_t>(kAtOnce));
    if (!page) return tl::unexpected(page.error());
    for (const model::Household& household : *page) {
      if (auto visited = visit(household); !visited) return visited;
    }
    if (page->size() < kAtOnce) return {};
    after = *account_column(page->back().account);
  }
}

}  // namespace gridboard::store
