// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The hub's thread and what only it touches, beside the inbox that everybody posts to. Private to this room.

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <unordered_map>

#include "sync/server/feed_session.hpp"

namespace gridboard::server {

// What other threads tell the hub. Shared with the callbacks of streams, which may outlive the hub.
struct HubInbox {
  struct Arrival {
    std::unique_ptr<FeedSession> session;
    std::shared_ptr<net::Exchange> exchange;
  };

  std::mutex mutex;
  std::condition_variable wake;
  std::vector<Arrival> arrivals;
  std::vector<std::uint64_t> drained, closed;
  bool heads_moved = false, draining = false, stopping = false;

  template <class Change>
  void post(Change change) {
    {
      const std::lock_guard lock(mutex);
      change(*this);
    }
    wake.notify_one();
  }
};

class Hub::Worker {
 public:
  Worker(store::Store& store, const base::Clock& clock, base::Random& random, base::Zone zone, Metrics& metrics,
         const HubOptions& options);
  ~Worker();
  void follow(FeedRequest request, std::shared_ptr<net::Exchange> exchange);
  void drain();

 private:
  struct News {
    std::vector<HubInbox::Arrival> arrivals;
    std::vector<std::uint64_t> drained, closed;
    bool heads_moved = false, draining = false, stopping = false;
  };
  using Session = std::unique_ptr<FeedSession>;

  void run();
  News wait_for_news();
  void admit(HubInbox::Arrival arrival);
  void forget(std::uint64_t id);
  void make_ready(FeedSession& session);
  void serve_ready();
  void serve(FeedSession& session);
  void send(FeedSession& session, std::vector<std::shared_ptr<FeedBytes>> lines);
  void end(FeedSession& session);
  // Reads the heads of `logs`, and the boards whose own log moved, in one read.
  void refresh_heads(const std::vector<std::string>& logs);
  void refresh_all_heads();
  void end_refused_boards(const std::set<std::string>& board_ids);
  void check_boards();
  void run_timers();
  void schedule(FeedSession& session);
  void end_all();
  void note_store_error(const base::Error& error);

  store::Store& store_;
  const base::Clock& clock_;
  base::Random& random_;
  const base::Zone zone_;
  Metrics& metrics_;
  const HubOptions options_;
  std::shared_ptr<HubInbox> inbox_ = std::make_shared<HubInbox>();
  std::atomic<std::uint64_t> next_id_{1};

  // The hub's thread alone.
  SegmentCache segments_;
  desk::LogHeads heads_;
  std::unordered_map<std::uint64_t, Session> sessions_;
  std::map<std::string, std::set<std::uint64_t>> followers_;  // by log
  std::deque<std::uint64_t> ready_;
  std::set<std::pair<SteadyTime, std::uint64_t>> timers_;
  SteadyTime check_at_{};
  std::optional<SteadyTime> refresh_at_;  // after the store failed
  bool draining_ = false;

  std::thread thread_;
};

}  // namespace gridboard::server
