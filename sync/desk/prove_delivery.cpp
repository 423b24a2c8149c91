// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/prove_delivery.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>
#include <unordered_set>

#include "sync/base/paths.hpp"
#include "sync/desk/resolve_places.hpp"
#include "sync/desk/resolve_targets.hpp"
#include "sync/store/notice_desk.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;
using store::AnnouncementKind;
using store::BoardState;

constexpr std::size_t kEveryBoard = std::numeric_limits<std::int32_t>::max();
// Day-parts change so often in a row that nobody misses one: two months of six parts.
constexpr int kMostPartsLookedAt = 2 * 62 * 6;
constexpr std::size_t kPathsLeftOut = 8;

// Every notice stands on the desk, whoever published it.
Result<void> load_notice(store::Reader& reader, ProofSubject& subject) {
  auto found = reader.notice_desk().notice_work(subject.announcement.id);
  if (!found) return tl::unexpected(found.error());
  if (!*found || !(*found)->published_at) {
    return fail(ErrorCode::not_found, "no notice was published with the id '" + subject.announcement.id + "'");
  }
  model::NoticeWork& work = **found;
  subject.title = std::move(work.content.title);
  subject.words = std::move(work.content.body);
  subject.publisher = std::move(work.author_name);
  subject.paths = std::move(work.paths);
  subject.published_at = *work.published_at;
  subject.valid_from = work.from.value_or(*work.published_at);
  subject.over_at = work.to;
  subject.day_parts = std::move(work.content.day_parts);
  for (const model::NoticeStep& step : work.steps) {
    if (step.kind == model::NoticeStepKind::published_at_once) subject.override_reason = step.reason;
  }
  if (work.phase == model::NoticePhase::withdrawn) {
    subject.over_at = std::min(subject.over_at.value_or(work.changed_at), work.changed_at);
  }
  return {};
}

std::optional<base::Instant> over_at(const model::Outage& outage) {
  if (outage.state == model::OutageState::restored) return outage.restored_at;
  if (outage.state != model::OutageState::cancelled) return std::nullopt;
  return outage.timeline.empty() ? outage.published_at : outage.timeline.back().at;
}

Result<void> load_outage(store::Reader& reader, const model::Rules& rules, ProofSubject& subject) {
  const auto outage = reader.outage(subject.announcement.id);
  if (!outage) return tl::unexpected(outage.error());
  if (!*outage) return fail(ErrorCode::not_found, "no outage has the id '" + subject.announcement.id + "'");
  subject.title = (*outage)->scope;
  if (!(*outage)->line.empty()) subject.title += "（" + (*outage)->line + "）";
  subject.words = (*outage)->cause;
  subject.paths = (*outage)->audience;
  subject.published_at = subject.valid_from = (*outage)->published_at;
  subject.over_at = over_at(**outage);
  subject.withdrawn = (*outage)->withdrawn;
  subject.outage_kind = (*outage)->kind;
  subject.start = (*outage)->start;
  subject.back_at = (*outage)->etr;
  subject.told_at = model::told_at(**outage);
  subject.lead_asked = model::required_lead((*outage)->kind, rules.outage);
  if (subject.lead_asked.count() > 0) subject.lead_source = rules.outage.lead_source;
  subject.override_reason = (*outage)->override_reason;
  return {};
}

// The place that contains them all, "" for everywhere.
std::string common_ancestor(const std::vector<std::string>& paths) {
  std::string common = paths.empty() ? "" : paths.front();
  for (const std::string& path : paths) {
    while (!common.empty() && !base::path_contains(common, path)) common = base::parent_path(common);
  }
  return common;
}

// Whether it might have come up between then and when it was over: in a day-part, and not in the board's quiet hours.
bool had_its_time(const ProofSubject& subject, const store::ProvedBoard& board, base::Instant from, base::Instant upto,
                  base::Zone zone) {
  model::Notice notice;
  notice.valid_from = subject.valid_from;
  notice.day_parts = subject.day_parts;
  base::Instant at = std::max(from, subject.valid_from);
  for (int i = 0; i < kMostPartsLookedAt && at < upto; ++i) {
    const int minute = static_cast<int>(
        std::chrono::floor<std::chrono::minutes>(at - base::start_of_day(base::date_of(at, zone), zone)).count());
    const bool quiet = board.quiet_hours && model::contains(*board.quiet_hours, minute);
    if (!quiet && model::is_showing(notice, at, zone)) return true;
    base::Instant next = upto;
    for (const model::DayPart& part : subject.day_parts) next = std::min(next, model::next_change(part, at, zone));
    if (board.quiet_hours) next = std::min(next, model::next_change(*board.quiet_hours, at, zone));
    at = next;
  }
  return false;
}

MissReason reason_of_received(const ProofSubject& subject, const store::ProvedBoard& board, const ProofMoment& moment) {
  const base::Instant upto = std::min(subject.over_at.value_or(moment.now), moment.now);
  const base::Instant from = *board.told.received_at;
  if (from < upto && !had_its_time(subject, board, from, upto, moment.zone)) return MissReason::not_its_time;
  if (subject.over_at && *subject.over_at <= moment.now) return MissReason::over_before;
  return MissReason::not_come_up;
}

MissReason reason_of(const ProofSubject& subject, const ProvedRow& row, const ProofMoment& moment) {
  const store::ProvedBoard& board = row.board;
  if (row.state == DeliveryState::shown) return MissReason::none;
  if (!row.in_audience) return MissReason::moved_away;
  if (board.state == BoardState::revoked) return MissReason::revoked;
  if (board.state == BoardState::awaiting) return MissReason::not_enrolled;
  if (board.state == BoardState::unapproved) return MissReason::not_approved;
  if (row.state == DeliveryState::received) return reason_of_received(subject, board, moment);
  const bool is_live = board.last_seen && *board.last_seen >= moment.live_since;
  if (!is_live && board.told.sent_at && board.told.sent_how == store::SentHow::stick) return MissReason::no_stick_back;
  if (!board.last_seen) return MissReason::never_heard;
  if (!is_live) return MissReason::silent;
  if (board.storage_free_mb && *board.storage_free_mb < kStorageFull_mb) return MissReason::storage_full;
  return row.state == DeliveryState::sent ? MissReason::not_confirmed : MissReason::not_fetched;
}

DeliveryState state_of(const store::BoardTold& told) {
  if (told.shown_at) return DeliveryState::shown;
  if (told.received_at) return DeliveryState::received;
  return told.sent_at ? DeliveryState::sent : DeliveryState::waiting;
}

bool is_told(const store::BoardTold& told) {
  return told.sent_at || told.received_at;
}

// Out of service before it went out, or there only when it was over: it can't have shown it.
bool was_there(const ProofSubject& subject, const store::ProvedBoard& board) {
  if (is_told(board.told)) return true;
  if (subject.over_at && board.added_at >= *subject.over_at) return false;
  return board.state != BoardState::revoked || (board.last_seen && *board.last_seen >= subject.published_at);
}

ProvedRow row_of(const ProofSubject& subject, const store::ProvedBoard& board, bool in_audience,
                 const ProofMoment& moment) {
  ProvedRow row;
  row.board = board;
  row.in_audience = in_audience;
  row.state = state_of(board.told);
  row.older_words = !board.told.version.empty() && !subject.version.empty() && board.told.version != subject.version;
  row.why = reason_of(subject, row, moment);
  const auto& first = board.told.start_shown_at;
  if (subject.start && first && *first >= subject.told_at) {
    row.lead = std::chrono::floor<std::chrono::seconds>(*subject.start - *first);
    row.in_time = subject.lead_asked.count() == 0 || *subject.start - *first >= subject.lead_asked;
  }
  return row;
}

void count(ProofSummary& summary, const ProvedRow& row) {
  if (!row.in_audience) {
    ++summary.moved_away;
    return;
  }
  ++summary.boards;
  if (row.state >= DeliveryState::sent) ++summary.sent;
  if (row.state >= DeliveryState::received) ++summary.received;
  if (row.state == DeliveryState::shown) ++summary.shown;
  if (row.board.hall) ++summary.halls;
  if (row.board.hall && row.state == DeliveryState::shown) ++summary.halls_shown;
  if (row.lead) {
    ++(row.in_time ? summary.in_time : summary.late);
    summary.least_lead = std::min(summary.least_lead.value_or(*row.lead), *row.lead);
    summary.most_lead = std::max(summary.most_lead.value_or(*row.lead), *row.lead);
  }
  if (row.why == MissReason::none) return;
  const auto found = std::find_if(summary.misses.begin(), summary.misses.end(),
                                  [&row](const auto& miss) { return miss.first == row.why; });
  if (found == summary.misses.end()) {
    summary.misses.emplace_back(row.why, 1);
  } else {
    ++found->second;
  }
}

// What of the audience lies at or below a place that was told; a board above it told all of it.
std::vector<std::string> told_of(const std::vector<std::string>& audience, const std::set<std::string>& told) {
  const std::unordered_set<std::string_view> given(audience.begin(), audience.end());
  std::vector<std::string> shared;
  for (const std::string& place : told) {
    std::string_view at = place;
    while (!at.empty() && !given.contains(at)) at = base::parent_path(at);
    if (given.contains(at)) {
      shared.push_back(place);
      continue;
    }
    std::copy_if(audience.begin(), audience.end(), std::back_inserter(shared),
                 [&place](const std::string& path) { return base::path_contains(place, path); });
  }
  return without_contained(std::move(shared));
}

Result<void> count_households(store::Reader& reader, const ProofSubject& subject, const std::set<std::string>& told,
                              ProofSummary& summary) {
  const auto all = reader.deliveries().count_households_within(without_contained(subject.paths));
  if (!all) return tl::unexpected(all.error());
  const auto reached = reader.deliveries().count_households_within(told_of(subject.paths, told));
  if (!reached) return tl::unexpected(reached.error());
  summary.households = *all;
  summary.households_told = *reached;
  return {};
}

}  // namespace

const char* name_of(DeliveryState state) {
  switch (state) {
    case DeliveryState::waiting:
      return "waiting";
    case DeliveryState::sent:
      return "sent";
    case DeliveryState::received:
      return "received";
    case DeliveryState::shown:
      break;
  }
  return "shown";
}

const char* name_of(MissReason reason) {
  switch (reason) {
    case MissReason::none:
      return "none";
    case MissReason::not_enrolled:
      return "not_enrolled";
    case MissReason::not_approved:
      return "not_approved";
    case MissReason::never_heard:
      return "never_heard";
    case MissReason::silent:
      return "silent";
    case MissReason::revoked:
      return "revoked";
    case MissReason::moved_away:
      return "moved_away";
    case MissReason::storage_full:
      return "storage_full";
    case MissReason::not_fetched:
      return "not_fetched";
    case MissReason::not_confirmed:
      return "not_confirmed";
    case MissReason::no_stick_back:
      return "no_stick_back";
    case MissReason::not_its_time:
      return "not_its_time";
    case MissReason::over_before:
      return "over_before";
    case MissReason::not_come_up:
      break;
  }
  return "not_come_up";
}

Result<ProofSubject> load_proof_subject(store::Reader& reader, const store::Announcement& announcement,
                                        const model::Rules& rules) {
  ProofSubject subject;
  subject.announcement = announcement;
  const auto loaded = announcement.kind == AnnouncementKind::notice ? load_notice(reader, subject)
                                                                    : load_outage(reader, rules, subject);
  if (!loaded) return tl::unexpected(loaded.error());
  auto head = reader.deliveries().delivery_head(announcement);
  if (!head) return tl::unexpected(head.error());
  subject.ledger = std::move(*head);
  subject.version = subject.ledger.version.substr(0, wire::kContentVersionHex);
  return subject;
}

Result<std::optional<BehindRow>> each_proved_board(store::Reader& reader, const ProofSubject& subject,
                                                   const ProofMoment& moment, const BehindRow& after, std::size_t limit,
                                                   const VisitRow& visit) {
  const Audience audience(subject.paths);
  if (!after.moved) {
    std::size_t seen = 0;
    BehindRow last = after;
    auto read =
        reader.deliveries().each_board_around(subject.announcement, common_ancestor(subject.paths), after.board, limit,
                                              [&](const store::ProvedBoard& board) -> Result<void> {
                                                ++seen;
                                                last.board = {board.place_path, board.id};
                                                if (!audience.reaches(board.place_path) || !was_there(subject, board))
                                                  return {};
                                                return visit(row_of(subject, board, true, moment));
                                              });
    if (!read) return tl::unexpected(read.error());
    if (seen == limit) return std::optional(last);
  }
  std::size_t seen = 0;
  BehindRow last{true, {}};
  const store::BehindBoard from = after.moved ? after.board : store::BehindBoard();
  // Most were told where they stand; with a long audience it costs less to look at them all.
  const bool few = subject.paths.size() <= kPathsLeftOut;
  auto read = reader.deliveries().each_board_told(
      subject.announcement, few ? subject.paths : std::vector<std::string>(), from, limit,
      [&](const store::ProvedBoard& board) -> Result<void> {
        ++seen;
        last.board = {board.place_path, board.id};
        return audience.reaches(board.place_path) ? Result<void>() : visit(row_of(subject, board, false, moment));
      });
  if (!read) return tl::unexpected(read.error());
  return seen == limit ? std::optional(last) : std::nullopt;
}

BehindRow behind(const ProvedRow& row) {
  return {!row.in_audience, {row.board.place_path, row.board.id}};
}

void ProofFigures::add(const ProvedRow& row) {
  count(summary_, row);
  if (row.state == DeliveryState::shown && row.in_audience && !row.board.hall) told_.insert(row.board.place_path);
}

Result<ProofSummary> ProofFigures::summary(store::Reader& reader, const ProofSubject& subject) const {
  ProofSummary summary = summary_;
  std::stable_sort(summary.misses.begin(), summary.misses.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (subject.start) {
    summary.published_lead = std::chrono::floor<std::chrono::seconds>(*subject.start - subject.told_at);
  }
  if (auto counted = count_households(reader, subject, told_, summary); !counted) {
    return tl::unexpected(counted.error());
  }
  return summary;
}

Result<ProofPage> show_proof(store::Reader& reader, const ProofSubject& subject, const ProofMoment& moment,
                             const BehindRow& after, bool missed_only, std::size_t limit) {
  ProofPage page;
  ProofFigures figures;
  const auto key = [](const BehindRow& at) { return std::tie(at.moved, at.board.place_path, at.board.id); };
  auto walked = each_proved_board(reader, subject, moment, {}, kEveryBoard, [&](const ProvedRow& row) -> Result<void> {
    figures.add(row);
    const BehindRow at = behind(row);
    if ((missed_only && row.state == DeliveryState::shown) || key(at) <= key(after)) return {};
    page.more = page.items.size() == limit;
    if (!page.more) page.items.push_back(row);
    return {};
  });
  if (!walked) return tl::unexpected(walked.error());
  auto summary = figures.summary(reader, subject);
  if (!summary) return tl::unexpected(summary.error());
  page.summary = std::move(*summary);
  return page;
}

}  // namespace gridboard::desk
