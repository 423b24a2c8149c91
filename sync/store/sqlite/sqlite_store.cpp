// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sqlite/sqlite_store.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <mutex>

#include "sync/base/log.hpp"
#include "sync/sqlite/transaction.hpp"
#include "sync/store/sql/bill_batch.hpp"
#include "sync/store/sqlite/commit_watch.hpp"
#include "sync/store/sqlite/owner_lock.hpp"
#include "sync/store/sqlite/schema.hpp"
#include "sync/store/sqlite/sqlite_writer.hpp"
#include "sync/store/write_line.hpp"

namespace gridboard::store {

namespace {

using sqlite::Database;
using sqlite::Transaction;

constexpr int kPageBytes = 8192;
constexpr int kCheckpointPages = 1000;
constexpr std::size_t kIdleReaders = 8;
// A write of another process (an import) may take this long.
constexpr std::chrono::milliseconds kBusyTimeout{60000};

// THREADING: writer_ is used under write_line_ only, idle_readers_ under readers_mutex_, listener_ and watch_ under
// listener_mutex_ (held while the listener runs: it must not block). The watch has a thread and a connection of its
// own.
class SqliteStore final : public Store {
 public:
  SqliteStore(std::string path, Database writer)
      : path_(std::move(path)), owner_(path_ + ".owner"), writer_(std::move(writer)) {}

  ~SqliteStore() override {
    on_change({});
    idle_readers_.clear();
  }

  Result<void> start();
  Result<void> read(const std::function<Result<void>(Reader&)>& body) override;
  Result<void> write(const std::function<Result<void>(Writer&)>& body) override;
  Result<std::unique_ptr<BillBatch>> make_bill_batch() override;
  Result<void> back_up_to(const std::string& path) override;
  void on_change(std::function<void()> listener) override;

 private:
  Result<Database> open_reader() const;
  Result<std::unique_ptr<SqliteConnection>> take_reader();
  void give_back(std::unique_ptr<SqliteConnection> connection);
  static Result<std::shared_ptr<const BodyCodec>> stored_codec(Database& database);
  Result<void> take_ownership();
  Result<std::uint64_t> count_feed_version();
  void tell(std::uint64_t version);

  const std::string path_;
  OwnerLock owner_;
  SqliteConnection writer_;
  WriteLine write_line_;
  std::mutex readers_mutex_;
  std::vector<std::unique_ptr<SqliteConnection>> idle_readers_;
  std::mutex codec_mutex_;
  std::shared_ptr<const BodyCodec> codec_;
  std::mutex listener_mutex_;
  std::function<void()> listener_;
  std::uint64_t told_version_ = 0;
  std::unique_ptr<CommitWatch> watch_;
};

Result<void> SqliteStore::start() {
  if (auto done = writer_.database().leave_checkpoints_to_others(); !done) return done;
  if (auto done = take_ownership(); !done) return done;
  if (auto done = migrate(writer_.database()); !done) return done;
  // Large enough for the upper levels of every tree during an import; a WAL that an import left is cut back.
  return writer_.database().execute("PRAGMA cache_size=-49152;PRAGMA journal_size_limit=67108864;");
}

Result<void> SqliteStore::take_ownership() {
  if (owner_.held() || !owner_.try_take()) return {};
  return writer_.database().checkpoint_every(kCheckpointPages);
}

Result<Database> SqliteStore::open_reader() const {
  sqlite::OpenOptions options;
  options.mode = sqlite::OpenMode::existing;
  options.busy_timeout = kBusyTimeout;
  auto database = Database::open(path_, options);
  if (!database) return database;
  if (auto done = database->leave_checkpoints_to_others(); !done) return tl::unexpected(done.error());
  if (auto done = database->execute("PRAGMA query_only=ON"); !done) return tl::unexpected(done.error());
  return database;
}

Result<std::unique_ptr<SqliteConnection>> SqliteStore::take_reader() {
  {
    const std::lock_guard lock(readers_mutex_);
    if (!idle_readers_.empty()) {
      auto connection = std::move(idle_readers_.back());
      idle_readers_.pop_back();
      return connection;
    }
  }
  auto database = open_reader();
  if (!database) return tl::unexpected(database.error());
  return std::make_unique<SqliteConnection>(std::move(*database));
}

void SqliteStore::give_back(std::unique_ptr<SqliteConnection> connection) {
  const std::lock_guard lock(readers_mutex_);
  if (idle_readers_.size() < kIdleReaders) idle_readers_.push_back(std::move(connection));
}

Result<void> SqliteStore::read(const std::function<Result<void>(Reader&)>& body) {
  auto connection = take_reader();
  if (!connection) return tl::unexpected(connection.error());
  Result<void> done;
  {
    auto transaction = Transaction::begin((*connection)->database(), Transaction::Kind::read);
    if (!transaction) return tl::unexpected(transaction.error());
    SqlReader reader(**connection);
    done = body(reader);
  }
  give_back(std::move(*connection));
  return done;
}

Result<std::uint64_t> SqliteStore::count_feed_version() {
  auto statement = writer_.database().cached("UPDATE feed_version SET version = version + 1 RETURNING version");
  if (!statement) return tl::unexpected(statement.error());
  const auto row = (*statement)->step();
  if (!row) return tl::unexpected(row.error());
  return (*statement)->unsigned_integer(0);
}

Result<void> SqliteStore::write(const std::function<Result<void>(Writer&)>& body) {
  std::uint64_t version = 0;
  {
    const std::lock_guard lock(write_line_);
    if (auto done = take_ownership(); !done) return done;
    auto transaction = Transaction::begin(writer_.database(), Transaction::Kind::write);
    if (!transaction) return tl::unexpected(transaction.error());
    SqliteWriter writer(writer_);
    if (auto done = body(writer); !done) return done;
    const auto moved = writer.flush();
    if (!moved) return tl::unexpected(moved.error());
    if (*moved) {
      const auto counted = count_feed_version();
      if (!counted) return tl::unexpected(counted.error());
      version = *counted;
    }
    if (auto done = transaction->commit(); !done) return done;
  }
  if (version != 0) tell(version);
  return {};
}

// Versions only rise, so what this process told already is told once, whether the write or the watch comes first.
void SqliteStore::tell(std::uint64_t version) {
  const std::lock_guard lock(listener_mutex_);
  if (version <= told_version_) return;
  told_version_ = version;
  if (listener_) listener_();
}

Result<std::shared_ptr<const BodyCodec>> SqliteStore::stored_codec(Database& database) {
  auto dictionary = database.cached("SELECT bytes FROM body_dictionary ORDER BY rowid DESC LIMIT 1");
  if (!dictionary) return tl::unexpected(dictionary.error());
  const auto row = (*dictionary)->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::shared_ptr<const BodyCodec>();
  return std::make_shared<const BodyCodec>(std::string((*dictionary)->blob(0)));
}

Result<std::unique_ptr<BillBatch>> SqliteStore::make_bill_batch() {
  const std::lock_guard lock(codec_mutex_);
  if (!codec_) {
    auto connection = take_reader();
    if (!connection) return tl::unexpected(connection.error());
    auto codec = stored_codec((*connection)->database());
    give_back(std::move(*connection));
    if (codec && !*codec) codec = BodyCodec::train();
    if (!codec) return tl::unexpected(codec.error());
    codec_ = std::move(*codec);
  }
  return std::make_unique<PackedBillBatch>(codec_);
}

Result<void> SqliteStore::back_up_to(const std::string& path) {
  // VACUUM INTO counts as writing, which the readers' connections may not.
  sqlite::OpenOptions options;
  options.mode = sqlite::OpenMode::existing;
  options.busy_timeout = kBusyTimeout;
  auto database = Database::open(path_, options);
  if (!database) return tl::unexpected(database.error());
  if (auto done = database->leave_checkpoints_to_others(); !done) return done;
  return database->backup_to(path);
}

void SqliteStore::on_change(std::function<void()> listener) {
  std::unique_ptr<CommitWatch> ended;
  {
    const std::lock_guard lock(listener_mutex_);
    listener_ = std::move(listener);
    if (!listener_) ended = std::move(watch_);
    if (!listener_ || watch_) return;
  }
  auto database = open_reader();
  if (!database) {
    base::log_event(base::LogLevel::error, "store.watch_failed",
                    {{"error", std::string_view(database.error().message)}});
    return;
  }
  auto watch = CommitWatch::start(std::move(*database), path_, [this](std::uint64_t version) { tell(version); });
  if (!watch) {
    base::log_event(base::LogLevel::error, "store.watch_failed", {{"error", std::string_view(watch.error().message)}});
    return;
  }
  const std::lock_guard lock(listener_mutex_);
  watch_ = std::move(*watch);
}

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path) {
  // Made here, since SQLite would let everybody read it.
  const int made = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (made < 0) return base::fail(base::ErrorCode::io, "can't open or make the store at " + path);
  ::close(made);
  sqlite::OpenOptions options;
  options.busy_timeout = kBusyTimeout;
  options.page_bytes = kPageBytes;
  auto database = Database::open(path, options);
  if (!database) return tl::unexpected(database.error());
  auto store = std::make_unique<SqliteStore>(path, std::move(*database));
  if (auto started = store->start(); !started) {
    started.error().message = "opening the store at " + path + ": " + started.error().message;
    return tl::unexpected(started.error());
  }
  return store;
}

}  // namespace gridboard::store
