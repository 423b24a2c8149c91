// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The rows behind a figure of the overview or the analysis.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/desk/look_at_today.hpp"
#include "sync/model/analysis.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Named in addresses. Up to `silent` they are of a period, a row for each day; from `ongoing` on as things stand now.
enum class AnalysisList {
  begun,
  dark,
  off_estimate,
  moved_estimate,
  taken_back,
  short_lead,
  received,
  done,
  due,
  broken,
  rated,
  published,
  unshown,
  raised,
  silent,
  ongoing,
  upcoming,
  overdue,
  late_notice,
  open,
  pressing,
  overdue_promise
};
[[nodiscard]] const char* name_of(AnalysisList list);
[[nodiscard]] std::optional<AnalysisList> analysis_list_named(std::string_view name);
[[nodiscard]] bool stands_now(AnalysisList list);
[[nodiscard]] model::AnalysisTopic topic_of(AnalysisList list);

struct ListAnalysisRows {
  AnalysisList list{};
  LookAtToday look;                // with the places; a list of a period takes one
  model::AnalysisPeriod period;    // for such a list
  std::string kind;                // "" for any
  std::vector<std::string> after;  // AnalysisRows::next of the page before
  std::size_t limit = 50;
};

struct AnalysisRow {
  std::string id, kind;
  std::string words, where;  // a cause, a title; and the place in words. "" if there is none
  std::optional<base::Date> day;
  base::Instant at{};                           // began, received, published, raised
  std::optional<base::Instant> expected, over;  // estimate or promise; restored, done or ended
  std::int64_t count = 0, of = 0;               // households interrupted; boards that show it, of so many
  std::int64_t lasted_ms = 0;                   // of households or boards, on the day
};

struct AnalysisRows {
  std::vector<AnalysisRow> rows;
  std::vector<std::string> next;      // empty on the last page
  std::optional<std::int64_t> total;  // unset if they are too many to be counted
};

inline constexpr std::size_t kAnalysisAfterParts = 2;
// invalid_input: `after` isn't one of ours, or there is more than one place for a list of a period.
[[nodiscard]] base::Result<AnalysisRows> list_analysis_rows(store::Reader& reader, const ListAnalysisRows& wanted);

}  // namespace gridboard::desk
