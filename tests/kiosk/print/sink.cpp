// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sink.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace gridboard::kiosk::print {
namespace {

constexpr int kGlanceMs = 20;

int bound_on_loopback(int& port) {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (made < 0 || ::bind(made, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      getsockname(made, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("no port on loopback");
  }
  port = ntohs(address.sin_port);
  return made;
}

int listen_on_loopback(int receive_buffer_bytes, int& port) {
  const int made = bound_on_loopback(port);
  if (receive_buffer_bytes > 0) {
    setsockopt(made, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof receive_buffer_bytes);
  }
  if (::listen(made, 4) != 0) throw std::runtime_error("no port on loopback");
  return made;
}

// Its close is a reset, not an end.
void let_go_abruptly(int descriptor) {
  const linger at_once{1, 0};
  setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

bool readable(int descriptor, const std::atomic<bool>& over) {
  while (!over) {
    pollfd waited{descriptor, POLLIN, 0};
    if (::poll(&waited, 1, kGlanceMs) > 0) return true;
  }
  return false;
}

}  // namespace

std::string Peer::read(std::size_t at_most) {
  if (!readable(descriptor_, over_)) return {};
  std::string bytes(at_most, '\0');
  const ssize_t got = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
  bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  return bytes;
}

void Peer::write(const std::string& bytes) {
  (void)!::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

void Peer::rest(int milliseconds) {
  for (; milliseconds > 0 && !over_; milliseconds -= kGlanceMs) {
    std::this_thread::sleep_for(std::chrono::milliseconds(std::min(milliseconds, kGlanceMs)));
  }
}

void Peer::lead_to(int port, std::size_t most) {
  const int far = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bool open = ::connect(far, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  for (std::size_t went = 0; open && went < most && !over_;) {
    pollfd waited[2]{{descriptor_, POLLIN, 0}, {far, POLLIN, 0}};
    if (::poll(waited, 2, kGlanceMs) <= 0) continue;
    const bool there = waited[0].revents != 0;
    char piece[1024];
    const ssize_t got = ::recv(there ? descriptor_ : far, piece, sizeof piece, 0);
    open = got > 0 && ::send(there ? far : descriptor_, piece, static_cast<std::size_t>(got), MSG_NOSIGNAL) == got;
    if (there && open) went += static_cast<std::size_t>(got);
  }
  // A wire that breaks isn't the end of a document: who reads it must not take the part for the whole.
  if (open) let_go_abruptly(far);
  ::close(far);
}

void Peer::reset() {
  let_go_abruptly(descriptor_);
}

Sink::Sink(std::function<void(Peer&)> serve, int receive_buffer_bytes)
    : serve_(std::move(serve)),
      listener_(listen_on_loopback(receive_buffer_bytes, port_)),
      thread_([this] { run(); }) {}

Sink::~Sink() {
  over_ = true;
  thread_.join();
  ::close(listener_);
}

void Sink::run() {
  while (readable(listener_, over_)) {
    const int connected = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connected < 0) continue;
    Peer peer(connected, over_);
    serve_(peer);
    ::close(connected);
  }
}

FreePort::FreePort() : held_(bound_on_loopback(port_)) {}

FreePort::~FreePort() {
  ::close(held_);
}

}  // namespace gridboard::kiosk::print
