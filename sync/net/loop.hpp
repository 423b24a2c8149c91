// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// An event loop with its thread and the connections that live on it. Private to this room.

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_set>
#include <utility>

#include "sync/net/asio_beast.hpp"
#include "sync/net/http_server.hpp"

namespace gridboard::net {

class Connection;
class StreamBody;

// What all loops of a server share. Outlives every connection.
struct Shared {
  ServerOptions options;
  Handler handler;
  Observer* observer = nullptr;
  std::atomic<bool> draining{false};

  // How many connections are open, and a wake for who waits for none.
  std::mutex mutex;
  std::condition_variable none_left;
  std::size_t open = 0;

  [[nodiscard]] bool enter();  // false if there are too many
  void leave();
};

// Counts a connection for as long as it is open, whoever holds it. Taken after Shared::enter().
class OpenMark {
 public:
  OpenMark() = default;
  explicit OpenMark(Shared& shared);
  ~OpenMark();
  OpenMark(OpenMark&& other) noexcept : shared_(std::exchange(other.shared_, nullptr)) {}
  OpenMark& operator=(OpenMark&& other) noexcept;

 private:
  Shared* shared_ = nullptr;
};

struct Loop : std::enable_shared_from_this<Loop> {
  explicit Loop(std::shared_ptr<Shared> with) : shared(std::move(with)) {}

  // What a stream's holder wants done on this loop's thread.
  struct Order {
    enum class Kind { write, finish, cut };
    Kind kind;
    std::shared_ptr<StreamBody> stream;
    std::vector<SharedBytes> pieces;
  };
  // From any thread. Orders are carried out as they came, many in one turn of the loop: a fan-out to thousands of
  // streams wakes it once.
  void give(Order order);
  // Once the thread has ended: tells every stream's holder and lets go of it.
  void abandon_streams();

  std::shared_ptr<Shared> shared;
  // Touched on this loop's thread only, or once it has ended.
  std::unordered_set<Connection*> connections;
  std::unordered_set<std::shared_ptr<StreamBody>> streams;
  boost::asio::io_context context{1};  // after `connections`: what it destroys strikes itself off there
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard{context.get_executor()};
  std::thread thread;

 private:
  void carry_out();

  std::mutex orders_mutex_;
  std::vector<Order> orders_;
  std::vector<Order> running_;  // of this loop's thread
  std::size_t next_running_ = 0;
};

}  // namespace gridboard::net
