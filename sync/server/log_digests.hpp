// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Digests of logs for boards that ask once a day whether they hold the right thing. Thread-safe.
//
// A log is gone through once for all places, and again only when its head has moved; a large one not more often than
// every ten minutes, one at a time. What can't be told then is left out: the board asks again.

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/read_digest.hpp"
#include "sync/server/metrics.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/digest.hpp"

namespace gridboard::server {

class LogDigests {
 public:
  // All that is given must outlive this.
  LogDigests(store::Store& store, const base::Clock& clock, Metrics& metrics)
      : store_(store), clock_(clock), metrics_(metrics) {}

  // Of each log that the board follows and at whose head it stands by this cursor.
  [[nodiscard]] base::Result<std::vector<wire::LogDigest>> at(const store::Board& board, const wire::Cursor& cursor);

 private:
  using Sums = std::shared_ptr<const desk::LogSums>;
  struct Kept {
    Sums sums;
    std::chrono::milliseconds read_at{0}, used_at{0};  // monotonic
    std::size_t bytes = 0;
  };
  // Null if they can't be told now.
  base::Result<Sums> sums_of(const std::string& log, const store::LogHead& head);
  Sums kept(const std::string& log, const store::LogHead& head, bool& too_soon);
  void keep(const std::string& log, Sums sums);
  base::Result<Sums> read(const std::string& log);

  store::Store& store_;
  const base::Clock& clock_;
  Metrics& metrics_;
  std::mutex reading_;  // held while a log is gone through
  std::mutex mutex_;    // of what follows
  std::map<std::string, Kept> kept_;
  std::size_t bytes_ = 0;
};

}  // namespace gridboard::server
