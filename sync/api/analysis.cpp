// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The analysis of a period, and the rows behind its figures and those of the overview.
#include <array>

#include "sync/api/analysis_operations.hpp"
#include "sync/api/answers.hpp"
#include "sync/api/bulk_work.hpp"
#include "sync/desk/search_places.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;
using model::AnalysisTopic;

constexpr std::size_t kMostPath = 200, kMostKind = 64, kMostDate = 10;
constexpr int kDaysUnlessAsked = 30;

constexpr std::array kOperations{
    Operation{"showAnalysis", "GET", "/analysis", Takes::nothing, 0, Runs::reads, Topic::none, &show_analysis},
    Operation{"listAnalysisRows", "GET", "/analysis/rows", Takes::nothing, 0, Runs::reads, Topic::none,
              &list_analysis_rows},
    Operation{"exportAnalysis", "GET", "/analysis/table", Takes::nothing, 0, Runs::reads, Topic::none,
              &export_analysis},
    Operation{"exportAnalysisRows", "GET", "/analysis/rows/file", Takes::nothing, 0, Runs::reads, Topic::none,
              &export_analysis_rows},
};

std::optional<base::Date> day_in(Query& query, const char* name) {
  const std::string text = query.text(name, kMostDate);
  if (text.empty()) return std::nullopt;
  const auto day = base::parse_date(text);
  if (day) return *day;
  query.refuse(name, {"不是日期，例如 2026-11-21。", "isn't a date such as 2026-11-21."});
  return std::nullopt;
}

// Kinds of one topic, each with its sums.
json::array kinds_json(const Call& call, const desk::KindSums& kinds, AnalysisTopic topic, bool may_rows) {
  std::vector<std::int64_t> received;
  for (const auto& [kind, amounts] : kinds) received.push_back(amounts[model::kReceived]);
  const auto hidden = hidden_counts(call, received, may_rows || topic != AnalysisTopic::requests);
  json::array items;
  std::size_t number = 0;
  for (const auto& [kind, amounts] : kinds) {
    const bool few = hidden[number++];
    json::object sums;
    switch (topic) {
      case AnalysisTopic::outages:
        sums = outage_sums_json(amounts);
        break;
      case AnalysisTopic::requests:
        sums = request_sums_json(amounts, few);
        sums["name"] = name_of_request(call, kind);
        break;
      case AnalysisTopic::notices:
        sums = notice_sums_json(amounts);
        break;
      case AnalysisTopic::boards:
        sums = board_sums_json(amounts);
        break;
    }
    sums["kind"] = kind;
    items.push_back(std::move(sums));
  }
  return items;
}

std::int64_t received_in(const desk::TopicSums& topics) {
  return desk::total_of(topics[static_cast<std::size_t>(AnalysisTopic::requests)])[model::kReceived];
}

json::array steps_json(const Call& call, const AskedAnalysis& asked, const std::vector<desk::AnalysisInStep>& steps) {
  std::vector<std::int64_t> received;
  for (const auto& step : steps) received.push_back(received_in(step.topics));
  const auto hidden = hidden_counts(call, received, asked.may_rows);
  json::array items;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto& topics = steps[i].topics;
    const base::Date upto = i + 1 < steps.size() ? steps[i + 1].from : asked.wanted.period.upto;
    json::object kinds;
    for (const auto& [kind, amounts] : topics[0]) kinds[kind] = amounts[model::kOutages];
    items.push_back({{"from", base::format_date(steps[i].from)},
                     {"to", base::format_date(base::add_days(upto, -1))},
                     {"outages", outage_sums_json(desk::total_of(topics[0]))},
                     {"outage_kinds", std::move(kinds)},
                     {"requests", request_sums_json(desk::total_of(topics[1]), hidden[i])},
                     {"notices", notice_sums_json(desk::total_of(topics[2]))},
                     {"board_alarms", board_sums_json(desk::total_of(topics[3]))}});
  }
  return items;
}

json::array below_json(const Call& call, const AskedAnalysis& asked, const std::vector<desk::AnalysisAtPlace>& below) {
  std::vector<std::int64_t> received;
  for (const auto& row : below) received.push_back(received_in(row.sums.topics));
  const auto hidden = hidden_counts(call, received, asked.may_rows);
  json::array items;
  for (std::size_t i = 0; i < below.size(); ++i) {
    json::object row = sums_json(below[i].sums, hidden[i]);
    row["path"] = below[i].place.path;
    row["name"] = below[i].place.name;
    row["kind"] = model::name_of(below[i].place.kind);
    items.push_back(std::move(row));
  }
  return items;
}

Result<json::object> place_json(store::Reader& reader, const std::string& path) {
  json::object said{{"path", path}};
  if (path.empty()) return said;
  const auto place = reader.place(path);
  if (!place) return tl::unexpected(place.error());
  auto words = desk::PlaceWords(reader).of(path);
  if (!words) return tl::unexpected(words.error());
  said["words"] = std::move(*words);
  if (*place) said["kind"] = model::name_of((*place)->kind);
  return said;
}

Result<json::object> said_analysis(const Call& call, store::Reader& reader, const AskedAnalysis& asked) {
  const auto analysis = desk::show_analysis(reader, asked.wanted);
  if (!analysis) return tl::unexpected(analysis.error());
  const auto before = model::period_before(asked.wanted.period);
  const auto hidden = [&](const desk::AnalysisSums& sums) -> bool {
    return hidden_counts(call, {received_in(sums.topics)}, asked.may_rows).front();
  };
  const auto kinds = [&](AnalysisTopic topic) {
    return kinds_json(call, analysis->now.topics[static_cast<std::size_t>(topic)], topic, asked.may_rows);
  };
  const model::AnalysisFigures& figures = *call.env.analysis_figures;
  json::array places;
  for (const std::string& path : asked.wanted.places) {
    auto place = place_json(reader, path);
    if (!place) return tl::unexpected(place.error());
    places.push_back(std::move(*place));
  }
  return json::object{
      {"places", std::move(places)},
      {"from", base::format_date(asked.wanted.period.from)},
      {"to", base::format_date(asked.to)},
      {"step", model::name_of(asked.wanted.step)},
      {"before",
       {{"from", base::format_date(before.from)}, {"to", base::format_date(base::add_days(before.upto, -1))}}},
      {"counted_at", time_text(call, call.now)},
      {"still_due", analysis->due},
      {"figures",
       {{"sustained_over_minutes", figures.sustained_over.count()},
        {"estimate_within_minutes", figures.estimate_within.count()},
        {"least_shown", figures.least_shown}}},
      {"now", sums_json(analysis->now, hidden(analysis->now))},
      {"then", sums_json(analysis->before, hidden(analysis->before))},
      {"outage_kinds", kinds(AnalysisTopic::outages)},
      {"request_kinds", kinds(AnalysisTopic::requests)},
      {"notice_kinds", kinds(AnalysisTopic::notices)},
      {"alarm_kinds", kinds(AnalysisTopic::boards)},
      {"steps", steps_json(call, asked, analysis->steps)},
      {"below", below_json(call, asked, analysis->below)}};
}

json::object row_json(const Call& call, const desk::AnalysisRow& row) {
  json::object said{{"id", row.id},
                    {"kind", row.kind},
                    {"words", row.words},
                    {"where", row.where},
                    {"at", time_text(call, row.at)},
                    {"count", row.count},
                    {"of", row.of},
                    {"lasted_minutes", (row.lasted_ms + 30'000) / 60'000}};
  if (row.day) said["day"] = base::format_date(*row.day);
  if (row.expected) said["expected"] = time_text(call, *row.expected);
  if (row.over) said["over"] = time_text(call, *row.over);
  return said;
}

// By how the message begins.
constexpr FieldWords kFields[] = {
    {"place: choose", "place", "请选一个地点。", "choose one place."},
    {"place:", "place", "统计到社区为止，请选社区或它的上级。",
     "figures go down to communities: choose one, or a place above."},
    {"to:", "to", "结束日期不能早于开始日期，一次最多看三年。", "can't lie before the first day; three years at most."},
    {"after:", "after", "不是上一页给出的值。", "isn't what the page before gave."},
};

}  // namespace

std::span<const Operation> analysis_operations() {
  return kOperations;
}

Refusal refuse_analysis(const base::Error& error) {
  if (error.code == base::ErrorCode::invalid_input) {
    if (auto refusal = refuse_by_fields(kFields, error, MessageMatch::beginning, 400)) return *refusal;
  }
  return Refusal(error);
}

tl::expected<AskedAnalysis, Refusal> asked_analysis(const Call& call, Query& query) {
  AskedAnalysis asked;
  const std::string place = query.text("place", kMostPath);
  const auto from = day_in(query, "from");
  const auto to = day_in(query, "to");
  asked.wanted.step =
      query.choice<model::AnalysisStep>("step", model::analysis_step_named).value_or(model::AnalysisStep::day);
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  asked.to = to.value_or(base::date_of(call.now, call.env.zone));
  asked.wanted.period = {from.value_or(base::add_days(asked.to, 1 - kDaysUnlessAsked)), base::add_days(asked.to, 1)};
  asked.wanted.places = call.places_within(place);
  asked.wanted.zone = call.env.zone;
  asked.wanted.now = call.now;
  if (asked.wanted.places.empty()) {
    return tl::unexpected(Refusal(base::Error{base::ErrorCode::forbidden, ""}));
  }
  asked.may_rows = call.may("listAnalysisRows", asked.wanted.places);
  return asked;
}

Outcome show_analysis(Call& call) {
  Query query(call.request());
  const auto asked = asked_analysis(call, query);
  if (!asked) return tl::unexpected(asked.error());
  json::object body;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto said = said_analysis(call, reader, *asked);
    if (!said) return tl::unexpected(said.error());
    body = std::move(*said);
    return {};
  });
  if (!read) return tl::unexpected(refuse_analysis(read.error()));
  return json_answer(200, body);
}

Outcome list_analysis_rows(Call& call) {
  Query query(call.request());
  const auto list = query.choice<desk::AnalysisList>("list", desk::analysis_list_named);
  if (!list && call.request().query("list").empty()) query.refuse("list", {"必须填写。", "must be given."});
  const std::string kind = query.text("kind", kMostKind);
  const std::size_t limit = query.limit();
  const auto after = query.after(desk::kAnalysisAfterParts);
  const auto asked = asked_analysis(call, query);
  if (!asked) return tl::unexpected(asked.error());
  const auto rules = call.env.bulk->rules();
  json::array items;
  desk::AnalysisRows page;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto found = desk::list_analysis_rows(
        reader, {*list, look_of(call, *rules, asked->wanted.places), asked->wanted.period, kind, after, limit});
    if (!found) return tl::unexpected(found.error());
    page = std::move(*found);
    return {};
  });
  if (!read) return tl::unexpected(refuse_analysis(read.error()));
  for (const auto& row : page.rows) {
    json::object said = row_json(call, row);
    if (desk::topic_of(*list) == AnalysisTopic::requests) said["name"] = name_of_request(call, row.kind);
    items.push_back(std::move(said));
  }
  return json_answer(200, page_of(std::move(items), page.next.empty() ? "" : make_after(page.next), page.total));
}

}  // namespace gridboard::api
