// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/store/care.hpp"
#include "sync/store/sql/sql_connection.hpp"

namespace gridboard::store {

// Works on one connection, inside the transaction that the store has begun on it.
class SqlCare final : public CareWriter {
 public:
  // `for_update` stands behind what a writer reads to change it, see SqlDialect; "" for those who only read.
  SqlCare(SqlConnection& connection, std::string_view for_update) : connection_(connection), for_update_(for_update) {}

  base::Result<std::optional<CareEntry>> care(std::string_view id) override;
  base::Result<std::vector<CareEntry>> care_of(std::string_view account) override;
  base::Result<std::vector<CareEntry>> care_listed(const CareFilter& filter) override;
  base::Result<void> put(const CareEntry& entry) override;
  base::Result<bool> drop_care(std::string_view id) override;
  base::Result<std::vector<CareEntry>> care_ended_before(base::Date day, std::size_t limit) override;

 private:
  template <class... Values>
  base::Result<std::unique_ptr<SqlStatement>> query(std::string_view sql, const Values&... values) {
    auto statement = connection_.statement(sql);
    if (statement) (*statement)->bind_all(values...);
    return statement;
  }
  template <class... Values>
  base::Result<std::vector<CareEntry>> many(std::string_view condition, const Values&... values);

  SqlConnection& connection_;
  std::string_view for_update_;
};

}  // namespace gridboard::store
