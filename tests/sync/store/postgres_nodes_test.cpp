// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Several nodes on one database: nothing is skipped, and nothing acknowledged is lost with the server.
#include <doctest/doctest.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <set>
#include <thread>

#include "sync/base/ids.hpp"
#include "tests/sync/store/backends.hpp"
#include "tests/sync/store/calls.hpp"

using namespace gridboard;
using base::Result;

namespace {

constexpr int kWriters = 8, kReaders = 3, kLogs = 4;
constexpr int kShort = 5'000, kLong = 100'000;
constexpr std::size_t kAtOnce = 500;

int changes_to_make() {
  const char* wanted = std::getenv("GRIDBOARD_LONG_NODES");
  return wanted != nullptr && *wanted != '\0' ? kLong : kShort;
}

std::string log_of(int number) {
  return "YX/" + std::to_string(number % kLogs);
}

// What a server node does: it is told, asks which logs moved, and reads on from where it stands.
class Node {
 public:
  explicit Node(const std::string& location) : store_(std::move(store::open_store(location).value())) {
    store_->on_change([this] { told_.note(); });
    look();
    thread_ = std::thread([this] {
      int seen = 0;
      while (!stopping_) {
        if (told_.count() == seen) {
          std::this_thread::sleep_for(std::chrono::milliseconds(2));
          continue;
        }
        seen = told_.count();
        look();
      }
    });
  }
  ~Node() {
    if (thread_.joinable()) finish();
  }
  void finish() {
    stopping_ = true;
    thread_.join();
    store_->on_change({});
  }
  [[nodiscard]] std::size_t keys() const { return count_; }
  [[nodiscard]] const std::map<std::string, std::set<std::string>>& found() const { return found_; }
  [[nodiscard]] bool in_order() const { return in_order_; }
  [[nodiscard]] int failures() const { return failures_; }

 private:
  void look() {
    const auto read = store_->read([&](store::Reader& reader) -> Result<void> {
      std::string mark = mark_;
      const auto moved = reader.moved_logs(mark);
      if (!moved) return tl::unexpected(moved.error());
      for (const store::MovedLog& log : *moved) {
        if (auto done = read_on(reader, log); !done) return done;
      }
      mark_ = mark;
      return {};
    });
    if (!read) ++failures_;
  }

  Result<void> read_on(store::Reader& reader, const store::MovedLog& log) {
    std::uint64_t& at = at_[log.log];
    while (at < log.head.head) {
      std::uint64_t scanned = 0;
      const auto changes = reader.changes(log.log, at, log.head.head, "YX", kAtOnce, 1 << 20, scanned);
      if (!changes) return tl::unexpected(changes.error());
      for (const store::Change& change : *changes) {
        if (change.seq <= at) in_order_ = false;
        if (found_[log.log].insert(change.key).second) ++count_;
      }
      at = scanned;
    }
    return {};
  }

  std::unique_ptr<store::Store> store_;
  tests::Calls told_;
  std::string mark_;
  std::map<std::string, std::uint64_t> at_;
  std::map<std::string, std::set<std::string>> found_;
  std::atomic<std::size_t> count_ = 0;
  std::atomic<bool> in_order_ = true, stopping_ = false;
  std::atomic<int> failures_ = 0;
  std::thread thread_;
};

// Each change has a key of its own: one that is skipped is missing for ever.
void write_changes(store::Store& store, int writer_number, int count, std::atomic<int>& failed) {
  constexpr int kMostInOneWrite = 5;
  base::SeededRandom random(static_cast<std::uint64_t>(writer_number + 1));
  for (int made = 0; made < count;) {
    const int batch = std::min<int>(1 + static_cast<int>(random.below(kMostInOneWrite)), count - made);
    const auto first_log = static_cast<int>(random.below(kLogs));
    const auto done = store.write([&](store::Writer& writer) -> Result<void> {
      for (int i = 0; i < batch; ++i) {
        const std::string key = "w" + std::to_string(writer_number) + "/" + std::to_string(made + i);
        if (auto put = writer.publish(log_of(first_log + i), key, "YX", "{}"); !put) return put;
      }
      return {};
    });
    if (!done) ++failed;
    made += batch;
  }
}

}  // namespace

TEST_CASE("three nodes see every change of eight writers, in order") {
  const std::string location = tests::postgres_server().new_location();
  const int per_writer = changes_to_make() / kWriters;
  std::vector<std::unique_ptr<store::Store>> stores;
  for (int i = 0; i < kWriters; ++i) stores.push_back(std::move(store::open_store(location).value()));
  std::vector<std::unique_ptr<Node>> nodes;
  for (int i = 0; i < kReaders; ++i) nodes.push_back(std::make_unique<Node>(location));
  std::atomic<int> failed = 0;
  std::vector<std::thread> writers;
  for (int i = 0; i < kWriters; ++i) {
    writers.emplace_back([&, i] { write_changes(*stores[static_cast<std::size_t>(i)], i, per_writer, failed); });
  }
  for (std::thread& writer : writers) writer.join();
  CHECK(failed == 0);
  const auto all = static_cast<std::size_t>(per_writer * kWriters);
  for (auto& node : nodes) {
    constexpr int kTries = 6000;
    for (int i = 0; i < kTries && node->keys() < all; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    node->finish();
    CHECK(node->keys() == all);
    CHECK(node->in_order());
    CHECK(node->failures() == 0);
    CHECK(node->found() == nodes.front()->found());
  }
}

TEST_CASE("nothing acknowledged is lost with a server that is killed, and everybody comes back by himself") {
  constexpr int kThreads = 4, kCrashes = 3;
  tests::PostgresServer server;
  const std::string location = server.new_location();
  auto watching = store::open_store(location);
  REQUIRE(watching);
  tests::Calls told;
  (*watching)->on_change([&] { told.note(); });
  std::atomic<bool> done = false;
  std::atomic<int> acknowledged = 0;
  std::vector<std::set<std::string>> kept(kThreads);
  std::vector<std::thread> writers;
  for (int i = 0; i < kThreads; ++i) {
    writers.emplace_back([&, i] {
      auto store = std::move(store::open_store(location).value());
      for (int number = 0; !done; ++number) {
        const std::string key = "w" + std::to_string(i) + "/" + std::to_string(number);
        const auto written =
            store->write([&](store::Writer& writer) { return writer.publish(log_of(number), key, "YX", "{}"); });
        if (written) {
          kept[static_cast<std::size_t>(i)].insert(log_of(number) + " " + key);
          ++acknowledged;
        } else {
          std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
      }
    });
  }
  const auto wait_for = [&](int wanted) {
    while (acknowledged < wanted) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  };
  for (int crash = 0; crash < kCrashes; ++crash) {
    wait_for(acknowledged + 200);
    server.kill_it();
    server.start();
  }
  wait_for(acknowledged + 200);
  done = true;
  for (std::thread& writer : writers) writer.join();

  std::set<std::string> stored;
  REQUIRE((*watching)->read([&](store::Reader& reader) -> Result<void> {
    for (int log = 0; log < kLogs; ++log) {
      const auto head = reader.log_head(log_of(log)).value().value();
      std::uint64_t scanned = 0;
      const auto changes = reader.changes(log_of(log), 0, head.head, "YX", 1 << 20, std::size_t{1} << 30, scanned);
      for (const store::Change& change : changes.value()) {
        stored.insert(log_of(log) + " " + change.key);
      }
    }
    return {};
  }));
  for (const auto& of_writer : kept) {
    for (const std::string& each : of_writer) CHECK_MESSAGE(stored.contains(each), each);
  }
  // It listens again: what is written now is told.
  const int before = told.count();
  auto other = store::open_store(location);
  REQUIRE(other);
  REQUIRE((*other)->write([](store::Writer& writer) { return writer.publish("YX", "last", "YX", "{}"); }));
  CHECK(told.reach(before + 1));
}
