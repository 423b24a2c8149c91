// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/events.hpp"

#include <algorithm>
#include <atomic>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "sync/api/operations.hpp"
#include "sync/api/refusal.hpp"
#include "sync/base/log.hpp"
#include "sync/desk/board_health.hpp"
#include "sync/store/people.hpp"

namespace gridboard::api {
namespace {

using Steady = std::chrono::steady_clock::time_point;

constexpr std::size_t kMostEntriesAtOnce = 200;
// What a slow reader missed is kept one by one up to so many; then the topic stands for all of it.
constexpr std::size_t kMostPending = 100;
constexpr const char* kAudit = "audit";
// Whoever watches a notice arrive does so in the first hour; as many at once are ever out that fresh.
constexpr std::chrono::hours kDeliveriesFollowed{1};
constexpr std::size_t kMostDeliveriesFollowed = 20;

const char* name_of(Topic topic) {
  switch (topic) {
    case Topic::notices:
      return "notices";
    case Topic::boards:
      return "boards";
    case Topic::places:
      return "places";
    case Topic::people:
      return "people";
    case Topic::alarms:
      return "alarms";
    case Topic::imports:
      return "imports";
    case Topic::outages:
      return "outages";
    case Topic::analysis:
      return "analysis";
    case Topic::bills:
      return "bills";
    case Topic::none:
      break;
  }
  return "";
}

struct Event {
  std::string topic, id;
  auto operator<=>(const Event&) const = default;
};

std::string text_of(const Event& event) {
  boost::json::object data{{"topic", event.topic}};
  if (!event.id.empty()) data["id"] = event.id;
  return "event: " + event.topic + "\ndata: " + boost::json::serialize(data) + "\n\n";
}

// What other threads tell the worker. Shared with the callbacks of streams, which may outlive it.
struct Inbox {
  struct Arrival {
    Events::Follower follower;
    std::shared_ptr<net::Exchange> exchange;
  };
  std::mutex mutex;
  std::condition_variable wake;
  std::vector<Arrival> arrivals;
  std::vector<std::uint64_t> drained, closed;
  std::vector<Event> told;
  bool look = false, draining = false, stopping = false;

  template <class Change>
  void post(Change change) {
    {
      const std::lock_guard lock(mutex);
      change(*this);
    }
    wake.notify_one();
  }
};

struct Stream {
  Events::Follower follower;
  std::shared_ptr<net::Stream> stream;
  std::set<Event> pending;
  Steady began, wrote_at, checked_at;
  std::optional<Steady> slow_since;
};

}  // namespace

class Events::Worker {
 public:
  Worker(store::Store& store, const base::Clock& clock, std::chrono::milliseconds beat, const EventOptions& options)
      : store_(store), clock_(clock), beat_(beat), options_(options) {
    thread_ = std::thread([this] { run(); });
  }
  ~Worker() {
    inbox_->post([](Inbox& news) { news.stopping = true; });
    thread_.join();
  }

  std::shared_ptr<Inbox> inbox_ = std::make_shared<Inbox>();
  std::atomic<bool> followed_{false};

 private:
  struct News {
    std::vector<Inbox::Arrival> arrivals;
    std::vector<std::uint64_t> drained, closed;
    std::vector<Event> told;
    bool look = false, draining = false, stopping = false;
  };

  News wait_for_news() {
    std::unique_lock lock(inbox_->mutex);
    const auto anything = [this] {
      return !inbox_->arrivals.empty() || !inbox_->drained.empty() || !inbox_->closed.empty() ||
             !inbox_->told.empty() || (inbox_->look && !streams_.empty()) || inbox_->stopping ||
             (inbox_->draining && !draining_);
    };
    if (streams_.empty()) {
      inbox_->wake.wait(lock, anything);
    } else {
      inbox_->wake.wait_until(lock, look_at_, anything);
    }
    News news;
    news.arrivals.swap(inbox_->arrivals);
    news.drained.swap(inbox_->drained);
    news.closed.swap(inbox_->closed);
    news.told.swap(inbox_->told);
    news.look = std::exchange(inbox_->look, false);
    news.draining = inbox_->draining;
    news.stopping = inbox_->stopping;
    return news;
  }

  void run() {
    for (;;) {
      News news = wait_for_news();
      if (news.stopping) break;
      for (const std::uint64_t id : news.closed) streams_.erase(id);
      if (news.draining && !std::exchange(draining_, true)) {
        for (auto& [id, stream] : streams_) stream.stream->finish();
      }
      for (auto& arrival : news.arrivals) begin(std::move(arrival));
      for (const Event& event : news.told) spread(event);
      const Steady now = std::chrono::steady_clock::now();
      if (!streams_.empty() && (news.look || now >= look_at_)) {
        look_at_ = now + options_.look_every;
        look();
      }
      if (!streams_.empty() && now >= boards_at_) {
        boards_at_ = now + options_.boards_every;
        look_at_boards();
      }
      for (auto& [id, stream] : streams_) serve(stream, now);
      followed_ = !streams_.empty();
    }
    for (auto& [id, stream] : streams_) stream.stream->cut();
  }

  void begin(Inbox::Arrival arrival) {
    if (draining_ || streams_.size() >= options_.most_followers) {
      return arrival.exchange->answer(response_of(refuse_busy(), language_of(arrival.exchange->request())));
    }
    if (streams_.empty()) {  // what came before nobody waits for
      seen_.reset();
      counts_.reset();
      look();
      look_at_boards();
    }
    const std::uint64_t id = next_id_++;
    net::StreamEvents events;
    events.on_drained = [inbox = inbox_, id] { inbox->post([id](Inbox& news) { news.drained.push_back(id); }); };
    events.on_closed = [inbox = inbox_, id] { inbox->post([id](Inbox& news) { news.closed.push_back(id); }); };
    net::Response head;
    head.content_type = "text/event-stream";
    head.headers.emplace_back("X-Accel-Buffering", "no");
    Stream& stream = streams_[id];
    stream.follower = std::move(arrival.follower);
    stream.began = stream.wrote_at = stream.checked_at = std::chrono::steady_clock::now();
    stream.stream = arrival.exchange->stream(std::move(head), std::move(events));
    write(stream, "retry: 2000\n\n", stream.began);
  }

  void spread(const Event& event) {
    for (auto& [id, stream] : streams_) {
      if (!stream.follower.topics.contains(event.topic)) continue;
      stream.pending.insert(event);
      if (stream.pending.size() <= kMostPending) continue;
      std::set<Event> topics;
      for (const Event& each : stream.pending) topics.insert({each.topic, ""});
      stream.pending.swap(topics);
    }
  }

  static void write(Stream& stream, std::string text, Steady now) {
    stream.wrote_at = now;
    stream.stream->write({std::make_shared<const std::string>(std::move(text))});
  }

  void serve(Stream& stream, Steady now) {
    const bool due = now - stream.wrote_at >= options_.comment_every;
    if (now - stream.began >= options_.longest_life) return stream.stream->finish();
    if (now - stream.checked_at >= options_.comment_every) {
      stream.checked_at = now;
      const auto stays = stream.follower.may_stay(clock_.now());
      if (!stays) note(stays.error());
      if (stays && !*stays) return stream.stream->finish();
    }
    if (stream.pending.empty() && !due) return;
    if (!stream.stream->tell_when_drained()) {  // then we hear when it has
      if (!stream.slow_since) stream.slow_since = now;
      if (now - *stream.slow_since >= options_.slow_at_most) stream.stream->cut();
      return;
    }
    stream.slow_since.reset();
    std::string text;
    for (const Event& event : stream.pending) text += text_of(event);
    stream.pending.clear();
    write(stream, text.empty() ? ":\n\n" : std::move(text), now);
  }

  // Off the chain: every change, whoever made it.
  void look() {
    std::vector<store::AuditEntry> entries;
    const auto read = store_.read([&](store::Reader& reader) -> base::Result<void> {
      entries.clear();
      const auto head = reader.people().audit_head();
      if (!head) return tl::unexpected(head.error());
      if (!seen_) {
        seen_ = head->number;
        return {};
      }
      if (head->number == *seen_) return {};
      auto after = reader.people().audit_after(*seen_, kMostEntriesAtOnce);
      if (!after) return tl::unexpected(after.error());
      entries = std::move(*after);
      return {};
    });
    if (!read) return note(read.error());
    for (const auto& entry : entries) {
      seen_ = entry.number;
      spread({kAudit, std::to_string(entry.number)});
      if (entry.outcome != store::AuditOutcome::done) continue;
      const Topic topic = topic_of(entry.action);
      if (topic != Topic::none) spread({name_of(topic), entry.subject});
    }
    if (entries.size() == kMostEntriesAtOnce) look_at_ = {};  // there is more
  }

  // What isn't in the chain: boards that fall silent, and what they told other servers.
  void look_at_boards() {
    std::optional<desk::BoardCounts> counts;
    std::int64_t boards_mark = 0;
    std::vector<store::DeliveryMark> deliveries;
    const auto read = store_.read([&](store::Reader& reader) -> base::Result<void> {
      const auto counted = desk::count_boards(reader, {""}, desk::live_since(clock_.now(), beat_));
      if (!counted) return tl::unexpected(counted.error());
      counts = *counted;
      const auto said = reader.boards_mark();
      if (!said) return tl::unexpected(said.error());
      boards_mark = *said;
      auto heard = reader.delivery_marks(clock_.now() - kDeliveriesFollowed, kMostDeliveriesFollowed);
      if (!heard) return tl::unexpected(heard.error());
      deliveries = std::move(*heard);
      return {};
    });
    if (!read) return note(read.error());
    if (counts_ && (*counts_ != *counts || boards_mark_ != boards_mark)) spread({name_of(Topic::boards), ""});
    for (const store::DeliveryMark& mark : deliveries) {
      const auto before = std::find_if(deliveries_.begin(), deliveries_.end(),
                                       [&](const auto& one) { return one.notice_id == mark.notice_id; });
      const bool moved = before == deliveries_.end() ? counts_ && mark.received > 0 : *before != mark;
      if (moved) spread({name_of(Topic::notices), mark.notice_id});
    }
    counts_ = counts;
    boards_mark_ = boards_mark;
    deliveries_ = std::move(deliveries);
  }

  static void note(const base::Error& error) {
    base::log_event(base::LogLevel::error, "events.failed",
                    {{"code", std::string_view(base::name_of(error.code))}, {"what", std::string_view(error.message)}});
  }

  store::Store& store_;
  const base::Clock& clock_;
  const std::chrono::milliseconds beat_;
  const EventOptions options_;
  // Of the thread alone.
  std::map<std::uint64_t, Stream> streams_;
  std::uint64_t next_id_ = 1;
  std::optional<std::uint64_t> seen_;
  std::optional<desk::BoardCounts> counts_;
  std::int64_t boards_mark_ = 0;
  std::vector<store::DeliveryMark> deliveries_;
  Steady look_at_{}, boards_at_{};
  bool draining_ = false;

  std::thread thread_;
};

Events::Events(store::Store& store, const base::Clock& clock, std::chrono::milliseconds beat,
               const EventOptions& options)
    : worker_(std::make_unique<Worker>(store, clock, beat, options)) {}

Events::~Events() = default;

void Events::follow(Follower follower, std::shared_ptr<net::Exchange> exchange) {
  worker_->inbox_->post([&](Inbox& news) { news.arrivals.push_back({std::move(follower), std::move(exchange)}); });
}

void Events::look() {
  worker_->inbox_->post([](Inbox& news) { news.look = true; });
}

bool Events::followed() const {
  return worker_->followed_;
}

void Events::tell(Topic topic, const std::string& id) {
  if (!followed()) return;
  worker_->inbox_->post([&](Inbox& news) { news.told.push_back({name_of(topic), id}); });
}

void Events::drain() {
  worker_->inbox_->post([](Inbox& news) { news.draining = true; });
}

}  // namespace gridboard::api
