// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Something that listens on loopback, as a printer would, and does with one connection after another what a test says.

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace gridboard::kiosk::print {

class Peer {
 public:
  Peer(int descriptor, const std::atomic<bool>& over) : descriptor_(descriptor), over_(over) {}
  // The next bytes, at most so many; "" once the other end has closed or the test is over.
  std::string read(std::size_t at_most = 65536);
  void write(const std::string& bytes);
  void rest(int milliseconds);  // shorter if the test is over
  // Everything goes on to this port of loopback and back, until so many bytes went there or either end has closed.
  void lead_to(int port, std::size_t most = std::string::npos);
  void reset();  // and nothing of what wasn't read yet was ever taken
  [[nodiscard]] bool over() const { return over_; }

 private:
  int descriptor_;
  const std::atomic<bool>& over_;
};

class Sink {
 public:
  explicit Sink(std::function<void(Peer&)> serve, int receive_buffer_bytes = 0);
  ~Sink();
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  [[nodiscard]] std::string url(const std::string& scheme) const {
    return scheme + "://127.0.0.1:" + std::to_string(port_);
  }

 private:
  void run();

  std::function<void(Peer&)> serve_;
  int port_ = 0, listener_ = -1;
  std::atomic<bool> over_{false};
  std::thread thread_;
};

// A port of loopback where nobody listens, and which nobody else is given while this lives; a program that reuses
// addresses may listen there.
class FreePort {
 public:
  FreePort();
  ~FreePort();
  FreePort(const FreePort&) = delete;
  FreePort& operator=(const FreePort&) = delete;

  [[nodiscard]] int number() const { return port_; }

 private:
  int port_ = 0, held_;
};

// What came in, from the sink's thread to the test's.
class Received {
 public:
  void add(const std::string& bytes) {
    const std::lock_guard lock(mutex_);
    bytes_ += bytes;
  }
  [[nodiscard]] std::string bytes() {
    const std::lock_guard lock(mutex_);
    return bytes_;
  }

 private:
  std::mutex mutex_;
  std::string bytes_;
};

}  // namespace gridboard::kiosk::print
