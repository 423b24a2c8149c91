// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/list_analysis_rows.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "sync/desk/search_places.hpp"
#include "sync/store/alarms.hpp"
#include "sync/store/notice_desk.hpp"

namespace gridboard::desk {

namespace {

using base::ErrorCode;
using base::Result;
using model::AnalysisTopic;

constexpr std::int64_t kMostCounted = 10'000;  // see AnalysisReader::count_analysis_rows

struct ListRule {
  AnalysisList list;
  const char* name;
  AnalysisTopic topic;
  std::optional<std::size_t> amount, beyond;  // of a list of a period
};

const std::array kLists{
    ListRule{AnalysisList::begun, "begun", AnalysisTopic::outages, model::kOutages, {}},
    ListRule{AnalysisList::dark, "dark", AnalysisTopic::outages, model::kHouseholdMs, {}},
    ListRule{AnalysisList::off_estimate, "off_estimate", AnalysisTopic::outages, model::kEstimated, model::kLastWithin},
    ListRule{AnalysisList::moved_estimate, "moved_estimate", AnalysisTopic::outages, model::kEstimateMoves, {}},
    ListRule{AnalysisList::taken_back, "taken_back", AnalysisTopic::outages, model::kTakenBack, {}},
    ListRule{AnalysisList::short_lead, "short_lead", AnalysisTopic::outages, model::kLeadAsked, model::kLeadKept},
    ListRule{AnalysisList::received, "received", AnalysisTopic::requests, model::kReceived, {}},
    ListRule{AnalysisList::done, "done", AnalysisTopic::requests, model::kDone, {}},
    ListRule{AnalysisList::due, "due", AnalysisTopic::requests, model::kDue, {}},
    ListRule{AnalysisList::broken, "broken", AnalysisTopic::requests, model::kDue, model::kKept},
    ListRule{AnalysisList::rated, "rated", AnalysisTopic::requests, model::kRated, {}},
    ListRule{AnalysisList::published, "published", AnalysisTopic::notices, model::kPublished, {}},
    ListRule{AnalysisList::unshown, "unshown", AnalysisTopic::notices, model::kAimedBoards, model::kShownBoards},
    ListRule{AnalysisList::raised, "raised", AnalysisTopic::boards, model::kRaised, {}},
    ListRule{AnalysisList::silent, "silent", AnalysisTopic::boards, model::kSilentMs, {}},
    ListRule{AnalysisList::ongoing, "ongoing", AnalysisTopic::outages, {}, {}},
    ListRule{AnalysisList::upcoming, "upcoming", AnalysisTopic::outages, {}, {}},
    ListRule{AnalysisList::overdue, "overdue", AnalysisTopic::outages, {}, {}},
    ListRule{AnalysisList::late_notice, "late_notice", AnalysisTopic::outages, {}, {}},
    ListRule{AnalysisList::open, "open", AnalysisTopic::requests, {}, {}},
    ListRule{AnalysisList::pressing, "pressing", AnalysisTopic::requests, {}, {}},
    ListRule{AnalysisList::overdue_promise, "overdue_promise", AnalysisTopic::requests, {}, {}},
};

const ListRule& rule_of(AnalysisList list) {
  return kLists[static_cast<std::size_t>(list)];
}

base::Error not_ours() {
  return {ErrorCode::invalid_input, "after: isn't what the page before gave"};
}

std::optional<std::int64_t> number_in(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (wrong != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// Puts names to what was counted. Rows of things that are gone keep their figures alone.
class Namer {
 public:
  explicit Namer(store::Reader& reader) : reader_(reader), places_(reader) {}

  Result<AnalysisRow> row(AnalysisTopic topic, const store::AnalysisShare& share) {
    AnalysisRow row;
    row.id = share.subject;
    row.kind = share.kind;
    row.day = share.day;
    Result<void> named;
    switch (topic) {
      case AnalysisTopic::outages:
        row.count = share.amounts[model::kInterruptions];
        row.lasted_ms = share.amounts[model::kHouseholdMs];
        named = outage(row);
        break;
      case AnalysisTopic::requests:
        named = request(row);
        break;
      case AnalysisTopic::notices:
        row.count = share.amounts[model::kShownBoards];
        row.of = share.amounts[model::kAimedBoards];
        named = notice(row);
        break;
      case AnalysisTopic::boards:
        row.lasted_ms = share.amounts[model::kSilentMs];
        named = alarm(row);
        break;
    }
    if (!named) return tl::unexpected(named.error());
    return row;
  }

  Result<AnalysisRow> row(const store::StandingOutage& outage) {
    AnalysisRow row;
    row.id = outage.id;
    row.kind = model::name_of(outage.kind);
    row.words = outage.cause;
    row.where = outage.scope;
    row.at = outage.start;
    row.expected = outage.etr;
    return row;
  }

  Result<AnalysisRow> row(const store::PromisedRequest& request) {
    AnalysisRow row;
    row.id = request.receipt;
    row.kind = request.kind;
    row.at = request.received_at;
    row.expected = request.promised_at;
    auto where = places_.of(request.place_path);
    if (!where) return tl::unexpected(where.error());
    row.where = std::move(*where);
    return row;
  }

 private:
  Result<void> outage(AnalysisRow& row) {
    const auto outage = reader_.outage(row.id);
    if (!outage) return tl::unexpected(outage.error());
    if (!*outage) return {};
    row.words = (*outage)->cause;
    row.where = (*outage)->scope;
    row.at = (*outage)->start;
    row.expected = (*outage)->etr;
    row.over = (*outage)->restored_at;
    return {};
  }

  Result<void> request(AnalysisRow& row) {
    const auto request = reader_.request(row.id);
    if (!request) return tl::unexpected(request.error());
    if (!*request) return {};
    row.at = (*request)->received_at;
    row.expected = (*request)->promised_at;
    for (const auto& step : (*request)->steps) {
      if (step.state == model::RequestState::done) row.over = step.at;
    }
    auto where = places_.of((*request)->place_path);
    if (!where) return tl::unexpected(where.error());
    row.where = std::move(*where);
    return {};
  }

  Result<void> notice(AnalysisRow& row) {
    const auto work = reader_.notice_desk().notice_work(row.id);
    if (!work) return tl::unexpected(work.error());
    if (!*work) return {};
    row.words = (*work)->content.title;
    row.at = (*work)->published_at.value_or((*work)->created_at);
    return {};
  }

  Result<void> alarm(AnalysisRow& row) {
    const auto alarm = reader_.alarms().alarm(row.id);
    if (!alarm) return tl::unexpected(alarm.error());
    if (!*alarm) return {};
    row.words = (*alarm)->words;
    row.at = (*alarm)->since;
    row.over = (*alarm)->ended_at;
    row.of = static_cast<std::int64_t>((*alarm)->boards.size());
    if ((*alarm)->boards.empty()) return {};
    auto where = places_.of((*alarm)->boards.front().place_path);
    if (!where) return tl::unexpected(where.error());
    row.where = std::move(*where);
    return {};
  }

  store::Reader& reader_;
  PlaceWords places_;
};

Result<AnalysisRows> rows_of_period(store::Reader& reader, const ListAnalysisRows& wanted) {
  if (wanted.look.places.size() != 1) return base::fail(ErrorCode::invalid_input, "place: choose one");
  const ListRule& rule = rule_of(wanted.list);
  store::AnalysisRowFilter filter;
  filter.topic = rule.topic;
  filter.place = wanted.look.places.front();
  filter.period = wanted.period;
  filter.kind = wanted.kind;
  filter.amount = rule.amount;
  filter.beyond = rule.beyond;
  filter.limit = wanted.limit + 1;
  if (!wanted.after.empty()) {
    const auto day = base::parse_date(wanted.after.front());
    if (!day) return tl::unexpected(not_ours());
    filter.after_day = *day;
    filter.after_subject = wanted.after.back();
  }
  auto shares = reader.analysis().analysis_rows(filter);
  if (!shares) return tl::unexpected(shares.error());
  const auto counted = reader.analysis().count_analysis_rows(filter);
  if (!counted) return tl::unexpected(counted.error());
  AnalysisRows page;
  if (*counted <= kMostCounted) page.total = *counted;
  if (shares->size() > wanted.limit) {
    shares->pop_back();
    page.next = {base::format_date(shares->back().day), shares->back().subject};
  }
  Namer namer(reader);
  for (const auto& share : *shares) {
    auto row = namer.row(rule.topic, share);
    if (!row) return tl::unexpected(row.error());
    page.rows.push_back(std::move(*row));
  }
  return page;
}

StandingKind standing_of(AnalysisList list) {
  if (list == AnalysisList::upcoming) return StandingKind::upcoming;
  if (list == AnalysisList::overdue) return StandingKind::overdue;
  if (list == AnalysisList::late_notice) return StandingKind::late_notice;
  return StandingKind::ongoing;
}

Result<AnalysisRows> standing_outage_rows(store::Reader& reader, const ListAnalysisRows& wanted) {
  auto outages = standing_outages(reader, wanted.look);
  if (!outages) return tl::unexpected(outages.error());
  std::erase_if(*outages, [&](const store::StandingOutage& outage) {
    return !is_standing(standing_of(wanted.list), outage, wanted.look) ||
           (!wanted.kind.empty() && wanted.kind != model::name_of(outage.kind));
  });
  AnalysisRows page;
  page.total = static_cast<std::int64_t>(outages->size());
  const auto place_of = [](const store::StandingOutage& outage) {
    return std::pair(outage.start.time_since_epoch().count(), outage.id);
  };
  if (!wanted.after.empty()) {
    const auto start = number_in(wanted.after.front());
    if (!start) return tl::unexpected(not_ours());
    const std::pair after(*start, wanted.after.back());
    std::erase_if(*outages, [&](const auto& outage) { return place_of(outage) <= after; });
  }
  if (outages->size() > wanted.limit) {
    outages->resize(wanted.limit);
    const auto [start, id] = place_of(outages->back());
    page.next = {std::to_string(start), id};
  }
  Namer namer(reader);
  for (const auto& outage : *outages) {
    auto row = namer.row(outage);
    if (!row) return tl::unexpected(row.error());
    page.rows.push_back(std::move(*row));
  }
  return page;
}

std::pair<base::Instant, std::string> order_of(const store::PromisedRequest& request) {
  return {request.promised_at.value_or(store::kNoPromise), request.receipt};
}

Result<AnalysisRows> open_request_rows(store::Reader& reader, const ListAnalysisRows& wanted) {
  store::PromisedFilter filter;
  const PromiseSpans spans = promise_spans(wanted.look);
  if (wanted.list == AnalysisList::overdue_promise) filter.upto = spans.broken_upto;
  if (wanted.list == AnalysisList::pressing) filter.from = spans.pressing_from, filter.upto = spans.pressing_upto;
  filter.kind = wanted.kind;
  filter.limit = wanted.limit + 1;
  if (!wanted.after.empty()) {
    const auto promised = number_in(wanted.after.front());
    if (!promised) return tl::unexpected(not_ours());
    filter.after_promised = base::Instant(std::chrono::milliseconds(*promised));
    filter.after_receipt = wanted.after.back();
  }
  AnalysisRows page;
  page.total = 0;
  std::vector<store::PromisedRequest> requests;
  for (const std::string& place : wanted.look.places) {
    filter.under = place;
    const auto found = reader.analysis().promised_requests(filter);
    if (!found) return tl::unexpected(found.error());
    requests.insert(requests.end(), found->begin(), found->end());
    const auto counted = reader.analysis().count_promised_requests(filter);
    if (!counted) return tl::unexpected(counted.error());
    *page.total += *counted;
  }
  std::sort(requests.begin(), requests.end(), [](const auto& a, const auto& b) { return order_of(a) < order_of(b); });
  if (requests.size() > wanted.limit) {
    requests.resize(wanted.limit);
    const auto [promised, receipt] = order_of(requests.back());
    page.next = {std::to_string(promised.time_since_epoch().count()), receipt};
  }
  Namer namer(reader);
  for (const auto& request : requests) {
    auto row = namer.row(request);
    if (!row) return tl::unexpected(row.error());
    page.rows.push_back(std::move(*row));
  }
  return page;
}

}  // namespace

const char* name_of(AnalysisList list) {
  return rule_of(list).name;
}

std::optional<AnalysisList> analysis_list_named(std::string_view name) {
  for (const ListRule& rule : kLists) {
    if (name == rule.name) return rule.list;
  }
  return std::nullopt;
}

bool stands_now(AnalysisList list) {
  return !rule_of(list).amount;
}

AnalysisTopic topic_of(AnalysisList list) {
  return rule_of(list).topic;
}

Result<AnalysisRows> list_analysis_rows(store::Reader& reader, const ListAnalysisRows& wanted) {
  if (!wanted.after.empty() && wanted.after.size() != kAnalysisAfterParts) return tl::unexpected(not_ours());
  if (!stands_now(wanted.list)) return rows_of_period(reader, wanted);
  return topic_of(wanted.list) == AnalysisTopic::outages ? standing_outage_rows(reader, wanted)
                                                         : open_request_rows(reader, wanted);
}

}  // namespace gridboard::desk
