// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/sent_boards.hpp"

#include <map>
#include <utility>

#include "sync/base/log.hpp"
#include "sync/desk/delivery_ledger.hpp"

namespace gridboard::server {
namespace {

constexpr std::size_t kMostWaiting = 100000;  // a few MB; a fleet that is larger and comes back at once is told in part
constexpr std::size_t kMostRows = 2000;       // of one transaction: other writes must not wait long

}  // namespace

void SentBoards::note(const std::string& board_id, SentAnnouncements announcements, base::Instant now) {
  const std::lock_guard lock(mutex_);
  if (stopped_ || sent_.size() >= kMostWaiting) return;
  sent_.push_back({board_id, std::move(announcements), now});
  if (!posted_) posted_ = writes_.post([this] { write(); });
}

void SentBoards::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
}

void SentBoards::write() {
  // In the order of all writers, so that none waits for another that waits for it.
  std::map<store::Announcement, std::vector<desk::SentTo>> by_announcement;
  base::Instant latest{};
  {
    const std::lock_guard lock(mutex_);
    if (!sent_.empty()) latest = sent_.back().at;
    for (std::size_t boards = 0, rows = 0; !sent_.empty() && boards < desk::kSentAtOnce && rows < kMostRows; ++boards) {
      rows += sent_.front().announcements->size();
      for (const auto& announcement : *sent_.front().announcements) {
        by_announcement[announcement].push_back({sent_.front().board_id, sent_.front().at});
      }
      sent_.pop_front();
    }
  }
  auto written = store_.write([&](store::Writer& writer) -> base::Result<void> {
    for (const auto& [announcement, boards] : by_announcement) {
      if (auto noted = desk::note_sent(writer, announcement, boards, boards.back().at); !noted) return noted;
    }
    return {};
  });
  if (!written) ++metrics_.store_errors;
  if (const auto done = desk::sign_deliveries_if_due(store_, keys_, latest); !done) {
    base::log_event(base::LogLevel::error, "deliveries.unsigned", {{"what", std::string_view(done.error().message)}});
  }
  const std::lock_guard lock(mutex_);
  posted_ = !sent_.empty() && !stopped_ && writes_.post([this] { write(); });
}

}  // namespace gridboard::server
