// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// One TCP connection: reads a request, hands it out, writes the answer, again. Owns itself while it runs.
//
// Threads: everything here runs on the loop's thread. Exchange and Stream handles live anywhere and post to it; they
// keep the loop's memory alive, not the connection.

#include <cstdint>
#include <deque>
#include <optional>

#include "sync/net/loop.hpp"

namespace gridboard::net {

// Seen from both sides of a stream.
struct StreamState {
  std::atomic<bool> closed{false};
  std::atomic<std::size_t> unsent_bytes{0};
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Loop& loop, boost::asio::ip::tcp::socket socket, std::string peer);
  ~Connection();

  void start();
  // Closes if it only waits for a request; otherwise the running answer is the last.
  void begin_drain();
  // The loop has ended: tells the stream's holder and lets go of it.
  void abandon();

  // For the handles. `turn` tells a late answer to an earlier request from the current one.
  void take_answer(std::uint64_t turn, Response response, const char* route);
  void take_stream(std::uint64_t turn, Response head, const char* route, StreamEvents events,
                   std::shared_ptr<StreamState> state);
  void take_pieces(std::vector<SharedBytes> pieces);
  void take_finish();
  void take_cut();

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
  boost::asio::awaitable<void> run_stream();
  boost::asio::awaitable<bool> write_pieces();
  boost::asio::awaitable<void> linger();
  void watch_peer();
  void end_stream();
  void report(int status);
  void close();

  Loop& loop_;
  boost::beast::tcp_stream stream_;
  boost::asio::steady_timer signal_;
  std::string peer_;
  std::uint64_t turn_ = 0;
  bool waiting_for_request_ = true;
  std::chrono::steady_clock::time_point request_began_{};
  const char* route_ = "";
  std::optional<Response> answer_;

  // Of a streaming answer.
  std::shared_ptr<StreamState> stream_state_;
  StreamEvents events_;
  std::vector<SharedBytes> outgoing_, in_flight_;
  bool finishing_ = false, broken_ = false;
};

}  // namespace gridboard::net
