// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sync/base/ids.hpp"
#include "sync/model/sign_in_code.hpp"
#include "sync/wire/json_fields.hpp"
#include "sync/wire/read_lock.hpp"

namespace gridboard::wire {
namespace {

using base::ErrorCode;
using base::Result;

constexpr std::size_t kMaxBodyBytes = 256 << 10;
constexpr std::size_t kMaxKeyBytes = 512;
constexpr std::int64_t kMostStars = 5;

// For the model's enums that staff never type and that have no parse of their own.
template <class Enum>
Result<Enum> find_named(std::string_view text, std::initializer_list<Enum> values) {
  for (const Enum value : values) {
    if (text == name_of(value)) return value;
  }
  return base::fail(ErrorCode::invalid_input, "not a known name");
}

Result<model::OutageState> parse_outage_state(std::string_view text) {
  using enum model::OutageState;
  return find_named(text, {announced, ongoing, restored, cancelled});
}

SupplierRecord read_supplier(Fields& fields) {
  return {fields.text_not_empty("name"), fields.text_or_empty("hotline"), fields.text_or_empty("public_url")};
}

model::Place read_place(Fields& fields) {
  model::Place place;
  place.path = fields.text_not_empty("path");
  place.kind = fields.named("kind", model::parse_place_kind);
  place.name = fields.text("name");
  place.site_class = fields.named("site_class", model::parse_site_class);
  place.manager_id = fields.text_or_empty("manager_id");
  place.supply_id = fields.text_or_empty("supply_id");
  return place;
}

model::Manager read_manager(Fields& fields) {
  model::Manager manager;
  manager.id = fields.text_not_empty("id");
  manager.name = fields.text("name");
  manager.title = fields.text_or_empty("title");
  manager.phone = fields.text_or_empty("phone");
  manager.hours = fields.text_or_empty("hours");
  manager.serves = fields.text_or_empty("serves");
  manager.portrait = fields.text_or_empty("portrait");
  return manager;
}

model::Office read_office(Fields& fields) {
  model::Office office;
  office.id = fields.text_not_empty("id");
  office.place_path = fields.text_not_empty("place_path");
  office.kind = fields.text("kind");
  office.name = fields.text("name");
  office.address = fields.text_or_empty("address");
  office.hours = fields.text_or_empty("hours");
  office.phone = fields.text_or_empty("phone");
  office.services = fields.text_or_empty("services");
  return office;
}

HouseholdRecord read_household(Fields& fields) {
  HouseholdRecord household;
  household.account = fields.text_not_empty("account");
  household.unit_path = fields.text_not_empty("unit_path");
  household.door = fields.text_not_empty("door");
  household.consent_notice = fields.flag_or_false("consent_notice");
  if (const boost::json::object* lock = fields.object_if_any("lock")) {
    Fields inside = fields.nested(*lock, "lock");
    household.lock = read_lock(inside);
    fields.adopt(inside);
  }
  household.sealed = fields.text_or_empty("sealed");
  return household;
}

SealedBill read_bill(Fields& fields) {
  SealedBill bill;
  bill.account = fields.text_not_empty("account");
  bill.period = fields.month("period");
  bill.due = fields.date("due");
  bill.status = fields.named("status", model::parse_bill_status);
  bill.sealed = fields.text_or_empty("sealed");
  return bill;
}

model::DayPart day_part(Fields& fields, std::string_view name, std::string_view text) {
  const auto part = model::parse_day_part(text);
  if (!part) fields.wrong(name, part.error().message);
  return part ? *part : model::DayPart{};
}

// Nothing for a type that this release can't draw: its words are shown all the same.
std::optional<model::RecordPicture> read_picture(Fields& fields) {
  constexpr std::int64_t kMostPixels = 1 << 20;  // how many are allowed is looked at below
  const auto type = model::parse_media_type(fields.text("type"));
  if (fields.failed() || !type) return std::nullopt;
  model::RecordPicture picture;
  picture.sha256 = fields.text("sha256");
  picture.type = *type;
  picture.bytes = static_cast<std::size_t>(fields.count("bytes"));
  picture.width_px = static_cast<int>(std::min(fields.count("width_px"), kMostPixels));
  picture.height_px = static_cast<int>(std::min(fields.count("height_px"), kMostPixels));
  picture.text = fields.text("text");
  if (const auto right = model::check(picture); !right) fields.wrong("picture", right.error().message);
  return picture;
}

model::Notice read_notice(Fields& fields) {
  model::Notice notice;
  notice.id = fields.text_not_empty("id");
  notice.category = fields.named("category", model::parse_notice_category);
  notice.title = fields.text_not_empty("title");
  notice.body = fields.text("body");
  notice.audience = fields.texts("audience");
  notice.published_at = fields.instant("published_at");
  notice.valid_from = fields.instant("valid_from");
  notice.valid_to = fields.instant_if_any("valid_to");
  notice.pinned = fields.flag_or_false("pinned");
  notice.urgent = fields.flag_or_false("urgent");
  notice.image = fields.text_or_empty("image");
  if (const boost::json::object* picture = fields.object_if_any("picture")) {
    Fields inside = fields.nested(*picture, "picture");
    notice.picture = read_picture(inside);
    fields.adopt(inside);
  }
  if (notice.picture && !notice.image.empty()) fields.wrong("picture", "there is an image already");
  for (const std::string& text : fields.texts_or_none("day_parts")) {
    notice.day_parts.push_back(day_part(fields, "day_parts", text));
  }
  if (notice.day_parts.size() > model::kMaxDayParts) fields.wrong("day_parts", "more than 6");
  notice.outage_id = fields.text_or_empty("outage_id");
  notice.withdrawn = fields.flag_or_false("withdrawn");
  notice.publisher = fields.text_or_empty("publisher");
  return notice;
}

model::Outage read_outage(Fields& fields) {
  model::Outage outage;
  outage.id = fields.text_not_empty("id");
  outage.kind = fields.named("kind", model::parse_outage_kind);
  outage.state = fields.named("state", parse_outage_state);
  outage.cause = fields.text("cause");
  outage.scope = fields.text("scope");
  outage.line = fields.text_or_empty("feeder");
  outage.audience = fields.texts("audience");
  outage.supply_ids = fields.texts_or_none("supply_ids");
  outage.published_at = fields.instant("published_at");
  outage.start = fields.instant("start");
  outage.etr = fields.instant_if_any("etr");
  outage.restored_at = fields.instant_if_any("restored_at");
  outage.withdrawn = fields.flag_or_false("withdrawn");
  fields.objects("timeline", [&outage](Fields& step) {
    outage.timeline.push_back({step.instant("at"), step.text("text"), step.instant_if_any("etr")});
  });
  outage.override_reason = fields.text_or_empty("override_reason");
  fields.objects("windows", [&outage](Fields& window) {
    outage.windows.push_back({window.text_not_empty("id"), window.instant("from"), window.instant("to")});
  });
  outage.choose_by = fields.instant_if_any("choose_by");
  outage.chosen_window = fields.text_or_empty("chosen_window");
  return outage;
}

RequestRecord read_request(Fields& fields) {
  RequestRecord request;
  request.receipt = fields.text_not_empty("receipt");
  request.kind = fields.text_not_empty("kind");
  request.state = fields.named("state", model::parse_request_state);
  request.submitted_at = fields.instant("submitted_at");
  request.promised_at = fields.instant_if_any("promised_at");
  fields.objects("steps", [&request](Fields& step) {
    request.steps.push_back({step.instant("at"), step.named("state", model::parse_request_state),
                             step.text_or_empty("by"), step.text_or_empty("text")});
  });
  const std::int64_t stars = fields.count_or_zero("stars");
  if (stars > kMostStars) fields.wrong("stars", "must be from 1 to 5");
  request.stars = static_cast<int>(stars);
  request.merged = fields.flag_or_false("merged");
  return request;
}

ReportRecord read_report(Fields& fields) {
  ReportRecord report;
  report.id = fields.text_not_empty("id");
  report.kind = fields.text_not_empty("kind");
  report.choice = fields.text_not_empty("choice");
  report.place_path = fields.text_not_empty("place_path");
  report.reported_at = fields.instant("reported_at");
  report.state = fields.named("state", model::parse_request_state);
  return report;
}

ServiceRecordsRecord read_service_records(Fields& fields) {
  ServiceRecordsRecord record;
  record.place_path = fields.text_not_empty("place_path");
  record.place_name = fields.text("place_name");
  record.records.month = fields.month("month");
  fields.objects("counts", [&record](Fields& item) {
    model::ServiceCount count{item.named("kind", model::parse_service_count_kind), item.count_if_any("count")};
    auto& counts = record.records.counts;
    // One order, so that nothing stands twice.
    if (!counts.empty() && counts.back().kind >= count.kind) item.wrong("kind", "stands twice or out of order");
    counts.push_back(count);
  });
  return record;
}

PresenceRecord read_presence(Fields& fields) {
  return {fields.text_not_empty("manager_id"), fields.text_or_empty("manager_name"), fields.instant("since")};
}

CommandRecord read_command(Fields& fields) {
  CommandRecord command;
  command.kind = fields.named("kind", parse_command_kind);
  command.id = fields.text_not_empty("id");
  command.asked_at = fields.instant("asked_at");
  command.ends_at = fields.instant("ends_at");
  if (!fields.failed() && !base::is_uuid(command.id)) fields.wrong("id", "must be a UUID");
  return command;
}

model::PublishedQuestion read_question(Fields& fields) {
  model::PublishedQuestion published;
  model::Question& question = published.question;
  question.id = fields.text_not_empty("id");
  question.topic = fields.text_or_empty("topic");
  question.zh = {fields.text_or_empty("question"), fields.text_or_empty("answer")};
  question.en = {fields.text_or_empty("question_en"), fields.text_or_empty("answer_en")};
  question.asked = fields.texts_or_none("asked");
  question.keywords = fields.texts_or_none("keywords");
  question.related = fields.texts_or_none("related");
  question.open = fields.text_or_empty("open");
  published.audience = fields.texts("audience");
  published.published_at = fields.instant("published_at");
  published.valid_to = fields.instant_if_any("valid_to");
  published.withdrawn = fields.flag_or_false("withdrawn");
  published.publisher = fields.text_or_empty("publisher");
  if (fields.failed()) return published;
  // Its words are drawn, searched and spoken: what is too long or no text is refused here.
  if (const auto right = model::check(question); !right) fields.wrong("question", right.error().message);
  return published;
}

BoardRecord read_board(Fields& fields) {
  BoardRecord board;
  board.board_id = fields.text_not_empty("board_id");
  board.name = fields.text("name");
  board.place_path = fields.text_not_empty("place_path");
  board.receipt_prefix = fields.text_not_empty("receipt_prefix");
  board.hall = fields.flag_or_false("hall");
  if (const std::string quiet = fields.text_or_empty("quiet_hours"); !quiet.empty()) {
    board.quiet_hours = day_part(fields, "quiet_hours", quiet);
  }
  board.maintenance_pin_hash = fields.text_or_empty("maintenance_pin_hash");
  board.sign_in_key = fields.text_or_empty("sign_in_key");
  if (!board.sign_in_key.empty() && base::from_base64url(board.sign_in_key).size() != model::kSignInKeyBytes) {
    fields.wrong("sign_in_key", "must be base64url of 32 bytes");
  }
  return board;
}

// A body under another's key would show one household's bill to another.
template <class Value>
Result<Record> checked(Fields& fields, Value value, std::string_view key) {
  if (fields.failed()) return fields.result(Record());
  Record record(std::move(value));
  fields.must_be("key", key_of(record), key);
  return fields.result(std::move(record));
}

}  // namespace

Result<Record> decode(std::string_view key, std::string_view body) {
  if (key.empty() || key.size() > kMaxKeyBytes) return base::fail(ErrorCode::corrupt, "key: must have 1 to 512 bytes");
  const std::string_view kind = key.substr(0, key.find('/'));
  Result<Record> (*read)(Fields&, std::string_view) = nullptr;
  if (key == "supplier")
    read = [](Fields& f, std::string_view k) { return checked(f, read_supplier(f), k); };
  else if (key == "board")
    read = [](Fields& f, std::string_view k) { return checked(f, read_board(f), k); };
  else if (key == "presence")
    read = [](Fields& f, std::string_view k) { return checked(f, read_presence(f), k); };
  else if (kind.size() == key.size())
    read = nullptr;
  else if (kind == "place")
    read = [](Fields& f, std::string_view k) { return checked(f, read_place(f), k); };
  else if (kind == "manager")
    read = [](Fields& f, std::string_view k) { return checked(f, read_manager(f), k); };
  else if (kind == "office")
    read = [](Fields& f, std::string_view k) { return checked(f, read_office(f), k); };
  else if (kind == "household")
    read = [](Fields& f, std::string_view k) { return checked(f, read_household(f), k); };
  else if (kind == "bill")
    read = [](Fields& f, std::string_view k) { return checked(f, read_bill(f), k); };
  else if (kind == "notice")
    read = [](Fields& f, std::string_view k) { return checked(f, read_notice(f), k); };
  else if (kind == "outage")
    read = [](Fields& f, std::string_view k) { return checked(f, read_outage(f), k); };
  else if (kind == "request")
    read = [](Fields& f, std::string_view k) { return checked(f, read_request(f), k); };
  else if (kind == "report")
    read = [](Fields& f, std::string_view k) { return checked(f, read_report(f), k); };
  else if (kind == "question")
    read = [](Fields& f, std::string_view k) { return checked(f, read_question(f), k); };
  else if (kind == "service_records")
    read = [](Fields& f, std::string_view k) { return checked(f, read_service_records(f), k); };
  else if (kind == "command" && parse_command_kind(key.substr(kind.size() + 1)))
    read = [](Fields& f, std::string_view k) { return checked(f, read_command(f), k); };
  if (read == nullptr) {
    return base::fail(ErrorCode::not_found, std::string(key) + ": a kind of record that this release doesn't know");
  }
  const auto document = JsonDocument::parse(body, kMaxBodyBytes, key, ErrorCode::corrupt);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), std::string(key), ErrorCode::corrupt);
  return read(fields, key);
}

}  // namespace gridboard::wire
