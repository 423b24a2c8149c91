// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The analysis of a period: sums by kind, by time and by place, beside those of the period before.

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/model/analysis.hpp"
#include "sync/model/place.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

inline constexpr int kMostAnalysisDays = 1100;  // three years

struct ShowAnalysis {
  // Places down to communities, beside one another; {""} is everywhere. What concerns several of them counts at each.
  std::vector<std::string> places;
  model::AnalysisPeriod period;  // at most kMostAnalysisDays
  model::AnalysisStep step = model::AnalysisStep::day;
  base::Zone zone;
  base::Instant now{};
};

using KindSums = std::map<std::string, model::Amounts>;  // by kind
using TopicSums = std::array<KindSums, model::kAnalysisTopics.size()>;

[[nodiscard]] model::Amounts total_of(const KindSums& kinds);

// Of a period at places.
struct AnalysisSums {
  TopicSums topics;
  std::int64_t households = 0, boards = 0;  // as they are now
  std::chrono::milliseconds lasted{0};      // of the period, as far as it is over
};

struct AnalysisAtPlace {
  model::Place place;
  AnalysisSums sums;
};

struct AnalysisInStep {
  base::Date from{};  // its first day within the period
  TopicSums topics;
};

struct Analysis {
  AnalysisSums now, before;
  std::vector<AnalysisInStep> steps;   // every step of the period
  std::vector<AnalysisAtPlace> below;  // directly below, down to communities; the places themselves if several
  std::int64_t due = 0;                // that are still to be counted
};

// invalid_input: a place that isn't there or lies below a community; a period that is empty or too long.
[[nodiscard]] base::Result<Analysis> show_analysis(store::Reader& reader, const ShowAnalysis& wanted);

// Where whoever may see counts but not what is behind them is told none: fewer than `least` requests, and with a single
// such count in a list the next one as well, since it would follow from the sum. One for each count.
[[nodiscard]] std::vector<bool> too_few(const std::vector<std::int64_t>& counts, std::int64_t least);

}  // namespace gridboard::desk
