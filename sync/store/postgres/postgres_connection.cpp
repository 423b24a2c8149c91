// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/postgres/postgres_connection.hpp"

#include <poll.h>

#include <utility>

#include "sync/store/postgres/postgres_statement.hpp"

namespace gridboard::store {

namespace {

constexpr SqlDialect kDialect = {
    .for_update = " FOR UPDATE",
    .by_open_bills = "",
    .random_epoch = "CAST(floor(random() * 9007199254740992) AS BIGINT)",
    .moved_now = "pg_current_xact_id()",
    // Whatever commits after this snapshot was taken has at least its xmin. The number behind the last commit that
    // moved a log is the other bound: a leader that fails, or crashes, may have given out numbers that nobody else ever
    // heard of, for what was rolled back, and the next one gives them out again. What is seen here the next one has
    // too.
    .moved_mark =
        "SELECT CAST(least(pg_snapshot_xmin(pg_current_snapshot()), coalesce((SELECT CAST(CAST(CAST(CAST("
        "moved AS TEXT) AS BIGINT) + 1 AS TEXT) AS XID8) FROM log ORDER BY moved DESC LIMIT 1), "
        "CAST('0' AS XID8))) AS TEXT)",
    .moved_since = "moved >= CAST(CAST(?1 AS TEXT) AS XID8)",
    .on_list = " = ANY(?1)",
    .array_lists = true,
    .rows_at_once = 50,
};

constexpr int kOldestServer = 130000;  // has XID8
// So few answers fit into the socket's buffers, whichever side reads first.
constexpr std::size_t kMostUnanswered = 100;

// libpq's options that count unless the location says otherwise. A host that vanished without a word is noticed within
// 10 + 3 * 5 = 25 s where nothing is said, and 15 s after something was: less than a fail-over takes (16 to 18 s with
// Patroni) plus a beat, and more than a switch takes that restarts its ports. Of several hosts each has 5 s to answer.
constexpr const char* kDefaults[][2] = {
    {"application_name", "gridboard"}, {"connect_timeout", "5"},     {"target_session_attrs", "read-write"},
    {"keepalives_idle", "10"},         {"keepalives_interval", "5"}, {"keepalives_count", "3"},
    {"tcp_user_timeout", "15000"},
};

// A transaction that waits a minute for another one's rows gives up; an import holds some for that long. The rest is
// for what the server thinks of us: a node that vanished or stands still in the midst of a write must not hold the
// heads of logs against all others. The same figures the other way round, and as long in a transaction as we would
// wait.
constexpr const char* kSession =
    "SET lock_timeout = '60s'; SET jit = off; SET client_min_messages = warning; SET tcp_keepalives_idle = 10; "
    "SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3; SET tcp_user_timeout = 15000; "
    "SET idle_in_transaction_session_timeout = '120s'";

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

Result<void> check_location(const std::string& location) {
  char* problem = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(location.c_str(), &problem));
  if (!options) {
    PQfreemem(problem);  // it may quote the location
    return base::fail(base::ErrorCode::invalid_input, "not a location of a PostgreSQL database as libpq takes it");
  }
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (std::string_view(option->keyword) == "password" && option->val != nullptr) {
      return base::fail(base::ErrorCode::invalid_input,
                        "a password doesn't belong into a database's location; put it into a passfile (PGPASSFILE)");
    }
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const std::string& location,
                                                                     const Patience& patience) {
  if (auto checked = check_location(location); !checked) return tl::unexpected(checked.error());
  std::vector<const char*> names, values;
  for (const auto& [name, value] : kDefaults) names.push_back(name), values.push_back(value);
  names.push_back("dbname"), values.push_back(location.c_str());
  names.push_back("client_encoding"), values.push_back("UTF8");
  names.push_back(nullptr), values.push_back(nullptr);
  constexpr int kExpandLocation = 1;
  std::unique_ptr<PostgresConnection> connection(
      new PostgresConnection(PQconnectdbParams(names.data(), values.data(), kExpandLocation), patience));
  if (auto done = connection->configure(); !done) return tl::unexpected(done.error());
  return connection;
}

Result<void> PostgresConnection::configure() {
  if (PQstatus(connection_) != CONNECTION_OK) return tl::unexpected(error_of(connection_));
  if (PQserverVersion(connection_) < kOldestServer) {
    return base::fail(base::ErrorCode::unavailable, "the database server is older than PostgreSQL 13");
  }
  PQsetNoticeProcessor(
      connection_, [](void*, const char*) {}, nullptr);
  return execute(kSession);
}

PostgresConnection::~PostgresConnection() {
  PQfinish(connection_);
}

const SqlDialect& PostgresConnection::dialect() const {
  return kDialect;
}

Result<std::unique_ptr<SqlStatement>> PostgresConnection::statement(std::string_view sql) {
  return std::unique_ptr<SqlStatement>(std::make_unique<PostgresStatement>(*this, sql));
}

void PostgresConnection::begin(Kind kind) {
  failure_.reset();
  repeat_ = false;
  silence_ = kind == Kind::read ? patience_.longest_read : patience_.longest_write;
  begin_ =
      kind == Kind::write ? "BEGIN ISOLATION LEVEL READ COMMITTED" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
}

Result<void> PostgresConnection::commit(const std::string& notice) {
  if (failure_) return tl::unexpected(*failure_);
  if (!begin_.empty()) {
    begin_.clear();
    return {};
  }
  committed_ = false;
  auto done = send_plain("COMMIT", Sent::What::commit);
  if (done && !notice.empty()) done = send_plain(notice, Sent::What::statement);
  if (!done) return done;
  const auto answers = collect();
  // A notice that failed behind a commit is no reason to call the commit a failure.
  if (committed_) return {};
  if (!answers) return tl::unexpected(answers.error());
  return base::fail(base::ErrorCode::internal, "the database rolled a transaction back that was to be kept");
}

void PostgresConnection::roll_back() {
  if (broken_) return;
  failure_.reset();
  if (!begin_.empty()) {
    begin_.clear();
    return;
  }
  if (!send_plain("ROLLBACK", Sent::What::statement)) return;
  const bool repeat = repeat_;
  if (!collect()) broken_ = true;
  repeat_ = repeat;
}

Result<void> PostgresConnection::execute(const std::string& sql) {
  if (auto left = leave_pipeline(); !left) return left;
  if (PQsendQuery(connection_, sql.c_str()) == 0) {
    fail(error_of(connection_));
    return tl::unexpected(*failure_);
  }
  Result<void> done;
  while (PostgresResult result = next_result()) {
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || !done) continue;
    repeat_ = repeat_ || store::asks_to_repeat(result.get());
    fail(error_of(result.get()));
    done = tl::unexpected(*failure_);
  }
  if (broken_) return tl::unexpected(*failure_);
  PQenterPipelineMode(connection_);
  return done;
}

Result<void> PostgresConnection::copy_in(const std::string& sql, std::string_view bytes) {
  if (auto left = leave_pipeline(); !left) return left;
  constexpr std::size_t kPiece = 1 << 20;
  PostgresResult started;
  if (PQsendQuery(connection_, sql.c_str()) == 1) started = next_result();
  bool taken = started && PQresultStatus(started.get()) == PGRES_COPY_IN;
  if (started && !taken) fail(error_of(started.get()));
  for (std::size_t at = 0; taken && at < bytes.size(); at += kPiece) {
    const std::string_view piece = bytes.substr(at, kPiece);
    taken = PQputCopyData(connection_, piece.data(), static_cast<int>(piece.size())) == 1;
  }
  taken = taken && PQputCopyEnd(connection_, nullptr) == 1;
  if (!taken && !failure_) fail(error_of(connection_));
  while (PostgresResult result = next_result()) {
    if (PQresultStatus(result.get()) == PGRES_COMMAND_OK || failure_) continue;
    repeat_ = repeat_ || store::asks_to_repeat(result.get());
    fail(error_of(result.get()));
  }
  if (!broken_) PQenterPipelineMode(connection_);
  if (failure_) return tl::unexpected(*failure_);
  return {};
}

bool PostgresConnection::usable() {
  if (broken_ || only_reads_ || PQstatus(connection_) != CONNECTION_OK) return false;
  pollfd descriptor{PQsocket(connection_), POLLIN, 0};
  if (::poll(&descriptor, 1, 0) <= 0) return true;
  // Something has come that nobody asked for: mostly that the server has gone.
  return PQconsumeInput(connection_) == 1 && PQstatus(connection_) == CONNECTION_OK;
}

bool PostgresConnection::ask() {
  if (PQpipelineSync(connection_) == 0) broken_ = true;
  return !broken_;
}

bool PostgresConnection::hear(bool& asked) {
  if (PQconsumeInput(connection_) == 0) broken_ = true;
  // What comes besides are notices of commits and the ends of results.
  while (!broken_ && asked && PQisBusy(connection_) == 0) {
    const PostgresResult result(PQgetResult(connection_));
    if (PQstatus(connection_) != CONNECTION_OK) broken_ = true;
    if (!result) break;
    if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) asked = false;
  }
  if (!broken_) heard_at_ = std::chrono::steady_clock::now();
  return !broken_;
}

bool PostgresConnection::answers() {
  if (!usable()) return false;
  if (std::chrono::steady_clock::now() - heard_at_ < patience_.ask_after) return true;
  bool asked = ask();
  while (asked && !broken_) {
    if (!wait_for_input(patience_.answer_within) || !hear(asked)) broken_ = true;
  }
  return !broken_;
}

Result<void> PostgresConnection::leave_pipeline() {
  if (failure_) return tl::unexpected(*failure_);
  if (!begin_.empty()) {
    if (auto begun = send_plain(std::exchange(begin_, ""), Sent::What::statement); !begun) return begun;
  }
  if (!sent_.empty()) {
    if (const auto answers = collect(); !answers) return tl::unexpected(answers.error());
  }
  PQexitPipelineMode(connection_);
  return {};
}

Result<void> PostgresConnection::send_plain(const std::string& sql, Sent::What what) {
  if (PQsendQueryParams(connection_, sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 1) == 0) {
    fail(error_of(connection_));
    broken_ = true;
    return tl::unexpected(*failure_);
  }
  sent_.push_back({what, {}});
  return {};
}

Result<void> PostgresConnection::send(const std::string& sql, const Parameters& parameters, Sent::What what) {
  if (failure_) return tl::unexpected(*failure_);
  if (!begin_.empty()) {
    if (auto begun = send_plain(std::exchange(begin_, ""), Sent::What::statement); !begun) return begun;
  }
  auto known = prepared_.find(sql);
  bool sent = true;
  if (known == prepared_.end()) {
    known = prepared_.emplace(sql, "s" + std::to_string(++named_)).first;
    sent = PQsendPrepare(connection_, known->second.c_str(), sql.c_str(), 0, nullptr) == 1;
    sent_.push_back({Sent::What::preparation, sql});
  }
  std::vector<const char*> values;
  std::vector<int> lengths;
  for (const auto& value : parameters.values) {
    values.push_back(value ? value->data() : nullptr);
    lengths.push_back(value ? static_cast<int>(value->size()) : 0);
  }
  constexpr int kBinary = 1;
  sent = sent && PQsendQueryPrepared(connection_, known->second.c_str(), static_cast<int>(values.size()), values.data(),
                                     lengths.data(), parameters.formats.data(), kBinary) == 1;
  sent_.push_back({what, {}});
  if (!sent) {
    fail(error_of(connection_));
    broken_ = true;
    return tl::unexpected(*failure_);
  }
  if (what != Sent::What::wanted && sent_.size() >= kMostUnanswered) {
    if (const auto answers = collect(); !answers) return tl::unexpected(answers.error());
  }
  return {};
}

Result<PostgresResult> PostgresConnection::collect() {
  PostgresResult wanted;
  if (PQpipelineSync(connection_) == 0) {
    broken_ = true;
    fail(error_of(connection_));
  }
  for (const Sent& sent : std::exchange(sent_, {})) {
    if (broken_) break;
    take(sent, next_result(), wanted);
    while (!broken_ && next_result()) {  // a statement's answers end with none
    }
  }
  if (!broken_) next_result();  // the sync itself
  if (failure_) return tl::unexpected(*failure_);
  return wanted;
}

void PostgresConnection::take(const Sent& sent, PostgresResult result, PostgresResult& wanted) {
  if (!result) return;
  const ExecStatusType status = PQresultStatus(result.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
    if (sent.what == Sent::What::wanted)
      wanted = std::move(result);
    else if (sent.what == Sent::What::commit)
      committed_ = std::string_view(PQcmdStatus(result.get())) == "COMMIT";
    return;
  }
  if (sent.what == Sent::What::preparation) prepared_.erase(sent.sql);
  if (status == PGRES_PIPELINE_ABORTED || failure_) return;  // what came before it failed
  repeat_ = store::asks_to_repeat(result.get());
  only_reads_ = only_reads_ || store::only_reads(result.get());
  fail(error_of(result.get()));
}

PostgresResult PostgresConnection::next_result() {
  if (!wait_for_input(silence_)) {
    broken_ = true;
    fail(PQstatus(connection_) == CONNECTION_OK
             ? base::Error{base::ErrorCode::unavailable, "the database has been silent for too long"}
             : error_of(connection_));
    return nullptr;
  }
  PostgresResult result(PQgetResult(connection_));
  // libpq reports a lost connection as a result, and after that nothing more.
  if (PQstatus(connection_) != CONNECTION_OK) {
    broken_ = true;
    fail(error_of(connection_));
    return nullptr;
  }
  return result;
}

bool PostgresConnection::wait_for_input(std::chrono::milliseconds at_most) {
  const auto until = std::chrono::steady_clock::now() + at_most;
  while (PQisBusy(connection_) != 0) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    if (left <= 0) return false;
    pollfd descriptor{PQsocket(connection_), POLLIN, 0};
    const int ready = ::poll(&descriptor, 1, static_cast<int>(left));
    if (ready > 0 && PQconsumeInput(connection_) == 0) return false;
  }
  heard_at_ = std::chrono::steady_clock::now();
  return true;
}

void PostgresConnection::fail(base::Error error) {
  if (!failure_) failure_ = std::move(error);
}

}  // namespace gridboard::store
