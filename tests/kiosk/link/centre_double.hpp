// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A centre for tests: real HTTP on a free port of 127.0.0.1, the protocol's rules, and knobs for what can go wrong.

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "sync/wire/feed.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::tests {

class CentreDouble {
 public:
  CentreDouble();
  ~CentreDouble();
  void start();  // on the same port as before
  void stop();   // drops every connection
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  // A line for streams open now, and first in those to come.
  void send(const std::string& line);
  void end_streams();  // in good order

  // Knobs and what was seen; under `mutex`.
  std::mutex mutex;
  std::condition_variable changed;
  std::string code = "ABCDE23456";
  std::string publishing_key, sealing_key;  // as it says at enrolment; those of centre_signing() and centre_sealing()
  bool revoked = false, bare_forbidden = false, mute = false;
  bool unapproved = false;  // enrols, and gets no challenge
  int drop_outbox_answers = 0;
  int beat_s = 25;
  std::string digests;  // what it says when asked for them; "": it doesn't know such a thing
  int digests_asked = 0;
  std::string refuse_item_containing;  // such a post is answered 400
  std::vector<std::string> lines;
  std::vector<std::string> cursors;               // that feeds were asked with
  std::map<std::string, wire::OutboxItem> items;  // taken, by id
  int outbox_posts = 0, challenges = 0, feeds = 0;
  std::set<std::string> tokens;
  std::map<std::string, std::string> blobs;  // what comes under a name, whatever the name says
  std::vector<std::string> blob_ranges;      // the header Range of each request for one, "" without
  std::size_t cut_blobs_after = 0;           // bytes of one answer, 0: not at all
  bool ignore_ranges = false;

 private:
  struct Request {
    std::string method, target, bearer, range, body;
  };
  void accept_loop();
  void serve(int socket);
  bool answer(int socket, const Request& request);
  bool reply(int socket, int status, const std::string& body, const char* type = "application/json");
  bool stream(int socket, const Request& request);
  bool take_outbox(int socket, const Request& request);
  bool give_blob(int socket, const Request& request);
  bool refuse(int socket, int status, const char* code);

  int listener_ = -1;
  int port_ = 0;
  int held_ = -1;  // bound to it all the while, so that nobody else is given it between stop and start
  std::atomic<bool> stopping_{false};
  std::uint64_t streams_end_ = 0;
  std::string public_key_, nonce_;
  std::set<int> sockets_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

}  // namespace gridboard::tests
