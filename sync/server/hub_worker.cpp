// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/hub_worker.hpp"

#include <malloc.h>

#include <algorithm>

#include "sync/base/log.hpp"
#include "sync/net/problem.hpp"

namespace gridboard::server {
namespace {

constexpr std::size_t kServedBetweenNews = 256;
constexpr std::chrono::seconds kRefreshAgain{1};
constexpr std::chrono::milliseconds kShortestRetry{500}, kLongestRetry{5000};
// Beats that fall due within this part of a beat go out together: ten thousand boards wake the hub four times a second.
constexpr int kBeatsTogether = 100;
constexpr std::string_view kBoardLogStart = "board/";
// Who looks on takes a board for gone after three (desk/board_health.hpp).
constexpr unsigned kBeatsBetweenSeen = 2;
constexpr std::chrono::milliseconds kBetweenSeen{20000};  // at least, however quick the beat

SteadyTime steady_now() {
  return std::chrono::steady_clock::now();
}

std::chrono::milliseconds spread(std::chrono::milliseconds least, std::chrono::milliseconds most,
                                 base::Random& random) {
  const auto width = static_cast<std::uint64_t>((most - least).count());
  return least + std::chrono::milliseconds(width == 0 ? 0 : random.below(width));
}

net::StreamEvents events_of(const std::shared_ptr<HubInbox>& inbox, std::uint64_t id) {
  net::StreamEvents events;
  events.on_drained = [inbox, id] { inbox->post([id](HubInbox& news) { news.drained.push_back(id); }); };
  events.on_closed = [inbox, id] { inbox->post([id](HubInbox& news) { news.closed.push_back(id); }); };
  return events;
}

}  // namespace

Hub::Worker::Worker(store::Store& store, desk::KeyRing& keys, const base::Clock& clock, base::Random& random,
                    base::Zone zone, Metrics& metrics, const HubOptions& options)
    : store_(store),
      keys_(keys),
      clock_(clock),
      random_(random),
      zone_(zone),
      metrics_(metrics),
      options_(options),
      segments_(store, keys, metrics, options.cache_bytes),
      keys_at_(steady_now() + options.beat) {
  store_.on_change([inbox = inbox_, also = options_.on_change] {
    inbox->post([](HubInbox& news) { news.heads_moved = true; });
    if (also) also();
  });
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
  SteadyTime due = keys_at_;
  if (!beats_.empty()) due = std::min(due, beats_.front().first + options_.beat / kBeatsTogether);
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
  refresh_heads();  // a mark from before the first stream
  for (;;) {
    News news = wait_for_news();
    if (news.stopping) break;
    if (news.draining && !draining_) end_all();
    for (const std::uint64_t id : news.closed) forget(id);
    if (news.heads_moved) refresh_heads();
    if (!news.arrivals.empty()) admit(std::move(news.arrivals));
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

void Hub::Worker::refuse(HubInbox::Arrival& arrival) {
  auto refusal = net::problem(503, "unavailable", "the server can't serve feeds now");
  const auto wait = std::chrono::ceil<std::chrono::seconds>(spread(kShortestRetry, kLongestRetry, random_));
  refusal.headers.emplace_back("Retry-After", std::to_string(wait.count()));
  arrival.exchange->answer(std::move(refusal));
}

void Hub::Worker::admit(std::vector<HubInbox::Arrival> arrivals) {
  std::vector<std::string> unknown;
  for (const auto& arrival : arrivals) {
    for (std::string& log : arrival.session->position.logs()) {
      if (!logs_.contains(log)) unknown.push_back(std::move(log));
    }
  }
  std::sort(unknown.begin(), unknown.end());
  unknown.erase(std::unique(unknown.begin(), unknown.end()), unknown.end());
  const bool known = draining_ || unknown.empty() || read_heads(unknown).has_value();
  for (auto& arrival : arrivals) {
    if (draining_ || !known) {
      refuse(arrival);
    } else {
      begin(std::move(arrival));
    }
  }
}

void Hub::Worker::begin(HubInbox::Arrival arrival) {
  Session& session = sessions_[arrival.session->id];
  session = std::move(arrival.session);
  for (const auto& log : session->position.logs()) {
    FollowedLog& followed = logs_[log];
    session->followed.push_back({&followed, followed.followers.size()});
    followed.followers.push_back(session.get());
  }
  net::Response head;
  head.content_type = "application/x-ndjson";
  if (session->encoding != Encoding::plain) {
    head.headers.emplace_back("Content-Encoding", name_of(session->encoding));
  }
  head.headers.emplace_back("Vary", "Accept-Encoding");
  session->stream = arrival.exchange->stream(std::move(head), events_of(inbox_, session->id));
  session->ends_at = steady_now() + spread(options_.shortest_life, options_.longest_life, random_);
  beats_.emplace_back(steady_now() + options_.beat, session->id);
  if (session->live) ++metrics_.boards_live;
  note_seen(*session);
  base::log_event(base::LogLevel::debug, "feed.opened", {{"board", std::string_view(session->board_id)}});
  make_ready(*session);
}

void Hub::Worker::forget(std::uint64_t id) {
  const auto found = sessions_.find(id);
  if (found == sessions_.end()) return;
  FeedSession& session = *found->second;
  const std::vector<std::string> logs = session.position.logs();
  for (std::size_t i = 0; i < session.followed.size(); ++i) {
    FollowedLog& left = *session.followed[i].log;
    FeedSession& last = *left.followers.back();
    for (auto& followed : last.followed) {
      if (followed.log == &left) followed.index = session.followed[i].index;
    }
    left.followers[session.followed[i].index] = &last;
    left.followers.pop_back();
    if (left.followers.empty()) logs_.erase(logs[i]);
  }
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
  busy_ = true;
  if (!session.stream->tell_when_drained()) return;  // that makes it ready again
  Lines lines;
  if (!session.greeted) {
    wire::Hello hello;
    hello.now = clock_.now();
    hello.beat = std::chrono::ceil<std::chrono::seconds>(options_.beat);
    lines.push_back(std::make_shared<FeedBytes>(wire::encode(hello, zone_), FeedBytes::Use::once));
    session.greeted = true;
  }
  tell_keys(session, lines);
  auto commit = next_commit(session, segments_, metrics_);
  if (!commit) {
    if (!lines.empty()) session.write(lines);
    auto read = commit.error().code == base::ErrorCode::conflict ? read_heads(session.position.logs())
                                                                 : tl::unexpected(commit.error());
    if (read) return make_ready(session);
    note_store_error(read.error());
    return session.end();
  }
  lines.insert(lines.end(), std::make_move_iterator(commit->lines.begin()),
               std::make_move_iterator(commit->lines.end()));
  if (commit->complete && !std::exchange(session.caught_up, true)) lines.push_back(beat());
  if (!lines.empty()) session.write(lines);
  if (options_.on_sent) {
    for (auto& announcements : commit->announcements) options_.on_sent(session.board_id, announcements, clock_.now());
  }
  if (!commit->complete) {
    make_ready(session);  // there is more; it waits until this has gone out
  } else if (!session.live) {
    session.end();
  }
}

// Before the first segment that a new key signed. What a board knows already it passes over.
void Hub::Worker::tell_keys(FeedSession& session, Lines& lines) {
  const std::uint64_t newest = keys_.number();
  if (session.keys_told == newest) return;
  session.keys_told = newest;
  if (key_lines_of_ != newest) {
    key_lines_.clear();
    for (std::string& line : keys_.chain_lines()) key_lines_.push_back(std::make_shared<FeedBytes>(std::move(line)));
    key_lines_of_ = newest;
  }
  lines.insert(lines.end(), key_lines_.begin(), key_lines_.end());
}

base::Result<void> Hub::Worker::read_heads(const std::vector<std::string>& logs) {
  auto read = store_.read([&](store::Reader& reader) -> base::Result<void> {
    const auto heads = desk::read_log_heads(reader, logs);
    if (!heads) return tl::unexpected(heads.error());
    for (const auto& log : logs) {
      const auto head = heads->find(log);
      take_head(log, head == heads->end() ? std::nullopt : std::optional(head->second));
    }
    return {};
  });
  if (!read) note_store_error(read.error());
  return read;
}

void Hub::Worker::take_head(const std::string& log, const std::optional<store::LogHead>& head) {
  FollowedLog& followed = logs_[log];
  const auto known = std::exchange(followed.head, head);
  if (!head || (known && known->epoch == head->epoch && known->head == head->head)) return;
  for (FeedSession* session : followed.followers) make_ready(*session);
}

void Hub::Worker::refresh_heads() {
  std::string mark = mark_;
  std::vector<store::MovedLog> moved;
  const auto read = store_.read([&](store::Reader& reader) -> base::Result<void> {
    auto logs = reader.moved_logs(mark);
    if (!logs) return tl::unexpected(logs.error());
    moved = std::move(*logs);
    return {};
  });
  if (!read) {
    note_store_error(read.error());
    refresh_at_ = steady_now() + kRefreshAgain;
    return;
  }
  // Without a mark before it nothing was named: what came since the heads were read isn't known.
  if (mark_.empty() && !logs_.empty()) {
    std::vector<std::string> logs;
    logs.reserve(logs_.size());
    for (const auto& [log, followed] : logs_) logs.push_back(log);
    if (!read_heads(logs)) {
      refresh_at_ = steady_now() + kRefreshAgain;
      return;
    }
  }
  mark_ = std::move(mark);
  std::set<std::string> boards_moved;
  for (const auto& [log, head] : moved) {
    const bool of_board = log.starts_with(kBoardLogStart);
    if (of_board && options_.on_board_moved) options_.on_board_moved(log.substr(kBoardLogStart.size()));
    if (!logs_.contains(log)) continue;
    take_head(log, head);
    if (of_board) boards_moved.insert(log.substr(kBoardLogStart.size()));
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
    session->end();
  }
}

void Hub::Worker::run_timers() {
  const SteadyTime now = steady_now();
  if (refresh_at_ && now >= *refresh_at_) {
    refresh_at_.reset();
    refresh_heads();
  }
  if (now >= keys_at_) {
    keys_at_ = now + options_.beat;
    keys_.refresh();
    // What a fan-out or a returning city took is given back to the system, not kept for the next one.
    const bool was_busy = std::exchange(busy_, false);
    if (segments_.forget_unused() || was_busy) ::malloc_trim(0);
  }
  if (!beats_.empty() && beats_.front().first + options_.beat / kBeatsTogether <= now) send_beats(now);
}

std::shared_ptr<FeedBytes> Hub::Worker::beat() const {
  return std::make_shared<FeedBytes>(wire::encode(wire::Beat{clock_.now()}, zone_), FeedBytes::Use::once);
}

void Hub::Worker::send_beats(SteadyTime now) {
  const Lines beats{beat()};
  while (!beats_.empty() && beats_.front().first <= now) {
    const std::uint64_t id = beats_.front().second;
    beats_.pop_front();
    const auto found = sessions_.find(id);
    if (found == sessions_.end() || found->second->ending) continue;
    FeedSession& session = *found->second;
    if (now >= session.ends_at) {
      session.end();
      continue;
    }
    if (session.caught_up && !session.queued && session.stream->tell_when_drained()) session.write(beats);
    const auto between = std::max<std::int64_t>(kBeatsBetweenSeen, kBetweenSeen / options_.beat);
    if (++session.beats % between == 0) note_seen(session);
    beats_.emplace_back(now + options_.beat, id);
  }
}

void Hub::Worker::note_seen(const FeedSession& session) const {
  if (session.live && options_.on_board_seen) options_.on_board_seen(session.board_id, clock_.now());
}

// So far apart that they can all come back at the rate at which they are let in.
void Hub::Worker::end_all() {
  draining_ = true;
  const auto in_turn = std::chrono::milliseconds(1000 * sessions_.size() / std::max<std::size_t>(1, options_.returns));
  const auto longest = std::max(kLongestRetry, in_turn);
  for (auto& [id, session] : sessions_) {
    if (session->ending) continue;
    const wire::Retry retry{spread(kShortestRetry, longest, random_)};
    session->write({std::make_shared<FeedBytes>(wire::encode(retry), FeedBytes::Use::once)});
    session->end();
  }
}

void Hub::Worker::note_store_error(const base::Error& error) {
  ++metrics_.store_errors;
  base::log_event(base::LogLevel::error, "store.failed",
                  {{"code", std::string_view(base::name_of(error.code))}, {"what", std::string_view(error.message)}});
}

}  // namespace gridboard::server
