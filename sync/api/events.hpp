// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Tells those who follow what changed, as server-sent events. What staff changed, on whichever node or with the command
// line, is read off the audit chain; what boards did is told by whoever learns of it. One thread; while nobody follows
// it sleeps and asks the store nothing.
//
// A reader that is slow gets what was missed in one piece; one that takes nothing for EventOptions::slow_at_most is
// cut.

#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/net/http.hpp"
#include "sync/store/store.hpp"

namespace gridboard::api {

enum class Topic;

struct EventOptions {
  std::chrono::milliseconds look_every{1000};      // at the chain: the longest that another node's change waits
  std::chrono::milliseconds boards_every{5000};    // at how many boards are alive
  std::chrono::milliseconds comment_every{15000};  // so that proxies keep the stream open
  std::chrono::milliseconds slow_at_most{30000};
  std::chrono::milliseconds longest_life{10 * 60000};  // then the browser comes back and is looked at anew
  std::size_t most_followers = 2000;
};

class Events {
 public:
  // All that is given outlives this. `beat`: of boards.
  Events(store::Store& store, const base::Clock& clock, std::chrono::milliseconds beat, const EventOptions& options);
  // Cuts what still runs.
  ~Events();
  Events(const Events&) = delete;
  Events& operator=(const Events&) = delete;

  struct Follower {
    std::set<std::string> topics;                               // "boards"; nothing of others is told
    std::function<base::Result<bool>(base::Instant)> may_stay;  // asked every now and then
  };
  // Answers with the stream from here on; 503 if too many follow. Thread-safe, like all of these.
  void follow(Follower follower, std::shared_ptr<net::Exchange> exchange);
  // Something was committed, by whomever: look now and not at the next turn.
  void look();
  // Somebody does: otherwise what is told is for nobody.
  [[nodiscard]] bool followed() const;
  // What the chain doesn't know of. `id` "" for all of the topic.
  void tell(Topic topic, const std::string& id);
  // Ends every stream.
  void drain();

 private:
  class Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace gridboard::api
