// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Figures of the analysis as openapi.yaml has them.
#include "sync/api/analysis_operations.hpp"
#include "sync/model/catalogue.hpp"

namespace gridboard::api {

namespace json = boost::json;

namespace {

constexpr std::int64_t kMinuteMs = 60'000;

// The mean in minutes, rounded to the minute; left out where there is nothing to take it of.
void put_mean(json::object& body, const char* name, std::int64_t sum_ms, std::int64_t count) {
  if (count > 0) body[name] = (sum_ms / count + kMinuteMs / 2) / kMinuteMs;
}

}  // namespace

json::object outage_sums_json(const model::Amounts& amounts) {
  json::object body{{"outages", amounts[model::kOutages]},
                    {"interruptions", amounts[model::kInterruptions]},
                    {"household_minutes", (amounts[model::kHouseholdMs] + kMinuteMs / 2) / kMinuteMs},
                    {"restored", amounts[model::kRestored]},
                    {"estimated", amounts[model::kEstimated]},
                    {"first_within", amounts[model::kFirstWithin]},
                    {"last_within", amounts[model::kLastWithin]},
                    {"first_late", amounts[model::kFirstLate]},
                    {"last_late", amounts[model::kLastLate]},
                    {"estimate_moves", amounts[model::kEstimateMoves]},
                    {"lead_asked", amounts[model::kLeadAsked]},
                    {"lead_kept", amounts[model::kLeadKept]},
                    {"taken_back", amounts[model::kTakenBack]}};
  put_mean(body, "first_late_minutes", amounts[model::kFirstLateMs], amounts[model::kFirstLate]);
  put_mean(body, "first_early_minutes", amounts[model::kFirstEarlyMs],
           amounts[model::kEstimated] - amounts[model::kFirstLate]);
  put_mean(body, "last_late_minutes", amounts[model::kLastLateMs], amounts[model::kLastLate]);
  put_mean(body, "last_early_minutes", amounts[model::kLastEarlyMs],
           amounts[model::kEstimated] - amounts[model::kLastLate]);
  return body;
}

json::object request_sums_json(const model::Amounts& amounts, bool few) {
  if (few) return {{"few", true}};
  return {{"few", false},
          {"received", amounts[model::kReceived]},
          {"done", amounts[model::kDone]},
          {"due", amounts[model::kDue]},
          {"kept", amounts[model::kKept]},
          {"rated", amounts[model::kRated]},
          {"stars", amounts[model::kStars]}};
}

json::object notice_sums_json(const model::Amounts& amounts) {
  return {{"published", amounts[model::kPublished]},
          {"aimed", amounts[model::kAimedBoards]},
          {"received", amounts[model::kReceivedBoards]},
          {"shown", amounts[model::kShownBoards]}};
}

json::object board_sums_json(const model::Amounts& amounts) {
  return {{"raised", amounts[model::kRaised]},
          {"silent_minutes", (amounts[model::kSilentMs] + kMinuteMs / 2) / kMinuteMs}};
}

json::object sums_json(const desk::AnalysisSums& sums, bool few_requests) {
  const auto total = [&](model::AnalysisTopic topic) {
    return desk::total_of(sums.topics[static_cast<std::size_t>(topic)]);
  };
  const model::Amounts outages = total(model::AnalysisTopic::outages), boards = total(model::AnalysisTopic::boards);
  json::object outage_sums = outage_sums_json(outages), board_sums = board_sums_json(boards);
  const auto figures = model::Reliability::of(outages, sums.households, sums.lasted);
  if (figures.saidi_minutes) outage_sums["saidi_minutes"] = *figures.saidi_minutes;
  if (figures.saifi) outage_sums["saifi"] = *figures.saifi;
  if (figures.caidi_minutes) outage_sums["caidi_minutes"] = *figures.caidi_minutes;
  if (figures.available) outage_sums["available"] = *figures.available;
  if (sums.boards > 0 && sums.lasted.count() > 0) {
    const double board_ms = static_cast<double>(sums.boards) * static_cast<double>(sums.lasted.count());
    board_sums["available"] = std::max(0.0, 1 - static_cast<double>(boards[model::kSilentMs]) / board_ms);
  }
  return {{"households", sums.households},
          {"boards", sums.boards},
          {"outages", std::move(outage_sums)},
          {"requests", request_sums_json(total(model::AnalysisTopic::requests), few_requests)},
          {"notices", notice_sums_json(total(model::AnalysisTopic::notices))},
          {"board_alarms", std::move(board_sums)}};
}

std::vector<bool> hidden_counts(const Call& call, const std::vector<std::int64_t>& counts, bool may_rows) {
  if (may_rows) return std::vector<bool>(counts.size(), false);
  return desk::too_few(counts, call.env.analysis_figures->least_shown);
}

std::string name_of_request(const Call& call, const std::string& kind) {
  const model::RequestKind* known = call.env.catalogue->find(kind);
  if (known == nullptr) return kind;
  return call.language == Language::en ? known->name.en : known->name.zh;
}

desk::LookAtToday look_of(const Call& call, const model::Rules& rules, std::vector<std::string> places) {
  return {std::move(places), rules, *call.env.analysis_figures, call.env.zone, call.now};
}

json::object today_json(const Call& call, const desk::Today& today) {
  json::object ongoing;
  for (std::size_t kind = 0; kind < today.ongoing.size(); ++kind) {
    ongoing[model::name_of(static_cast<model::OutageKind>(kind))] = today.ongoing[kind];
  }
  std::vector<std::int64_t> counts;
  for (const auto& kind : today.open_requests) counts.push_back(kind.open);
  const auto hidden = hidden_counts(call, counts, call.may("listAnalysisRows", {}));
  json::array open;
  for (std::size_t i = 0; i < today.open_requests.size(); ++i) {
    const std::string& kind = today.open_requests[i].kind;
    json::object one{{"kind", kind}, {"name", name_of_request(call, kind)}};
    if (!hidden[i]) one["open"] = today.open_requests[i].open;
    open.push_back(std::move(one));
  }
  return {{"outages",
           {{"ongoing", std::move(ongoing)},
            {"upcoming", today.upcoming},
            {"overdue", today.overdue},
            {"late_notice", today.late_notice},
            {"households_without_power", today.households_without_power}}},
          {"requests",
           {{"open", std::move(open)},
            {"received", today.received_requests},
            {"pressing", today.pressing_promises},
            {"overdue", today.broken_promises}}},
          {"coverage", notice_sums_json(today.notices)}};
}

}  // namespace gridboard::api
