// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/fleet/peer_talk.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace gridboard::fleet {
namespace {

constexpr std::string_view kTopic = "fleet";
constexpr std::size_t kMqttAnswers = 4 + 5;  // CONNACK and SUBACK of MQTT 3.1.1

std::string mqtt_text(std::string_view text) {
  return std::string{static_cast<char>(text.size() >> 8), static_cast<char>(text.size() & 0xFF)} + std::string(text);
}

std::string mqtt_packet(unsigned char type, const std::string& rest) {
  std::string packet(1, static_cast<char>(type));
  std::size_t size = rest.size();
  do {
    const auto digit = static_cast<unsigned char>(size % 128);
    size /= 128;
    packet += static_cast<char>(size > 0 ? digit | 0x80 : digit);
  } while (size > 0);
  return packet + rest;
}

// CONNECT with a clean session and no keep-alive.
std::string mqtt_connect(const std::string& client) {
  return mqtt_packet(0x10, mqtt_text("MQTT") + std::string("\x04\x02\x00\x00", 4) + mqtt_text(client));
}

std::string mqtt_subscribe() {
  return mqtt_packet(0x82, std::string("\x00\x01", 2) + mqtt_text(kTopic) + std::string(1, '\0'));
}

void send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) {
      std::perror("publish");
      std::exit(1);
    }
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

}  // namespace

void PeerTalk::connected(Connections& all, std::size_t board) {
  switch (peer_) {
    case Peer::epoll:
      all.send(board, "S");
      ready_[board] = true;
      ++ready_count_;
      break;
    case Peer::mqtt:
      all.send(board, mqtt_connect("board-" + std::to_string(board)) + mqtt_subscribe());
      break;
    case Peer::nats:
      all.send(board, "CONNECT {\"verbose\":false}\r\nSUB " + std::string(kTopic) + " 1\r\nPING\r\n");
      break;
  }
}

void PeerTalk::heard(Connections& all, std::size_t board, std::string& received) {
  if (!ready_[board]) {
    const bool ready =
        peer_ == Peer::mqtt ? received.size() >= kMqttAnswers : received.find("PONG\r\n") != std::string::npos;
    if (!ready) return;
    ready_[board] = true;
    ++ready_count_;
    received.clear();
    return;
  }
  if (peer_ == Peer::nats && received.starts_with("PING")) all.send(board, "PONG\r\n");
  if (deliveries_.note(board, received, all.heard_at()) || received.size() > 4096) received.clear();
}

void PeerTalk::lost(Connections& /*all*/, std::size_t board) {
  std::fprintf(stderr, "the peer dropped board %zu\n", board);
  std::exit(1);
}

PeerPublisher::PeerPublisher(Peer peer, const Address& address) : peer_(peer), socket_(connect_to(address, "")) {
  std::array<char, 4096> answer{};
  if (peer == Peer::epoll) send_all(socket_, "P");
  if (peer == Peer::mqtt) send_all(socket_, mqtt_connect("publisher"));
  if (peer != Peer::epoll) (void)!::recv(socket_, answer.data(), answer.size(), 0);
  if (peer == Peer::nats) send_all(socket_, "CONNECT {\"verbose\":false}\r\n");
}

PeerPublisher::~PeerPublisher() {
  ::close(socket_);
}

void PeerPublisher::publish(const std::string& payload) const {
  switch (peer_) {
    case Peer::epoll:
      return send_all(socket_, payload + "\n");
    case Peer::mqtt:
      return send_all(socket_, mqtt_packet(0x30, mqtt_text(kTopic) + payload));
    case Peer::nats:
      return send_all(socket_,
                      "PUB " + std::string(kTopic) + " " + std::to_string(payload.size()) + "\r\n" + payload + "\r\n");
  }
}

}  // namespace gridboard::fleet
