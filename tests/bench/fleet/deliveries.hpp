// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// When each board got what was published, and what that cost the server.

#include <string>
#include <vector>

#include "tests/bench/fleet/connections.hpp"

namespace gridboard::fleet {

// Stands in what is published, so that a board knows it among other bytes: "@fleet-000012@".
[[nodiscard]] std::string mark_of(std::size_t publish);

class Deliveries {
 public:
  explicit Deliveries(std::size_t boards) : got_(boards) {}

  void begin(std::size_t publish);
  void published(Nanoseconds at) { published_ = at; }
  // True if the bytes hold the mark that is waited for.
  bool note(std::size_t board, std::string_view bytes, Nanoseconds at);
  [[nodiscard]] bool complete() const { return missing_ == 0; }
  [[nodiscard]] std::size_t missing() const { return missing_; }
  void end();

  // One line of JSON: medians over the publishes of p50, p99 and max over the boards, in milliseconds.
  [[nodiscard]] std::string json(double cpu_us_a_delivery) const;

 private:
  struct Quantiles {
    double p50, p99, max;
  };
  std::string mark_;
  Nanoseconds published_ = 0;
  std::vector<Nanoseconds> got_;  // 0: not yet
  std::size_t missing_ = 0;
  std::vector<Quantiles> publishes_;
};

// User and system time of a process so far.
[[nodiscard]] double cpu_seconds_of(int process);

}  // namespace gridboard::fleet
