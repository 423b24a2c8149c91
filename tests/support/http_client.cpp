// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace gridboard::test {

Connection::Connection(const std::string& address, int receive_buffer_bytes) {
  const std::size_t colon = address.rfind(':');
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
  inet_pton(AF_INET, address.substr(0, colon).c_str(), &to.sin_addr);
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (receive_buffer_bytes > 0) {
    setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof receive_buffer_bytes);
  }
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) ended_ = true;
}

Connection::Connection(Connection&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      received_(std::move(other.received_)),
      line_(std::move(other.line_)),
      ended_(other.ended_) {}

Connection::~Connection() {
  if (socket_ >= 0) ::close(socket_);
}

bool Connection::send(const std::string& bytes) {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t now = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (now <= 0) return false;
    sent += static_cast<std::size_t>(now);
  }
  return true;
}

bool Connection::receive(std::chrono::milliseconds patience) {
  pollfd waiting{socket_, POLLIN, 0};
  if (ended_ || ::poll(&waiting, 1, static_cast<int>(patience.count())) <= 0) return false;
  std::array<char, 65536> buffer{};
  const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
  if (got <= 0) {
    ended_ = true;
    return false;
  }
  received_.append(buffer.data(), static_cast<std::size_t>(got));
  return true;
}

bool Connection::wait_for_end(std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (!ended_ && std::chrono::steady_clock::now() < until) receive(std::chrono::milliseconds(50));
  return ended_;
}

Reply Connection::read_head(std::chrono::milliseconds patience) {
  Reply reply;
  std::size_t end = received_.find("\r\n\r\n");
  while (end == std::string::npos) {
    if (!receive(patience)) return reply;
    end = received_.find("\r\n\r\n");
  }
  std::string head = received_.substr(0, end + 2);
  received_.erase(0, end + 4);
  reply.status = std::stoi(head.substr(9, 3));
  std::size_t at = head.find("\r\n") + 2;
  while (at < head.size()) {
    const std::size_t line_end = head.find("\r\n", at), colon = head.find(':', at);
    std::string name = head.substr(at, colon - at);
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    reply.headers[name] = head.substr(colon + 2, line_end - colon - 2);
    at = line_end + 2;
  }
  return reply;
}

bool Connection::take_chunk(std::chrono::milliseconds patience) {
  std::size_t end = received_.find("\r\n");
  while (end == std::string::npos) {
    if (!receive(patience)) return false;
    end = received_.find("\r\n");
  }
  const std::size_t size = std::stoul(received_.substr(0, end), nullptr, 16);
  while (received_.size() < end + 2 + size + 2) {
    if (!receive(patience)) return false;
  }
  line_ += received_.substr(end + 2, size);
  received_.erase(0, end + 2 + size + 2);
  if (size == 0) ended_ = true;
  return size > 0;
}

std::optional<std::string> Connection::read_line(std::chrono::milliseconds patience) {
  std::size_t end = line_.find('\n');
  while (end == std::string::npos) {
    if (!take_chunk(patience)) return std::nullopt;
    end = line_.find('\n');
  }
  std::string line = line_.substr(0, end);
  line_.erase(0, end + 1);
  return line;
}

Reply Connection::read_reply(std::chrono::milliseconds patience) {
  Reply reply = read_head(patience);
  if (reply.status == 100) reply = read_head(patience);
  if (reply.headers.contains("transfer-encoding")) {
    while (take_chunk(patience)) {
    }
    reply.body = std::exchange(line_, "");
    return reply;
  }
  const auto length = reply.headers.find("content-length");
  const std::size_t size = length == reply.headers.end() ? 0 : std::stoul(length->second);
  while (received_.size() < size && receive(patience)) {
  }
  reply.body = received_.substr(0, size);
  received_.erase(0, size);
  return reply;
}

std::string request_text(const std::string& method, const std::string& target, const std::string& body,
                         const std::vector<std::pair<std::string, std::string>>& headers) {
  std::string text = method + " " + target + " HTTP/1.1\r\nHost: centre\r\n";
  for (const auto& [name, value] : headers) text += name + ": " + value + "\r\n";
  if (!body.empty() || method == "POST") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text + "\r\n" + body;
}

Reply exchange(const std::string& address, const std::string& method, const std::string& target,
               const std::string& body, const std::vector<std::pair<std::string, std::string>>& headers) {
  Connection connection(address);
  connection.send(request_text(method, target, body, headers));
  return connection.read_reply();
}

}  // namespace gridboard::test
