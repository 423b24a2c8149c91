// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/date_text.hpp"
#include "sync/wire/json_writer.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::wire {
namespace {

void texts(JsonWriter& json, std::string_view member, const std::vector<std::string>& values) {
  json.name(member);
  json.begin_array();
  for (const std::string& value : values) json.value(value);
  json.end_array();
}

void write(JsonWriter& json, const SupplierRecord& supplier) {
  json.text("name", supplier.name);
  json.text_if_any("hotline", supplier.hotline);
  json.text_if_any("public_url", supplier.public_url);
}

void write(JsonWriter& json, const model::Place& place) {
  json.text("path", place.path);
  json.text("kind", name_of(place.kind));
  json.text("name", place.name);
  json.text("site_class", name_of(place.site_class));
  json.text_if_any("manager_id", place.manager_id);
  json.text_if_any("supply_id", place.supply_id);
}

void write(JsonWriter& json, const model::Manager& manager) {
  json.text("id", manager.id);
  json.text("name", manager.name);
  json.text_if_any("title", manager.title);
  json.text_if_any("phone", manager.phone);
  json.text_if_any("hours", manager.hours);
  json.text_if_any("serves", manager.serves);
  json.text_if_any("portrait", manager.portrait);
}

void write(JsonWriter& json, const model::Office& office) {
  json.text("id", office.id);
  json.text("place_path", office.place_path);
  json.text("kind", office.kind);
  json.text("name", office.name);
  json.text_if_any("address", office.address);
  json.text_if_any("hours", office.hours);
  json.text_if_any("phone", office.phone);
  json.text_if_any("services", office.services);
}

void write(JsonWriter& json, const HouseholdRecord& household) {
  json.text("account", household.account);
  json.text("unit_path", household.unit_path);
  json.text("door", household.door);
  json.flag_if_set("consent_notice", household.consent_notice);
  if (household.lock) {
    json.name("lock");
    json.raw(encode(*household.lock));
  }
  json.text_if_any("sealed", household.sealed);
}

void write(JsonWriter& json, const SealedBill& bill) {
  json.text("account", bill.account);
  json.text("period", DateText(bill.period / 1).month());
  json.text("due", DateText(bill.due).date());
  json.text("status", name_of(bill.status));
  json.text_if_any("sealed", bill.sealed);
}

void write(JsonWriter& json, const model::Notice& notice) {
  json.text("id", notice.id);
  json.text("category", name_of(notice.category));
  json.text("title", notice.title);
  json.text("body", notice.body);
  texts(json, "audience", notice.audience);
  json.instant("published_at", notice.published_at);
  json.instant("valid_from", notice.valid_from);
  json.instant_if_any("valid_to", notice.valid_to);
  json.flag_if_set("pinned", notice.pinned);
  json.flag_if_set("urgent", notice.urgent);
  json.text_if_any("image", notice.image);
  if (notice.picture) {
    json.name("picture");
    json.begin_object();
    json.text("sha256", notice.picture->sha256);
    json.text("type", model::media_type(notice.picture->type));
    json.number("bytes", static_cast<std::int64_t>(notice.picture->bytes));
    json.number("width_px", notice.picture->width_px);
    json.number("height_px", notice.picture->height_px);
    json.text("text", notice.picture->text);
    json.end_object();
  }
  if (!notice.day_parts.empty()) {
    json.name("day_parts");
    json.begin_array();
    for (const model::DayPart& part : notice.day_parts) json.value(std::string_view(model::to_text(part)));
    json.end_array();
  }
  json.text_if_any("outage_id", notice.outage_id);
  json.flag_if_set("withdrawn", notice.withdrawn);
  json.text_if_any("publisher", notice.publisher);
}

void write(JsonWriter& json, const model::Outage& outage) {
  json.text("id", outage.id);
  json.text("kind", name_of(outage.kind));
  json.text("state", name_of(outage.state));
  json.text("cause", outage.cause);
  json.text("scope", outage.scope);
  json.text_if_any("feeder", outage.line);
  texts(json, "audience", outage.audience);
  if (!outage.supply_ids.empty()) texts(json, "supply_ids", outage.supply_ids);
  json.instant("published_at", outage.published_at);
  json.instant("start", outage.start);
  json.instant_if_any("etr", outage.etr);
  json.instant_if_any("restored_at", outage.restored_at);
  json.flag_if_set("withdrawn", outage.withdrawn);
  json.name("timeline");
  json.begin_array();
  for (const model::OutageStep& step : outage.timeline) {
    json.begin_object();
    json.instant("at", step.at);
    json.text("text", step.text);
    json.instant_if_any("etr", step.etr);
    json.end_object();
  }
  json.end_array();
  json.text_if_any("override_reason", outage.override_reason);
  if (!outage.windows.empty()) {
    json.name("windows");
    json.begin_array();
    for (const model::OutageWindow& window : outage.windows) {
      json.begin_object();
      json.text("id", window.id);
      json.instant("from", window.from);
      json.instant("to", window.to);
      json.end_object();
    }
    json.end_array();
  }
  json.instant_if_any("choose_by", outage.choose_by);
  json.text_if_any("chosen_window", outage.chosen_window);
}

void write(JsonWriter& json, const RequestRecord& request) {
  json.text("receipt", request.receipt);
  json.text("kind", request.kind);
  json.text("state", name_of(request.state));
  json.instant("submitted_at", request.submitted_at);
  json.instant_if_any("promised_at", request.promised_at);
  json.name("steps");
  json.begin_array();
  for (const model::RequestStep& step : request.steps) {
    json.begin_object();
    json.instant("at", step.at);
    json.text("state", name_of(step.state));
    json.text_if_any("by", step.by);
    json.text_if_any("text", step.text);
    json.end_object();
  }
  json.end_array();
  json.number_if_any("stars", request.stars);
  json.flag_if_set("merged", request.merged);
}

void write(JsonWriter& json, const ReportRecord& report) {
  json.text("id", report.id);
  json.text("kind", report.kind);
  json.text("choice", report.choice);
  json.text("place_path", report.place_path);
  json.instant("reported_at", report.reported_at);
  json.text("state", name_of(report.state));
}

// A suppressed count is a member that isn't there.
void write(JsonWriter& json, const ServiceRecordsRecord& record) {
  json.text("place_path", record.place_path);
  json.text("place_name", record.place_name);
  json.text("month", DateText(record.records.month / 1).month());
  json.name("counts");
  json.begin_array();
  for (const model::ServiceCount& count : record.records.counts) {
    json.begin_object();
    json.text("kind", name_of(count.kind));
    if (count.count) json.number("count", *count.count);
    json.end_object();
  }
  json.end_array();
}

void write(JsonWriter& json, const PresenceRecord& presence) {
  json.text("manager_id", presence.manager_id);
  json.text("manager_name", presence.manager_name);
  json.instant("since", presence.since);
}

// What isn't there isn't written: a question may have no English, and one that takes another away has no words at all.
void write(JsonWriter& json, const model::PublishedQuestion& published) {
  const model::Question& question = published.question;
  json.text("id", question.id);
  json.text_if_any("topic", question.topic);
  json.text_if_any("question", question.zh.question);
  json.text_if_any("answer", question.zh.answer);
  json.text_if_any("question_en", question.en.question);
  json.text_if_any("answer_en", question.en.answer);
  if (!question.asked.empty()) texts(json, "asked", question.asked);
  if (!question.keywords.empty()) texts(json, "keywords", question.keywords);
  if (!question.related.empty()) texts(json, "related", question.related);
  json.text_if_any("open", question.open);
  texts(json, "audience", published.audience);
  json.instant("published_at", published.published_at);
  json.instant_if_any("valid_to", published.valid_to);
  json.flag_if_set("withdrawn", published.withdrawn);
  json.text_if_any("publisher", published.publisher);
}

void write(JsonWriter& json, const BoardRecord& board) {
  json.text("board_id", board.board_id);
  json.text("name", board.name);
  json.text("place_path", board.place_path);
  json.text("receipt_prefix", board.receipt_prefix);
  json.flag_if_set("hall", board.hall);
  if (board.quiet_hours) json.text("quiet_hours", model::to_text(*board.quiet_hours));
  json.text_if_any("maintenance_pin_hash", board.maintenance_pin_hash);
  json.text_if_any("sign_in_key", board.sign_in_key);
}

void write(JsonWriter& json, const CommandRecord& command) {
  json.text("kind", name_of(command.kind));
  json.text("id", command.id);
  json.instant("asked_at", command.asked_at);
  json.instant("ends_at", command.ends_at);
}

struct KeyOf {
  std::string operator()(const SupplierRecord&) const { return "supplier"; }
  std::string operator()(const model::Place& place) const { return "place/" + place.path; }
  std::string operator()(const model::Manager& manager) const { return "manager/" + manager.id; }
  std::string operator()(const model::Office& office) const { return "office/" + office.id; }
  std::string operator()(const HouseholdRecord& household) const { return "household/" + household.account; }
  std::string operator()(const SealedBill& bill) const { return bill_key(bill.account, bill.period); }
  std::string operator()(const model::Notice& notice) const { return "notice/" + notice.id; }
  std::string operator()(const model::Outage& outage) const { return "outage/" + outage.id; }
  std::string operator()(const RequestRecord& request) const { return "request/" + request.receipt; }
  std::string operator()(const ReportRecord& report) const { return "report/" + report.id; }
  std::string operator()(const ServiceRecordsRecord& record) const { return "service_records/" + record.place_path; }
  std::string operator()(const PresenceRecord&) const { return "presence"; }
  std::string operator()(const BoardRecord&) const { return "board"; }
  std::string operator()(const model::PublishedQuestion& published) const {
    return "question/" + published.question.id;
  }
  std::string operator()(const CommandRecord& command) const { return std::string("command/") + name_of(command.kind); }
};

}  // namespace

std::string key_of(const Record& record) {
  return std::visit(KeyOf{}, record);
}

std::string encode(const Record& record, base::Zone zone) {
  JsonWriter json(zone, 1024);
  json.begin_object();
  std::visit([&json](const auto& value) { write(json, value); }, record);
  json.end_object();
  return json.take();
}

}  // namespace gridboard::wire
