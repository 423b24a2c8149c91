// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A blocking client on plain sockets, so that a server is tested by something that shares no code with it.

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gridboard::test {

struct Reply {
  int status = 0;                              // 0: the connection ended without an answer
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;                            // chunks joined
};

// A connection to "127.0.0.1:port". Reads give up after the patience given.
class Connection {
 public:
  explicit Connection(const std::string& address, int receive_buffer_bytes = 0);
  ~Connection();
  Connection(Connection&& other) noexcept;
  Connection& operator=(Connection&&) = delete;

  bool send(const std::string& bytes);
  // The next answer, whole.
  Reply read_reply(std::chrono::milliseconds patience = std::chrono::seconds(20));
  // Status and header only; read_line then gives the lines of the chunked body.
  Reply read_head(std::chrono::milliseconds patience = std::chrono::seconds(20));
  // Unset when the stream ended or nothing came in time; `ended()` tells which.
  std::optional<std::string> read_line(std::chrono::milliseconds patience = std::chrono::seconds(10));
  [[nodiscard]] bool ended() const { return ended_; }
  // True once the peer has closed.
  bool wait_for_end(std::chrono::milliseconds patience);

 private:
  bool receive(std::chrono::milliseconds patience);
  bool take_chunk(std::chrono::milliseconds patience);

  int socket_ = -1;
  std::string received_, line_;
  bool ended_ = false;
};

std::string request_text(const std::string& method, const std::string& target, const std::string& body = "",
                         const std::vector<std::pair<std::string, std::string>>& headers = {});
Reply exchange(const std::string& address, const std::string& method, const std::string& target,
               const std::string& body = "", const std::vector<std::pair<std::string, std::string>>& headers = {});

}  // namespace gridboard::test
