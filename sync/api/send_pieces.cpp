// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/send_pieces.hpp"

#include <mutex>

#include "sync/api/operations.hpp"
#include "sync/base/log.hpp"

namespace gridboard::api {
namespace {

class Sending : public std::enable_shared_from_this<Sending> {
 public:
  Sending(const Call& call, NextPiece next) : env_(call.env), operation_(call.operation.id), next_(std::move(next)) {}

  void begin(net::Exchange& exchange, net::Response head) {
    net::StreamEvents events;
    events.on_drained = [self = shared_from_this()] { self->post_next(); };
    const std::lock_guard lock(mutex_);
    stream_ = exchange.stream(std::move(head), std::move(events));
    send_next();
  }

 private:
  void post_next() {
    const bool posted = env_.reads.post([self = shared_from_this()] {
      const std::lock_guard lock(self->mutex_);
      self->send_next();
    });
    if (!posted) stream_->cut();  // it has no end, so that nobody takes it for whole
  }

  void send_next() {
    while (!ended_) {
      auto piece = next_();
      if (!piece) {
        base::log_event(
            base::LogLevel::error, "answer.cut",
            {{"operation", std::string_view(operation_)}, {"what", std::string_view(piece.error().message)}});
        ended_ = true;
        return stream_->cut();
      }
      if (!*piece) break;
      if (!stream_->write({std::make_shared<const std::string>(std::move(**piece))})) return;
      if (!stream_->tell_when_drained()) return;
    }
    if (!std::exchange(ended_, true)) stream_->finish();
  }

  const Environment& env_;
  const std::string operation_;
  const NextPiece next_;
  std::mutex mutex_;
  bool ended_ = false;
  std::shared_ptr<net::Stream> stream_;
};

}  // namespace

Outcome send_pieces(const Call& call, net::Response head, NextPiece next) {
  std::make_shared<Sending>(call, std::move(next))->begin(*call.exchange, std::move(head));
  net::Response by_itself;
  by_itself.status = 0;
  return by_itself;
}

}  // namespace gridboard::api
