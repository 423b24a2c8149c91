// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/fleet/deliveries.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>

namespace gridboard::fleet {
namespace {

double milliseconds(Nanoseconds span) {
  return static_cast<double>(span) / 1e6;
}

double median_of(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

std::string mark_of(std::size_t publish) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "@fleet-%06zu@", publish);
  return text.data();
}

void Deliveries::begin(std::size_t publish) {
  mark_ = mark_of(publish);
  std::fill(got_.begin(), got_.end(), 0);
  missing_ = got_.size();
}

bool Deliveries::note(std::size_t board, std::string_view bytes, Nanoseconds at) {
  if (mark_.empty() || bytes.find(mark_) == std::string_view::npos) return false;
  if (got_[board] == 0) --missing_;
  got_[board] = at;
  return true;
}

void Deliveries::end() {
  std::vector<Nanoseconds> waits;
  for (const Nanoseconds at : got_) {
    if (at != 0) waits.push_back(at - published_);
  }
  std::sort(waits.begin(), waits.end());
  if (waits.empty()) return;
  publishes_.push_back({milliseconds(waits[waits.size() / 2]), milliseconds(waits[waits.size() * 99 / 100]),
                        milliseconds(waits.back())});
}

std::string Deliveries::json(double cpu_us_a_delivery) const {
  std::vector<double> p50, p99, most;
  for (const Quantiles& one : publishes_) {
    p50.push_back(one.p50);
    p99.push_back(one.p99);
    most.push_back(one.max);
  }
  std::array<char, 256> text{};
  std::snprintf(text.data(), text.size(),
                "{\"boards\":%zu,\"publishes\":%zu,\"p50_ms\":%.1f,\"p99_ms\":%.1f,\"max_ms\":%.1f,\"cpu_us\":%.2f}",
                got_.size(), publishes_.size(), median_of(p50), median_of(p99), median_of(most), cpu_us_a_delivery);
  return text.data();
}

double cpu_seconds_of(int process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const std::size_t after_name = text.rfind(')');
  if (after_name == std::string::npos) return 0;
  std::istringstream fields(text.substr(after_name + 2));
  std::string skipped;
  for (int i = 3; i < 14; ++i) fields >> skipped;  // proc(5): utime is field 14, the state field 3
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace gridboard::fleet
