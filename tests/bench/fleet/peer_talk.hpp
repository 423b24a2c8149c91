// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Boards that listen to a peer: the bare epoll loop, an MQTT broker, a NATS server.

#include <cstdint>
#include <string>
#include <vector>

#include "tests/bench/fleet/deliveries.hpp"

namespace gridboard::fleet {

enum class Peer { epoll, mqtt, nats };

class PeerTalk final : public Talk {
 public:
  PeerTalk(Peer peer, std::size_t boards, Deliveries& deliveries)
      : peer_(peer), deliveries_(deliveries), ready_(boards, false) {}

  void connected(Connections& all, std::size_t board) override;
  void heard(Connections& all, std::size_t board, std::string& received) override;
  void lost(Connections& all, std::size_t board) override;
  [[nodiscard]] std::size_t ready_count() const { return ready_count_; }

 private:
  const Peer peer_;
  Deliveries& deliveries_;
  std::vector<bool> ready_;
  std::size_t ready_count_ = 0;
};

// A connection that publishes; blocking.
class PeerPublisher {
 public:
  PeerPublisher(Peer peer, const Address& address);
  ~PeerPublisher();
  PeerPublisher(const PeerPublisher&) = delete;
  PeerPublisher& operator=(const PeerPublisher&) = delete;
  void publish(const std::string& payload) const;

 private:
  const Peer peer_;
  int socket_;
};

}  // namespace gridboard::fleet
