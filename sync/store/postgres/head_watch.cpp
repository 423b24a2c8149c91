// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/postgres/head_watch.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "sync/base/log.hpp"

namespace gridboard::store {

namespace {

constexpr int kFirstWaitMs = 250, kLongestWaitMs = 5000;

struct FreeNotice {
  void operator()(PGnotify* notice) const { PQfreemem(notice); }
};

}  // namespace

HeadWatch::HeadWatch(std::string location, std::function<void(int)> on_commit)
    : location_(std::move(location)), on_commit_(std::move(on_commit)), stop_(::eventfd(0, EFD_CLOEXEC)) {
  listen();
  thread_ = std::thread([this] { run(); });
}

HeadWatch::~HeadWatch() {
  const std::uint64_t one = 1;
  (void)!::write(stop_, &one, sizeof one);
  thread_.join();
  ::close(stop_);
}

bool HeadWatch::listen() {
  auto opened = PostgresConnection::open(location_);
  auto listening = opened.map([](const auto&) {});
  if (opened) listening = (*opened)->execute("LISTEN gridboard_heads");
  if (!listening) {
    base::log_event(base::LogLevel::warning, "store.watch_failed",
                    {{"error", std::string_view(listening.error().message)}});
    return false;
  }
  connection_ = std::move(*opened);
  return true;
}

bool HeadWatch::wait(int descriptor, int timeout_ms, bool& readable) {
  std::array<pollfd, 2> descriptors{{{stop_, POLLIN, 0}, {descriptor, POLLIN, 0}}};
  const int ready = ::poll(descriptors.data(), descriptors.size(), timeout_ms);
  readable = ready > 0 && descriptors[1].revents != 0;
  return ready <= 0 || descriptors[0].revents == 0;
}

void HeadWatch::run() {
  int wait_ms = kFirstWaitMs;
  bool readable = false;
  while (true) {
    if (!connection_) {
      if (!wait(-1, wait_ms, readable)) return;
      wait_ms = std::min(wait_ms * 2, kLongestWaitMs);
      if (listen()) on_commit_(0);
      continue;
    }
    wait_ms = kFirstWaitMs;
    if (!wait(PQsocket(connection_->handle()), -1, readable)) return;
    if (!readable) continue;
    if (!connection_->usable()) {
      base::log_event(base::LogLevel::warning, "store.watch_lost");
      connection_.reset();
      continue;
    }
    while (const std::unique_ptr<PGnotify, FreeNotice> notice{PQnotifies(connection_->handle())}) {
      on_commit_(notice->be_pid);
    }
  }
}

}  // namespace gridboard::store
