// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Today at a glance, and what changes from there on.
#include <array>
#include <utility>

#include "sync/api/analysis_operations.hpp"
#include "sync/api/answers.hpp"
#include "sync/api/bulk_work.hpp"
#include "sync/api/events.hpp"
#include "sync/api/operations.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/board_health.hpp"
#include "sync/store/notice_desk.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;

constexpr std::size_t kLatest = 10;

// Who may list something is told when it changes.
constexpr std::array<std::pair<const char*, const char*>, 10> kListOfTopic{{
    {"notices", "listNotices"},
    {"boards", "listBoards"},
    {"places", "listPlaces"},
    {"people", "listAccounts"},
    {"alarms", "listAlarms"},
    {"imports", "listImports"},
    {"outages", "listOutages"},
    {"bills", "listBills"},
    {"audit", "listAudit"},
    {"analysis", "showAnalysis"},
}};

constexpr std::array<std::pair<const char*, model::NoticeState>, 4> kCountedNotices{{
    {"draft", model::NoticeState::draft},
    {"in_review", model::NoticeState::in_review},
    {"scheduled", model::NoticeState::scheduled},
    {"published", model::NoticeState::published},
}};

Result<json::object> notice_counts(const Call& call, store::Reader& reader, const std::vector<std::string>& places) {
  const bool everywhere = places.size() == 1 && places.front().empty();
  json::object counts;
  for (const auto& [name, state] : kCountedNotices) {
    store::NoticeWorkFilter filter;
    filter.state = state;
    filter.now = call.now;
    if (!everywhere) filter.within = places;
    const auto counted = reader.notice_desk().count_notice_works(filter);
    if (!counted) return tl::unexpected(counted.error());
    counts[name] = *counted;
  }
  return counts;
}

}  // namespace

Outcome show_overview(Call& call) {
  json::object body;
  const std::vector<std::string> places = call.places();
  const base::Instant since = live_since(call);
  const auto rules = call.env.bulk->rules();
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto counts = desk::count_boards(reader, places, since);
    if (!counts) return tl::unexpected(counts.error());
    body["boards"] = {
        {"live", counts->live},         {"silent", counts->silent},         {"never_seen", counts->never_seen},
        {"awaiting", counts->awaiting}, {"unapproved", counts->unapproved}, {"revoked", counts->revoked}};
    auto notices = notice_counts(call, reader, places);
    if (!notices) return tl::unexpected(notices.error());
    body["notices"] = std::move(*notices);
    const auto today = desk::look_at_today(reader, look_of(call, *rules, places));
    if (!today) return tl::unexpected(today.error());
    body["today"] = today_json(call, *today);
    std::int64_t households = 0;
    for (const std::string& place : places) {
      const auto counted = reader.count_households_under(place);
      if (!counted) return tl::unexpected(counted.error());
      households += *counted;
    }
    body["households"] = households;
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  json::array latest;
  if (call.may("listAudit", {})) {
    store::AuditFilter filter;
    filter.limit = kLatest;
    const auto page = desk::list_audit(call.env.store, filter);
    if (!page) return tl::unexpected(page.error());
    for (const auto& entry : page->items) latest.push_back(entry_of(call, entry));
  }
  body["latest"] = std::move(latest);
  return json_answer(200, body);
}

Outcome follow_events(Call& call) {
  Events::Follower follower;
  for (const auto& [topic, list] : kListOfTopic) {
    if (call.may(list, {})) follower.topics.insert(topic);
  }
  store::Store& store = call.env.store;
  if (call.staff) {
    follower.may_stay = [&store, hash = call.staff->session.hash](base::Instant now) {
      return desk::session_lives(store, hash, now);
    };
  } else {
    follower.may_stay = [&store, id = call.program->token.id](base::Instant now) -> Result<bool> {
      bool lives = false;
      const auto read = store.read([&](store::Reader& reader) -> Result<void> {
        const auto token = reader.people().token(id);
        if (!token) return tl::unexpected(token.error());
        lives = *token && now < (*token)->ends_at;
        return {};
      });
      if (!read) return tl::unexpected(read.error());
      return lives;
    };
  }
  call.env.events.follow(std::move(follower), call.exchange);
  net::Response by_itself;
  by_itself.status = 0;
  return by_itself;
}

}  // namespace gridboard::api
