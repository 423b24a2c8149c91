// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The rules of the domain as dated data: assets/rules/*.json, each figure with its source.

#include <chrono>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/model/bill.hpp"
#include "sync/model/place.hpp"

namespace gridboard::model {

struct OutageRules {
  std::chrono::seconds planned_lead{0};
  std::chrono::seconds temporary_lead{0};
  std::chrono::minutes cold_storage_most{0};   // a planned outage at a customer with cold storage lasts no longer
  std::chrono::minutes aquaculture_circle{0};  // emergency supply is there within, in aquaculture districts
  int fault_boards{0};                         // faults reported at so many boards of one transformer district...
  std::chrono::minutes fault_window{0};        // ...within this propose an outage
  std::vector<std::string> fault_kinds{};      // kinds of requests that report a fault
  std::string lead_source;                     // of the two leads, as a proof of notice cites it
};

// How long a promise lasts: either minutes on the clock or working days.
struct Promise {
  std::string id;  // "on_site.city", "meter_check", "complaint.contact"
  std::chrono::minutes minutes{0};
  int working_days = 0;  // used if minutes is zero
  std::string label_zh, label_en;
  std::string source;
  bool ahead = false;      // at least so long beforehand, not within it
  bool on_boards = false;  // listed among the service promises; the others are inner clocks
};

// Working days 工作日: weekends, public holidays and make-up working days (调休).
class WorkingCalendar {
 public:
  [[nodiscard]] static base::Result<WorkingCalendar> parse(std::string_view json, std::string_view name_of_source);
  void add(const WorkingCalendar& other);
  [[nodiscard]] bool is_working_day(base::Date day) const;
  // The `days`th working day after `from` (the day of `from` doesn't count).
  [[nodiscard]] base::Date add_working_days(base::Date from, int days) const;

 private:
  std::set<base::Date> off_, make_up_;
};

// What a payment service sends, see desk/payment_hook.hpp.
struct PaymentRules {
  std::chrono::seconds message_window{300};  // how far a message's own time may lie from ours, either way
  std::chrono::days key_overlap{7};          // a key that was replaced is taken for so long
  std::string source;
};

struct RetentionRules {
  std::chrono::days removals{0};        // a removal stays in the feed; a board that was away for longer gets a snapshot
  std::chrono::days unused_blobs{0};    // a picture stays so long after the last notice that shows it
  std::chrono::days board_pictures{0};  // so does one of a board's locked screen, after it was taken
  std::chrono::days deliveries{0};      // who was told what, after the last that was said of it
};

struct Rules {
  LateFeeRule late_fee;
  OutageRules outage;
  RetentionRules retention;
  PaymentRules payments;
  int due_soon_days = 7;
  std::vector<Promise> promises;
  WorkingCalendar calendar;

  [[nodiscard]] const Promise* promise(std::string_view id) const;  // nullptr if none
  // When a promise made at `at` falls due in `zone`: so many minutes later, or at the end of the last working day.
  [[nodiscard]] base::Instant due_at(const Promise& promise, base::Instant at, base::Zone zone) const;

  // Reads late_fee.json, outage.json, payments.json, promises.json, retention.json, holidays-*.json of a folder, as in
  // force on `day`. Before the first version of a file that one holds, so that a clock that is years behind stops
  // nothing.
  [[nodiscard]] static base::Result<Rules> load(const std::string& folder, base::Date day);
};

}  // namespace gridboard::model
