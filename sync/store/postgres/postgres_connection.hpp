// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A connection to PostgreSQL, direct: LISTEN and prepared statements don't get through poolers. Always in libpq's
// pipeline mode, so that statements nobody waits for cost no round trip.

#include <libpq-fe.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/store/postgres/patience.hpp"
#include "sync/store/postgres/postgres_error.hpp"
#include "sync/store/sql/sql_connection.hpp"

namespace gridboard::store {

class PostgresConnection final : public SqlConnection {
 public:
  enum class Kind { read, copy, write };  // copy: reads everything, and takes the time of a write

  // `location` as libpq takes it, several hosts included; of these the first that takes writes. invalid_input if it
  // isn't one or has a password in it (that belongs into a passfile), unavailable if no host answers in time.
  [[nodiscard]] static Result<std::unique_ptr<PostgresConnection>> open(const std::string& location,
                                                                        const Patience& patience = {});
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

  // Neither lost nor ended by the server nor a leader's that only follows now, as far as can be seen without asking it.
  [[nodiscard]] bool usable();
  // Usable, and the server has been heard within Patience::ask_after or answers now. Outside of transactions.
  [[nodiscard]] bool answers();
  // The two halves of that for who doesn't wait in between: asks; and takes in what has come, false if the connection
  // is lost. `asked` ends with the answer.
  [[nodiscard]] bool ask();
  [[nodiscard]] bool hear(bool& asked);
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

  PostgresConnection(PGconn* connection, const Patience& patience)
      : connection_(connection), patience_(patience), silence_(patience.longest_write) {}
  Result<void> configure();
  Result<void> send(const std::string& sql, const Parameters& parameters, Sent::What what);
  Result<void> send_plain(const std::string& sql, Sent::What what);
  // Answers to all that was sent; that of the wanted one, if there was one.
  Result<PostgresResult> collect();
  void take(const Sent& sent, PostgresResult result, PostgresResult& wanted);
  // Null if the connection is lost or silent.
  PostgresResult next_result();
  bool wait_for_input(std::chrono::milliseconds at_most);
  Result<void> leave_pipeline();
  void fail(base::Error error);

  PGconn* connection_;
  const Patience patience_;
  std::chrono::milliseconds silence_;  // what the present transaction bears
  std::chrono::steady_clock::time_point heard_at_ = std::chrono::steady_clock::now();
  std::map<std::string, std::string, std::less<>> prepared_;  // SQL to name
  std::size_t named_ = 0;
  std::vector<Sent> sent_;
  std::string begin_;  // what begins the transaction, until it went out
  std::optional<base::Error> failure_;
  bool committed_ = false;
  bool repeat_ = false;
  bool broken_ = false, only_reads_ = false;
};

}  // namespace gridboard::store
