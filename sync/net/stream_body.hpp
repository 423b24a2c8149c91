// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A streaming answer. While it idles there is a socket and nothing else: no buffer, no coroutine, no timer. What is
// written goes to the kernel at once, many streams in one turn of the loop; only a reader that falls behind gets a
// queue and a deadline. Private to this room.
//
// Threads: those of Stream from anywhere; all else on the loop's thread, or once that has ended. The loop owns it while
// its socket is open.

#include <atomic>
#include <cstdint>
#include <deque>

#include "sync/net/loop.hpp"

namespace gridboard::net {

class StreamBody final : public Stream, public std::enable_shared_from_this<StreamBody> {
 public:
  StreamBody(std::shared_ptr<Loop> loop, StreamEvents events);
  ~StreamBody() override;

  bool write(std::vector<SharedBytes> pieces) override;
  bool tell_when_drained() override;
  void finish() override;
  void cut() override;

  // Sends `head` and what was written so far.
  void begin(OpenMark mark, boost::asio::ip::tcp::socket socket, std::string head);
  void take(std::vector<SharedBytes> pieces);
  void take_finish();
  // Drops the connection if there is one; the holder hears that the stream is closed.
  void close();

 private:
  struct Part {
    SharedBytes bytes;
    std::size_t from = 0;
  };
  // What the kernel doesn't take yet.
  struct Unsent {
    explicit Unsent(boost::asio::io_context& context) : deadline(context) {}
    std::deque<Part> parts;
    std::size_t counted_bytes = 0;  // of what was written; the rest is the framing of chunks
    std::size_t sent_since_look = 0;
    bool waiting = false;
    boost::asio::steady_timer deadline;
  };

  void queue(std::vector<SharedBytes> pieces, std::size_t bytes);
  // True if all of it went.
  bool send_at_once(const std::vector<SharedBytes>& pieces, std::size_t bytes);
  void send_unsent();
  void wait_until_writable();
  void watch_progress();
  void watch_peer();
  // Of what was written, not of its framing.
  void note_sent(std::size_t bytes);
  void send_end();
  void linger();

  const std::shared_ptr<Loop> loop_;
  StreamEvents events_;
  std::atomic<bool> closed_{false};
  std::atomic<std::size_t> unsent_bytes_{0};
  std::atomic<bool> drain_awaited_{false};

  bool begun_ = false, finishing_ = false, ended_ = false;
  OpenMark mark_;
  boost::asio::ip::tcp::socket socket_;
  std::unique_ptr<Unsent> unsent_;
};

}  // namespace gridboard::net
