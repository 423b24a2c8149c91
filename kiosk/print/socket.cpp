// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/print/socket.hpp"

#include <linux/sockios.h>
#include <netdb.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

namespace gridboard::kiosk::print {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

tl::unexpected<base::Error> gone(int error) {
  return fail(ErrorCode::unavailable, std::string("the printer is gone: ") + std::strerror(error));
}

// What became of `events` in the time: 0 for nothing. Ends early if the errand is let go of.
int wait_for(int descriptor, short events, const Errand& errand, std::chrono::milliseconds time) {
  const Deadline end(time);
  do {
    pollfd waited{descriptor, events, 0};
    const auto glance = std::clamp(end.left(), std::chrono::milliseconds(0), kGlance);
    if (poll(&waited, 1, static_cast<int>(glance.count())) > 0) return waited.revents;
  } while (!end.passed() && !errand.let_go);
  return 0;
}

int error_of(int descriptor) {
  int error = 0;
  socklen_t size = sizeof error;
  return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

}  // namespace

Socket::~Socket() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<Socket> Socket::connect_to(const addrinfo& address, const Errand& errand) {
  Socket made(::socket(address.ai_family, address.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, address.ai_protocol));
  if (made.descriptor_ < 0) return gone(errno);
  if (::connect(made.descriptor_, address.ai_addr, address.ai_addrlen) != 0) {
    if (errno != EINPROGRESS) return gone(errno);
    if (wait_for(made.descriptor_, POLLOUT, errand, errand.patience.connect) == 0) {
      return fail(ErrorCode::timed_out, "the printer doesn't answer");
    }
    if (const int error = error_of(made.descriptor_)) return gone(error);
  }
  return made;
}

Result<Socket> Socket::connect(const Errand& errand) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const std::string port = std::to_string(errand.address.port);
  if (const int error = getaddrinfo(errand.address.host.c_str(), port.c_str(), &hints, &found)) {
    return fail(ErrorCode::unavailable, std::string("the printer's name can't be looked up: ") + gai_strerror(error));
  }
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> addresses{found, &freeaddrinfo};
  base::Error last{ErrorCode::unavailable, "the printer has no address"};
  for (const addrinfo* each = found; each != nullptr && !errand.let_go; each = each->ai_next) {
    auto made = connect_to(*each, errand);
    if (made) return made;
    last = made.error();
  }
  return tl::unexpected(last);
}

Result<void> Socket::send(std::span<const std::uint8_t> bytes, const Errand& errand, const Deadline& whole) {
  Deadline idle(errand.patience.answer);
  while (!bytes.empty()) {
    const ssize_t taken = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (taken > 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(taken));
      idle = Deadline(errand.patience.answer);
      continue;
    }
    if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return gone(errno);
    if (idle.passed() || whole.passed() || errand.let_go) {
      return fail(ErrorCode::timed_out, "the printer takes no more");
    }
    wait_for(descriptor_, POLLOUT, errand, std::min(idle.left(), whole.left()));
  }
  return {};
}

Result<void> Socket::drain(const Errand& errand, const Deadline& whole) {
  Deadline idle(errand.patience.answer);
  for (int before = -1;;) {
    int unconfirmed = 0;
    if (ioctl(descriptor_, SIOCOUTQ, &unconfirmed) != 0) return gone(errno);
    if (const int error = error_of(descriptor_)) return gone(error);
    if (unconfirmed == 0) return {};
    if (unconfirmed != before) idle = Deadline(errand.patience.answer);
    before = unconfirmed;
    if (idle.passed() || whole.passed() || errand.let_go) {
      return fail(ErrorCode::timed_out, "the printer takes no more");
    }
    rest(errand, std::min(kGlance, whole.left()));
  }
}

Result<std::optional<std::uint8_t>> Socket::receive(const Errand& errand, std::chrono::milliseconds time) {
  if (wait_for(descriptor_, POLLIN, errand, time) == 0) return std::nullopt;
  std::uint8_t byte = 0;
  const ssize_t got = recv(descriptor_, &byte, 1, 0);
  if (got == 1) return byte;
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) return std::nullopt;
  closed_in_peace_ = got == 0;
  return gone(got == 0 ? ECONNRESET : errno);
}

void Socket::finish() {
  ::shutdown(descriptor_, SHUT_WR);
}

}  // namespace gridboard::kiosk::print
