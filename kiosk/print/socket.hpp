// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A TCP connection that never waits longer than it was told.

#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "kiosk/print/errand.hpp"

struct addrinfo;

namespace gridboard::kiosk::print {

class Socket {
 public:
  // unavailable: nobody answers there; timed_out. A name is looked up first, for as long as the system does that.
  [[nodiscard]] static base::Result<Socket> connect(const Errand& errand);
  Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Socket& operator=(Socket&&) = delete;
  ~Socket();

  // All of it, or an error: unavailable if the other end is gone, timed_out if nothing was taken for as long as
  // Patience::answer, or `whole` has passed, or the errand was let go of.
  [[nodiscard]] base::Result<void> send(std::span<const std::uint8_t> bytes, const Errand& errand,
                                        const Deadline& whole);
  // Until the other end has confirmed all that was sent. Errors as above.
  [[nodiscard]] base::Result<void> drain(const Errand& errand, const Deadline& whole);
  // The next byte, nothing if none comes in time; unavailable if the other end has closed or is gone.
  [[nodiscard]] base::Result<std::optional<std::uint8_t>> receive(const Errand& errand, std::chrono::milliseconds time);
  [[nodiscard]] bool closed_in_peace() const { return closed_in_peace_; }  // by the other end, as receive() found
  // Nothing more is to come from here.
  void finish();

 private:
  explicit Socket(int descriptor) : descriptor_(descriptor) {}
  static base::Result<Socket> connect_to(const addrinfo& address, const Errand& errand);

  int descriptor_ = -1;
  bool closed_in_peace_ = false;
};

}  // namespace gridboard::kiosk::print
