// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Calls about outages, templates of causes, and proposals. Looking at calls is a POST: the reason goes in the body, and
// the answer stands in no cache.
#include <charconv>
#include <set>

#include "sync/api/answers.hpp"
#include "sync/api/json_in.hpp"
#include "sync/api/outage_operations.hpp"
#include "sync/desk/care_register.hpp"
#include "sync/desk/fault_proposals.hpp"
#include "sync/desk/outage_callers.hpp"
#include "sync/desk/outage_templates.hpp"
#include "sync/model/household.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;

constexpr std::size_t kMostPath = 200, kMostName = 64, kMostId = 64, kMostTemplateName = 40, kMostCause = 200,
                      kMostText = 400;
constexpr std::int64_t kMostVersions = 1'000'000'000;

std::optional<model::CallOutcome> outcome_in(std::string_view name) {
  const auto parsed = model::parse_call_outcome(name);
  return parsed && name == model::name_of(*parsed) ? std::optional(*parsed) : std::nullopt;
}

Result<json::object> call_of(const Call& call, desk::PlaceWords& words, const desk::OutageCallLine& line) {
  const store::OutageCall& one = line.call;
  auto place = words.of(one.unit_path);
  if (!place) return tl::unexpected(place.error());
  json::object said{{"id", one.id},
                    {"outage", one.outage_id},
                    {"category", model::name_of(one.category)},
                    {"account", model::mask_account(one.account)},
                    {"door", line.door},
                    {"place", one.unit_path},
                    {"words", std::move(*place)},
                    {"name", line.name},
                    {"phone", line.phone},
                    {"attempts", one.attempts},
                    {"version", one.version}};
  if (!one.care_kind.empty()) said["care_kind"] = one.care_kind;
  if (!one.assigned_name.empty()) {
    said["assigned_to"] = one.assigned_name;
    said["assigned_name"] = line.assigned_display_name;
  }
  if (one.outcome) said["outcome"] = model::name_of(*one.outcome);
  if (!line.note.empty()) said["note"] = line.note;
  if (!one.called_by_name.empty()) said["called_by"] = one.called_by_name;
  if (one.called_at) said["called_at"] = time_text(call, *one.called_at);
  return said;
}

json::object template_of(const store::OutageTemplate& one) {
  return {
      {"id", one.id}, {"kind", model::name_of(one.kind)}, {"name", one.name}, {"cause", one.cause}, {"text", one.text}};
}

tl::expected<store::OutageTemplate, Refusal> template_in(const Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  store::OutageTemplate wanted;
  const auto kind = top.choice_if_any<model::OutageKind>("kind", outage_kind_in);
  if (!top.has("kind")) top.refuse("kind", {"必须填写。", "must be given."});
  wanted.id = call.id;
  wanted.kind = kind.value_or(model::OutageKind::fault);
  wanted.name = top.text("name", 1, kMostTemplateName);
  wanted.cause = top.text("cause", 1, kMostCause);
  wanted.text = top.text_if_any("text", 0, kMostText).value_or("");
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  return wanted;
}

Result<json::object> proposal_of(const Call& call, store::Reader& reader, desk::PlaceWords& words,
                                 const store::OutageProposal& proposal) {
  const auto reports = reader.outage_desk().reports_of_proposal(proposal.id);
  if (!reports) return tl::unexpected(reports.error());
  const auto point = reader.supply_point(proposal.supply_id);
  if (!point) return tl::unexpected(point.error());
  json::array said_reports;
  std::set<std::string> boards;
  for (const store::FaultReport& report : *reports) {
    auto place = words.of(report.place_path);
    if (!place) return tl::unexpected(place.error());
    boards.insert(report.board_id);
    said_reports.push_back({{"receipt", report.receipt},
                            {"board", report.board_id},
                            {"place", report.place_path},
                            {"words", std::move(*place)},
                            {"at", time_text(call, report.at)}});
  }
  const base::Instant first = reports->empty() ? proposal.opened_at : reports->front().at;
  const base::Instant last = reports->empty() ? proposal.opened_at : reports->back().at;
  json::object said{{"id", proposal.id},
                    {"state", desk::name_of(proposal.state)},
                    {"supply", proposal.supply_id},
                    {"words", *point ? (*point)->name : std::string()},
                    {"place", proposal.place_path},
                    {"boards", boards.size()},
                    {"first_at", time_text(call, first)},
                    {"last_at", time_text(call, last)},
                    {"opened_at", time_text(call, proposal.opened_at)},
                    {"reports", std::move(said_reports)}};
  if (proposal.closed_at) said["closed_at"] = time_text(call, *proposal.closed_at);
  if (!proposal.closed_by_name.empty()) said["closed_by"] = proposal.closed_by_name;
  if (!proposal.reason.empty()) said["reason"] = proposal.reason;
  if (!proposal.outage_id.empty()) said["outage"] = proposal.outage_id;
  return said;
}

Outcome answer_proposal(const Call& call, const store::OutageProposal& proposal) {
  json::object body;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    desk::PlaceWords words(reader);
    auto said = proposal_of(call, reader, words, proposal);
    if (!said) return tl::unexpected(said.error());
    body = std::move(*said);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, body);
}

std::optional<base::Instant> instant_in(const std::string& text) {
  std::int64_t milliseconds = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), milliseconds);
  if (wrong != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return base::Instant(std::chrono::milliseconds(milliseconds));
}

}  // namespace

Outcome read_outage_calls(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const std::string reason =
      body->top().text("reason", desk::kLeastCareReasonCharacters, desk::kMostCareReasonCharacters);
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto list =
      desk::read_outage_calls(call.env.store, call.env.keys, hand_of(call), call.id, reason, call.now, call.env.random);
  if (!list) return tl::unexpected(refuse_outage(list.error()));
  json::array items;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    desk::PlaceWords words(reader);
    std::vector<std::string> paths;
    for (const desk::OutageCallLine& line : list->lines) paths.push_back(line.call.unit_path);
    if (auto looked = words.look_ahead(paths); !looked) return looked;
    for (const desk::OutageCallLine& line : list->lines) {
      auto said = call_of(call, words, line);
      if (!said) return tl::unexpected(said.error());
      items.push_back(std::move(*said));
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, {{"items", std::move(items)}, {"counts", counts_of(list->counts)}});
}

Outcome record_outage_call(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  desk::RecordCall wanted;
  wanted.id = call.id;
  const std::int64_t version = top.integer("version", 1, kMostVersions);
  wanted.outcome = top.choice_if_any<model::CallOutcome>("outcome", outcome_in);
  wanted.note = top.text_if_any("note", 0, desk::kMostCallNoteCharacters).value_or("");
  wanted.assigned_to = top.text_if_any("assigned_to", 0, kMostName);
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto line = desk::record_call(call.env.store, call.env.keys, call.env.permissions, hand_of(call, version),
                                      wanted, call.now, call.env.random);
  if (!line) return tl::unexpected(refuse_outage(line.error()));
  json::object said;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    desk::PlaceWords words(reader);
    auto one = call_of(call, words, *line);
    if (!one) return tl::unexpected(one.error());
    said = std::move(*one);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, said);
}

Outcome list_outage_callers(Call& call) {
  const auto callers = desk::list_callers(call.env.store, call.env.permissions, hand_of(call), call.id);
  if (!callers) return tl::unexpected(refuse_outage(callers.error()));
  json::array items;
  for (const desk::OutageCaller& one : *callers) {
    items.push_back({{"name", one.name}, {"display_name", one.display_name}});
  }
  return json_answer(200, {{"items", std::move(items)}});
}

Outcome assign_outage_calls(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  const std::string name = top.text("assigned_to", 0, kMostName);
  std::vector<desk::CallSeen> seen;
  for (const Fields& one : top.objects("calls", desk::kMostCallsAtOnce)) {
    seen.push_back({one.text("id", 1, kMostId), one.integer("version", 1, kMostVersions)});
  }
  if (seen.empty()) top.refuse("calls", {"请至少选择一户。", "Choose at least one."});
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto outcomes =
      desk::assign_calls(call.env.store, call.env.permissions, hand_of(call), call.id, seen, name, call.now);
  if (!outcomes) return tl::unexpected(refuse_outage(outcomes.error()));
  std::vector<OneOfMany> results;
  for (const desk::CallAssigned& outcome : *outcomes) results.push_back({outcome.id, outcome.version});
  return answer_many(call, results);
}

Outcome list_outage_templates(Call& call) {
  json::array items;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto templates = reader.outage_desk().outage_templates();
    if (!templates) return tl::unexpected(templates.error());
    for (const store::OutageTemplate& one : *templates) items.push_back(template_of(one));
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, {{"items", std::move(items)}});
}

Outcome add_outage_template(Call& call) {
  const auto wanted = template_in(call);
  if (!wanted) return tl::unexpected(wanted.error());
  const auto added = desk::add_outage_template(call.env.store, hand_of(call), *wanted, call.now, call.env.random);
  if (!added) return tl::unexpected(refuse_outage(added.error()));
  return json_answer(201, template_of(*added));
}

Outcome change_outage_template(Call& call) {
  const auto wanted = template_in(call);
  if (!wanted) return tl::unexpected(wanted.error());
  const auto changed = desk::change_outage_template(call.env.store, hand_of(call), *wanted, call.now);
  if (!changed) return tl::unexpected(refuse_outage(changed.error()));
  return json_answer(200, template_of(*changed));
}

Outcome remove_outage_template(Call& call) {
  if (auto gone = desk::remove_outage_template(call.env.store, hand_of(call), call.id, call.now); !gone) {
    return tl::unexpected(refuse_outage(gone.error()));
  }
  return no_content();
}

Outcome list_outage_proposals(Call& call) {
  Query query(call.request());
  store::ProposalFilter filter;
  filter.state = query.choice<store::ProposalState>("state", desk::proposal_state_named);
  const std::string under = query.text("under", kMostPath);
  const std::size_t limit = query.limit();
  const auto after = query.after(2);
  if (!after.empty()) {
    filter.after_opened = instant_in(after[0]);
    filter.after_id = after[1];
    if (!filter.after_opened) query.refuse("after", {"不是上一页给出的值。", "isn't what the page before gave."});
  }
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  filter.places = call.places_within(under);
  if (filter.places.empty()) return tl::unexpected(Refusal(base::Error{base::ErrorCode::forbidden, ""}));
  filter.limit = limit + 1;
  json::array items;
  std::string next;
  std::int64_t total = 0;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto counted = reader.outage_desk().count_outage_proposals(filter);
    if (!counted) return tl::unexpected(counted.error());
    total = *counted;
    auto proposals = reader.outage_desk().outage_proposals(filter);
    if (!proposals) return tl::unexpected(proposals.error());
    if (proposals->size() > limit) {
      proposals->pop_back();
      const auto& last = proposals->back();
      next = make_after({std::to_string(last.opened_at.time_since_epoch().count()), last.id});
    }
    desk::PlaceWords words(reader);
    for (const store::OutageProposal& proposal : *proposals) {
      auto said = proposal_of(call, reader, words, proposal);
      if (!said) return tl::unexpected(said.error());
      items.push_back(std::move(*said));
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, page_of(std::move(items), next, total));
}

Outcome show_outage_proposal(Call& call) {
  std::optional<store::OutageProposal> proposal;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto found = reader.outage_desk().outage_proposal(call.id);
    if (!found) return tl::unexpected(found.error());
    proposal = std::move(*found);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (!proposal) return tl::unexpected(refuse_outage({base::ErrorCode::not_found, std::string(desk::kNoSuchProposal)}));
  if (!call.may("showOutageProposal", {proposal->place_path})) {
    return tl::unexpected(refuse_outage({base::ErrorCode::forbidden, std::string(desk::kOutageElsewhere)}));
  }
  return answer_proposal(call, *proposal);
}

Outcome dismiss_outage_proposal(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const std::string reason =
      body->top().text("reason", desk::kLeastCareReasonCharacters, desk::kMostCareReasonCharacters);
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto dismissed = desk::dismiss_proposal(call.env.store, hand_of(call), call.id, reason, call.now);
  if (!dismissed) return tl::unexpected(refuse_outage(dismissed.error()));
  return answer_proposal(call, *dismissed);
}

}  // namespace gridboard::api
