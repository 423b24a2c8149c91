// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What refers to places, supply points, managers and households, and taking those away.
#include "sync/store/sql/bill_row.hpp"
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_imports.hpp"

namespace gridboard::store {

namespace {

// "(?1, COUNT of those in `table` that `condition` fits)", as one row each. The numbers are those of Standing.
std::string counted(Standing what, std::string_view table, std::string_view condition) {
  return "SELECT " + std::to_string(to_column(what)) + ", COUNT(*) FROM " + std::string(table) + " WHERE " +
         std::string(condition);
}

// At the path ?1 or below it. '0' is the character after '/'.
std::string at_or_below(const std::string& column) {
  return column + " = ?1 OR (" + column + " > ?1 || '/' AND " + column + " < ?1 || '0')";
}

std::string joined(std::initializer_list<std::string> queries) {
  std::string sql;
  for (const std::string& query : queries) sql += (sql.empty() ? "" : " UNION ALL ") + query;
  return sql;
}

const std::string kStandsOnPlace =
    joined({counted(Standing::places, "place", "path > ?1 || '/' AND path < ?1 || '0'"),
            counted(Standing::households, "household", at_or_below("unit")),
            counted(Standing::boards, "board", at_or_below("place")),
            counted(Standing::offices, "office", at_or_below("place")),
            counted(Standing::notices, "notice_audience", at_or_below("path")),
            counted(Standing::outages, "outage_place", "place = ?1"),
            counted(Standing::questions, "question_text", "list = 0 AND (" + at_or_below("text") + ")"),
            counted(Standing::requests, "request", at_or_below("place")),
            counted(Standing::groups, "notice_content_text", "list = 0 AND (" + at_or_below("text") + ")"),
            counted(Standing::grants, "staff_grant", at_or_below("place"))});
const std::string kStandsOnSupplyPoint =
    joined({counted(Standing::supply_points, "supply_point", "parent = ?1"),
            counted(Standing::places, "place", "supply = ?1 AND supply <> ''"),
            counted(Standing::households, "household", "supply = ?1"),
            counted(Standing::outages, "outage_supply", "supply = ?1"),
            counted(Standing::groups, "notice_content_text", "list = 1 AND text = ?1")});
const std::string kStandsOnManager = joined({counted(Standing::places, "place", "manager = ?1 AND manager <> ''"),
                                             counted(Standing::sign_ins, "sign_in", "manager = ?1"),
                                             counted(Standing::sign_ins, "manager_pin", "manager = ?1")});
const std::string kStandsOnHousehold = joined({counted(Standing::bills, "bill", "id >= ?1 AND id < ?2"),
                                               counted(Standing::requests, "request", "account = ?3"),
                                               counted(Standing::care, "care_entry", "account = ?3")});

}  // namespace

template <class... Values>
Result<std::vector<StandsOn>> SqlImports::standing(std::string_view sql, const Values&... values) {
  auto rows = query(sql, values...);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<StandsOn> found;
  auto read = each_row(**rows, [&](const SqlRow& row) {
    if (row.integer(1) > 0) found.push_back({enum_of<Standing>(row, 0), row.integer(1)});
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<std::vector<StandsOn>> SqlImports::stands_on_place(std::string_view path) {
  return standing(kStandsOnPlace, path);
}

Result<std::vector<StandsOn>> SqlImports::stands_on_supply_point(std::string_view id) {
  return standing(kStandsOnSupplyPoint, id);
}

Result<std::vector<StandsOn>> SqlImports::stands_on_manager(std::string_view id) {
  return standing(kStandsOnManager, id);
}

Result<std::vector<StandsOn>> SqlImports::stands_on_household(std::string_view account) {
  const auto number = account_column(account);
  if (!number) return std::vector<StandsOn>();
  return standing(kStandsOnHousehold, first_bill_id(*number), first_bill_id(*number + 1), account);
}

Result<bool> SqlImports::drop_place(std::string_view path) {
  return touches("DELETE FROM place WHERE path = ?1", path);
}

Result<bool> SqlImports::drop_supply_point(std::string_view id) {
  return touches("DELETE FROM supply_point WHERE id = ?1", id);
}

Result<bool> SqlImports::drop_manager(std::string_view id) {
  return touches("DELETE FROM manager WHERE id = ?1", id);
}

Result<bool> SqlImports::drop_office(std::string_view id) {
  return touches("DELETE FROM office WHERE id = ?1", id);
}

Result<bool> SqlImports::drop_household(std::string_view account) {
  const auto number = account_column(account);
  if (!number) return false;
  return touches("DELETE FROM household WHERE account = ?1", *number);
}

}  // namespace gridboard::store
