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

#include "sync/net/asio_beast.hpp"
#include "sync/net/http_server.hpp"

namespace gridboard::net {

class Connection;

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

struct Loop : std::enable_shared_from_this<Loop> {
  explicit Loop(std::shared_ptr<Shared> with) : shared(std::move(with)) {}

  std::shared_ptr<Shared> shared;
  std::unordered_set<Connection*> connections;  // touched on this loop's thread only, or once it has ended
  boost::asio::io_context context{1};           // after `connections`: what it destroys strikes itself off there
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard{context.get_executor()};
  std::thread thread;
};

}  // namespace gridboard::net
