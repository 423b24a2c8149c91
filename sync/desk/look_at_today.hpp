// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Today at a glance: outages, requests and notices as they stand at this moment.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/model/analysis.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/analysis.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct LookAtToday {
  std::vector<std::string> places;  // at or under these, beside one another; {""} is everywhere
  const model::Rules& rules;
  const model::AnalysisFigures& figures;
  base::Zone zone;
  base::Instant now{};
};

enum class StandingKind { ongoing, upcoming, overdue, late_notice };
// upcoming: begins within figures.upcoming_within. overdue: goes on although the estimate has passed. late_notice:
// announced or going on, and told of later than the rule asks.
[[nodiscard]] bool is_standing(StandingKind kind, const store::StandingOutage& outage, const LookAtToday& look);
// Those that concern the places, by start. `audience` is what lies in them.
[[nodiscard]] base::Result<std::vector<store::StandingOutage>> standing_outages(store::Reader& reader,
                                                                                const LookAtToday& look);

struct Today {
  std::array<std::int64_t, 4> ongoing{};  // by model::OutageKind
  std::int64_t upcoming = 0, overdue = 0, late_notice = 0;
  std::int64_t households_without_power = 0;  // each once
  std::vector<store::OpenRequests> open_requests;
  std::int64_t received_requests = 0;                       // since midnight
  std::int64_t pressing_promises = 0, broken_promises = 0;  // of open requests: soon, and already
  model::Amounts notices{};                                 // that were published today, see model::NoticeAmount
};
[[nodiscard]] base::Result<Today> look_at_today(store::Reader& reader, const LookAtToday& look);

// Promises that fall due soon, and those that are broken: until when, and since when. The moment itself is in time.
struct PromiseSpans {
  base::Instant broken_upto{}, pressing_from{}, pressing_upto{};
};
[[nodiscard]] PromiseSpans promise_spans(const LookAtToday& look);

}  // namespace gridboard::desk
