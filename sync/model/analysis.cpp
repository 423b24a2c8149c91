// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/analysis.hpp"

#include <algorithm>
#include <filesystem>

#include "sync/base/files.hpp"
#include "sync/model/json_fields.hpp"

namespace gridboard::model {

namespace {

using std::chrono::milliseconds;

constexpr std::array kTopicNames{"outages", "requests", "notices", "boards"};
constexpr std::array kStepNames{"day", "week", "month"};
constexpr std::array kSteps{AnalysisStep::day, AnalysisStep::week, AnalysisStep::month};
constexpr std::int64_t kMostFigure = 100'000;

void judge(base::Instant estimate, base::Instant actual, const AnalysisFigures& figures, std::size_t within,
           std::size_t late, std::size_t late_ms, std::size_t early_ms, Amounts& amounts) {
  const milliseconds off = actual - estimate;
  if (std::chrono::abs(off) <= figures.estimate_within) ++amounts[within];
  if (off.count() > 0) {
    ++amounts[late];
    amounts[late_ms] += off.count();
  } else {
    amounts[early_ms] -= off.count();
  }
}

}  // namespace

const char* name_of(AnalysisTopic topic) {
  return kTopicNames[static_cast<std::size_t>(topic)];
}

std::optional<AnalysisTopic> analysis_topic_named(std::string_view name) {
  for (const AnalysisTopic topic : kAnalysisTopics) {
    if (name == name_of(topic)) return topic;
  }
  return std::nullopt;
}

const char* name_of(AnalysisStep step) {
  return kStepNames[static_cast<std::size_t>(step)];
}

std::optional<AnalysisStep> analysis_step_named(std::string_view name) {
  for (const AnalysisStep step : kSteps) {
    if (name == name_of(step)) return step;
  }
  return std::nullopt;
}

void add(Amounts& sum, const Amounts& more) {
  for (std::size_t i = 0; i < kAmounts; ++i) sum[i] += more[i];
}

base::Result<AnalysisFigures> AnalysisFigures::parse(std::string_view json, std::string_view name_of_source) {
  JsonDocument document;
  const JsonFields top = document.read(json, name_of_source);
  top.allow_only({"title", "source", "rules"});
  std::map<std::string, std::int64_t> read;
  for (const JsonFields& fields : top.objects("rules", 10)) {
    fields.allow_only({"id", "figure", "unit", "source"});
    static_cast<void>(fields.text("source"));
    static_cast<void>(fields.text("unit"));
    if (!read.emplace(fields.text("id"), fields.integer("figure", 1, kMostFigure)).second) {
      fields.refuse("id", "stands twice");
    }
  }
  const auto figure = [&](const std::string& id) {
    const auto found = read.find(id);
    if (found == read.end()) top.refuse("rules", "lacks " + id);
    return found == read.end() ? 0 : found->second;
  };
  AnalysisFigures figures;
  figures.sustained_over = std::chrono::minutes(figure("sustained_over_minutes"));
  figures.estimate_within = std::chrono::minutes(figure("estimate_within_minutes"));
  figures.least_shown = figure("least_shown");
  figures.pressing_within = std::chrono::minutes(figure("pressing_within_minutes"));
  figures.upcoming_within = std::chrono::minutes(figure("upcoming_within_minutes"));
  if (document.first_error()) return tl::unexpected(*document.first_error());
  return figures;
}

base::Result<AnalysisFigures> AnalysisFigures::load(const std::string& path) {
  const auto text = base::read_file(path);
  if (!text) return tl::unexpected(text.error());
  return parse(*text, std::filesystem::path(path).filename().string());
}

bool is_sustained(base::Instant from, base::Instant upto, const AnalysisFigures& figures) {
  return upto - from > figures.sustained_over;
}

void add_by_day(base::Instant from, base::Instant upto, std::int64_t weight, base::Zone zone,
                std::map<base::Date, std::int64_t>& days) {
  while (from < upto) {
    const base::Date day = base::date_of(from, zone);
    const base::Instant end = std::min(upto, base::start_of_day(base::add_days(day, 1), zone));
    days[day] += weight * (end - from).count();
    from = end;
  }
}

void judge_estimates(const std::vector<base::Instant>& estimates, base::Instant actual, const AnalysisFigures& figures,
                     Amounts& amounts) {
  if (estimates.empty()) return;
  ++amounts[kEstimated];
  judge(estimates.front(), actual, figures, kFirstWithin, kFirstLate, kFirstLateMs, kFirstEarlyMs, amounts);
  judge(estimates.back(), actual, figures, kLastWithin, kLastLate, kLastLateMs, kLastEarlyMs, amounts);
  amounts[kEstimateMoves] += static_cast<std::int64_t>(estimates.size()) - 1;
}

AnalysisPeriod period_before(const AnalysisPeriod& period) {
  return {base::add_days(period.from, -base::days_between(period.from, period.upto)), period.from};
}

base::Date step_of(base::Date day, AnalysisStep step) {
  switch (step) {
    case AnalysisStep::day:
      return day;
    case AnalysisStep::week: {
      const std::chrono::weekday weekday{std::chrono::sys_days(day)};
      return base::add_days(day, 1 - static_cast<int>(weekday.iso_encoding()));
    }
    case AnalysisStep::month:
      break;
  }
  return {day.year(), day.month(), std::chrono::day(1)};
}

base::Date next_step(base::Date first_day, AnalysisStep step) {
  switch (step) {
    case AnalysisStep::day:
      return base::add_days(first_day, 1);
    case AnalysisStep::week:
      return base::add_days(first_day, 7);
    case AnalysisStep::month:
      break;
  }
  return first_day + std::chrono::months(1);
}

Reliability Reliability::of(const Amounts& outages, std::int64_t households, milliseconds lasted) {
  constexpr double kMinuteMs = 60'000;
  const auto household_ms = static_cast<double>(outages[kHouseholdMs]);
  const auto interruptions = static_cast<double>(outages[kInterruptions]);
  const auto count = static_cast<double>(households);
  Reliability said;
  if (interruptions > 0) said.caidi_minutes = household_ms / interruptions / kMinuteMs;
  if (households <= 0) return said;
  said.saidi_minutes = household_ms / count / kMinuteMs;
  said.saifi = interruptions / count;
  if (lasted.count() > 0) said.available = 1 - household_ms / count / static_cast<double>(lasted.count());
  return said;
}

}  // namespace gridboard::model
