// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What screens draw: plain values, read from the replica by the app, never changed by a screen.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/time.hpp"
#include "sync/model/bill.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/notice.hpp"
#include "sync/model/outage.hpp"
#include "sync/model/place.hpp"
#include "sync/model/request.hpp"
#include "sync/model/rules.hpp"
#include "sync/model/service_records.hpp"

namespace gridboard::kiosk::state {

// Age of what is shown. `never`: the board has not yet heard from the centre.
struct FreshnessView {
  enum class Kind { never, fresh, stale } kind = Kind::never;
  std::int64_t age_minutes = 0;
  base::CivilTime since;  // last contact, for stale
};

struct HeaderView {
  std::string title;     // "新华社区 3 栋 2 单元"; of a household once unlocked
  std::string subtitle;  // "云溪供电 · 用电信息提示板"
  base::CivilTime now;
  FreshnessView freshness;
  bool clock_doubtful = false;  // it goes before what the centre has told already: not shown as the time
};

struct SlotView {
  std::string account;
  std::string door;
  bool notice_waiting = false;
};

struct ManagerView {
  model::Manager manager;
  std::string hotline;
};

struct OutageView {
  model::Outage outage;
  model::OutageState state_now = model::OutageState::announced;
  std::int64_t days_ahead = 0;  // of announcement before the start
};

struct NoticeView {
  model::Notice notice;
};

// An urgent announcement that fills the glass, with the outage that it is about if it names one.
struct TakeoverView {
  model::Notice notice;
  std::optional<OutageView> outage;
};

// What a neighbour of this building has handed in and what is still open. Nothing in it tells who.
struct ReportView {
  std::string id;       // public, not the receipt
  std::string kind_id;  // of the catalogue
  std::string choice;   // answer to the kind's neighbour field
  std::string place;    // "3 栋"
  base::Instant reported_at{};
  model::RequestState state = model::RequestState::received;
};

// A window for a reserved maintenance.
struct WindowView {
  std::string id;
  base::Instant from{}, to{};
};

// Who of the staff has signed in here and not out again.
struct PresenceView {
  std::string manager_name;
  base::Instant since{};
};

// Counts of one community in one month, as the centre gives them out.
struct RecordsView {
  struct Place {
    std::string name;
    bool own = false;
    model::ServiceRecords records;
  };
  std::vector<Place> places;  // the own community first
};

// The code that a member of staff scans. "" payload: this board was given no key yet.
struct SignInView {
  std::string payload;
  base::Instant ends_at{};  // when the next one comes
};

// What staff see of the board's insides.
struct MaintenanceView {
  std::string board_id, board_name, place_path;
  std::string server_url;
  bool linked = false;       // contact within the last two minutes
  std::string link_problem;  // what the last failed try said, "" if it went well
  std::optional<base::Instant> last_contact;
  std::uint64_t records = 0;  // held
  std::size_t waiting = 0;    // items that the centre hasn't acknowledged
  std::uint64_t store_bytes = 0, disk_free_bytes = 0, disk_bytes = 0;
  std::string store_path;
  base::Instant own_time{}, centre_time{};  // equal if the clock is right
  std::int64_t clock_offset_ms = 0;
  std::string version, system;               // of the program; of the libraries that it runs on
  std::uint64_t uptime_s = 0, memory_kb = 0;
  std::vector<std::string> log;              // newest last, nothing personal
};

struct BoardView {
  bool hall = false;
  std::vector<SlotView> slots;          // unit board
  std::optional<OutageView> now_strip;  // ongoing first, then the next planned one
  int outages_ahead = 0;                // ongoing and announced, for the hall's strip
  std::vector<std::string> outage_scopes;
  std::vector<NoticeView> notices;  // showing now, pinned first, then newest
  std::optional<ManagerView> manager;
  std::optional<PresenceView> presence;
  std::string hotline;
};

struct FoundView {
  std::string account;
  std::string place;  // "3栋2单元"
  std::string door;
};
struct FindView {
  std::vector<FoundView> rows;  // what fits what was typed; all, by door, while nothing is
  std::size_t total = 0;
};

struct UsageMonth {
  base::Month month;
  std::int64_t energy_wh = 0;
  std::int64_t last_year_wh = -1;  // -1: unknown
};

struct BillView {
  std::string account;
  std::string masked_name, account_tail, masked_phone;
  std::string place_and_door;       // "3 栋 2 单元 501"
  std::optional<model::Bill> bill;  // the one shown; nothing if the household has none yet
  model::BillStanding standing = model::BillStanding::due;
  std::int64_t late_fee_fen = 0;
  std::int64_t payable_fen = 0;
  std::int64_t days_left = 0;   // to the due date; negative if past
  std::string payment_payload;  // "" if there is nothing to pay or the code has expired
  bool payment_expired = false;
  std::optional<base::Instant> payment_expires;
  std::optional<std::int64_t> last_month_wh, last_year_wh;
  bool time_of_use = false;
  std::string tariff_name;
  std::vector<std::int64_t> tier_bounds_wh;  // without the open last tier
  bool tier_is_annual = true;
  std::int64_t tier_used_wh = 0;
  std::vector<UsageMonth> months;         // oldest first, at most 12
  std::vector<model::Bill> earlier;       // newest first, without the one shown
  std::vector<std::int64_t> earlier_payable_fen;  // of each of `earlier`, late fee included; 0 if nothing is to pay
  std::vector<base::Month> open_periods;  // other periods with something to pay
};

// A half-day that may be chosen for a visit. `id` is the answer that is handed in: "2026-11-23/morning",
// "2026-11-23/afternoon", or "call" for a call first to agree on a time (no date then).
struct DayPartView {
  enum class Part { morning, afternoon, call } part = Part::morning;
  std::string id;
  base::Date date{};
  int days_ahead = 0;                                              // 1: tomorrow
  int from_hour = 0, from_minute = 0, to_hour = 0, to_minute = 0;  // 8:30 to 11:30, 14:00 to 17:00
};

struct RequestView {
  std::string receipt;
  std::string kind_id;
  model::RequestState state = model::RequestState::received;
  bool acknowledged = false;
  std::string rejection;
  std::string refusal;  // why the centre didn't take the last rating or reopening
  base::Instant submitted_at{};
  std::optional<base::Instant> promised_at;
  std::vector<model::RequestStep> steps;
  int stars = 0;            // the rating given, 0 for none
  bool can_rate = false;    // done, and not rated yet
  bool can_reopen = false;  // done not too long ago
  bool merged = false;      // goes on together with a neighbour's; the steps are those of that one
};

struct ContactsView {
  std::optional<ManagerView> manager;
  std::string hotline, supplier;
  std::vector<model::Office> offices;
  std::vector<model::Promise> promises;
};

}  // namespace gridboard::kiosk::state
