// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A connection to PostgreSQL, direct: LISTEN and prepared statements don't get through poolers. Always in libpq's
// pipeline mode, so that statements nobody waits for cost no round trip.

#include <libpq-fe.h>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/store/postgres/postgres_error.hpp"
#include "sync/store/sql/sql_connection.hpp"

namespace gridboard::store {

// Longer than any one answer takes, an import's included; after that the server is taken for dead.
inline constexpr std::chrono::seconds kLongestSilence{120};

class PostgresConnection final : public SqlConnection {
 public:
  enum class Kind { read, write };

  // `location` as libpq takes it, several hosts included; of these the first that takes writes. invalid_input if it
  // isn't one or has a password in it (that belongs into a passfile), unavailable if no host answers in time.
  [[nodiscard]] static Result<std::unique_ptr<PostgresConnection>> open(const std::string& location);
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;
  ~PostgresConnection() override;

  Result<std::unique_ptr<SqlStatement>> statement(std::string_view sql) override;
  [[nodiscard]] const SqlDialect& dialect() const override;

  // A transaction goes out with its first statement. Readers have one snapshot for all of theirs.
  void begin(Kind kind);
  // Fails if any statement since begin() failed, whether or not anybody looked. unavailable if the connection was lost
  // on the way: what was written may or may not be kept then. `notice` goes out right behind the commit in the same
  // packet, but in a transaction of its own: notices inside would make commits wait for each other.
  [[nodiscard]] Result<void> commit(const std::string& notice = "");
  void roll_back();
  // Statements without parameters and rows; these end the pipeline, so not for what must be quick.
  [[nodiscard]] Result<void> execute(const std::string& sql);
  // COPY ... FROM STDIN, with `bytes` as the data.
  [[nodiscard]] Result<void> copy_in(const std::string& sql, std::string_view bytes);

  // Neither lost nor ended by the server, as far as can be seen without asking it.
  [[nodiscard]] bool usable();
  // The transaction lost a tie with others and may go through when it is done again.
  [[nodiscard]] bool asks_to_repeat() const { return repeat_; }
  [[nodiscard]] PGconn* handle() const { return connection_; }

 private:
  friend class PostgresStatement;
  // What was sent and hasn't been answered.
  struct Sent {
    enum class What { preparation, statement, wanted, commit } what;
    std::string sql;  // of a preparation
  };
  struct Parameters {
    std::vector<std::optional<std::string>> values;
    std::vector<int> formats;
  };

  explicit PostgresConnection(PGconn* connection) : connection_(connection) {}
  Result<void> configure();
  Result<void> send(const std::string& sql, const Parameters& parameters, Sent::What what);
  Result<void> send_plain(const std::string& sql, Sent::What what);
  // Answers to all that was sent; that of the wanted one, if there was one.
  Result<PostgresResult> collect();
  void take(const Sent& sent, PostgresResult result, PostgresResult& wanted);
  // Null if the connection is lost or silent.
  PostgresResult next_result();
  bool wait_for_input();
  Result<void> leave_pipeline();
  void fail(base::Error error);

  PGconn* connection_;
  std::map<std::string, std::string, std::less<>> prepared_;  // SQL to name
  std::size_t named_ = 0;
  std::vector<Sent> sent_;
  std::string begin_;  // what begins the transaction, until it went out
  std::optional<base::Error> failure_;
  bool committed_ = false;
  bool repeat_ = false;
  bool broken_ = false;
};

}  // namespace gridboard::store
