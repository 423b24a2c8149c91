// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// fleet_bare_epoll PORT: the peer that nobody beats: one thread, epoll, and a send to each subscriber of every line
// that a publisher sends. The first byte of a connection says which it is: S or P.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

namespace {

constexpr int kBacklog = 4096, kEventsAtOnce = 512;

class FanOut {
 public:
  explicit FanOut(unsigned short port) : epoll_(::epoll_create1(0)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const int on = 1;
    ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(port);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(listener_, reinterpret_cast<const sockaddr*>(&at), sizeof at) != 0 ||
        ::listen(listener_, kBacklog) != 0) {
      std::perror("listen");
      std::exit(1);
    }
    watch(listener_);
  }

  [[noreturn]] void run() {
    std::array<epoll_event, kEventsAtOnce> events;
    while (true) {
      const int ready = ::epoll_wait(epoll_, events.data(), kEventsAtOnce, -1);
      for (int i = 0; i < ready; ++i) {
        const int descriptor = events[static_cast<std::size_t>(i)].data.fd;
        if (descriptor == listener_) {
          accept_one();
        } else {
          read(descriptor);
        }
      }
    }
  }

 private:
  void watch(int descriptor) const {
    epoll_event wanted{};
    wanted.events = EPOLLIN;
    wanted.data.fd = descriptor;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &wanted);
  }

  void accept_one() const {
    const int accepted = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK);
    if (accepted < 0) return;
    const int on = 1;
    ::setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    watch(accepted);
  }

  void read(int descriptor) {
    std::array<char, 65536> buffer;
    const ssize_t got = ::recv(descriptor, buffer.data(), buffer.size(), 0);
    if (got <= 0) {
      std::erase(subscribers_, descriptor);
      publishers_.erase(descriptor);
      ::close(descriptor);
      return;
    }
    const auto publisher = publishers_.find(descriptor);
    if (publisher == publishers_.end() && buffer[0] == 'S') return subscribers_.push_back(descriptor);
    std::string& said = publisher == publishers_.end() ? publishers_[descriptor] : publisher->second;
    const std::size_t skip = publisher == publishers_.end() ? 1 : 0;
    said.append(buffer.data() + skip, static_cast<std::size_t>(got) - skip);
    for (std::size_t end = said.find('\n'); end != std::string::npos; end = said.find('\n')) {
      for (const int subscriber : subscribers_) ::send(subscriber, said.data(), end + 1, MSG_NOSIGNAL);
      said.erase(0, end + 1);
    }
  }

  int epoll_, listener_;
  std::vector<int> subscribers_;
  std::map<int, std::string> publishers_;
};

}  // namespace

int main(int count, char** values) {
  if (count != 2) {
    std::fprintf(stderr, "usage: %s PORT\n", values[0]);
    return 2;
  }
  FanOut(static_cast<unsigned short>(std::atoi(values[1]))).run();
}
