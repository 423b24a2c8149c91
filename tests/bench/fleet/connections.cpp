// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/fleet/connections.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace gridboard::fleet {
namespace {

constexpr std::size_t kBoardsASource = 4000;
constexpr int kEventsAtOnce = 512;

sockaddr_in socket_address(const std::string& host, unsigned short port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  inet_pton(AF_INET, host.c_str(), &address.sin_addr);
  return address;
}

int socket_from(const std::string& source, int flags) {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);
  if (made < 0) {
    std::perror("socket");
    std::exit(1);
  }
  const int on = 1;
  ::setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (source.empty()) return made;
  // The port is chosen when it connects: then all sources have all ports.
  ::setsockopt(made, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  const sockaddr_in from = socket_address(source, 0);
  if (::bind(made, reinterpret_cast<const sockaddr*>(&from), sizeof from) != 0) std::perror("bind");
  return made;
}

}  // namespace

Nanoseconds now_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<Nanoseconds>(now.tv_sec) * kSecond + now.tv_nsec;
}

Address parse_address(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  return {text.substr(0, colon), static_cast<unsigned short>(std::stoi(text.substr(colon + 1)))};
}

std::string source_address(std::size_t board) {
  return "127.0.0." + std::to_string(2 + board / kBoardsASource);
}

int connect_to(const Address& address, const std::string& source) {
  const int made = socket_from(source, 0);
  const sockaddr_in to = socket_address(address.host, address.port);
  if (::connect(made, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
    std::perror("connect");
    std::exit(1);
  }
  return made;
}

Connections::Connections(Address to, std::size_t boards, Talk& talk)
    : to_(std::move(to)), talk_(talk), boards_(boards), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {}

Connections::~Connections() {
  for (const Board& board : boards_) {
    if (board.socket >= 0) ::close(board.socket);
  }
  ::close(epoll_);
}

void Connections::connect(std::size_t board) {
  Board& it = boards_[board];
  it.socket = socket_from(source_address(board), SOCK_NONBLOCK);
  it.connecting = true;
  it.received.clear();
  const sockaddr_in to = socket_address(to_.host, to_.port);
  epoll_event wanted{};
  wanted.events = EPOLLIN | EPOLLOUT;
  wanted.data.u64 = board;
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, it.socket, &wanted);
  const int done = ::connect(it.socket, reinterpret_cast<const sockaddr*>(&to), sizeof to);
  if (done != 0 && errno != EINPROGRESS) {
    drop(board);
    talk_.lost(*this, board);
  }
}

void Connections::connect_at(std::size_t board, Nanoseconds at) {
  later_.emplace(at, board);
}

void Connections::send(std::size_t board, std::string_view bytes) {
  // What boards say is small: the kernel takes it whole.
  if (::send(boards_[board].socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0)
    drop(board), talk_.lost(*this, board);
}

void Connections::drop(std::size_t board) {
  Board& it = boards_[board];
  if (it.socket >= 0) ::close(it.socket);
  it.socket = -1;
  it.received.clear();
}

bool Connections::run(Nanoseconds deadline, const std::function<bool()>& done) {
  std::array<epoll_event, kEventsAtOnce> events;
  while (!done()) {
    Nanoseconds now = now_ns();
    if (now >= deadline) return false;
    while (!later_.empty() && later_.begin()->first <= now) {
      const std::size_t board = later_.begin()->second;
      later_.erase(later_.begin());
      connect(board);
    }
    const Nanoseconds due = later_.empty() ? deadline : std::min(deadline, later_.begin()->first);
    const int wait_ms = static_cast<int>(std::min<Nanoseconds>((due - now) / 1'000'000 + 1, 50));
    const int ready = ::epoll_wait(epoll_, events.data(), kEventsAtOnce, wait_ms);
    for (int i = 0; i < ready; ++i)
      take(events[static_cast<std::size_t>(i)].data.u64, events[static_cast<std::size_t>(i)].events);
  }
  return true;
}

void Connections::take(std::size_t board, std::uint32_t events) {
  Board& it = boards_[board];
  if (it.socket < 0) return;
  if (it.connecting && (events & (EPOLLOUT | EPOLLERR | EPOLLHUP)) != 0) {
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(it.socket, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) {
      drop(board);
      return talk_.lost(*this, board);
    }
    it.connecting = false;
    epoll_event wanted{};
    wanted.events = EPOLLIN;
    wanted.data.u64 = board;
    ::epoll_ctl(epoll_, EPOLL_CTL_MOD, it.socket, &wanted);
    return talk_.connected(*this, board);
  }
  if ((events & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0) read(board);
}

void Connections::read(std::size_t board) {
  std::array<char, 16384> buffer;
  const ssize_t got = ::recv(boards_[board].socket, buffer.data(), buffer.size(), 0);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got <= 0) {
    drop(board);
    return talk_.lost(*this, board);
  }
  heard_at_ = now_ns();
  boards_[board].received.append(buffer.data(), static_cast<std::size_t>(got));
  talk_.heard(*this, board, boards_[board].received);
}

}  // namespace gridboard::fleet
