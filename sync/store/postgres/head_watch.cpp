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

constexpr std::chrono::milliseconds kFirstPause{250}, kLongestPause{5000};

struct FreeNotice {
  void operator()(PGnotify* notice) const { PQfreemem(notice); }
};

}  // namespace

HeadWatch::HeadWatch(std::string location, std::function<void(int)> on_commit, const WatchPatience& patience)
    : location_(std::move(location)),
      on_commit_(std::move(on_commit)),
      patience_(patience),
      stop_(::eventfd(0, EFD_CLOEXEC)) {
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

bool HeadWatch::wait(int descriptor, std::chrono::milliseconds timeout, bool& readable) {
  std::array<pollfd, 2> descriptors{{{stop_, POLLIN, 0}, {descriptor, POLLIN, 0}}};
  const int ready = ::poll(descriptors.data(), descriptors.size(), static_cast<int>(timeout.count()));
  readable = ready > 0 && descriptors[1].revents != 0;
  return ready <= 0 || descriptors[0].revents == 0;
}

bool HeadWatch::hear(bool& asked, bool readable) {
  if (!readable) {
    if (asked || !connection_->ask()) return false;
    asked = true;
    return true;
  }
  if (!connection_->hear(asked)) return false;
  while (const std::unique_ptr<PGnotify, FreeNotice> notice{PQnotifies(connection_->handle())}) {
    on_commit_(notice->be_pid);
  }
  return true;
}

void HeadWatch::run() {
  std::chrono::milliseconds pause = kFirstPause;
  bool readable = false, asked = false;
  while (true) {
    if (!connection_) {
      if (!wait(-1, pause, readable)) return;
      pause = std::min(pause * 2, kLongestPause);
      asked = false;
      if (listen()) on_commit_(0);
      continue;
    }
    pause = kFirstPause;
    if (!wait(PQsocket(connection_->handle()), asked ? patience_.answer_within : patience_.ask_every, readable)) return;
    if (hear(asked, readable)) continue;
    base::log_event(base::LogLevel::warning, "store.watch_lost");
    connection_.reset();
  }
}

}  // namespace gridboard::store
