// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/net/loop.hpp"

#include "sync/net/stream_body.hpp"

namespace gridboard::net {
namespace {

// Between two looks at what else there is: some milliseconds of sending.
constexpr std::size_t kOrdersATurn = 256;
constexpr std::size_t kOrdersKept = 1024;

}  // namespace

bool Shared::enter() {
  const std::lock_guard lock(mutex);
  if (open >= options.max_connections) return false;
  ++open;
  return true;
}

void Shared::leave() {
  const std::lock_guard lock(mutex);
  if (--open == 0) none_left.notify_all();
}

OpenMark::OpenMark(Shared& shared) : shared_(&shared) {
  if (shared.observer != nullptr) shared.observer->connection_opened();
}

OpenMark::~OpenMark() {
  if (shared_ == nullptr) return;
  if (shared_->observer != nullptr) shared_->observer->connection_closed();
  shared_->leave();
}

OpenMark& OpenMark::operator=(OpenMark&& other) noexcept {
  std::swap(shared_, other.shared_);
  return *this;
}

void Loop::give(Order order) {
  bool first = false;
  {
    const std::lock_guard lock(orders_mutex_);
    first = orders_.empty();
    orders_.push_back(std::move(order));
  }
  if (first) boost::asio::post(context, [this] { carry_out(); });
}

void Loop::carry_out() {
  if (next_running_ == running_.size()) {
    running_.clear();
    next_running_ = 0;
    if (running_.capacity() > kOrdersKept) running_.shrink_to_fit();
    const std::lock_guard lock(orders_mutex_);
    running_.swap(orders_);
  }
  for (std::size_t done = 0; done < kOrdersATurn && next_running_ < running_.size(); ++done) {
    Order order = std::move(running_[next_running_++]);
    switch (order.kind) {
      case Order::Kind::write:
        order.stream->take(std::move(order.pieces));
        break;
      case Order::Kind::finish:
        order.stream->take_finish();
        break;
      case Order::Kind::cut:
        order.stream->close();
        break;
    }
  }
  if (next_running_ < running_.size()) {
    boost::asio::post(context, [this] { carry_out(); });
  } else if (running_.capacity() > kOrdersKept) {
    running_.clear();
    running_.shrink_to_fit();
    next_running_ = 0;
  }
}

void Loop::abandon_streams() {
  running_.clear();
  next_running_ = 0;
  std::vector<Order> orders;
  {
    const std::lock_guard lock(orders_mutex_);
    orders.swap(orders_);
  }
  const auto open = streams;  // closing strikes it off
  for (const auto& stream : open) stream->close();
}

}  // namespace gridboard::net
