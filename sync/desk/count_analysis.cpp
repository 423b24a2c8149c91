// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/count_analysis.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "sync/base/paths.hpp"
#include "sync/store/alarms.hpp"
#include "sync/store/notice_desk.hpp"

namespace gridboard::desk {

namespace {

using base::Instant;
using base::Result;
using model::AnalysisTopic;
using model::RequestState;

// Boards tell in the end that they show a notice; the longer it is out, the less there is to hear.
constexpr std::chrono::hours kFreshNotice{1}, kRecentNotice{48}, kOldNotice{30 * 24};
constexpr std::chrono::minutes kFreshCountedEvery{2}, kRecentCountedEvery{30};
constexpr std::chrono::hours kOldCountedEvery{24};

// Shares of one subject, place by place and day by day.
class Shares {
 public:
  Shares(std::string subject, std::string kind) : subject_(std::move(subject)), kind_(std::move(kind)) {}
  model::Amounts& at(const std::string& place, base::Date day) { return amounts_[{place, day}]; }
  [[nodiscard]] std::vector<store::AnalysisShare> listed() const {
    std::vector<store::AnalysisShare> shares;
    for (const auto& [key, amounts] : amounts_) {
      shares.push_back({key.first, key.second, subject_, kind_, amounts});
    }
    return shares;
  }

 private:
  const std::string subject_, kind_;
  std::map<std::pair<std::string, base::Date>, model::Amounts> amounts_;
};

// One transaction's counting.
class Count {
 public:
  Count(store::Writer& writer, const CountAnalysis& wanted) : writer_(writer), wanted_(wanted), places_(writer) {}

  Result<void> of(const store::AnalysisDue& due) {
    switch (due.topic) {
      case AnalysisTopic::outages:
        return outage(due);
      case AnalysisTopic::requests:
        return request(due.subject);
      case AnalysisTopic::notices:
        return notice(due.subject);
      case AnalysisTopic::boards:
        break;
    }
    return alarm(due.subject);
  }

 private:
  [[nodiscard]] base::Date day_of(Instant at) const { return base::date_of(at, wanted_.zone); }

  Result<void> again(AnalysisTopic topic, const std::string& subject, Instant at) {
    return writer_.write_analysis().put_analysis_due(topic, subject, at);
  }

  Result<void> outage(const store::AnalysisDue& due) {
    const auto counted = count_outage(writer_, places_, wanted_, due.subject);
    if (!counted) return tl::unexpected(counted.error());
    if (!*counted) return {};
    // Those that it no longer reaches, since it was moved, are counted anew as well.
    std::set<std::string> others((*counted)->overlapping.begin(), (*counted)->overlapping.end());
    if (due.touched) {
      auto before = overlapped_before(due.subject);
      if (!before) return tl::unexpected(before.error());
      others.insert(before->begin(), before->end());
      for (const std::string& other : others) {
        if (auto put = again(AnalysisTopic::outages, other, Instant{}); !put) return put;
      }
    }
    if ((*counted)->again_at) {
      if (auto put = again(AnalysisTopic::outages, due.subject, *(*counted)->again_at); !put) return put;
    }
    return writer_.write_analysis().put_shares(AnalysisTopic::outages, due.subject, (*counted)->shares);
  }

  // Whoever has a share where this one had one.
  Result<std::set<std::string>> overlapped_before(const std::string& id) {
    const auto shares = writer_.analysis().shares_of(AnalysisTopic::outages, id);
    if (!shares) return tl::unexpected(shares.error());
    std::set<std::string> places, others;
    for (const auto& share : *shares) places.insert(share.place);
    for (const auto& share : *shares) {
      const auto next = places.upper_bound(share.place);
      const bool lowest = next == places.end() || !base::path_contains(share.place, *next);
      if (!lowest) continue;
      auto found = writer_.analysis().subjects_at(AnalysisTopic::outages, share.place,
                                                  {share.day, base::add_days(share.day, 1)});
      if (!found) return tl::unexpected(found.error());
      others.insert(found->begin(), found->end());
    }
    others.erase(id);
    return others;
  }

  Result<void> request(const std::string& receipt) {
    const auto found = writer_.request(receipt);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return {};
    const model::ServiceRequest& request = **found;
    const auto places = places_.above(request.place_path);
    if (!places) return tl::unexpected(places.error());
    Instant done_at = Instant::min();
    for (const model::RequestStep& step : request.steps) {
      if (step.state == RequestState::done) done_at = std::max(done_at, step.at);
    }
    const bool is_done =
        done_at != Instant::min() && (request.state == RequestState::done || request.state == RequestState::closed);
    const bool left = request.state == RequestState::rejected || request.state == RequestState::merged;
    const bool undecided = request.promised_at && !left && !is_done && *request.promised_at >= wanted_.now;
    Shares shares(receipt, request.kind);
    for (const std::string& place : *places) {
      ++shares.at(place, day_of(request.received_at))[model::kReceived];
      if (is_done) ++shares.at(place, day_of(done_at))[model::kDone];
      if (request.rating && is_done) {
        ++shares.at(place, day_of(done_at))[model::kRated];
        shares.at(place, day_of(done_at))[model::kStars] += request.rating->stars;
      }
      if (!request.promised_at || left || undecided) continue;
      model::Amounts& promised = shares.at(place, day_of(*request.promised_at));
      ++promised[model::kDue];
      if (is_done && done_at <= *request.promised_at) ++promised[model::kKept];
    }
    if (undecided) {
      // Exactly then it is still in time.
      const Instant broken = *request.promised_at + std::chrono::milliseconds(1);
      if (auto put = again(AnalysisTopic::requests, receipt, broken); !put) return put;
    }
    return writer_.write_analysis().put_shares(AnalysisTopic::requests, receipt, shares.listed());
  }

  Result<void> notice(const std::string& id) {
    const auto work = writer_.notice_desk().notice_work(id);
    if (!work) return tl::unexpected(work.error());
    if (!*work || !(*work)->published_at) return {};
    const base::Date day = day_of(*(*work)->published_at);
    const auto reached = places_.reached((*work)->paths);
    if (!reached) return tl::unexpected(reached.error());
    const auto boards = writer_.notice_desk().board_deliveries(id);
    if (!boards) return tl::unexpected(boards.error());
    Shares shares(id, model::name_of((*work)->content.category));
    for (const std::string& place : *reached) ++shares.at(place, day)[model::kPublished];
    for (const store::BoardDelivery& board : *boards) {
      if (static_cast<store::BoardState>(board.state) != store::BoardState::active) continue;
      const bool aimed = std::any_of((*work)->paths.begin(), (*work)->paths.end(),
                                     [&](const std::string& path) { return base::reaches(path, board.place_path); });
      if (!aimed) continue;
      const auto places = places_.above(board.place_path);
      if (!places) return tl::unexpected(places.error());
      for (const std::string& place : *places) {
        model::Amounts& amounts = shares.at(place, day);
        ++amounts[model::kAimedBoards];
        if (board.received_at) ++amounts[model::kReceivedBoards];
        if (board.shown_at) ++amounts[model::kShownBoards];
      }
    }
    if (auto put = again_for_boards(id, *(*work)->published_at); !put) return put;
    return writer_.write_analysis().put_shares(AnalysisTopic::notices, id, shares.listed());
  }

  Result<void> again_for_boards(const std::string& id, Instant published_at) {
    const auto age = wanted_.now - published_at;
    if (age >= kOldNotice) return {};
    std::chrono::milliseconds wait = kOldCountedEvery;
    if (age < kRecentNotice) wait = kRecentCountedEvery;
    if (age < kFreshNotice) wait = kFreshCountedEvery;
    return again(AnalysisTopic::notices, id, wanted_.now + wait);
  }

  // Alarms that were dropped since stay counted.
  Result<void> alarm(const std::string& id) {
    const auto found = writer_.alarms().alarm(id);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return {};
    const store::Alarm& alarm = **found;
    Shares shares(id, model::name_of(alarm.kind));
    for (const store::AlarmedBoard& board : alarm.boards) {
      const auto places = places_.above(board.place_path);
      if (!places) return tl::unexpected(places.error());
      std::map<base::Date, std::int64_t> silent_ms;
      if (alarm.kind == model::AlarmKind::silent) {
        const Instant upto = board.back_at.value_or(alarm.ended_at.value_or(wanted_.now));
        model::add_by_day(board.since, upto, 1, wanted_.zone, silent_ms);
      }
      for (const std::string& place : *places) {
        shares.at(place, day_of(alarm.opened_at))[model::kRaised] = 1;
        for (const auto& [day, amount] : silent_ms) shares.at(place, day)[model::kSilentMs] += amount;
      }
    }
    if (!alarm.ended_at && alarm.kind == model::AlarmKind::silent) {
      if (auto put = again(AnalysisTopic::boards, id, wanted_.now + kSilenceCountedEvery); !put) return put;
    }
    return writer_.write_analysis().put_shares(AnalysisTopic::boards, id, shares.listed());
  }

  store::Writer& writer_;
  const CountAnalysis& wanted_;
  CountedPlaces places_;
};

}  // namespace

Result<std::size_t> count_analysis(store::Store& store, const CountAnalysis& wanted) {
  std::size_t counted = 0;
  const auto written = store.write([&](store::Writer& writer) -> Result<void> {
    counted = 0;
    const auto due = writer.write_analysis().take_analysis_due(wanted.now, wanted.most);
    if (!due) return tl::unexpected(due.error());
    Count count(writer, wanted);
    for (const store::AnalysisDue& one : *due) {
      if (auto done = count.of(one); !done) return done;
    }
    counted = due->size();
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  return counted;
}

Result<std::size_t> count_all_analysis(store::Store& store, const CountAnalysis& wanted) {
  std::size_t all = 0;
  while (true) {
    const auto counted = count_analysis(store, wanted);
    if (!counted) return counted;
    all += *counted;
    if (*counted == 0) return all;
  }
}

Result<void> begin_recount(store::Store& store) {
  return store.write([](store::Writer& writer) { return writer.write_analysis().begin_recount(); });
}

}  // namespace gridboard::desk
