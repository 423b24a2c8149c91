// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/rules.hpp"

#include <algorithm>
#include <filesystem>

#include "sync/base/files.hpp"
#include "sync/model/json_fields.hpp"

namespace gridboard::model {

namespace {

constexpr std::size_t kMostVersions = 100;
constexpr std::size_t kMostPromises = 200;
constexpr std::int64_t kMostMinutes = 366 * 24 * 60;

// Each file holds dated versions. In force is the one with the latest "from" not after the day; before the first, the
// first: a board whose clock is years behind must still start.
std::optional<JsonFields> version_in_force(const JsonFields& top, base::Date day) {
  top.allow_only({"title", "source", "versions"});
  static_cast<void>(top.text("source"));
  std::optional<JsonFields> chosen;
  base::Date chosen_from{};
  for (const JsonFields& version : top.objects("versions", kMostVersions)) {
    const base::Date from = version.date("from");
    const bool first = !chosen;
    const bool newer = from <= day && (chosen_from > day || from > chosen_from);
    const bool earlier = from > day && chosen_from > day && from < chosen_from;
    if (first || newer || earlier) {
      chosen = version;
      chosen_from = from;
    }
  }
  if (!chosen) top.refuse("versions", "at least one is needed");
  return chosen;
}

base::Result<void> outcome(const JsonDocument& document) {
  if (document.first_error()) return tl::unexpected(*document.first_error());
  return {};
}

base::Result<void> read_late_fee(std::string_view json, std::string_view name, base::Date day, Rules& rules) {
  JsonDocument document;
  const auto version = version_in_force(document.read(json, name), day);
  if (version) {
    version->allow_only(
        {"from", "rate_per_million_a_day", "minimum_fen", "due_soon_days", "pauses_in_dispute", "source"});
    rules.late_fee.rate_per_million_a_day = version->integer("rate_per_million_a_day", 0, 1'000'000);
    rules.late_fee.minimum_fen = version->integer("minimum_fen", 0, 1'000'000);
    rules.late_fee.pauses_in_dispute = version->boolean_or("pauses_in_dispute", false);
    rules.late_fee.source = version->text("source");
    rules.due_soon_days = static_cast<int>(version->integer("due_soon_days", 0, 60));
  }
  return outcome(document);
}

base::Result<void> read_outage(std::string_view json, std::string_view name, base::Date day, Rules& rules) {
  JsonDocument document;
  const auto version = version_in_force(document.read(json, name), day);
  if (version) {
    version->allow_only({"from", "planned_lead_hours", "temporary_lead_hours", "cold_storage_most_minutes",
                         "aquaculture_circle_minutes", "fault_boards", "fault_window_minutes", "fault_kinds",
                         "lead_source", "source"});
    constexpr std::int64_t kMostHours = 90 * 24;
    rules.outage.planned_lead = std::chrono::hours(version->integer("planned_lead_hours", 0, kMostHours));
    rules.outage.temporary_lead = std::chrono::hours(version->integer("temporary_lead_hours", 0, kMostHours));
    rules.outage.cold_storage_most =
        std::chrono::minutes(version->integer("cold_storage_most_minutes", 1, kMostMinutes));
    rules.outage.aquaculture_circle =
        std::chrono::minutes(version->integer("aquaculture_circle_minutes", 1, kMostMinutes));
    rules.outage.fault_boards = static_cast<int>(version->integer("fault_boards", 1, 1000));
    rules.outage.fault_window = std::chrono::minutes(version->integer("fault_window_minutes", 1, kMostMinutes));
    rules.outage.fault_kinds = version->texts("fault_kinds", 20);
    rules.outage.lead_source = version->text("lead_source");
    static_cast<void>(version->text("source"));
  }
  return outcome(document);
}

base::Result<void> read_payments(std::string_view json, std::string_view name, base::Date day, Rules& rules) {
  JsonDocument document;
  const auto version = version_in_force(document.read(json, name), day);
  if (version) {
    version->allow_only({"from", "message_window_seconds", "key_overlap_days", "source"});
    rules.payments.message_window = std::chrono::seconds(version->integer("message_window_seconds", 1, 3600));
    rules.payments.key_overlap = std::chrono::days(version->integer("key_overlap_days", 0, 90));
    rules.payments.source = version->text("source");
  }
  return outcome(document);
}

base::Result<void> read_retention(std::string_view json, std::string_view name, base::Date day, Rules& rules) {
  JsonDocument document;
  const auto version = version_in_force(document.read(json, name), day);
  if (version) {
    version->allow_only({"from", "removal_days", "unused_blob_days", "board_picture_days", "delivery_days", "source"});
    constexpr std::int64_t kLeastDays = 1, kMostDays = 3660;
    rules.retention.removals = std::chrono::days(version->integer("removal_days", kLeastDays, kMostDays));
    rules.retention.unused_blobs = std::chrono::days(version->integer("unused_blob_days", kLeastDays, kMostDays));
    rules.retention.board_pictures = std::chrono::days(version->integer("board_picture_days", kLeastDays, kMostDays));
    rules.retention.deliveries = std::chrono::days(version->integer("delivery_days", kLeastDays, kMostDays));
    static_cast<void>(version->text("source"));
  }
  return outcome(document);
}

Promise read_promise(const JsonFields& fields) {
  fields.allow_only({"id", "minutes", "working_days", "label_zh", "label_en", "ahead", "on_boards", "source"});
  Promise promise;
  promise.id = fields.text("id");
  promise.label_zh = fields.text("label_zh");
  promise.label_en = fields.text("label_en");
  promise.source = fields.text("source");
  promise.ahead = fields.boolean_or("ahead", false);
  promise.on_boards = fields.boolean_or("on_boards", false);
  if (fields.has("minutes") == fields.has("working_days")) {
    fields.refuse("", "needs either minutes or working_days");
  } else if (fields.has("minutes")) {
    promise.minutes = std::chrono::minutes(fields.integer("minutes", 1, kMostMinutes));
  } else {
    promise.working_days = static_cast<int>(fields.integer("working_days", 1, 250));
  }
  return promise;
}

base::Result<void> read_promises(std::string_view json, std::string_view name, base::Date day, Rules& rules) {
  JsonDocument document;
  const auto version = version_in_force(document.read(json, name), day);
  if (version) {
    version->allow_only({"from", "promises"});
    for (const JsonFields& fields : version->objects("promises", kMostPromises)) {
      Promise promise = read_promise(fields);
      if (rules.promise(promise.id) != nullptr) fields.refuse("id", "stands twice");
      rules.promises.push_back(std::move(promise));
    }
  }
  return outcome(document);
}

using ReadPart = base::Result<void> (*)(std::string_view, std::string_view, base::Date, Rules&);

base::Result<void> load_part(const std::string& folder, const char* name, ReadPart read, base::Date day, Rules& rules) {
  const auto json = base::read_file((std::filesystem::path(folder) / name).string());
  if (!json) return tl::unexpected(json.error());
  return read(*json, name, day, rules);
}

base::Result<void> load_calendar(const std::string& folder, Rules& rules) {
  const auto paths = base::list_files(folder, "holidays-", ".json");
  if (!paths) return tl::unexpected(paths.error());
  for (const std::string& path : *paths) {
    const auto json = base::read_file(path);
    if (!json) return tl::unexpected(json.error());
    const auto year = WorkingCalendar::parse(*json, std::filesystem::path(path).filename().string());
    if (!year) return tl::unexpected(year.error());
    rules.calendar.add(*year);
  }
  return {};
}

}  // namespace

const Promise* Rules::promise(std::string_view id) const {
  const auto at = std::find_if(promises.begin(), promises.end(), [&](const Promise& known) { return known.id == id; });
  return at == promises.end() ? nullptr : &*at;
}

base::Instant Rules::due_at(const Promise& promise, base::Instant at, base::Zone zone) const {
  if (promise.minutes.count() != 0) return at + promise.minutes;
  const base::Date last = calendar.add_working_days(base::date_of(at, zone), promise.working_days);
  return base::start_of_day(base::add_days(last, 1), zone);
}

base::Result<Rules> Rules::load(const std::string& folder, base::Date day) {
  Rules rules;
  if (auto read = load_part(folder, "late_fee.json", read_late_fee, day, rules); !read)
    return tl::unexpected(read.error());
  if (auto read = load_part(folder, "outage.json", read_outage, day, rules); !read) return tl::unexpected(read.error());
  if (auto read = load_part(folder, "payments.json", read_payments, day, rules); !read)
    return tl::unexpected(read.error());
  if (auto read = load_part(folder, "promises.json", read_promises, day, rules); !read)
    return tl::unexpected(read.error());
  if (auto read = load_part(folder, "retention.json", read_retention, day, rules); !read)
    return tl::unexpected(read.error());
  if (auto read = load_calendar(folder, rules); !read) return tl::unexpected(read.error());
  return rules;
}

}  // namespace gridboard::model
