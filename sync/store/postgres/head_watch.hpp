// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Hears of commits of other processes by LISTEN. While nothing is committed it asks now and then whether the server is
// still there, by a few bytes that are no statement: who listens only would never notice that nobody speaks any more.

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "sync/store/postgres/postgres_connection.hpp"

namespace gridboard::store {

inline constexpr const char* kHeadsMoved = "NOTIFY gridboard_heads";

class HeadWatch {
 public:
  // Listens when this returns, if the database is there; else, and after every time that the connection was lost, as
  // soon as it is there again. `on_commit` is called from the watching thread with the server process that told, or 0
  // after a time in which it heard nothing: commits may have been overlooked.
  HeadWatch(std::string location, std::function<void(int)> on_commit, const WatchPatience& patience = {});
  HeadWatch(const HeadWatch&) = delete;
  HeadWatch& operator=(const HeadWatch&) = delete;
  ~HeadWatch();

 private:
  bool listen();
  void run();
  // False if the connection is lost.
  bool hear(bool& asked, bool readable);
  // False when it is to end.
  bool wait(int descriptor, std::chrono::milliseconds timeout, bool& readable);

  const std::string location_;
  const std::function<void(int)> on_commit_;
  const WatchPatience patience_;
  int stop_;
  std::unique_ptr<PostgresConnection> connection_;
  std::thread thread_;
};

}  // namespace gridboard::store
