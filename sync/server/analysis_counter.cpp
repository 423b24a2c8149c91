// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/analysis_counter.hpp"

#include "sync/base/log.hpp"
#include "sync/desk/count_analysis.hpp"
#include "sync/store/analysis.hpp"

namespace gridboard::server {
namespace {

// So few that nobody who writes meanwhile waits for long.
constexpr std::size_t kAtOnce = 50;
// Between two transactions, where more is due: others write too.
constexpr std::chrono::milliseconds kPause{5};

}  // namespace

AnalysisCounter::AnalysisCounter(store::Store& store, const base::Clock& clock, Metrics& metrics,
                                 const RuleBook& rule_book, const model::AnalysisFigures& figures, base::Zone zone,
                                 const AnalysisCounterOptions& options, std::function<void()> told)
    : store_(store),
      clock_(clock),
      metrics_(metrics),
      rule_book_(rule_book),
      figures_(figures),
      zone_(zone),
      options_(options),
      told_(std::move(told)),
      thread_([this] { run(); }) {}

AnalysisCounter::~AnalysisCounter() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void AnalysisCounter::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    const bool more = count();
    lock.lock();
    wake_.wait_for(lock, more ? kPause : options_.every, [this] { return stopping_; });
  }
}

bool AnalysisCounter::count() {
  const base::Instant now = clock_.now();
  // Looks first: where nothing is due, nothing is locked.
  bool is_due = false;
  const auto looked = store_.read([&](store::Reader& reader) -> base::Result<void> {
    return reader.analysis().is_analysis_due(now).map([&](bool due) { is_due = due; });
  });
  if (looked && !is_due) return false;
  const auto rules = rule_book_.rules();
  const auto counted = looked ? desk::count_analysis(store_, {*rules, figures_, zone_, now, kAtOnce})
                              : base::Result<std::size_t>(tl::unexpected(looked.error()));
  if (!counted) {
    ++metrics_.store_errors;
    base::log_event(base::LogLevel::error, "analysis.failed",
                    {{"code", std::string_view(base::name_of(counted.error().code))},
                     {"what", std::string_view(counted.error().message)}});
    return false;
  }
  const bool more = *counted == kAtOnce;
  if (*counted > 0 && !more) told_();
  return more;
}

}  // namespace gridboard::server
