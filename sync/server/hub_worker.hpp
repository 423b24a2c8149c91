// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The hub's thread and what only it touches, beside the inbox that everybody posts to. Private to this room.

#include <condition_variable>
#include <deque>
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
  Worker(store::Store& store, desk::KeyRing& keys, const base::Clock& clock, base::Random& random, base::Zone zone,
         Metrics& metrics, const HubOptions& options);
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
  using Lines = std::vector<std::shared_ptr<FeedBytes>>;

  void run();
  News wait_for_news();
  // Who came together is let in by one read.
  void admit(std::vector<HubInbox::Arrival> arrivals);
  void begin(HubInbox::Arrival arrival);
  void refuse(HubInbox::Arrival& arrival);
  void forget(std::uint64_t id);
  void make_ready(FeedSession& session);
  void serve_ready();
  void serve(FeedSession& session);
  void tell_keys(FeedSession& session, Lines& lines);
  // What moved since the last look; every head if there was none yet.
  void refresh_heads();
  base::Result<void> read_heads(const std::vector<std::string>& logs);
  void take_head(const std::string& log, const std::optional<store::LogHead>& head);
  void end_refused_boards(const std::set<std::string>& board_ids);
  void run_timers();
  [[nodiscard]] std::shared_ptr<FeedBytes> beat() const;
  // To those that have everything: what is on its way tells the others that the centre is there.
  void send_beats(SteadyTime now);
  void note_seen(const FeedSession& session) const;
  void end_all();
  void note_store_error(const base::Error& error);

  store::Store& store_;
  desk::KeyRing& keys_;
  const base::Clock& clock_;
  base::Random& random_;
  const base::Zone zone_;
  Metrics& metrics_;
  const HubOptions options_;
  std::shared_ptr<HubInbox> inbox_ = std::make_shared<HubInbox>();
  std::atomic<std::uint64_t> next_id_{1};

  // The hub's thread alone.
  SegmentCache segments_;
  Lines key_lines_;
  std::uint64_t key_lines_of_ = 0;  // number of the newest key in them
  std::string mark_;                // see store::Reader::moved_logs
  std::unordered_map<std::uint64_t, Session> sessions_;
  std::unordered_map<std::string, FollowedLog> logs_;  // sessions point into it
  std::deque<std::uint64_t> ready_;
  // When each stream beats next. All wait equally long, so that the earliest is in front.
  std::deque<std::pair<SteadyTime, std::uint64_t>> beats_;
  SteadyTime keys_at_{};
  std::optional<SteadyTime> refresh_at_;  // after the store failed
  bool draining_ = false;
  bool busy_ = false;  // since the last beat

  std::thread thread_;
};

}  // namespace gridboard::server
