// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/json_fields.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>

#include "sync/base/money.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::model {

namespace {

std::string with_index(const std::string& place, std::size_t index) {
  return place + "[" + std::to_string(index) + "]";
}

}  // namespace

bool JsonFields::has(std::string_view name) const {
  return find(name) != nullptr;
}

void JsonFields::allow_only(std::initializer_list<std::string_view> names) const {
  if (object_ == nullptr) return;
  for (const auto& member : *object_) {
    const std::string_view key(member.key().data(), member.key().size());
    if (std::find(names.begin(), names.end(), key) == names.end()) refuse(key, "is not a known field");
  }
}

std::string JsonFields::text(std::string_view name) const {
  std::string found = text_or_empty(name);
  if (object_ != nullptr && base::trim(found).empty()) refuse(name, "a text is missing");
  return found;
}

std::string JsonFields::text_or_empty(std::string_view name) const {
  const boost::json::value* value = find(name);
  if (value == nullptr) return {};
  if (!value->is_string()) {
    refuse(name, "must be a text");
    return {};
  }
  return std::string(value->get_string().data(), value->get_string().size());
}

std::int64_t JsonFields::integer(std::string_view name, std::int64_t least, std::int64_t most) const {
  if (object_ == nullptr) return 0;
  const boost::json::value* value = find(name);
  if (value == nullptr || !value->is_int64() || value->get_int64() < least || value->get_int64() > most) {
    refuse(name, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return 0;
  }
  return value->get_int64();
}

bool JsonFields::boolean_or(std::string_view name, bool otherwise) const {
  const boost::json::value* value = find(name);
  if (value == nullptr) return otherwise;
  if (!value->is_bool()) {
    refuse(name, "must be true or false");
    return otherwise;
  }
  return value->get_bool();
}

base::Date JsonFields::date(std::string_view name) const {
  const auto parsed = base::parse_date(text(name));
  if (parsed) return *parsed;
  refuse(name, parsed.error().message);
  return {};
}

std::int64_t JsonFields::price_e4(std::string_view name) const {
  const auto parsed = base::parse_price(text(name));
  if (parsed && *parsed >= 0) return *parsed;
  refuse(name, parsed ? "a price can't be negative" : parsed.error().message);
  return 0;
}

JsonFields JsonFields::object(std::string_view name) const {
  const boost::json::value* value = find(name);
  const boost::json::object* found = value == nullptr ? nullptr : value->if_object();
  if (object_ != nullptr && found == nullptr) refuse(name, "must be an object");
  return {found, place_of(name), first_error_};
}

std::vector<JsonFields> JsonFields::objects(std::string_view name, std::size_t most) const {
  if (object_ != nullptr && !has(name)) refuse(name, "is missing");
  return objects_or_none(name, most);
}

std::vector<JsonFields> JsonFields::objects_or_none(std::string_view name, std::size_t most) const {
  const boost::json::value* value = find(name);
  if (value == nullptr) return {};
  const boost::json::array* array = value->if_array();
  if (array == nullptr || array->size() > most) {
    refuse(name, "must be a list of at most " + std::to_string(most));
    return {};
  }
  std::vector<JsonFields> found;
  for (std::size_t i = 0; i < array->size(); ++i) {
    const std::string place = with_index(place_of(name), i);
    const boost::json::object* item = (*array)[i].if_object();
    JsonFields fields(item, place, first_error_);
    if (item == nullptr) fields.refuse("", "must be an object");
    found.push_back(std::move(fields));
  }
  return found;
}

std::vector<std::string> JsonFields::texts(std::string_view name, std::size_t most) const {
  const boost::json::value* value = find(name);
  const boost::json::array* array = value == nullptr ? nullptr : value->if_array();
  if (array == nullptr || array->size() > most) {
    if (object_ != nullptr) refuse(name, "must be a list of at most " + std::to_string(most) + " texts");
    return {};
  }
  std::vector<std::string> found;
  for (const boost::json::value& item : *array) {
    const boost::json::string* text = item.if_string();
    if (text == nullptr || text->empty()) {
      refuse(name, "must be a list of texts");
      return {};
    }
    found.emplace_back(text->data(), text->size());
  }
  return found;
}

std::vector<base::Date> JsonFields::dates(std::string_view name, std::size_t most) const {
  const boost::json::value* value = find(name);
  const boost::json::array* array = value == nullptr ? nullptr : value->if_array();
  if (array == nullptr || array->size() > most) {
    if (object_ != nullptr) refuse(name, "must be a list of at most " + std::to_string(most) + " dates");
    return {};
  }
  std::vector<base::Date> found;
  for (const boost::json::value& item : *array) {
    const boost::json::string* day = item.if_string();
    const auto parsed =
        base::parse_date(day == nullptr ? std::string_view() : std::string_view(day->data(), day->size()));
    if (!parsed) {
      refuse(name, parsed.error().message);
      return {};
    }
    found.push_back(*parsed);
  }
  return found;
}

void JsonFields::refuse(std::string_view name, std::string_view why) const {
  if (*first_error_) return;
  const std::string place = name.empty() ? where_ : place_of(name);
  *first_error_ = base::Error{base::ErrorCode::invalid_input, place + ": " + std::string(why)};
}

const boost::json::value* JsonFields::find(std::string_view name) const {
  return object_ == nullptr ? nullptr : object_->if_contains({name.data(), name.size()});
}

std::string JsonFields::place_of(std::string_view name) const {
  return where_ + (where_.ends_with(": ") ? "" : ".") + std::string(name);
}

bool JsonDocument::parse(std::string_view json, const std::string& where) {
  boost::json::error_code error;
  value_ = boost::json::parse({json.data(), json.size()}, error);
  if (!error) return true;
  first_error_ = base::Error{base::ErrorCode::invalid_input, where + "not JSON (" + error.message() + ")"};
  return false;
}

JsonFields JsonDocument::read(std::string_view json, std::string_view name_of_source) {
  const std::string where = std::string(name_of_source) + ": ";
  if (!parse(json, where)) return {nullptr, where, &first_error_};
  const boost::json::object* top = value_.if_object();
  if (top == nullptr) first_error_ = base::Error{base::ErrorCode::invalid_input, where + "must be an object"};
  return {top, where, &first_error_};
}

std::vector<JsonFields> JsonDocument::read_list(std::string_view json, std::string_view name_of_source,
                                                std::size_t most) {
  const std::string where = std::string(name_of_source) + ": ";
  if (!parse(json, where)) return {};
  const boost::json::array* list = value_.if_array();
  if (list == nullptr || list->size() > most) {
    first_error_ =
        base::Error{base::ErrorCode::invalid_input, where + "must be a list of at most " + std::to_string(most)};
    return {};
  }
  std::vector<JsonFields> found;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const boost::json::object* item = (*list)[i].if_object();
    const boost::json::value* id = item == nullptr ? nullptr : item->if_contains("id");
    const bool named = id != nullptr && id->is_string() && !id->get_string().empty();
    const std::string name = named ? std::string(id->get_string().c_str()) : "[" + std::to_string(i) + "]";
    JsonFields fields(item, where + name, &first_error_);
    if (item == nullptr) fields.refuse("", "must be an object");
    found.push_back(std::move(fields));
  }
  return found;
}

}  // namespace gridboard::model
