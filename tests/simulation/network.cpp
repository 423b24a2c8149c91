// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/network.hpp"

#include <utility>

namespace gridboard::simulation {
namespace {

using kiosk::link::Transport;

constexpr milliseconds kConnectTimeout{10000};

HttpResult failed(Transport transport, const char* why) {
  HttpResult result;
  result.transport = transport;
  result.error = why;
  return result;
}

// "http://127.0.0.1:8470/sync/v1/feed?after=..." as the centre sees it.
CentreRequest seen_by_centre(const HttpRequest& request) {
  CentreRequest seen;
  const std::size_t host = request.url.find("//") + 2;
  const std::size_t path = request.url.find('/', host);
  const std::size_t query = request.url.find('?', path);
  seen.path = request.url.substr(path, query == std::string::npos ? query : query - path);
  if (query != std::string::npos) {
    const std::string rest = request.url.substr(query + 1);
    if (rest.starts_with("after="))
      seen.cursor = rest.substr(6, rest.find('&') == std::string::npos ? rest.npos : rest.find('&') - 6);
    seen.live = rest.find("wait=0") == std::string::npos;
  }
  seen.bearer = request.bearer;
  seen.body = request.body.value_or("");
  return seen;
}

}  // namespace

void Stream::write(std::string bytes) {
  if (ended_ || finished_) return;
  under_way_ += bytes;
  schedule();
}

void Stream::finish() {
  if (ended_ || finished_) return;
  finished_ = true;
  schedule();
}

void Stream::cut() {
  if (ended_) return;
  ended_ = true;
  const std::size_t arrives = silent_ || under_way_.empty() ? 0 : random_.below(under_way_.size() + 1);
  const auto self = self_.lock();
  // Copies: what they call may take them away.
  if (const auto on_piece = on_piece_; arrives > 0 && on_piece) on_piece(under_way_.substr(0, arrives));
  if (const auto on_end = on_end_; !silent_ && on_end) on_end(false);
}

void Stream::schedule() {
  if (scheduled_) return;
  scheduled_ = true;
  timeline_.after(milliseconds(1 + random_.below(30)), [weak = self_] {
    if (const auto self = weak.lock()) self->deliver();
  });
}

void Stream::deliver() {
  scheduled_ = false;
  if (ended_ || silent_) return;
  if (!under_way_.empty()) {
    // Mostly all that is there, sometimes any number of bytes.
    const std::size_t size = random_.below(3) == 0 ? 1 + random_.below(under_way_.size()) : under_way_.size();
    std::string piece = under_way_.substr(0, size);
    under_way_.erase(0, size);
    if (const auto on_piece = on_piece_) on_piece(std::move(piece));
  }
  if (ended_) return;
  if (!under_way_.empty()) return schedule();
  if (!finished_) return;
  ended_ = true;
  if (const auto on_end = on_end_) on_end(true);
}

milliseconds Network::delay() {
  const auto width = static_cast<std::uint64_t>((weather.most_delay - weather.least_delay).count()) + 1;
  return weather.least_delay + milliseconds(random_.below(width));
}

Client::Client(Network& network, std::function<void()> after_callback)
    : network_(network), after_callback_(std::move(after_callback)) {}

Client::~Client() {
  forget_all();
}

Client::Id Client::start(const HttpRequest& request, OnPiece on_piece, OnDone on_done) {
  const Id id = ++last_id_;
  transfers_[id] = std::make_shared<Transfer>(Transfer{std::move(on_piece), std::move(on_done), nullptr});
  if (!mute_) send(id, request);
  return id;
}

void Client::cancel(Id id) {
  const auto found = transfers_.find(id);
  if (found == transfers_.end()) return;
  const auto transfer = found->second;
  transfers_.erase(found);
  transfer->cancelled = true;
  if (transfer->stream) {
    transfer->stream->on_piece_ = {};
    transfer->stream->on_end_ = {};
    transfer->stream->ended_ = true;
  }
}

void Client::send(Id id, const HttpRequest& request) {
  if (parted_) return end_after(kConnectTimeout, id, failed(Transport::unreachable, "no way there"));
  if (network_.happens(network_.weather.lost_per_mille)) {
    const milliseconds patience = request.timeout.count() > 0 ? request.timeout : kConnectTimeout;
    return end_after(patience, id, failed(Transport::unreachable, "timed out"));
  }
  const CentreRequest seen = seen_by_centre(request);
  reach(id, seen, true);
  if (request.body && network_.happens(network_.weather.doubled_per_mille)) reach(id, seen, false);
  // Whatever becomes of it, a request with a deadline ends.
  if (request.timeout.count() > 0) end_after(request.timeout, id, failed(Transport::cut, "timed out"));
}

// A doubled request's second answer goes nowhere; it may come long after the first.
void Client::reach(Id id, const CentreRequest& request, bool with_answer) {
  const milliseconds delay =
      with_answer ? network_.delay() : network_.delay() * (1 + static_cast<int>(network_.random().below(400)));
  network_.timeline().after(
      delay, [this, &network = network_, alive = std::weak_ptr(alive_), id, request, with_answer] {
        if (!with_answer)
          return network.serve(
              request, [](const HttpResult&) {}, nullptr);
        if (alive.expired() || !transfers_.contains(id) || parted_) {
          // Who asked is gone: the request itself may have got there.
          if (network.happens(500))
            network.serve(
                request, [](const HttpResult&) {}, nullptr);
          return;
        }
        std::shared_ptr<Stream> stream;
        if (request.path == "/sync/v1/feed") {
          open_stream(id);
          stream = transfers_.at(id)->stream;
        }
        network.serve(
            request,
            [this, &network, alive, id](HttpResult result) {
              if (network.happens(network.weather.lost_per_mille)) return;
              network.timeline().after(network.delay(), [this, alive, id, result = std::move(result)] {
                if (!alive.expired() && !parted_) end(id, result);
              });
            },
            stream);
      });
}

void Client::open_stream(Id id) {
  auto stream = std::make_shared<Stream>(network_.timeline(), network_.random());
  stream->self_ = stream;
  const std::weak_ptr alive(alive_);
  stream->on_piece_ = [this, alive, id](const std::string& piece) {
    if (!alive.expired()) take_piece(id, piece);
  };
  stream->on_end_ = [this, alive, id](bool in_good_order) {
    if (alive.expired()) return;
    HttpResult result = in_good_order ? HttpResult{} : failed(Transport::cut, "connection reset");
    if (in_good_order) result.transport = Transport::arrived;
    result.status = 200;
    end(id, result);
  };
  transfers_.at(id)->stream = std::move(stream);
}

void Client::take_piece(Id id, const std::string& piece) {
  const auto found = transfers_.find(id);
  if (found == transfers_.end()) return;
  const auto transfer = found->second;
  const bool go_on = transfer->on_piece(piece);
  if (!go_on && !transfer->cancelled) {
    const auto stream = transfer->stream;
    stream->on_end_ = {};
    stream->ended_ = true;
    HttpResult result = failed(Transport::cut, "cut by the reader");
    result.status = 200;
    return end(id, result);
  }
  after_callback_();
}

void Client::end(Id id, const HttpResult& result) {
  const auto found = transfers_.find(id);
  if (found == transfers_.end()) return;
  const auto transfer = found->second;
  transfers_.erase(found);
  if (transfer->on_done) transfer->on_done(result);
  after_callback_();
}

void Client::end_after(milliseconds delay, Id id, HttpResult result) {
  network_.timeline().after(delay, [this, alive = std::weak_ptr(alive_), id, result = std::move(result)] {
    if (!alive.expired()) end(id, result);
  });
}

void Client::set_parted(bool parted) {
  parted_ = parted;
  if (parted) silence_streams();
}

void Client::silence_streams() {
  for (const auto& [id, transfer] : transfers_) {
    if (transfer->stream) transfer->stream->go_silent();
  }
}

void Client::cut_streams() {
  std::vector<std::shared_ptr<Stream>> streams;
  for (const auto& [id, transfer] : transfers_) {
    if (transfer->stream) streams.push_back(transfer->stream);
  }
  for (const auto& stream : streams) stream->cut();
}

void Client::forget_all() {
  for (const auto& [id, transfer] : transfers_) {
    if (!transfer->stream) continue;
    transfer->stream->on_piece_ = {};
    transfer->stream->on_end_ = {};
    transfer->stream->ended_ = true;
  }
  transfers_.clear();
  alive_ = std::make_shared<bool>(true);
  mute_ = false;
}

}  // namespace gridboard::simulation
