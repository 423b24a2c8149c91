// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Counts for the analysis whatever changed since it was counted: what each outage, request, notice and alarm adds to
// the days and places that it concerns (model/analysis.hpp says what). What goes on by itself, such as an outage that
// lasts, is counted again every now and then.

#include <cstddef>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/counted_places.hpp"
#include "sync/model/analysis.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/analysis.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct CountAnalysis {
  const model::Rules& rules;
  const model::AnalysisFigures& figures;
  base::Zone zone;  // whose midnights part the days
  base::Instant now{};
  std::size_t most = 100;  // in one transaction
};

// How many were counted, in one transaction; fewer than `most` if no more are due. Whoever else counts at the same time
// counts others, or waits.
[[nodiscard]] base::Result<std::size_t> count_analysis(store::Store& store, const CountAnalysis& wanted);
// All that is due, transaction by transaction.
[[nodiscard]] base::Result<std::size_t> count_all_analysis(store::Store& store, const CountAnalysis& wanted);
// Forgets what was counted; everything is due again.
[[nodiscard]] base::Result<void> begin_recount(store::Store& store);

inline constexpr std::chrono::minutes kOutageCountedEvery{1};
inline constexpr std::chrono::minutes kSilenceCountedEvery{5};

// What an outage adds, to be put under its id; unset if nothing is known of it. Reads other outages too.
struct OutageCount {
  std::vector<store::AnalysisShare> shares;
  std::optional<base::Instant> again_at;
  std::vector<std::string> overlapping;  // of them, those that began later: theirs depend on this one
};
[[nodiscard]] base::Result<std::optional<OutageCount>> count_outage(store::Reader& reader, CountedPlaces& places,
                                                                    const CountAnalysis& wanted,
                                                                    const std::string& outage_id);

}  // namespace gridboard::desk
