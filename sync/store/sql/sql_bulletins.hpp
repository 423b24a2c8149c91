// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/store/bulletins.hpp"
#include "sync/store/sql/sql_connection.hpp"

namespace gridboard::store {

// Works on one connection, inside the transaction that the store has begun on it.
class SqlBulletins final : public BulletinWriter {
 public:
  // `for_update` stands behind what a writer reads to change it, see SqlDialect; "" for those who only read.
  SqlBulletins(SqlConnection& connection, std::string_view for_update)
      : connection_(connection), for_update_(for_update) {}

  Result<BulletinHead> bulletin_head() override;
  Result<std::vector<model::Bulletin>> bulletins_of(std::string_view outage_id) override;
  Result<std::optional<model::Bulletin>> newest_bulletin(std::string_view outage_id) override;
  Result<std::vector<model::Bulletin>> bulletins_listed(const BulletinFilter& filter) override;
  Result<std::vector<std::string>> outages_without_bulletin(std::size_t limit) override;
  Result<void> put(const model::Bulletin& bulletin) override;

 private:
  struct Heard {
    base::Instant sent{};
    std::string outage_id;
  };
  // Of one place and one kind of row, in the order of the list, at most filter.limit behind its mark.
  Result<void> hear_at(std::string_view path, bool own, bool standing, const BulletinFilter& filter,
                       std::vector<Heard>& heard);
  Result<void> add_newest(const std::vector<Heard>& heard, std::size_t from, std::vector<model::Bulletin>& listed);
  Result<void> put_reach(const model::Bulletin& bulletin);
  Result<std::vector<model::Bulletin>> read(Result<std::unique_ptr<SqlStatement>> rows);

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

  SqlConnection& connection_;
  std::string_view for_update_;
};

}  // namespace gridboard::store
