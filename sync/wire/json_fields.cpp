// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/json_fields.hpp"

#include <boost/json/parse.hpp>

#include "sync/wire/json_slices.hpp"

namespace gridboard::wire {
namespace {

constexpr std::int64_t kLargest = 1'000'000'000'000'000;

boost::json::string_view boost_view(std::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

base::Result<std::unique_ptr<JsonDocument>> JsonDocument::parse(std::string_view json, std::size_t max_bytes,
                                                                std::string_view what, base::ErrorCode code) {
  if (json.size() > max_bytes) {
    return base::fail(base::ErrorCode::too_large, std::string(what) + ": " + std::to_string(json.size()) +
                                                      " bytes, at most " + std::to_string(max_bytes) + " are taken");
  }
  std::unique_ptr<JsonDocument> document(new JsonDocument);
  boost::json::parse_options options;
  options.max_depth = kMaxJsonDepth;
  boost::json::error_code error;
  document->value_ = boost::json::parse(boost_view(json), error, &document->memory_, options);
  if (error) return base::fail(code, std::string(what) + ": not JSON: " + error.message());
  if (!document->value_.is_object()) return base::fail(code, std::string(what) + ": must be a JSON object");
  return document;
}

const boost::json::value* Fields::find(std::string_view name, bool required) {
  const boost::json::value* value = object_.if_contains(boost_view(name));
  if (value == nullptr && required) wrong(name, "is missing");
  return value;
}

void Fields::wrong(std::string_view name, std::string_view why) {
  if (!error_) error_ = base::Error{code_, where_ + ": " + std::string(name) + ": " + std::string(why)};
}

void Fields::must_be(std::string_view name, std::string_view given, std::string_view wanted) {
  if (given != wanted)
    wrong(name, "is \"" + std::string(given) + "\", but its key says \"" + std::string(wanted) + "\"");
}

std::string Fields::text_of(const boost::json::value* value, std::string_view name) {
  if (value == nullptr) return {};
  if (!value->is_string()) return wrong(name, "must be a string"), std::string();
  return {value->get_string().data(), value->get_string().size()};
}

std::int64_t Fields::number_of(const boost::json::value* value, std::string_view name) {
  if (value == nullptr) return 0;
  if (!value->is_int64()) return wrong(name, "must be an integer"), 0;
  const std::int64_t number = value->get_int64();
  if (number > kLargest || number < -kLargest) return wrong(name, "is out of range"), 0;
  return number;
}

base::Instant Fields::instant_of(const boost::json::value* value, std::string_view name) {
  if (value == nullptr) return {};
  const auto at = base::parse_rfc3339(text_of(value, name));
  if (!at) return wrong(name, "must be a time such as 2026-11-21T16:42:00+08:00"), base::Instant();
  return *at;
}

std::vector<std::string> Fields::texts_of(const boost::json::value* value, std::string_view name) {
  std::vector<std::string> texts;
  if (value == nullptr) return texts;
  if (!value->is_array()) return wrong(name, "must be a list"), texts;
  for (const auto& element : value->get_array()) texts.push_back(text_of(&element, name));
  return texts;
}

std::string Fields::text(std::string_view name) {
  return text_of(find(name, true), name);
}
std::string Fields::text_or_empty(std::string_view name) {
  return text_of(find(name, false), name);
}

std::string Fields::text_not_empty(std::string_view name) {
  std::string value = text(name);
  if (value.empty()) wrong(name, "must not be empty");
  return value;
}

std::int64_t Fields::number(std::string_view name) {
  return number_of(find(name, true), name);
}
std::int64_t Fields::number_or_zero(std::string_view name) {
  return number_of(find(name, false), name);
}

std::int64_t Fields::count(std::string_view name) {
  const std::int64_t value = number(name);
  if (value < 0) wrong(name, "must not be negative");
  return value;
}

std::uint64_t Fields::place(std::string_view name) {
  const boost::json::value* value = find(name, true);
  if (value == nullptr) return 0;
  if (!value->is_int64() || value->get_int64() < 0) return wrong(name, "must be an integer from 0 up"), 0;
  return static_cast<std::uint64_t>(value->get_int64());
}

std::optional<std::int64_t> Fields::count_if_any(std::string_view name) {
  if (find(name, false) == nullptr) return std::nullopt;
  return count(name);
}

std::int64_t Fields::count_or_zero(std::string_view name) {
  const std::int64_t value = number_or_zero(name);
  if (value < 0) wrong(name, "must not be negative");
  return value;
}

base::Instant Fields::instant(std::string_view name) {
  return instant_of(find(name, true), name);
}

std::optional<base::Instant> Fields::instant_if_any(std::string_view name) {
  const boost::json::value* value = find(name, false);
  if (value == nullptr) return std::nullopt;
  return instant_of(value, name);
}

base::Date Fields::date(std::string_view name) {
  const auto date = base::parse_date(text(name));
  if (!date) wrong(name, "must be a date such as 2026-11-21");
  return date ? *date : base::Date();
}

base::Month Fields::month(std::string_view name) {
  const auto month = base::parse_month(text(name));
  if (!month) wrong(name, "must be a month such as 2026-10");
  return month ? *month : base::Month();
}

std::vector<std::string> Fields::texts(std::string_view name) {
  return texts_of(find(name, true), name);
}
std::vector<std::string> Fields::texts_or_none(std::string_view name) {
  return texts_of(find(name, false), name);
}

bool Fields::flag_or_false(std::string_view name) {
  const boost::json::value* value = find(name, false);
  if (value == nullptr) return false;
  if (!value->is_bool()) return wrong(name, "must be true or false"), false;
  return value->get_bool();
}

const boost::json::object* Fields::object_if_any(std::string_view name) {
  const boost::json::value* value = find(name, false);
  if (value == nullptr) return nullptr;
  if (!value->is_object()) return wrong(name, "must be an object"), nullptr;
  return &value->get_object();
}

const boost::json::array* Fields::array_if_any(std::string_view name) {
  const boost::json::value* value = find(name, false);
  if (value == nullptr) return nullptr;
  if (!value->is_array()) return wrong(name, "must be a list"), nullptr;
  return &value->get_array();
}

}  // namespace gridboard::wire
