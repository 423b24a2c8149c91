// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// One TCP connection: reads a request, hands it out, writes the answer, again. Owns itself while it runs. A streaming
// answer takes over the socket, and the connection ends.
//
// Threads: everything here runs on the loop's thread. Exchange and Stream handles live anywhere and post to it; they
// keep the loop's memory alive, not the connection.

#include <cstdint>
#include <optional>

#include "sync/net/loop.hpp"

namespace gridboard::net {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Loop& loop, boost::asio::ip::tcp::socket socket, std::string peer);
  ~Connection();

  void start();
  // Closes if it only waits for a request; otherwise the running answer is the last.
  void begin_drain();
  // The loop has ended.
  void abandon();

  // For the handles. `turn` tells a late answer to an earlier request from the current one.
  void take_answer(std::uint64_t turn, Response response, const char* route);
  void take_stream(std::uint64_t turn, Response head, const char* route, std::shared_ptr<StreamBody> body);

 private:
  enum class ReadEnd { request, refused, closed };
  struct ReadResult {
    explicit ReadResult(ReadEnd with) : end(with) {}
    ReadEnd end;
    Request request;
    bool keep_alive = false;
    Response refusal;
  };
  using Buffer = boost::beast::flat_buffer;

  boost::asio::awaitable<void> serve();
  boost::asio::awaitable<ReadResult> read_request(Buffer& buffer);
  boost::asio::awaitable<bool> wait_for_answer();
  boost::asio::awaitable<bool> write_text(std::string text);
  boost::asio::awaitable<bool> write_answer(bool keep_alive, bool head_only);
  boost::asio::awaitable<void> linger();
  void report(int status);
  void close();

  Loop& loop_;
  OpenMark mark_;
  boost::beast::tcp_stream stream_;
  boost::asio::steady_timer signal_;
  std::string peer_;
  std::uint64_t turn_ = 0;
  bool waiting_for_request_ = true;
  std::chrono::steady_clock::time_point request_began_{};
  const char* route_ = "";
  std::optional<Response> answer_;
  std::shared_ptr<StreamBody> body_;  // of a streaming answer
};

}  // namespace gridboard::net
