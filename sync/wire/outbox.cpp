// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/outbox.hpp"

#include "sync/base/ids.hpp"
#include "sync/wire/json_fields.hpp"
#include "sync/wire/json_slices.hpp"
#include "sync/wire/json_writer.hpp"
#include "sync/wire/sealing.hpp"

namespace gridboard::wire {
namespace {

using base::ErrorCode;
using base::Result;

constexpr std::size_t kMaxPersonalBytes = 64 << 10;
constexpr std::size_t kMaxRequestBytes = 96 << 10;  // what is sealed grows by a third
constexpr std::size_t kMaxAnswers = 64;
constexpr std::size_t kMaxReasonBytes = 40;

bool is_rating(std::int64_t stars) {
  return stars >= 1 && stars <= 5;
}

ItemKind kind_named(std::string_view name) {
  using enum ItemKind;
  for (const ItemKind kind :
       {request, rating, reopening, shown, sign_in, health, refused_segment, screenshot, command}) {
    if (name == name_of(kind)) return kind;
  }
  return unknown;
}

Result<OutboxItem> parse_item(std::string_view slice, std::size_t index) {
  const auto wrong = [index](std::string_view what) {
    return base::fail(ErrorCode::invalid_input, "items[" + std::to_string(index) + "]: " + std::string(what));
  };
  const auto members = split_object(slice);
  if (!members) return wrong(members.error().message);
  OutboxItem item;
  bool has_kind = false, has_time = false;
  for (const auto& [name, value] : *members) {
    std::string text;
    if (name == "body") {
      if (value.front() != '{') return wrong("body: must be an object");
      item.body = value;
      continue;
    }
    if (name != "id" && name != "kind" && name != "at") continue;
    if (!read_text(value, text)) return wrong(name + ": must be a string");
    if (name == "id") item.id = text;
    if (name == "kind") item.kind = kind_named(text), has_kind = !text.empty();
    if (name == "at") {
      const auto at = base::parse_rfc3339(text);
      if (!at) return wrong("at: must be a time such as 2026-11-21T16:42:00+08:00");
      item.at = *at, has_time = true;
    }
  }
  if (!base::is_uuid(item.id)) return wrong("id: must be a UUID");
  if (!has_kind) return wrong("kind: is missing");
  if (!has_time) return wrong("at: is missing");
  if (item.body.empty()) return wrong("body: is missing");
  return item;
}

Result<std::string_view> only_member(std::string_view json, std::string_view wanted, ErrorCode code) {
  if (json.size() > kMaxOutboxBytes) return base::fail(ErrorCode::too_large, "outbox: more than 4 MiB");
  const auto members = split_object(json);
  if (!members) return base::fail(code, "outbox: " + members.error().message);
  for (const auto& [name, value] : *members) {
    if (name == wanted) return value;
  }
  return base::fail(code, "outbox: " + std::string(wanted) + ": is missing");
}

Result<ItemAnswer> parse_answer(std::string_view slice, std::size_t index) {
  const std::string where = "answers[" + std::to_string(index) + "]";
  const auto document = JsonDocument::parse(slice, kMaxRequestBytes, where, ErrorCode::corrupt);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), where, ErrorCode::corrupt);
  ItemAnswer answer;
  answer.id = fields.text_not_empty("id");
  const std::string outcome = fields.text("outcome");
  if (outcome != "accepted" && outcome != "rejected") fields.wrong("outcome", "must be accepted or rejected");
  answer.outcome = outcome == "rejected" ? ItemAnswer::Outcome::rejected : ItemAnswer::Outcome::accepted;
  answer.receipt = fields.text_or_empty("receipt");
  answer.reason = fields.text_or_empty("reason");
  return fields.result(std::move(answer));
}

}  // namespace

const char* name_of(ItemKind kind) {
  switch (kind) {
    case ItemKind::request:
      return "request";
    case ItemKind::rating:
      return "rating";
    case ItemKind::reopening:
      return "reopening";
    case ItemKind::shown:
      return "shown";
    case ItemKind::sign_in:
      return "sign_in";
    case ItemKind::health:
      return "health";
    case ItemKind::refused_segment:
      return "refused_segment";
    case ItemKind::screenshot:
      return "screenshot";
    case ItemKind::command:
      return "command";
    case ItemKind::unknown:
      break;
  }
  return "unknown";
}

namespace {

void write_personal(JsonWriter& json, const RequestBody& body) {
  json.text_if_any("account", body.account);
  json.name("answers");
  json.begin_object();
  for (const auto& [field, answer] : body.answers) {
    std::string name;
    append_json_string(name, field);
    append_json_string(name += ':', answer);
    json.raw(name);
  }
  json.end_object();
}

void read_personal(Fields& fields, RequestBody& body) {
  body.account = fields.text_or_empty("account");
  const boost::json::object* answers = fields.object_if_any("answers");
  if (answers == nullptr) return;
  if (answers->size() > kMaxAnswers) fields.wrong("answers", "more than 64");
  Fields inside = fields.nested(*answers, "answers");
  for (const auto& member : *answers) {
    const std::string name(member.key().data(), member.key().size());
    body.answers[name] = inside.text(name);
  }
  fields.adopt(inside);
}

}  // namespace

std::string encode(const RequestBody& body) {
  JsonWriter json;
  json.begin_object();
  json.text("receipt", body.receipt);
  json.text("kind", body.kind);
  json.text("place_path", body.place_path);
  if (body.sealed.empty())
    write_personal(json, body);
  else
    json.text("sealed", body.sealed);
  json.text_if_any("same_as", body.same_as);
  json.text_if_any("outage_id", body.outage_id);
  json.end_object();
  return json.take();
}

Result<void> seal(RequestBody& body, std::string_view sealing_key, base::Random& random) {
  JsonWriter json;
  json.begin_object();
  write_personal(json, body);
  json.end_object();
  std::string personal = json.take();
  auto sealed = seal_to(sealing_key, personal, random);
  wipe(personal);
  if (!sealed) return tl::unexpected(sealed.error());
  wipe(body.account);
  for (auto& [field, answer] : body.answers) wipe(answer);
  body.answers.clear();
  body.sealed = std::move(*sealed);
  return {};
}

Result<void> take_personal(RequestBody& body, std::string_view opened) {
  const auto document = JsonDocument::parse(opened, kMaxPersonalBytes, "sealed", ErrorCode::invalid_input);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), "sealed", ErrorCode::invalid_input);
  read_personal(fields, body);
  body.sealed.clear();
  const auto read = fields.result(true);
  if (!read) return tl::unexpected(read.error());
  return {};
}

std::string encode(const RatingBody& body) {
  JsonWriter json;
  json.begin_object();
  json.text("receipt", body.receipt);
  json.number("stars", body.stars);
  json.end_object();
  return json.take();
}

std::string encode(const ReopeningBody& body) {
  JsonWriter json;
  json.begin_object();
  json.text("receipt", body.receipt);
  json.text("reason", body.reason);
  json.end_object();
  return json.take();
}

Result<RatingBody> decode_rating_body(std::string_view json) {
  const auto document = JsonDocument::parse(json, kMaxRequestBytes, "rating", ErrorCode::invalid_input);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), "rating", ErrorCode::invalid_input);
  RatingBody body;
  body.receipt = fields.text_not_empty("receipt");
  const std::int64_t stars = fields.count("stars");
  if (!is_rating(stars)) fields.wrong("stars", "must be from 1 to 5");
  body.stars = static_cast<int>(stars);
  return fields.result(std::move(body));
}

Result<ReopeningBody> decode_reopening_body(std::string_view json) {
  const auto document = JsonDocument::parse(json, kMaxRequestBytes, "reopening", ErrorCode::invalid_input);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), "reopening", ErrorCode::invalid_input);
  ReopeningBody body;
  body.receipt = fields.text_not_empty("receipt");
  body.reason = fields.text_not_empty("reason");
  if (body.reason.size() > kMaxReasonBytes) fields.wrong("reason", "more than 40 bytes");
  return fields.result(std::move(body));
}

Result<RequestBody> decode_request_body(std::string_view json) {
  const auto document = JsonDocument::parse(json, kMaxRequestBytes, "request", ErrorCode::invalid_input);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), "request", ErrorCode::invalid_input);
  RequestBody body;
  body.receipt = fields.text_not_empty("receipt");
  body.kind = fields.text_not_empty("kind");
  body.place_path = fields.text_not_empty("place_path");
  body.sealed = fields.text_or_empty("sealed");
  body.same_as = fields.text_or_empty("same_as");
  body.outage_id = fields.text_or_empty("outage_id");
  if (body.sealed.empty()) read_personal(fields, body);
  return fields.result(std::move(body));
}

std::string encode_items(const std::vector<OutboxItem>& items, base::Zone zone) {
  JsonWriter json(zone);
  json.begin_object();
  json.name("items");
  json.begin_array();
  for (const OutboxItem& item : items) {
    json.begin_object();
    json.text("id", item.id);
    json.text("kind", name_of(item.kind));
    json.instant("at", item.at);
    json.name("body");
    json.raw(item.body);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json.take();
}

Result<std::vector<OutboxItem>> decode_items(std::string_view json) {
  const auto member = only_member(json, "items", ErrorCode::invalid_input);
  if (!member) return tl::unexpected(member.error());
  const auto slices = split_array(*member);
  if (!slices) return base::fail(ErrorCode::invalid_input, "items: " + slices.error().message);
  if (slices->size() > kMaxItemsPerPost) return base::fail(ErrorCode::too_large, "items: more than 100 in one post");
  std::vector<OutboxItem> items;
  for (std::size_t i = 0; i < slices->size(); ++i) {
    auto item = parse_item((*slices)[i], i);
    if (!item) return tl::unexpected(item.error());
    items.push_back(std::move(*item));
  }
  return items;
}

std::string encode_answers(const std::vector<ItemAnswer>& answers) {
  JsonWriter json;
  json.begin_object();
  json.name("answers");
  json.begin_array();
  for (const ItemAnswer& answer : answers) {
    json.begin_object();
    json.text("id", answer.id);
    json.text("outcome", answer.outcome == ItemAnswer::Outcome::accepted ? "accepted" : "rejected");
    json.text_if_any("receipt", answer.receipt);
    json.text_if_any("reason", answer.reason);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json.take();
}

Result<std::vector<ItemAnswer>> decode_answers(std::string_view json) {
  const auto member = only_member(json, "answers", ErrorCode::corrupt);
  if (!member) return tl::unexpected(member.error());
  const auto slices = split_array(*member);
  if (!slices) return base::fail(ErrorCode::corrupt, "answers: " + slices.error().message);
  std::vector<ItemAnswer> answers;
  for (std::size_t i = 0; i < slices->size(); ++i) {
    auto answer = parse_answer((*slices)[i], i);
    if (!answer) return tl::unexpected(answer.error());
    answers.push_back(std::move(*answer));
  }
  return answers;
}

}  // namespace gridboard::wire
