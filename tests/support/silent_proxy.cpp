// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/silent_proxy.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <stdexcept>

namespace gridboard::tests {

SilentProxy::SilentProxy(std::string socket_path) : path_(std::move(socket_path)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  constexpr int kBacklog = 64;
  if (::bind(listener_, any, size) != 0 || ::listen(listener_, kBacklog) != 0 ||
      ::getsockname(listener_, any, &size) != 0) {
    throw std::runtime_error("no port for a proxy");
  }
  port_ = ntohs(address.sin_port);
  stop_ = ::eventfd(0, EFD_CLOEXEC);
  thread_ = std::thread([this] { run(); });
}

SilentProxy::~SilentProxy() {
  const std::uint64_t one = 1;
  (void)!::write(stop_, &one, sizeof one);
  thread_.join();
  for (const Pair& pair : pairs_) ::close(pair.near), ::close(pair.far);
  ::close(listener_);
  ::close(stop_);
}

void SilentProxy::silence_present() {
  const std::lock_guard lock(mutex_);
  for (Pair& pair : pairs_) pair.silent = true;
}

void SilentProxy::accept_one() {
  const int near = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  const int far = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path_.c_str(), sizeof address.sun_path - 1);
  if (near < 0 || ::connect(far, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    if (near >= 0) ::close(near);
    ::close(far);
    return;
  }
  ++accepted_;
  const std::lock_guard lock(mutex_);
  pairs_.push_back({near, far, false});
}

bool SilentProxy::carry(int from, int to) {
  std::array<char, 65536> bytes{};
  const ssize_t got = ::recv(from, bytes.data(), bytes.size(), 0);
  if (got <= 0) return false;
  for (ssize_t sent = 0; sent < got;) {
    const ssize_t now = ::send(to, bytes.data() + sent, static_cast<std::size_t>(got - sent), MSG_NOSIGNAL);
    if (now <= 0) return false;
    sent += now;
  }
  return true;
}

void SilentProxy::run() {
  while (true) {
    std::vector<pollfd> descriptors{{stop_, POLLIN, 0}, {listener_, POLLIN, 0}};
    {
      const std::lock_guard lock(mutex_);
      for (const Pair& pair : pairs_) {
        const bool heard = !pair.silent;
        descriptors.push_back({heard ? pair.near : -1, POLLIN, 0});
        descriptors.push_back({heard ? pair.far : -1, POLLIN, 0});
      }
    }
    constexpr int kLookAgainMs = 20;  // for a silence that began meanwhile
    ::poll(descriptors.data(), descriptors.size(), kLookAgainMs);
    if (descriptors[0].revents != 0) return;
    {
      const std::lock_guard lock(mutex_);
      for (std::size_t i = descriptors.size() - 1; i >= 2; --i) {
        Pair& pair = pairs_[(i - 2) / 2];
        if (descriptors[i].revents == 0 || pair.silent) continue;
        const bool from_near = descriptors[i].fd == pair.near;
        if (carry(from_near ? pair.near : pair.far, from_near ? pair.far : pair.near)) continue;
        ::shutdown(pair.near, SHUT_RDWR);
        ::shutdown(pair.far, SHUT_RDWR);
        pair.silent = true;
      }
    }
    if (descriptors[1].revents != 0) accept_one();
  }
}

}  // namespace gridboard::tests
