// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/store/people.hpp"
#include "sync/store/sql/sql_connection.hpp"

namespace gridboard::store {

// Works on one connection, inside the transaction that the store has begun on it.
class SqlPeople final : public PeopleWriter {
 public:
  // `for_update` stands behind what a writer reads to change it, see SqlDialect; "" for those who only read.
  SqlPeople(SqlConnection& connection, std::string_view for_update)
      : connection_(connection), for_update_(for_update) {}

  Result<std::optional<Account>> account(std::string_view id) override;
  Result<std::optional<Account>> account_named(std::string_view name) override;
  Result<std::optional<Account>> account_identified(std::string_view identity) override;
  Result<std::vector<Account>> accounts(const AccountFilter& filter) override;
  Result<std::size_t> count_accounts(const AccountFilter& filter) override;
  Result<std::vector<std::string>> holders(Role role, std::string_view place) override;
  Result<std::optional<Session>> session(std::string_view hash) override;
  Result<std::optional<AccessToken>> token(std::string_view id) override;
  Result<std::optional<AccessToken>> token_with_hash(std::string_view hash) override;
  Result<std::vector<AccessToken>> tokens() override;
  Result<std::optional<Tries>> tries(std::string_view at) override;
  Result<std::vector<AuditEntry>> audit(const AuditFilter& filter) override;
  Result<std::vector<AuditEntry>> audit_after(std::uint64_t number, std::size_t limit) override;
  Result<std::vector<AuditCheckpoint>> checkpoints_after(std::uint64_t number, std::size_t limit) override;
  Result<std::optional<AuditCheckpoint>> last_checkpoint() override;
  Result<AuditHead> audit_head() override;

  Result<void> put(const Account& account) override;
  Result<void> put(const Session& session) override;
  Result<void> drop_session(std::string_view hash) override;
  Result<void> drop_sessions_of(std::string_view account_id, std::string_view but_hash) override;
  Result<void> put(const ProviderSignIn& begun) override;
  Result<std::optional<ProviderSignIn>> take_provider_sign_in(std::string_view hash) override;
  Result<void> drop_sessions(base::Instant ended_before, base::Instant last_seen_before) override;
  Result<void> put(const AccessToken& token) override;
  Result<void> drop_token(std::string_view id) override;
  Result<Tries> lock_tries(std::string_view at) override;
  Result<void> put_tries(std::string_view at, const Tries& tries) override;
  Result<void> drop_tries(std::string_view at) override;
  Result<void> drop_tries_before(base::Instant last_at) override;
  Result<AuditHead> lock_audit_head() override;
  Result<void> append(const AuditEntry& entry) override;
  Result<void> put(const AuditCheckpoint& checkpoint) override;

 private:
  Result<std::vector<Grant>> grants_of(std::string_view holder);
  Result<void> put_grants(std::string_view holder, const std::vector<Grant>& grants);
  template <class Holder>
  Result<std::optional<Holder>> complete(Result<std::optional<Holder>> found);
  template <class Holder>
  Result<std::vector<Holder>> complete_all(Result<std::vector<Holder>> found);
  Result<std::optional<AuditHead>> head(std::string_view for_update);

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
  template <class T, class... Values>
  Result<std::optional<T>> one(T (*read)(const SqlRow&), std::string_view sql, const Values&... values) {
    auto statement = query(sql, values...);
    if (!statement) return tl::unexpected(statement.error());
    const auto row = (*statement)->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return std::optional<T>();
    return std::optional<T>(read(**statement));
  }
  template <class T, class... Values>
  Result<std::vector<T>> many(T (*read)(const SqlRow&), std::string_view sql, const Values&... values) {
    auto statement = query(sql, values...);
    if (!statement) return tl::unexpected(statement.error());
    return rows(**statement, read);
  }
  template <class T>
  Result<std::vector<T>> rows(SqlStatement& statement, T (*read)(const SqlRow&)) {
    std::vector<T> found;
    while (true) {
      const auto row = statement.step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) return found;
      found.push_back(read(statement));
    }
  }

  SqlConnection& connection_;
  std::string_view for_update_;
};

}  // namespace gridboard::store
