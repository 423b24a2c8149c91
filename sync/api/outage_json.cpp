// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Outages as openapi.yaml has them.
#include <boost/json/parse.hpp>

#include "sync/api/answers.hpp"
#include "sync/api/bulk_work.hpp"
#include "sync/api/feed_links.hpp"
#include "sync/api/outage_operations.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;

constexpr std::size_t kMostHistory = 200;

json::object problem_of(const Call& call, const base::Error& error) {
  const net::Response response = response_of(refuse_outage(error), call.language);
  return json::parse(response.body).as_object();
}

json::array timeline_of(const Call& call, const model::Outage& outage) {
  json::array steps;
  for (const model::OutageStep& step : outage.timeline) {
    json::object said{{"at", time_text(call, step.at)}, {"text", step.text}};
    if (step.etr) said["etr"] = time_text(call, *step.etr);
    steps.push_back(std::move(said));
  }
  return steps;
}

json::array windows_of(const Call& call, const model::Outage& outage) {
  json::array windows;
  for (const model::OutageWindow& window : outage.windows) {
    windows.push_back({{"id", window.id}, {"from", time_text(call, window.from)}, {"to", time_text(call, window.to)}});
  }
  return windows;
}

Result<json::array> supply_of(store::Reader& reader, const model::Outage& outage) {
  json::array supply;
  for (const std::string& id : outage.supply_ids) {
    const auto point = reader.supply_point(id);
    if (!point) return tl::unexpected(point.error());
    supply.push_back({{"id", id}, {"name", *point ? (*point)->name : std::string()}});
  }
  return supply;
}

Result<json::array> history_of(const Call& call, store::Reader& reader, const std::string& id) {
  const auto changes = reader.outage_desk().outage_changes(id, kMostHistory);
  if (!changes) return tl::unexpected(changes.error());
  json::array history;
  for (const store::OutageChange& change : *changes) {
    boost::system::error_code wrong;
    const json::value fields = json::parse(change.fields, wrong);
    if (wrong) return base::fail(base::ErrorCode::corrupt, "a change of " + id + " can't be read");
    json::object said{{"at", time_text(call, change.at)},
                      {"action", change.action},
                      {"actor_name", change.actor_name},
                      {"fields", fields}};
    if (!change.reason.empty()) said["reason"] = change.reason;
    history.push_back(std::move(said));
  }
  return history;
}

}  // namespace

json::object listed_outage_of(const Call& call, const model::Outage& outage, std::int64_t windows,
                              const model::OutageRules& rules, base::Instant now) {
  json::object said{{"id", outage.id},
                    {"kind", model::name_of(outage.kind)},
                    {"state", model::name_of(model::state_at(outage, now))},
                    {"cause", outage.cause},
                    {"scope", outage.scope},
                    {"line", outage.line},
                    {"published_at", time_text(call, outage.published_at)},
                    {"told_at", time_text(call, model::told_at(outage))},
                    {"start", time_text(call, outage.start)},
                    {"overdue", model::is_overdue(outage, now)},
                    {"in_time", model::in_time(outage, rules)},
                    {"households", outage.households},
                    {"boards", outage.boards},
                    {"version", outage.version},
                    {"reopened", outage.reopened},
                    {"withdrawn", outage.withdrawn},
                    {"windows", windows}};
  if (outage.etr) said["etr"] = time_text(call, *outage.etr);
  if (outage.restored_at) said["restored_at"] = time_text(call, *outage.restored_at);
  if (!outage.override_reason.empty()) said["override_reason"] = outage.override_reason;
  if (!outage.chosen_window.empty()) said["chosen_window"] = outage.chosen_window;
  return said;
}

json::object counts_of(const desk::OutageCallCounts& counts) {
  return {{"wanted", counts.wanted}, {"done", counts.done}, {"important_open", counts.important_open}};
}

Result<json::array> outage_places_of(store::Reader& reader, const std::vector<std::string>& paths) {
  desk::PlaceWords words(reader);
  if (auto looked = words.look_ahead(paths); !looked) return tl::unexpected(looked.error());
  json::array places;
  for (const std::string& path : paths) {
    auto said = words.of(path);
    if (!said) return tl::unexpected(said.error());
    const auto households = reader.count_households_under(path);
    if (!households) return tl::unexpected(households.error());
    places.push_back({{"path", path}, {"words", std::move(*said)}, {"households", *households}});
  }
  return places;
}

Result<json::object> whole_outage_of(const Call& call, store::Reader& reader, const model::Outage& outage,
                                     const model::OutageRules& rules) {
  json::object said =
      listed_outage_of(call, outage, 0, rules, call.env.clock.now());  // it may have been made meanwhile
  auto places = outage_places_of(reader, outage.audience);
  if (!places) return tl::unexpected(places.error());
  auto supply = supply_of(reader, outage);
  if (!supply) return tl::unexpected(supply.error());
  const auto calls = reader.outage_desk().outage_calls(outage.id);
  if (!calls) return tl::unexpected(calls.error());
  auto history = history_of(call, reader, outage.id);
  if (!history) return tl::unexpected(history.error());
  const auto reports = reader.outage_desk().reports_of_outage(outage.id);
  if (!reports) return tl::unexpected(reports.error());
  json::array receipts;
  for (const store::FaultReport& report : *reports) receipts.push_back(json::string(report.receipt));
  auto feeds = outage_feeds(reader, outage.id);
  if (!feeds) return tl::unexpected(feeds.error());
  if (*feeds) said["feeds"] = std::move(**feeds);
  said["places"] = std::move(*places);
  said["supply"] = std::move(*supply);
  said["timeline"] = timeline_of(call, outage);
  said["windows"] = windows_of(call, outage);
  if (outage.choose_by) said["choose_by"] = time_text(call, *outage.choose_by);
  said["calls"] = counts_of(desk::count_calls(outage, *calls));
  said["history"] = std::move(*history);
  said["reports"] = std::move(receipts);
  return said;
}

Outcome answer_outage(const Call& call, int status, const Result<model::Outage>& outage) {
  if (!outage) return tl::unexpected(refuse_outage(outage.error()));
  const auto rules = call.env.bulk->rules();
  json::object body;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto said = whole_outage_of(call, reader, *outage, rules->outage);
    if (!said) return tl::unexpected(said.error());
    body = std::move(*said);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(status, body);
}

Outcome answer_many(const Call& call, const std::vector<OneOfMany>& results) {
  json::array said;
  std::int64_t done = 0, forbidden = 0;
  for (const OneOfMany& result : results) {
    json::object one{{"id", result.id}, {"done", result.version.has_value()}};
    if (result.version) {
      one["version"] = *result.version;
      ++done;
    } else {
      one["problem"] = problem_of(call, result.version.error());
      if (result.version.error().code == base::ErrorCode::forbidden) ++forbidden;
    }
    said.push_back(std::move(one));
  }
  const auto count = static_cast<std::int64_t>(results.size());
  if (forbidden == count) {
    return tl::unexpected(refuse_outage({base::ErrorCode::forbidden, std::string(desk::kOutageElsewhere)}));
  }
  return json_answer(200, {{"done", done}, {"refused", count - done}, {"results", std::move(said)}});
}

}  // namespace gridboard::api
