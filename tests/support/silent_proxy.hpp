// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace gridboard::tests {

// A port on loopback that leads to a Unix socket, until it falls silent: what is connected then stays so and hears
// nothing any more, as with a peer that vanished without a word behind a network that goes on answering for it.
class SilentProxy {
 public:
  explicit SilentProxy(std::string socket_path);
  SilentProxy(const SilentProxy&) = delete;
  SilentProxy& operator=(const SilentProxy&) = delete;
  ~SilentProxy();

  [[nodiscard]] int port() const { return port_; }
  // From here on nothing of what is connected now gets through; what connects later does.
  void silence_present();
  [[nodiscard]] int accepted() const { return accepted_; }

 private:
  struct Pair {
    int near = -1, far = -1;
    bool silent = false;
  };
  void run();
  void accept_one();
  static bool carry(int from, int to);

  const std::string path_;
  int listener_ = -1, stop_ = -1, port_ = 0;
  std::atomic<int> accepted_ = 0;
  std::mutex mutex_;  // of pairs_
  std::vector<Pair> pairs_;
  std::thread thread_;
};

}  // namespace gridboard::tests
