// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a printer's worker tells, kept in order.

#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "kiosk/print/printer.hpp"

namespace gridboard::kiosk::print {

class News {
 public:
  [[nodiscard]] std::function<void(JobNews)> listener();
  // Until the last news of this job have come: all of them, "sending printing done".
  std::string until_last(std::uint64_t number);
  // Until this job has come so far.
  void until(std::uint64_t number, JobNews::State state);
  [[nodiscard]] std::vector<JobNews> all();

 private:
  std::mutex mutex_;
  std::condition_variable something_;
  std::vector<JobNews> news_;
};

// Short, so that what has to be given up is given up soon.
[[nodiscard]] PrinterSettings quick(std::string url);

}  // namespace gridboard::kiosk::print
