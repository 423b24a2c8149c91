// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Notices commits of other processes: the kernel says when the WAL file is written (inotify), then one small query says
// whether a log head moved. While nothing is written there are no queries at all.

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "sync/sqlite/database.hpp"

namespace gridboard::store {

using base::Result;

class CommitWatch {
 public:
  // `on_commit` is called from the watching thread with the feed version, whenever the WAL was written and a commit of
  // another connection is in. `database` is the thread's own.
  [[nodiscard]] static Result<std::unique_ptr<CommitWatch>> start(sqlite::Database database, const std::string& path,
                                                                  std::function<void(std::uint64_t)> on_commit);
  CommitWatch(const CommitWatch&) = delete;
  CommitWatch& operator=(const CommitWatch&) = delete;
  ~CommitWatch();

 private:
  CommitWatch(sqlite::Database database, int notify, int stop, std::function<void(std::uint64_t)> on_commit);
  void run();
  void look();

  sqlite::Database database_;
  int notify_;
  int stop_;
  std::function<void(std::uint64_t)> on_commit_;
  std::int64_t data_version_ = 0;
  std::thread thread_;
};

}  // namespace gridboard::store
