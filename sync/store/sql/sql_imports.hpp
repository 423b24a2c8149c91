// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/store/imports.hpp"
#include "sync/store/sql/sql_connection.hpp"

namespace gridboard::store {

// Works on one connection, inside the transaction that the store has begun on it.
class SqlImports final : public ImportWriter {
 public:
  // `for_update` stands behind what a writer reads to change it, see SqlDialect; "" for those who only read.
  SqlImports(SqlConnection& connection, std::string_view for_update)
      : connection_(connection), for_update_(for_update) {}

  Result<std::optional<Import>> import(std::string_view id) override;
  Result<std::vector<Import>> imports(const ImportFilter& filter) override;
  Result<std::int64_t> count_imports(const ImportFilter& filter) override;
  Result<std::string> import_piece(std::string_view id, std::size_t number) override;
  Result<std::vector<ImportErrorRow>> import_errors(std::string_view id, std::size_t number,
                                                    std::size_t limit) override;
  Result<std::vector<ImportRow>> import_rows(std::string_view id, std::size_t number, std::size_t limit) override;
  Result<std::vector<ImportRow>> import_rows_between(std::string_view id, std::int64_t from,
                                                     std::int64_t upto) override;
  Result<std::vector<std::int64_t>> import_piece_numbers(std::string_view id) override;
  Result<std::optional<Import>> applied_after(std::string_view id, std::string_view thing) override;
  Result<std::vector<StandsOn>> stands_on_place(std::string_view path) override;
  Result<std::vector<StandsOn>> stands_on_supply_point(std::string_view id) override;
  Result<std::vector<StandsOn>> stands_on_manager(std::string_view id) override;
  Result<std::vector<StandsOn>> stands_on_household(std::string_view account) override;

  Result<void> put(const Import& import) override;
  Result<bool> drop_import(std::string_view id) override;
  Result<void> add_import_piece(std::string_view id, std::size_t number, std::string_view bytes) override;
  Result<void> add_import_error(std::string_view id, std::size_t number, const ImportErrorRow& row) override;
  Result<void> add_import_row(std::string_view id, std::size_t number, const ImportRow& row) override;
  Result<void> add_import_rows(std::string_view id, std::size_t number, const std::vector<ImportRow>& rows) override;
  Result<void> drop_import_errors(std::string_view id) override;
  Result<void> drop_import_row(std::string_view id, std::int64_t number) override;
  Result<std::int64_t> drop_import_pieces(std::string_view id, std::int64_t most) override;
  Result<std::int64_t> drop_import_rows(std::string_view id, std::int64_t most) override;
  Result<bool> drop_place(std::string_view path) override;
  Result<bool> drop_supply_point(std::string_view id) override;
  Result<bool> drop_manager(std::string_view id) override;
  Result<bool> drop_office(std::string_view id) override;
  Result<bool> drop_household(std::string_view account) override;

 private:
  template <class... Values>
  Result<std::unique_ptr<SqlStatement>> query(std::string_view sql, const Values&... values) {
    auto statement = connection_.statement(sql);
    if (statement) (*statement)->bind_all(values...);
    return statement;
  }
  template <class... Values>
  Result<void> execute(std::string_view sql, const Values&... values) {
    auto statement = query(sql, values...);
    if (!statement) return tl::unexpected(statement.error());
    return (*statement)->queue();
  }
  template <class... Values>
  Result<bool> touches(std::string_view sql, const Values&... values) {
    auto statement = query(sql, values...);
    if (!statement) return tl::unexpected(statement.error());
    return (*statement)->run().map([](std::int64_t touched) { return touched > 0; });
  }
  Result<std::int64_t> drop_first(std::string_view sql, std::string_view id, std::int64_t most);
  Result<std::vector<ImportRow>> read_rows(std::unique_ptr<SqlStatement> rows);
  template <class... Values>
  Result<std::optional<Import>> one(std::string_view condition, const Values&... values);
  // Rows of what stands and how many.
  template <class... Values>
  Result<std::vector<StandsOn>> standing(std::string_view sql, const Values&... values);

  SqlConnection& connection_;
  std::string_view for_update_;
};

}  // namespace gridboard::store
