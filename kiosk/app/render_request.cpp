// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/render_request.hpp"

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "sync/base/ids.hpp"
#include "sync/wire/blob.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::kiosk::app {
namespace {

namespace json = boost::json;
using base::ErrorCode;
using base::Result;

constexpr std::array<std::string_view, 10> kMembers{"record", "outage",      "place", "supplier", "hotline",
                                                    "now",    "orientation", "large", "english",  "picture"};

Result<void> wrong(std::string_view member, std::string_view why) {
  return base::fail(ErrorCode::invalid_input, std::string(member) + ": " + std::string(why));
}

// Of a record that may be missing; nothing then.
template <class Kind>
Result<void> read_record(const json::object& members, std::string_view name, std::string_view kind,
                         std::optional<Kind>& out) {
  const json::value* value = members.if_contains(name);
  if (value == nullptr) return {};
  const json::object* object = value->if_object();
  if (object == nullptr) return wrong(name, "must be an object");
  const json::value* id = object->if_contains("id");
  if (id == nullptr || !id->is_string()) return wrong(name, "id: is missing");
  const std::string key = std::string(kind) + "/" + std::string(id->as_string());
  auto record = wire::decode(key, json::serialize(*object));
  if (!record) return wrong(name, record.error().message);
  Kind* found = std::get_if<Kind>(&*record);
  if (found == nullptr) return wrong(name, "is of another kind");
  out = std::move(*found);
  return {};
}

Result<void> read_text(const json::object& members, std::string_view name, std::size_t most_bytes, std::string& out) {
  const json::value* value = members.if_contains(name);
  if (value == nullptr) return {};
  if (!value->is_string()) return wrong(name, "must be a string");
  if (value->get_string().size() > most_bytes) return wrong(name, "is too long");
  out.assign(value->get_string());
  return {};
}

Result<void> read_flag(const json::object& members, std::string_view name, bool& out) {
  const json::value* value = members.if_contains(name);
  if (value == nullptr) return {};
  if (!value->is_bool()) return wrong(name, "must be true or false");
  out = value->get_bool();
  return {};
}

// Base64 of RFC 4648, with padding.
std::string from_base64(std::string text) {
  if (text.size() % 4 != 0) return {};
  if (text.ends_with('=')) text.pop_back();
  if (text.ends_with('=')) text.pop_back();
  if (text.find_first_of("-_") != std::string::npos) return {};
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return base::from_base64url(text);
}

Result<void> read_picture(const json::object& members, RenderRequest& request) {
  std::string text;
  if (auto read = read_text(members, "picture", kMostRenderBytes, text); !read) return read;
  if (!members.contains("picture")) return {};
  const auto& named = request.notice.picture;
  if (!named) return wrong("picture", "the record names none");
  request.picture = from_base64(std::move(text));
  if (request.picture.empty()) return wrong("picture", "must be base64");
  if (request.picture.size() != named->bytes || wire::sha256_of(request.picture) != named->sha256)
    return wrong("picture", "isn't the one that the record names");
  return {};
}

Result<void> read_words(const json::object& members, RenderRequest& request) {
  for (const auto& [name, out] :
       {std::pair{"place", &request.place}, {"supplier", &request.supplier}, {"hotline", &request.hotline}}) {
    if (auto read = read_text(members, name, kMostHeaderBytes, *out); !read) return read;
  }
  for (const auto& [name, out] : {std::pair{"large", &request.large}, {"english", &request.english}}) {
    if (auto read = read_flag(members, name, *out); !read) return read;
  }
  std::string orientation, now;
  if (auto read = read_text(members, "orientation", kMostHeaderBytes, orientation); !read) return read;
  if (orientation != "portrait" && orientation != "landscape")
    return wrong("orientation", "must be portrait or landscape");
  request.landscape = orientation == "landscape";
  if (auto read = read_text(members, "now", kMostHeaderBytes, now); !read) return read;
  const auto instant = base::parse_rfc3339(now);
  if (!instant) return wrong("now", "must be a time such as 2026-11-21T16:42:00+08:00");
  request.now = *instant;
  return {};
}

Result<void> read_members(const json::object& members, RenderRequest& request) {
  for (const auto& member : members) {
    const std::string_view name(member.key());
    if (std::find(kMembers.begin(), kMembers.end(), name) == kMembers.end())
      return wrong(name.substr(0, 40), "isn't known");
  }
  std::optional<model::Notice> notice;
  if (auto read = read_record(members, "record", "notice", notice); !read) return read;
  if (!notice) return wrong("record", "is missing");
  request.notice = std::move(*notice);
  if (auto read = read_record(members, "outage", "outage", request.outage); !read) return read;
  if (request.outage && request.outage->id != request.notice.outage_id)
    return wrong("outage", "isn't the one that the record names");
  if (auto read = read_words(members, request); !read) return read;
  return read_picture(members, request);
}

}  // namespace

Result<RenderRequest> read_render_request(std::string_view text) {
  if (text.size() > kMostRenderBytes) return base::fail(ErrorCode::too_large, "input: is larger than 8 MiB");
  json::error_code failure;
  const json::value value = json::parse(json::string_view(text.data(), text.size()), failure);
  const json::object* members = failure ? nullptr : value.if_object();
  if (members == nullptr) return base::fail(ErrorCode::invalid_input, "input: must be one JSON object");
  RenderRequest request;
  if (auto read = read_members(*members, request); !read) return tl::unexpected(read.error());
  return request;
}

}  // namespace gridboard::kiosk::app
