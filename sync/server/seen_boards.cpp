// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/seen_boards.hpp"

#include <utility>

#include "sync/desk/note_board_seen.hpp"

namespace gridboard::server {
namespace {

constexpr std::size_t kAtOnce = 500;  // other writes must not wait long

}  // namespace

void SeenBoards::note(const std::string& board_id, base::Instant now) {
  const std::lock_guard lock(mutex_);
  if (stopped_) return;
  seen_[board_id] = now;
  if (!posted_) posted_ = writes_.post([this] { write(); });
}

void SeenBoards::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
}

void SeenBoards::write() {
  std::map<std::string, base::Instant> seen;
  {
    const std::lock_guard lock(mutex_);
    while (!seen_.empty() && seen.size() < kAtOnce) seen.insert(seen_.extract(seen_.begin()));
  }
  const auto written = store_.write([&](store::Writer& writer) -> base::Result<void> {
    for (const auto& [board_id, at] : seen) {
      if (auto noted = desk::note_board_seen(writer, board_id, at); !noted) return noted;
    }
    return {};
  });
  if (!written) ++metrics_.store_errors;  // they will be seen again
  const std::lock_guard lock(mutex_);
  posted_ = !seen_.empty() && !stopped_ && writes_.post([this] { write(); });
}

}  // namespace gridboard::server
