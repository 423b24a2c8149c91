// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/metrics.hpp"

#include <algorithm>
#include <charconv>

namespace gridboard::server {
namespace {

std::string number(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  return std::string(digits.data(), end.ptr);
}

void add_family(std::string& out, const char* name, const char* type, const char* help) {
  out += std::string("# HELP ") + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n';
}

template <class Number>
void add_one(std::string& out, const char* name, const char* type, const char* help, Number value) {
  add_family(out, name, type, help);
  out += std::string(name) + ' ' + std::to_string(value) + '\n';
}

}  // namespace

void Metrics::answered(const char* route, int status, std::chrono::microseconds took) {
  const double seconds = std::chrono::duration<double>(took).count();
  const auto bucket = std::lower_bound(kBucketsSeconds.begin(), kBucketsSeconds.end(), seconds);
  const std::lock_guard lock(mutex_);
  ++requests_[{*route == '\0' ? "none" : route, status}];
  ++buckets_[static_cast<std::size_t>(bucket - kBucketsSeconds.begin())];
  sum_seconds_ += seconds;
}

std::string Metrics::text() const {
  std::string out;
  add_one(out, "gridboard_connections", "gauge", "Open connections.", connections.load());
  add_one(out, "gridboard_boards_live", "gauge", "Boards with an open live feed.", boards_live.load());
  add_one(out, "gridboard_segments_built_total", "counter", "Segments read from the store.", segments_built.load());
  add_one(out, "gridboard_segments_served_total", "counter", "Segments sent to boards.", segments_served.load());
  add_one(out, "gridboard_segment_bytes_total", "counter", "Bytes of segments sent.", segment_bytes.load());
  add_one(out, "gridboard_digest_reads_total", "counter", "Logs gone through for a digest.", digest_reads.load());
  add_one(out, "gridboard_segments_refused_total", "counter", "Reports of boards that refused what came.",
          segments_refused.load());
  add_one(out, "gridboard_logs_drifted_total", "counter", "Reports of boards that held something else.",
          logs_drifted.load());
  add_one(out, "gridboard_streams_cut_total", "counter", "Feeds dropped for reading too slowly.", streams_cut.load());
  add_one(out, "gridboard_turns_given_total", "counter", "Boards told to come back later.", turns_given.load());
  add_one(out, "gridboard_store_errors_total", "counter", "Calls to the store that failed.", store_errors.load());
  add_one(out, "gridboard_enrolments_total", "counter", "Boards that enrolled.", enrolments.load());
  add_one(out, "gridboard_enrolments_refused_total", "counter", "Enrolments refused.", enrolments_refused.load());
  add_family(out, "gridboard_outbox_items_total", "counter", "Items of boards, by answer.");
  out += "gridboard_outbox_items_total{outcome=\"accepted\"} " + std::to_string(items_accepted.load()) + '\n';
  out += "gridboard_outbox_items_total{outcome=\"rejected\"} " + std::to_string(items_rejected.load()) + '\n';

  const std::lock_guard lock(mutex_);
  add_family(out, "gridboard_requests_total", "counter", "Requests answered, by route and status.");
  for (const auto& [labels, count] : requests_) {
    out += "gridboard_requests_total{route=\"" + labels.first + "\",status=\"" + std::to_string(labels.second) +
           "\"} " + std::to_string(count) + '\n';
  }
  add_family(out, "gridboard_request_seconds", "histogram", "From a complete header to the answer.");
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < kBucketsSeconds.size(); ++i) {
    total += buckets_[i];
    out +=
        "gridboard_request_seconds_bucket{le=\"" + number(kBucketsSeconds[i]) + "\"} " + std::to_string(total) + '\n';
  }
  total += buckets_.back();
  out += "gridboard_request_seconds_bucket{le=\"+Inf\"} " + std::to_string(total) + '\n';
  out += "gridboard_request_seconds_sum " + number(sum_seconds_) + '\n';
  out += "gridboard_request_seconds_count " + std::to_string(total) + '\n';
  return out;
}

}  // namespace gridboard::server
