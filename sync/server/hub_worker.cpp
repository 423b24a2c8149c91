// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/hub_worker.hpp"

#include "sync/base/log.hpp"
#include "sync/net/problem.hpp"

namespace gridboard::server {
namespace {

constexpr std::size_t kServedBetweenNews = 256;
constexpr std::chrono::seconds kRefreshAgain{1};
constexpr std::chrono::milliseconds kShortestRetry{500}, kLongestRetry{5000};
constexpr std::string_view kBoardLogStart = "board/";

SteadyTime steady_now() {
  return std::chrono::steady_clock::now();
}

std::chrono::milliseconds spread(std::chrono::milliseconds least, std::chrono::milliseconds most,
                                 base::Random& random) {
  const auto width = static_cast<std::uint64_t>((most - least).count());
  return least + std::chrono::milliseconds(width == 0 ? 0 : random.below(width));
}

net::StreamEvents events_of(const std::shared_ptr<HubInbox>& inbox, const std::shared_ptr<Flow>& flow,
                            std::uint64_t id) {
  net::StreamEvents events;
  events.on_drained = [inbox, flow, id] {
    flow->drained = true;
    if (flow->wanted.exchange(false)) inbox->post([id](HubInbox& news) { news.drained.push_back(id); });
  };
  events.on_closed = [inbox, id] { inbox->post([id](HubInbox& news) { news.closed.push_back(id); }); };
  return events;
}

}  // namespace

Hub::Worker::Worker(store::Store& store, const base::Clock& clock, base::Random& random, base::Zone zone,
                    Metrics& metrics, const HubOptions& options)
    : store_(store),
      clock_(clock),
      random_(random),
      zone_(zone),
      metrics_(metrics),
      options_(options),
      segments_(store, metrics, options.cache_bytes),
      check_at_(steady_now() + options.beat) {
  store_.on_change([inbox = inbox_] { inbox->post([](HubInbox& news) { news.heads_moved = true; }); });
  thread_ = std::thread([this] { run(); });
}

Hub::Worker::~Worker() {
  store_.on_change({});
  inbox_->post([](HubInbox& news) { news.stopping = true; });
  thread_.join();
}

void Hub::Worker::follow(FeedRequest request, std::shared_ptr<net::Exchange> exchange) {
  auto session = std::make_unique<FeedSession>(std::move(request), next_id_++);
  inbox_->post([&](HubInbox& news) { news.arrivals.push_back({std::move(session), std::move(exchange)}); });
}

void Hub::Worker::drain() {
  inbox_->post([](HubInbox& news) { news.draining = true; });
}

Hub::Worker::News Hub::Worker::wait_for_news() {
  SteadyTime due = check_at_;
  if (!timers_.empty()) due = std::min(due, timers_.begin()->first);
  if (refresh_at_) due = std::min(due, *refresh_at_);
  std::unique_lock lock(inbox_->mutex);
  const auto anything = [this] {
    return !inbox_->arrivals.empty() || !inbox_->drained.empty() || !inbox_->closed.empty() || inbox_->heads_moved ||
           inbox_->stopping || (inbox_->draining && !draining_);
  };
  if (ready_.empty()) inbox_->wake.wait_until(lock, due, anything);
  News news;
  news.arrivals.swap(inbox_->arrivals);
  news.drained.swap(inbox_->drained);
  news.closed.swap(inbox_->closed);
  news.heads_moved = std::exchange(inbox_->heads_moved, false);
  news.draining = inbox_->draining;
  news.stopping = inbox_->stopping;
  return news;
}

void Hub::Worker::run() {
  for (;;) {
    News news = wait_for_news();
    if (news.stopping) break;
    if (news.draining && !draining_) end_all();
    for (const std::uint64_t id : news.closed) forget(id);
    if (news.heads_moved) refresh_all_heads();
    for (auto& arrival : news.arrivals) admit(std::move(arrival));
    for (const std::uint64_t id : news.drained) {
      const auto found = sessions_.find(id);
      if (found != sessions_.end()) make_ready(*found->second);
    }
    serve_ready();
    run_timers();
  }
  for (auto& [id, session] : sessions_) {
    session->stream->cut();
    if (session->live) --metrics_.boards_live;
  }
}

void Hub::Worker::admit(HubInbox::Arrival arrival) {
  if (draining_) {
    auto refusal = net::problem(503, "unavailable", "the server is going away");
    refusal.headers.emplace_back("Retry-After", "2");
    arrival.exchange->answer(std::move(refusal));
    return;
  }
  Session& session = sessions_[arrival.session->id];
  session = std::move(arrival.session);
  std::vector<std::string> unknown;
  for (const auto& log : session->position.logs()) {
    auto& followers = followers_[log];
    if (followers.empty()) unknown.push_back(log);
    followers.insert(session->id);
  }
  if (!unknown.empty()) refresh_heads(unknown);
  net::Response head;
  head.content_type = "application/x-ndjson";
  if (session->zstd) head.headers.emplace_back("Content-Encoding", "zstd");
  head.headers.emplace_back("Vary", "Accept-Encoding");
  session->stream = arrival.exchange->stream(std::move(head), events_of(inbox_, session->flow, session->id));
  session->ends_at = steady_now() + spread(options_.shortest_life, options_.longest_life, random_);
  session->beat_at = steady_now() + options_.beat;
  if (session->live) ++metrics_.boards_live;
  schedule(*session);
  base::log_event(base::LogLevel::debug, "feed.opened", {{"board", std::string_view(session->board_id)}});
  make_ready(*session);
}

void Hub::Worker::forget(std::uint64_t id) {
  const auto found = sessions_.find(id);
  if (found == sessions_.end()) return;
  FeedSession& session = *found->second;
  for (const auto& log : session.position.logs()) {
    const auto followers = followers_.find(log);
    followers->second.erase(id);
    if (followers->second.empty()) {
      followers_.erase(followers);
      heads_.erase(log);
    }
  }
  timers_.erase({session.timer_at, id});
  if (session.live) --metrics_.boards_live;
  base::log_event(base::LogLevel::debug, "feed.closed", {{"board", std::string_view(session.board_id)}});
  sessions_.erase(found);
}

void Hub::Worker::make_ready(FeedSession& session) {
  if (session.queued || session.ending) return;
  session.queued = true;
  ready_.push_back(session.id);
}

void Hub::Worker::serve_ready() {
  for (std::size_t served = 0; served < kServedBetweenNews && !ready_.empty(); ++served) {
    const auto found = sessions_.find(ready_.front());
    ready_.pop_front();
    if (found == sessions_.end()) continue;
    found->second->queued = false;
    if (!found->second->ending) serve(*found->second);
  }
}

void Hub::Worker::serve(FeedSession& session) {
  if (!session.may_write()) return;  // `drained` makes it ready again
  std::vector<std::shared_ptr<FeedBytes>> lines;
  if (!session.greeted) {
    wire::Hello hello;
    hello.now = clock_.now();
    hello.beat = std::chrono::ceil<std::chrono::seconds>(options_.beat);
    lines.push_back(std::make_shared<FeedBytes>(wire::encode(hello, zone_)));
    session.greeted = true;
  }
  auto commit = next_commit(session, heads_, segments_, metrics_);
  if (!commit) {
    if (commit.error().code == base::ErrorCode::conflict) {
      refresh_all_heads();
      make_ready(session);
    } else {
      note_store_error(commit.error());
      end(session);
    }
    if (!lines.empty()) send(session, std::move(lines));
    return;
  }
  const bool complete = commit->empty();
  lines.insert(lines.end(), std::make_move_iterator(commit->begin()), std::make_move_iterator(commit->end()));
  if (!lines.empty()) send(session, std::move(lines));
  if (!complete) {
    make_ready(session);  // there may be more; it waits until this has gone out
  } else if (!session.live) {
    end(session);
  }
}

void Hub::Worker::send(FeedSession& session, std::vector<std::shared_ptr<FeedBytes>> lines) {
  session.write(std::move(lines));
  session.beat_at = steady_now() + options_.beat;
}

void Hub::Worker::end(FeedSession& session) {
  session.ending = true;
  session.stream->finish();
}

void Hub::Worker::refresh_all_heads() {
  std::vector<std::string> logs;
  logs.reserve(followers_.size());
  for (const auto& [log, followers] : followers_) logs.push_back(log);
  refresh_heads(logs);
}

void Hub::Worker::refresh_heads(const std::vector<std::string>& logs) {
  std::set<std::string> boards_moved;
  std::vector<std::string> moved;
  const auto read = store_.read([&](store::Reader& reader) -> base::Result<void> {
    const auto heads = desk::read_log_heads(reader, logs);
    if (!heads) return tl::unexpected(heads.error());
    for (const auto& log : logs) {
      if (!heads->contains(log)) heads_.erase(log);
    }
    for (const auto& [log, head] : *heads) {
      const auto known = heads_.find(log);
      if (known != heads_.end() && known->second.epoch == head.epoch && known->second.head == head.head) continue;
      if (known != heads_.end() && log.starts_with(kBoardLogStart)) {
        boards_moved.insert(log.substr(kBoardLogStart.size()));
      }
      heads_[log] = head;
      moved.push_back(log);
    }
    return {};
  });
  if (!read) {
    note_store_error(read.error());
    refresh_at_ = steady_now() + kRefreshAgain;
    return;
  }
  for (const auto& log : moved) {
    for (const std::uint64_t id : followers_[log]) make_ready(*sessions_.at(id));
  }
  if (!boards_moved.empty()) end_refused_boards(boards_moved);
}

void Hub::Worker::end_refused_boards(const std::set<std::string>& board_ids) {
  std::set<std::string> refused;
  const auto read = store_.read([&](store::Reader& reader) -> base::Result<void> {
    for (const auto& id : board_ids) {
      const auto board = reader.board(id);
      if (!board) return tl::unexpected(board.error());
      if (!*board || (*board)->state != store::BoardState::active) refused.insert(id);
    }
    return {};
  });
  if (!read) return note_store_error(read.error());
  if (refused.empty()) return;
  for (auto& [id, session] : sessions_) {
    if (session->ending || !refused.contains(session->board_id)) continue;
    base::log_event(base::LogLevel::info, "feed.refused", {{"board", std::string_view(session->board_id)}});
    end(*session);
  }
}

void Hub::Worker::check_boards() {
  if (sessions_.empty()) return;
  std::set<std::string> boards;
  for (const auto& [id, session] : sessions_) boards.insert(session->board_id);
  end_refused_boards(boards);
  refresh_all_heads();
}

void Hub::Worker::schedule(FeedSession& session) {
  session.timer_at = std::min(session.beat_at, session.ends_at);
  timers_.insert({session.timer_at, session.id});
}

void Hub::Worker::run_timers() {
  const SteadyTime now = steady_now();
  if (refresh_at_ && now >= *refresh_at_) {
    refresh_at_.reset();
    refresh_all_heads();
  }
  if (now >= check_at_) {
    check_at_ = now + options_.beat;
    check_boards();
  }
  std::shared_ptr<FeedBytes> beat;
  while (!timers_.empty() && timers_.begin()->first <= now) {
    FeedSession& session = *sessions_.at(timers_.begin()->second);
    timers_.erase(timers_.begin());
    if (session.ending) {
      session.beat_at = session.ends_at = SteadyTime::max();  // its connection has its own deadline
    } else if (now >= session.ends_at) {
      end(session);
      session.beat_at = session.ends_at = SteadyTime::max();
    } else if (now >= session.beat_at) {
      if (!beat) beat = std::make_shared<FeedBytes>(wire::encode(wire::Beat{clock_.now()}, zone_));
      if (session.flow->drained) session.write({beat});
      session.beat_at = now + options_.beat;
    }
    schedule(session);
  }
}

void Hub::Worker::end_all() {
  draining_ = true;
  for (auto& [id, session] : sessions_) {
    if (session->ending) continue;
    const wire::Retry retry{spread(kShortestRetry, kLongestRetry, random_)};
    session->write({std::make_shared<FeedBytes>(wire::encode(retry))});
    end(*session);
  }
}

void Hub::Worker::note_store_error(const base::Error& error) {
  ++metrics_.store_errors;
  base::log_event(base::LogLevel::error, "store.failed",
                  {{"code", std::string_view(base::name_of(error.code))}, {"what", std::string_view(error.message)}});
}

}  // namespace gridboard::server
