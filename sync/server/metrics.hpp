// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the server counts, as Prometheus reads it. Thread-safe; labels come from closed sets.

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "sync/net/http.hpp"

namespace gridboard::server {

class Metrics final : public net::Observer {
 public:
  void connection_opened() override { ++connections; }
  void connection_closed() override { --connections; }
  void answered(const char* route, int status, std::chrono::microseconds took) override;
  void stream_cut() override { ++streams_cut; }

  [[nodiscard]] std::string text() const;  // text format 0.0.4

  std::atomic<std::int64_t> connections{0}, boards_live{0};
  std::atomic<std::uint64_t> segments_built{0}, segments_served{0}, segment_bytes{0};
  std::atomic<std::uint64_t> digest_reads{0}, segments_refused{0}, logs_drifted{0};
  std::atomic<std::uint64_t> items_accepted{0}, items_rejected{0};
  std::atomic<std::uint64_t> store_errors{0}, streams_cut{0}, turns_given{0}, enrolments{0}, enrolments_refused{0};

 private:
  static constexpr std::array<double, 11> kBucketsSeconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                          0.1,   0.25,   0.5,   1.0,  2.5};
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, std::uint64_t> requests_;  // by route and status
  std::array<std::uint64_t, kBucketsSeconds.size() + 1> buckets_{};
  double sum_seconds_ = 0;
};

}  // namespace gridboard::server
