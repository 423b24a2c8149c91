// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/store/notice_desk.hpp"
#include "sync/store/sql/sql_connection.hpp"

namespace gridboard::store {

// Works on one connection, inside the transaction that the store has begun on it.
class SqlNoticeDesk final : public NoticeDeskWriter {
 public:
  // `for_update` stands behind what a writer reads to change it, see SqlDialect; "" for those who only read.
  SqlNoticeDesk(SqlConnection& connection, std::string_view for_update)
      : connection_(connection), for_update_(for_update) {}

  Result<std::optional<model::NoticeWork>> notice_work(std::string_view id) override;
  Result<std::vector<model::NoticeWork>> notice_works(const NoticeWorkFilter& filter) override;
  Result<std::int64_t> count_notice_works(const NoticeWorkFilter& filter) override;
  Result<std::vector<model::NoticeGroup>> notice_groups() override;
  Result<std::optional<model::NoticeGroup>> notice_group(std::string_view id) override;
  Result<std::vector<model::NoticeTemplate>> notice_templates() override;
  Result<std::optional<model::NoticeTemplate>> notice_template(std::string_view id) override;
  Result<std::vector<BoardDelivery>> board_deliveries(std::string_view notice_id) override;

  Result<void> put(const model::NoticeWork& work) override;
  Result<bool> drop_notice_work(std::string_view id) override;
  Result<void> put(const model::NoticeGroup& group) override;
  Result<bool> drop_notice_group(std::string_view id) override;
  Result<void> put(const model::NoticeTemplate& made) override;
  Result<bool> drop_notice_template(std::string_view id) override;

 private:
  struct Owned {
    model::NoticeContent content;
    std::vector<std::string> paths;
  };
  // A statement whose condition is that a column is one of `among`: at least one, at most kOwnersAtOnce.
  Result<std::unique_ptr<SqlStatement>> query_of(const std::string& before, const std::vector<std::string>& among,
                                                 const std::string& behind);
  Result<std::map<std::string, Owned>> contents_of(const std::vector<std::string>& owners);
  Result<Owned> content_of(const std::string& owner);
  Result<void> put_content(const std::string& owner, const model::NoticeContent& content,
                           const std::vector<std::string>& paths);
  Result<bool> drop(std::string_view table, std::string_view kind, std::string_view id);
  Result<void> put_named(std::string_view table, const std::string& id, const std::string& name);
  Result<void> complete(const std::vector<model::NoticeWork*>& works);

  template <class... Values>
  Result<std::unique_ptr<SqlStatement>> query(std::string_view sql, const Values&... values) {
    auto statement = connection_.statement(sql);
    if (statement) (*statement)->bind_all(values...);
    return statement;
  }
  template <class... Values>
  Result<std::int64_t> run(std::string_view sql, const Values&... values) {
    auto statement = query(sql, values...);
    if (!statement) return tl::unexpected(statement.error());
    return (*statement)->run();
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
