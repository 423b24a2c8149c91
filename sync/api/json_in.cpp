// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/json_in.hpp"

#include <boost/json/parse.hpp>
#include <charconv>
#include <span>

#include "sync/base/ids.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;

constexpr std::size_t kDefaultLimit = 50, kMostLimit = 500, kMostAfterBytes = 400;
constexpr char kPartEnd = '\n';  // no code, id or name holds one

Words missing() {
  return {"必须填写。", "must be given."};
}

Words wrong_time() {
  return {"时间要写成 2026-11-22T08:00:00+08:00 这样。", "must be a time such as 2026-11-22T08:00:00+08:00."};
}

std::string number(std::size_t value) {
  return std::to_string(value);
}

std::optional<Words> wrong_length(std::string_view text, std::size_t least, std::size_t most) {
  if (text.find('\0') != std::string_view::npos)
    return Words{"含有不能用的字符。", "has a character that can't be used."};
  const std::size_t length = base::count_code_points(text);
  if (length < least && length == 0) return missing();
  if (length < least) return Words{"至少 " + number(least) + " 个字。", "at least " + number(least) + " characters."};
  if (length > most) return Words{"最多 " + number(most) + " 个字。", "at most " + number(most) + " characters."};
  return std::nullopt;
}

}  // namespace

std::string Fields::path_of(std::string_view name) const {
  if (name.empty()) return where_;
  return where_.empty() ? std::string(name) : where_ + '.' + std::string(name);
}

void Fields::refuse(std::string_view name, Words words) const {
  problems_->push_back({path_of(name), std::move(words)});
}

const json::value* Fields::find(std::string_view name) const {
  if (object_ == nullptr) return nullptr;
  const json::value* value = object_->if_contains({name.data(), name.size()});
  return value == nullptr || value->is_null() ? nullptr : value;
}

const json::value* Fields::find_needed(std::string_view name) const {
  const json::value* value = find(name);
  if (value == nullptr && object_ != nullptr) refuse(name, missing());
  return value;
}

bool Fields::has(std::string_view name) const {
  return find(name) != nullptr;
}

bool Fields::is_null(std::string_view name) const {
  if (object_ == nullptr) return false;
  const json::value* value = object_->if_contains({name.data(), name.size()});
  return value != nullptr && value->is_null();
}

std::optional<std::string> Fields::checked_text(const json::value& value, const std::string& field, std::size_t least,
                                                std::size_t most) const {
  if (!value.is_string()) {
    problems_->push_back({field, {"要是文字。", "must be a text."}});
    return std::nullopt;
  }
  const std::string_view given(value.get_string().data(), value.get_string().size());
  if (auto wrong = wrong_length(given, least, most)) {
    problems_->push_back({field, std::move(*wrong)});
    return std::nullopt;
  }
  return std::string(given);
}

std::string Fields::text(std::string_view name, std::size_t least, std::size_t most) const {
  const json::value* value = find_needed(name);
  return value == nullptr ? std::string() : checked_text(*value, path_of(name), least, most).value_or("");
}

std::optional<std::string> Fields::text_if_any(std::string_view name, std::size_t least, std::size_t most) const {
  const json::value* value = find(name);
  return value == nullptr ? std::nullopt : checked_text(*value, path_of(name), least, most);
}

std::int64_t Fields::integer(std::string_view name, std::int64_t least, std::int64_t most) const {
  const json::value* value = find_needed(name);
  if (value == nullptr) return 0;
  if (value->is_int64() && value->get_int64() >= least && value->get_int64() <= most) return value->get_int64();
  const std::string span = std::to_string(least) + " – " + std::to_string(most);
  refuse(name, {"要是 " + span + " 的整数。", "must be a whole number, " + span + "."});
  return 0;
}

std::optional<bool> Fields::boolean_if_any(std::string_view name) const {
  const json::value* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_bool()) return value->get_bool();
  refuse(name, {"要是 true 或 false。", "must be true or false."});
  return std::nullopt;
}

std::optional<base::Instant> Fields::time_if_any(std::string_view name) const {
  const auto given = text_if_any(name, 0, 40);
  if (!given) return std::nullopt;
  const auto parsed = base::parse_rfc3339(*given);
  if (parsed) return *parsed;
  refuse(name, wrong_time());
  return std::nullopt;
}

std::vector<std::string> Fields::texts_if_any(std::string_view name, std::size_t most_items, std::size_t most) const {
  std::vector<std::string> texts;
  const json::value* value = find(name);
  if (value == nullptr) return texts;
  if (!value->is_array() || value->get_array().size() > most_items) {
    refuse(name,
           {"要是最多 " + number(most_items) + " 项的列表。", "must be a list of at most " + number(most_items) + "."});
    return texts;
  }
  const json::array& items = value->get_array();
  for (std::size_t i = 0; i < items.size(); ++i) {
    auto text = checked_text(items[i], path_of(name) + '[' + number(i) + ']', 1, most);
    if (text) texts.push_back(std::move(*text));
  }
  return texts;
}

Fields Fields::object(std::string_view name) const {
  const json::value* value = find_needed(name);
  if (value != nullptr && !value->is_object()) refuse(name, {"要是一个对象。", "must be an object."});
  const bool good = value != nullptr && value->is_object();
  return Fields(good ? &value->get_object() : nullptr, path_of(name), problems_);
}

std::vector<Fields> Fields::objects_if_any(std::string_view name, std::size_t most) const {
  std::vector<Fields> objects;
  const json::value* value = find(name);
  if (value == nullptr) return objects;
  if (!value->is_array() || value->get_array().size() > most) {
    refuse(name, {"要是最多 " + number(most) + " 项的列表。", "must be a list of at most " + number(most) + "."});
    return objects;
  }
  const json::array& items = value->get_array();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string field = path_of(name) + '[' + number(i) + ']';
    if (!items[i].is_object()) problems_->push_back({field, {"要是一个对象。", "must be an object."}});
    objects.emplace_back(items[i].if_object(), field, problems_);
  }
  return objects;
}

std::vector<Fields> Fields::objects(std::string_view name, std::size_t most) const {
  if (find_needed(name) == nullptr) return {};
  return objects_if_any(name, most);
}

tl::expected<Body, Refusal> Body::parse(std::string_view text) {
  json::parse_options options;
  options.max_depth = kMaxJsonDepth;
  json::error_code error;
  json::value value = json::parse({text.data(), text.size()}, error, {}, options);
  if (error || !value.is_object()) {
    return tl::unexpected(Refusal(400, "invalid_input", {"内容不是完整的 JSON 对象。", "The body isn't a JSON object."},
                                  {"请检查发送内容的程序。", "Look at the program that sends it."}));
  }
  return Body(std::move(value));
}

std::optional<Refusal> Body::refusal() const {
  if (problems_.empty()) return std::nullopt;
  return refuse_fields(422, problems_);
}

std::string Query::text(std::string_view name, std::size_t most) {
  const std::string_view given = request_.query(name);
  if (auto wrong = wrong_length(given, 0, most)) {
    refuse(name, std::move(*wrong));
    return "";
  }
  return std::string(given);
}

std::string Query::needed_text(std::string_view name, std::size_t most) {
  std::string given = text(name, most);
  if (given.empty() && request_.query(name).empty()) refuse(name, missing());
  return given;
}

std::size_t Query::limit() {
  const std::string_view given = request_.query("limit");
  if (given.empty()) return kDefaultLimit;
  std::size_t value = 0;
  const auto read = std::from_chars(given.data(), given.data() + given.size(), value);
  const bool whole = read.ec == std::errc() && read.ptr == given.data() + given.size();
  if (whole && value >= 1 && value <= kMostLimit) return value;
  refuse("limit", {"要是 1 – 500 的整数。", "must be a whole number, 1 – 500."});
  return kDefaultLimit;
}

std::optional<base::Instant> Query::time(std::string_view name) {
  const std::string_view given = request_.query(name);
  if (given.empty()) return std::nullopt;
  const auto parsed = base::parse_rfc3339(given);
  if (parsed) return *parsed;
  refuse(name, wrong_time());
  return std::nullopt;
}

std::optional<bool> Query::boolean(std::string_view name) {
  const std::string_view given = request_.query(name);
  if (given.empty()) return std::nullopt;
  if (given == "true" || given == "false") return given == "true";
  refuse(name, {"要是 true 或 false。", "must be true or false."});
  return std::nullopt;
}

std::vector<std::string> Query::after(std::size_t parts) {
  const std::string_view given = request_.query("after");
  if (given.empty()) return {};
  auto read = read_after(given);
  if (read && read->size() == parts) return std::move(*read);
  refuse("after", {"不是上一页给出的。", "isn't what the page before gave out."});
  return {};
}

std::optional<Refusal> Query::refusal() const {
  if (problems_.empty()) return std::nullopt;
  return refuse_fields(400, problems_);
}

std::string make_after(const std::vector<std::string>& parts) {
  std::string joined;
  for (const std::string& part : parts) joined += part + kPartEnd;
  return base::to_base64url(std::as_bytes(std::span(joined)));
}

std::optional<std::vector<std::string>> read_after(std::string_view text) {
  if (text.empty() || text.size() > kMostAfterBytes) return std::nullopt;
  const std::string joined = base::from_base64url(text);
  if (joined.empty() || joined.back() != kPartEnd || !base::is_valid_utf8(joined)) return std::nullopt;
  if (joined.find('\0') != std::string::npos) return std::nullopt;
  std::vector<std::string> parts;
  for (std::size_t from = 0; from < joined.size();) {
    const std::size_t end = joined.find(kPartEnd, from);
    parts.push_back(joined.substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

}  // namespace gridboard::api
