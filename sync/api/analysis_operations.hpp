// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The part of the table that is about the analysis. Stays in this room.

#include <boost/json/object.hpp>
#include <span>
#include <string>
#include <vector>

#include "sync/api/json_in.hpp"
#include "sync/api/operations.hpp"
#include "sync/desk/list_analysis_rows.hpp"
#include "sync/desk/show_analysis.hpp"

namespace gridboard::api {

[[nodiscard]] std::span<const Operation> analysis_operations();

Outcome show_analysis(Call& call);
Outcome list_analysis_rows(Call& call);
Outcome export_analysis(Call& call);
Outcome export_analysis_rows(Call& call);

// As it was asked for, with what the caller may see of it.
struct AskedAnalysis {
  desk::ShowAnalysis wanted;
  base::Date to{};       // the last day, as it was said
  bool may_rows = true;  // else small counts of requests aren't told
};
// Place, from, to and step of the query. A refusal is left in `query`; forbidden where no place is allowed.
[[nodiscard]] tl::expected<AskedAnalysis, Refusal> asked_analysis(const Call& call, Query& query);
[[nodiscard]] Refusal refuse_analysis(const base::Error& error);

// As openapi.yaml has them.
[[nodiscard]] boost::json::object sums_json(const desk::AnalysisSums& sums, bool few_requests);
[[nodiscard]] boost::json::object outage_sums_json(const model::Amounts& amounts);
[[nodiscard]] boost::json::object request_sums_json(const model::Amounts& amounts, bool few);
[[nodiscard]] boost::json::object notice_sums_json(const model::Amounts& amounts);
[[nodiscard]] boost::json::object board_sums_json(const model::Amounts& amounts);
[[nodiscard]] boost::json::object today_json(const Call& call, const desk::Today& today);
// Which of these counts of requests aren't told to the caller.
[[nodiscard]] std::vector<bool> hidden_counts(const Call& call, const std::vector<std::int64_t>& counts, bool may_rows);
// What a kind of request is called, in the caller's language; its id where the catalogue doesn't have it.
[[nodiscard]] std::string name_of_request(const Call& call, const std::string& kind);
[[nodiscard]] desk::LookAtToday look_of(const Call& call, const model::Rules& rules, std::vector<std::string> places);

}  // namespace gridboard::api
