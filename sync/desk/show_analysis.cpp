// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/show_analysis.hpp"

#include <algorithm>

#include "sync/store/analysis.hpp"

namespace gridboard::desk {

namespace {

using base::ErrorCode;
using base::Result;
using model::AnalysisTopic;

constexpr std::size_t kMostBelow = 500;

KindSums& of_topic(TopicSums& topics, AnalysisTopic topic) {
  return topics[static_cast<std::size_t>(topic)];
}

// Of the period, as far as it is over by now.
std::chrono::milliseconds lasted(const ShowAnalysis& wanted, const model::AnalysisPeriod& period) {
  const auto from = base::start_of_day(period.from, wanted.zone);
  const auto upto = std::min(base::start_of_day(period.upto, wanted.zone), wanted.now);
  return std::max(upto - from, std::chrono::milliseconds(0));
}

Result<void> count_stock(store::Reader& reader, const std::string& place, AnalysisSums& sums) {
  const auto households = reader.count_households_under(place);
  if (!households) return tl::unexpected(households.error());
  const auto boards = reader.boards_within(place, {});
  if (!boards) return tl::unexpected(boards.error());
  sums.households += *households;
  sums.boards += boards->boards;
  return {};
}

// Without households and boards: both periods have those of now.
Result<AnalysisSums> sums_of(store::Reader& reader, const ShowAnalysis& wanted, const model::AnalysisPeriod& period) {
  AnalysisSums sums;
  sums.lasted = lasted(wanted, period);
  for (const std::string& place : wanted.places) {
    for (const AnalysisTopic topic : model::kAnalysisTopics) {
      const auto found = reader.analysis().sums(topic, place, period);
      if (!found) return tl::unexpected(found.error());
      for (const auto& sum : *found) model::add(of_topic(sums.topics, topic)[sum.kind], sum.amounts);
    }
  }
  return sums;
}

Result<std::vector<AnalysisInStep>> steps_of(store::Reader& reader, const ShowAnalysis& wanted) {
  std::map<base::Date, TopicSums> by_step;
  for (base::Date day = model::step_of(wanted.period.from, wanted.step); day < wanted.period.upto;
       day = model::next_step(day, wanted.step)) {
    by_step[day];
  }
  for (const std::string& place : wanted.places) {
    for (const AnalysisTopic topic : model::kAnalysisTopics) {
      const auto found = reader.analysis().daily_sums(topic, place, wanted.period);
      if (!found) return tl::unexpected(found.error());
      for (const auto& sum : *found) {
        model::add(of_topic(by_step[model::step_of(sum.day, wanted.step)], topic)[sum.kind], sum.amounts);
      }
    }
  }
  std::vector<AnalysisInStep> steps;
  for (auto& [day, topics] : by_step) steps.push_back({std::max(day, wanted.period.from), std::move(topics)});
  return steps;
}

// With the sums of one place each, looked up one by one: there are few.
Result<std::vector<AnalysisAtPlace>> tops_of(store::Reader& reader, const ShowAnalysis& wanted) {
  std::vector<AnalysisAtPlace> tops;
  for (const std::string& path : wanted.places) {
    const auto place = reader.place(path);
    if (!place) return tl::unexpected(place.error());
    ShowAnalysis of_it = wanted;
    of_it.places = {path};
    auto sums = sums_of(reader, of_it, wanted.period);
    if (!sums) return tl::unexpected(sums.error());
    if (auto counted = count_stock(reader, path, *sums); !counted) return tl::unexpected(counted.error());
    if (*place) tops.push_back({**place, std::move(*sums)});
  }
  return tops;
}

Result<std::vector<AnalysisAtPlace>> below(store::Reader& reader, const ShowAnalysis& wanted) {
  if (wanted.places.size() != 1) return tops_of(reader, wanted);
  const std::string& top = wanted.places.front();
  auto places = reader.places_directly_under(top, "", kMostBelow);
  if (!places) return tl::unexpected(places.error());
  std::vector<AnalysisAtPlace> rows;
  std::map<std::string, std::size_t> numbers;
  for (model::Place& place : *places) {
    if (place.kind > model::PlaceKind::community) continue;
    AnalysisSums sums;
    sums.lasted = lasted(wanted, wanted.period);
    if (auto counted = count_stock(reader, place.path, sums); !counted) return tl::unexpected(counted.error());
    numbers[place.path] = rows.size();
    rows.push_back({std::move(place), std::move(sums)});
  }
  for (const AnalysisTopic topic : model::kAnalysisTopics) {
    const auto found = reader.analysis().sums_directly_under(topic, top, wanted.period);
    if (!found) return tl::unexpected(found.error());
    for (const auto& sum : *found) {
      const auto row = numbers.find(sum.place);
      if (row == numbers.end()) continue;
      model::add(of_topic(rows[row->second].sums.topics, topic)[sum.kind], sum.amounts);
    }
  }
  return rows;
}

Result<void> check(store::Reader& reader, const ShowAnalysis& wanted) {
  const int days = base::days_between(wanted.period.from, wanted.period.upto);
  if (days < 1 || days > kMostAnalysisDays) {
    return base::fail(ErrorCode::invalid_input, "to: the period is empty or too long");
  }
  for (const std::string& path : wanted.places) {
    if (path.empty()) continue;
    const auto place = reader.place(path);
    if (!place) return tl::unexpected(place.error());
    if (!*place || (*place)->kind > model::PlaceKind::community) {
      return base::fail(ErrorCode::invalid_input, "place: isn't a community or above one");
    }
  }
  return {};
}

}  // namespace

model::Amounts total_of(const KindSums& kinds) {
  model::Amounts total{};
  for (const auto& [kind, amounts] : kinds) model::add(total, amounts);
  return total;
}

Result<Analysis> show_analysis(store::Reader& reader, const ShowAnalysis& wanted) {
  if (auto right = check(reader, wanted); !right) return tl::unexpected(right.error());
  Analysis analysis;
  auto now = sums_of(reader, wanted, wanted.period);
  if (!now) return tl::unexpected(now.error());
  analysis.now = std::move(*now);
  for (const std::string& place : wanted.places) {
    if (auto counted = count_stock(reader, place, analysis.now); !counted) return tl::unexpected(counted.error());
  }
  auto before = sums_of(reader, wanted, model::period_before(wanted.period));
  if (!before) return tl::unexpected(before.error());
  before->households = analysis.now.households;
  before->boards = analysis.now.boards;
  analysis.before = std::move(*before);
  auto steps = steps_of(reader, wanted);
  if (!steps) return tl::unexpected(steps.error());
  analysis.steps = std::move(*steps);
  auto rows = below(reader, wanted);
  if (!rows) return tl::unexpected(rows.error());
  analysis.below = std::move(*rows);
  const auto due = reader.analysis().count_analysis_due(wanted.now);
  if (!due) return tl::unexpected(due.error());
  analysis.due = *due;
  return analysis;
}

std::vector<bool> too_few(const std::vector<std::int64_t>& counts, std::int64_t least) {
  std::vector<bool> few;
  std::size_t hidden = 0;
  for (const std::int64_t count : counts) {
    few.push_back(count > 0 && count < least);
    if (few.back()) ++hidden;
  }
  if (hidden != 1) return few;
  std::size_t next = counts.size();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (few[i] || counts[i] == 0) continue;
    if (next == counts.size() || counts[i] < counts[next]) next = i;
  }
  if (next < counts.size()) few[next] = true;
  return few;
}

}  // namespace gridboard::desk
