// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Thousands of simulated boards on one epoll loop. What they say is told by a Talk: the feed's, or a peer's.

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gridboard::fleet {

using Nanoseconds = std::int64_t;  // CLOCK_MONOTONIC, the same in all processes
[[nodiscard]] Nanoseconds now_ns();
inline constexpr Nanoseconds kSecond = 1'000'000'000;

struct Address {
  std::string host;
  unsigned short port = 0;
};
[[nodiscard]] Address parse_address(const std::string& text);
// The nth of the loopback addresses that boards come from; a source has some 28,000 ports.
[[nodiscard]] std::string source_address(std::size_t board);
// A blocking socket from `source` ("" for any); exits if it can't connect.
[[nodiscard]] int connect_to(const Address& address, const std::string& source);

class Connections;

// What one kind of board says. `board` counts from 0.
class Talk {
 public:
  virtual ~Talk() = default;
  virtual void connected(Connections& all, std::size_t board) = 0;
  // Takes off `received` what it has understood.
  virtual void heard(Connections& all, std::size_t board, std::string& received) = 0;
  virtual void lost(Connections& all, std::size_t board) = 0;
};

class Connections {
 public:
  Connections(Address to, std::size_t boards, Talk& talk);
  ~Connections();
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  [[nodiscard]] std::size_t size() const { return boards_.size(); }
  void connect(std::size_t board);
  void connect_at(std::size_t board, Nanoseconds at);
  void send(std::size_t board, std::string_view bytes);
  void drop(std::size_t board);
  // Until `done` or the deadline; true if done. `done` is asked after each round.
  bool run(Nanoseconds deadline, const std::function<bool()>& done);
  [[nodiscard]] Nanoseconds heard_at() const { return heard_at_; }  // when the bytes now heard were read

 private:
  struct Board {
    int socket = -1;
    bool connecting = false;
    std::string received;
  };
  void take(std::size_t board, std::uint32_t events);
  void read(std::size_t board);

  const Address to_;
  Talk& talk_;
  std::vector<Board> boards_;
  std::set<std::pair<Nanoseconds, std::size_t>> later_;
  int epoll_ = -1;
  Nanoseconds heard_at_ = 0;
};

}  // namespace gridboard::fleet
