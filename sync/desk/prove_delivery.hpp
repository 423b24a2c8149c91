// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The proof of a notice or an outage (C5): of each board what it was told and when, why one that didn't show it hasn't,
// how many households that reached, and how far ahead against the rule. Worked out from what the store knows now; the
// file that nobody can change unseen is delivery_ledger.hpp's.

#include <chrono>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/model/notice.hpp"
#include "sync/model/outage.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/deliveries.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// What is proved, and against which rule.
struct ProofSubject {
  store::Announcement announcement;
  std::string title;               // of an outage its scope and line
  std::string words;               // the body, or the cause
  std::string publisher;           // "" of an outage
  std::vector<std::string> paths;  // its audience
  base::Instant published_at{};
  // When there was nothing more to show: expired, withdrawn, restored or cancelled; unset: it still goes on.
  std::optional<base::Instant> over_at;
  std::optional<model::OutageKind> outage_kind;
  bool withdrawn = false;                       // an outage told by mistake: power never was off
  std::optional<base::Instant> start, back_at;  // of an outage; when power is to be back, as told last
  base::Instant told_at{};                      // since when that start is told: published_at where it wasn't moved
  std::chrono::seconds lead_asked{0};           // zero: no rule asks for any
  std::string lead_source;                      // of the figure, "" without one
  std::string override_reason;  // why it went out later than the rule asks, or without review; "" if neither
  std::vector<model::DayPart> day_parts;
  base::Instant valid_from{};
  std::string version;  // of its words now, see wire::content_version; "" if the ledger doesn't know it
  store::ChainHead ledger;
};
// not_found: none such was published.
[[nodiscard]] base::Result<ProofSubject> load_proof_subject(store::Reader& reader,
                                                            const store::Announcement& announcement,
                                                            const model::Rules& rules);

enum class DeliveryState { waiting, sent, received, shown };
[[nodiscard]] const char* name_of(DeliveryState state);

// Why a board hasn't shown it.
enum class MissReason {
  none,
  not_enrolled,   // nobody has enrolled the board yet
  not_approved,   // staff haven't said yes to it
  never_heard,    // it was never heard of
  silent,         // it isn't heard of since
  revoked,        // it was taken out of service before it showed it
  moved_away,     // it hangs where the announcement isn't for
  storage_full,   // it says so
  not_fetched,    // it is live, and hasn't been handed it yet
  not_confirmed,  // it was handed it, and hasn't said that it has it
  no_stick_back,  // it was written to a stick for it, and no outbox of it has been brought since that says more
  not_its_time,   // it has it; since then it was never a time at which it may show
  over_before,    // it was over before it came up
  not_come_up     // it has it, and it hasn't come up yet
};
[[nodiscard]] const char* name_of(MissReason reason);
inline constexpr std::int64_t kStorageFull_mb = 1;

struct ProvedRow {
  store::ProvedBoard board;
  bool in_audience = true;
  DeliveryState state = DeliveryState::waiting;
  MissReason why = MissReason::none;  // none where it is shown
  bool older_words = false;           // what it has isn't what was published last
  // Of an outage, how long before its start the board first showed that start; negative after it, unset if it never
  // did.
  std::optional<std::chrono::seconds> lead;
  bool in_time = false;  // with a lead: as much as the rule asks, if one asks; exactly on the second is
};

struct ProofMoment {
  base::Instant now{};
  base::Instant live_since{};  // boards not heard of since are silent
  base::Zone zone;
};

struct ProofSummary {
  std::int64_t boards = 0, sent = 0, received = 0, shown = 0;  // of the audience, halls among them
  std::int64_t halls = 0, halls_shown = 0;
  std::int64_t moved_away = 0;                       // boards that were told and hang elsewhere now; in no other figure
  std::int64_t households = 0, households_told = 0;  // of the audience; those whose door has a board that showed it
  std::int64_t in_time = 0, late = 0;                // of those that showed it
  std::optional<std::chrono::seconds> published_lead, least_lead, most_lead;
  std::vector<std::pair<MissReason, std::int64_t>> misses;  // the most frequent first
};

// Where a list goes on: behind this board.
struct BehindRow {
  bool moved = false;  // among those that hang elsewhere, which come last
  store::BehindBoard board;
};

using VisitRow = std::function<base::Result<void>(const ProvedRow&)>;
// At most `limit` boards are looked at; where to go on, unset at the end.
[[nodiscard]] base::Result<std::optional<BehindRow>> each_proved_board(store::Reader& reader,
                                                                       const ProofSubject& subject,
                                                                       const ProofMoment& moment,
                                                                       const BehindRow& after, std::size_t limit,
                                                                       const VisitRow& visit);

// The figures of a proof, row by row.
class ProofFigures {
 public:
  void add(const ProvedRow& row);
  // After all rows: looks up the households.
  [[nodiscard]] base::Result<ProofSummary> summary(store::Reader& reader, const ProofSubject& subject) const;

 private:
  ProofSummary summary_;
  std::set<std::string> told_;  // places of doors whose board showed it
};

struct ProofPage {
  ProofSummary summary;
  std::vector<ProvedRow> items;
  bool more = false;
};
// The figures of all boards, and those behind `after`; of `missed_only` those that haven't shown it.
[[nodiscard]] base::Result<ProofPage> show_proof(store::Reader& reader, const ProofSubject& subject,
                                                 const ProofMoment& moment, const BehindRow& after, bool missed_only,
                                                 std::size_t limit);
[[nodiscard]] BehindRow behind(const ProvedRow& row);

}  // namespace gridboard::desk
