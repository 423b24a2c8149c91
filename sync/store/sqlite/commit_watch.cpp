// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sqlite/commit_watch.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>

#include "sync/base/log.hpp"

namespace gridboard::store {

Result<std::unique_ptr<CommitWatch>> CommitWatch::start(sqlite::Database database, const std::string& path,
                                                        std::function<void(std::uint64_t)> on_commit) {
  // A read makes sure that the WAL file is there.
  if (auto version = database.query_integer("SELECT version FROM feed_version"); !version) {
    return tl::unexpected(version.error());
  }
  const int notify = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  const int stop = ::eventfd(0, EFD_CLOEXEC);
  const bool watching =
      notify >= 0 && stop >= 0 && ::inotify_add_watch(notify, (path + "-wal").c_str(), IN_MODIFY) >= 0;
  if (!watching) {
    if (notify >= 0) ::close(notify);
    if (stop >= 0) ::close(stop);
    return base::fail(base::ErrorCode::io, "can't watch " + path + "-wal for commits of other processes");
  }
  return std::unique_ptr<CommitWatch>(new CommitWatch(std::move(database), notify, stop, std::move(on_commit)));
}

CommitWatch::CommitWatch(sqlite::Database database, int notify, int stop, std::function<void(std::uint64_t)> on_commit)
    : database_(std::move(database)), notify_(notify), stop_(stop), on_commit_(std::move(on_commit)) {
  if (auto version = database_.query_integer("PRAGMA data_version")) data_version_ = *version;
  thread_ = std::thread([this] { run(); });
}

CommitWatch::~CommitWatch() {
  const std::uint64_t one = 1;
  (void)!::write(stop_, &one, sizeof one);
  thread_.join();
  ::close(notify_);
  ::close(stop_);
}

// A commit shows to others only after its last write to the WAL has been synced, and nothing tells of that moment; what
// a look finds may be the commit before. So after a write we look at growing intervals until it must be there or given
// up, whatever was found meanwhile.
void CommitWatch::run() {
  constexpr int kFirstWait = 1, kLongestWait = 8192;
  std::array<char, 4096> events{};
  int wait_ms = -1;
  while (true) {
    std::array<pollfd, 2> descriptors{{{notify_, POLLIN, 0}, {stop_, POLLIN, 0}}};
    const int ready = ::poll(descriptors.data(), descriptors.size(), wait_ms);
    if (ready < 0) continue;
    if (descriptors[1].revents != 0) return;
    if (ready > 0) wait_ms = kFirstWait;
    // Many writes make one look: a commit writes many pages.
    while (::read(notify_, events.data(), events.size()) > 0) {
    }
    look();
    if (ready == 0) wait_ms = wait_ms >= kLongestWait ? -1 : wait_ms * 2;
  }
}

void CommitWatch::look() {
  auto pragma = database_.cached("PRAGMA data_version");
  if (!pragma) return;
  const auto row = (*pragma)->step();
  if (!row || !*row) return;
  const std::int64_t data_version = (*pragma)->integer(0);
  (*pragma)->reset();
  if (data_version == data_version_) return;
  data_version_ = data_version;
  auto query = database_.cached("SELECT version FROM feed_version");
  if (!query) return;
  if (const auto found = (*query)->step(); !found || !*found) {
    base::log_event(base::LogLevel::warning, "store.watch_failed");
    return;
  }
  const std::uint64_t version = (*query)->unsigned_integer(0);
  (*query)->reset();
  on_commit_(version);
}

}  // namespace gridboard::store
