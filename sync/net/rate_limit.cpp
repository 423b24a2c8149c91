// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/net/rate_limit.hpp"

namespace gridboard::net {

void RateLimit::begin_window(std::chrono::milliseconds now) {
  if (now - window_began_ < window_) return;
  window_began_ = now;
  failures_ = 0;
  by_peer_.clear();
}

std::chrono::milliseconds RateLimit::wait_for(std::string_view peer, std::chrono::milliseconds now) {
  const std::lock_guard lock(mutex_);
  begin_window(now);
  const auto found = by_peer_.find(peer);
  const bool too_many = failures_ >= of_all_ || (found != by_peer_.end() && found->second >= per_peer_);
  return too_many ? window_began_ + window_ - now : std::chrono::milliseconds{0};
}

void RateLimit::note_failure(std::string_view peer, std::chrono::milliseconds now) {
  const std::lock_guard lock(mutex_);
  begin_window(now);
  ++failures_;
  if (by_peer_.size() < of_all_) ++by_peer_[std::string(peer)];
}

}  // namespace gridboard::net
