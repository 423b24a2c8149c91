// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/store/postgres/postgres_connection.hpp"

namespace gridboard::store {

// Integers go out as text and texts as they are: the server works out from the statement what type each has. All
// rows of an answer are held; who asks for many asks in pages.
class PostgresStatement final : public SqlStatement {
 public:
  PostgresStatement(PostgresConnection& connection, std::string_view sql);

  void bind_integer(int index, std::int64_t value) override;
  void bind_text(int index, std::string_view text) override;
  void bind_blob(int index, std::string_view bytes) override;
  void bind_null(int index) override;
  void bind_list(int index, const std::vector<std::int64_t>& numbers) override;
  void bind_list(int index, const std::vector<std::string>& texts) override;

  Result<bool> step() override;
  Result<std::int64_t> run() override;
  Result<void> queue() override;

  [[nodiscard]] bool is_null(int column) const override;
  [[nodiscard]] std::int64_t integer(int column) const override;
  [[nodiscard]] std::string_view text(int column) const override;
  [[nodiscard]] std::string_view blob(int column) const override;
  [[nodiscard]] bool is_packed(int column) const override;

 private:
  void set(int index, std::optional<std::string> value, int format);

  PostgresConnection& connection_;
  std::string sql_;
  PostgresConnection::Parameters parameters_;
  PostgresResult result_;
  int row_ = -1;
};

}  // namespace gridboard::store
