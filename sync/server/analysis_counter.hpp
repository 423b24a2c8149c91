// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Counts for the analysis what became due, again and again, on a thread of its own: desk/count_analysis.hpp.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "sync/base/clock.hpp"
#include "sync/base/time.hpp"
#include "sync/model/analysis.hpp"
#include "sync/server/metrics.hpp"
#include "sync/server/rule_book.hpp"
#include "sync/store/store.hpp"

namespace gridboard::server {

struct AnalysisCounterOptions {
  std::chrono::milliseconds every{1000};
};

class AnalysisCounter {
 public:
  // All that is given outlives it and is thread-safe. `told`: something was counted; called on its thread.
  AnalysisCounter(store::Store& store, const base::Clock& clock, Metrics& metrics, const RuleBook& rule_book,
                  const model::AnalysisFigures& figures, base::Zone zone, const AnalysisCounterOptions& options,
                  std::function<void()> told);
  // Waits for a transaction that is under way.
  ~AnalysisCounter();
  AnalysisCounter(const AnalysisCounter&) = delete;
  AnalysisCounter& operator=(const AnalysisCounter&) = delete;

 private:
  void run();
  // True if more is due.
  bool count();

  store::Store& store_;
  const base::Clock& clock_;
  Metrics& metrics_;
  const RuleBook& rule_book_;
  const model::AnalysisFigures& figures_;
  const base::Zone zone_;
  const AnalysisCounterOptions options_;
  const std::function<void()> told_;

  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace gridboard::server
