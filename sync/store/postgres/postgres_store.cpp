// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/postgres/postgres_store.hpp"

#include <atomic>
#include <mutex>
#include <thread>

#include "sync/store/move/copy_store.hpp"
#include "sync/store/postgres/head_watch.hpp"
#include "sync/store/postgres/postgres_schema.hpp"
#include "sync/store/postgres/postgres_writer.hpp"
#include "sync/store/write_line.hpp"

namespace gridboard::store {

namespace {

constexpr std::size_t kIdleReaders = 8;
// A transaction that lost a tie goes in at the second or third time unless something is wrong.
constexpr int kMostAttempts = 8;
// Lets the winner of the tie take what it waited for.
constexpr std::chrono::milliseconds kPause{10};

// THREADING: writer_ is used under write_line_ only, idle_readers_ under readers_mutex_, codec_ under codec_mutex_,
// listener_ and watch_ under listener_mutex_ (held while the listener runs: it must not block). The watch has a thread
// and a connection of its own.
class PostgresStore final : public Store {
 public:
  PostgresStore(std::string location, std::unique_ptr<PostgresConnection> writer, const Patience& patience)
      : location_(std::move(location)), patience_(patience), writer_(std::move(writer)) {}
  ~PostgresStore() override { on_change({}); }

  Result<void> read(const std::function<Result<void>(Reader&)>& body) override;
  Result<void> write(const std::function<Result<void>(Writer&)>& body) override;
  Result<std::unique_ptr<BillBatch>> make_bill_batch() override;
  Result<void> back_up_to(const std::string& path) override;
  void on_change(std::function<void()> listener) override;

 private:
  Result<std::unique_ptr<PostgresConnection>> take_reader();
  void give_back(std::unique_ptr<PostgresConnection> connection);
  Result<void> reading(PostgresConnection::Kind kind, const std::function<Result<void>(PostgresConnection&)>& body);
  Result<void> write_once(const std::function<Result<void>(Writer&)>& body, bool& moved);
  void tell();

  const std::string location_;
  const Patience patience_;
  std::unique_ptr<PostgresConnection> writer_;
  WriteLine write_line_;
  std::atomic<int> writer_process_ = 0;  // at the server
  std::mutex readers_mutex_;
  std::vector<std::unique_ptr<PostgresConnection>> idle_readers_;
  std::mutex codec_mutex_;
  std::shared_ptr<const BodyCodec> codec_;
  std::mutex listener_mutex_;
  std::function<void()> listener_;
  std::unique_ptr<HeadWatch> watch_;
};

Result<std::unique_ptr<PostgresConnection>> PostgresStore::take_reader() {
  while (true) {
    std::unique_ptr<PostgresConnection> connection;
    {
      const std::lock_guard lock(readers_mutex_);
      if (idle_readers_.empty()) break;
      connection = std::move(idle_readers_.back());
      idle_readers_.pop_back();
    }
    if (connection->answers()) return connection;
    // The others go the same way: nobody is to wait for each of them.
    std::vector<std::unique_ptr<PostgresConnection>> ended;
    const std::lock_guard lock(readers_mutex_);
    ended.swap(idle_readers_);
  }
  return PostgresConnection::open(location_, patience_);
}

void PostgresStore::give_back(std::unique_ptr<PostgresConnection> connection) {
  if (!connection->usable()) return;
  const std::lock_guard lock(readers_mutex_);
  if (idle_readers_.size() < kIdleReaders) idle_readers_.push_back(std::move(connection));
}

Result<void> PostgresStore::reading(PostgresConnection::Kind kind,
                                    const std::function<Result<void>(PostgresConnection&)>& body) {
  auto connection = take_reader();
  if (!connection) return tl::unexpected(connection.error());
  (*connection)->begin(kind);
  auto done = body(**connection);
  (*connection)->roll_back();
  give_back(std::move(*connection));
  return done;
}

Result<void> PostgresStore::read(const std::function<Result<void>(Reader&)>& body) {
  return reading(PostgresConnection::Kind::read, [&](PostgresConnection& connection) {
    SqlReader reader(connection);
    return body(reader);
  });
}

Result<void> PostgresStore::write_once(const std::function<Result<void>(Writer&)>& body, bool& moved) {
  PostgresWriter writer(*writer_);
  writer_->begin(PostgresConnection::Kind::write);
  if (auto done = body(writer); !done) return done;
  const auto flushed = writer.flush();
  if (!flushed) return tl::unexpected(flushed.error());
  moved = *flushed;
  return writer_->commit(moved ? kHeadsMoved : "");
}

Result<void> PostgresStore::write(const std::function<Result<void>(Writer&)>& body) {
  bool moved = false;
  {
    const std::lock_guard lock(write_line_);
    if (!writer_ || !writer_->answers()) {
      writer_.reset();
      auto opened = PostgresConnection::open(location_, patience_);
      if (!opened) return tl::unexpected(opened.error());
      writer_ = std::move(*opened);
    }
    writer_process_ = PQbackendPID(writer_->handle());
    for (int attempt = 1;; ++attempt) {
      const auto done = write_once(body, moved);
      if (done) break;
      const bool again = writer_->asks_to_repeat() && attempt < kMostAttempts;
      writer_->roll_back();
      if (!again) return done;
      std::this_thread::sleep_for(kPause * attempt);
    }
  }
  if (moved) tell();
  return {};
}

void PostgresStore::tell() {
  const std::lock_guard lock(listener_mutex_);
  if (listener_) listener_();
}

Result<std::unique_ptr<BillBatch>> PostgresStore::make_bill_batch() {
  const std::lock_guard lock(codec_mutex_);
  if (!codec_) {
    std::string dictionary;
    auto read = reading(PostgresConnection::Kind::read, [&](PostgresConnection& connection) -> Result<void> {
      auto statement = connection.statement("SELECT bytes FROM body_dictionary ORDER BY id DESC LIMIT 1");
      if (!statement) return tl::unexpected(statement.error());
      const auto row = (*statement)->step();
      if (!row) return tl::unexpected(row.error());
      if (*row) dictionary = (*statement)->blob(0);
      return {};
    });
    if (!read) return tl::unexpected(read.error());
    auto codec =
        dictionary.empty()
            ? BodyCodec::train()
            : Result<std::shared_ptr<const BodyCodec>>(std::make_shared<const BodyCodec>(std::move(dictionary)));
    if (!codec) return tl::unexpected(codec.error());
    codec_ = std::move(*codec);
  }
  return std::make_unique<PackedBillBatch>(codec_);
}

Result<void> PostgresStore::back_up_to(const std::string& path) {
  return reading(PostgresConnection::Kind::copy,
                 [&](PostgresConnection& connection) { return copy_to_file(connection, path); });
}

void PostgresStore::on_change(std::function<void()> listener) {
  std::unique_ptr<HeadWatch> ended;
  {
    const std::lock_guard lock(listener_mutex_);
    listener_ = std::move(listener);
    if (!listener_) ended = std::move(watch_);
    if (!listener_ || watch_) return;
  }
  // What this store commits it has told already.
  auto watch = std::make_unique<HeadWatch>(location_, [this](int process) {
    if (process == 0 || process != writer_process_) tell();
  });
  const std::lock_guard lock(listener_mutex_);
  watch_ = std::move(watch);
}

}  // namespace

Result<std::unique_ptr<Store>> open_postgres_store(const std::string& location, const Patience& patience) {
  auto connection = PostgresConnection::open(location, patience);
  if (!connection) return tl::unexpected(connection.error());
  if (auto done = migrate(**connection); !done) {
    done.error().message = "opening the store: " + done.error().message;
    return tl::unexpected(done.error());
  }
  return std::make_unique<PostgresStore>(location, std::move(*connection), patience);
}

}  // namespace gridboard::store
