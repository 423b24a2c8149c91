// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/notice_json.hpp"

#include <algorithm>

#include "sync/base/utf8.hpp"

namespace gridboard::api {

namespace json = boost::json;
using base::Result;

namespace {

constexpr std::size_t kMostTargets = 5000, kMostPath = 200, kMostId = 64;
constexpr std::size_t kMostTitle = 60, kMostBody = 4000, kMostPictureText = 200;
constexpr int kMinutesOfDay = 24 * 60;

std::optional<model::NoticeCategory> category_named(std::string_view name) {
  const auto parsed = model::parse_notice_category(name);
  return parsed && name == model::name_of(*parsed) ? std::optional(*parsed) : std::nullopt;
}

// "06:30"; "24:00" is the end of the day.
std::optional<int> minute_in(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const std::size_t at : {0, 1, 3, 4}) {
    if (text[at] < '0' || text[at] > '9') return std::nullopt;
  }
  const int hour = (text[0] - '0') * 10 + text[1] - '0', minute = (text[3] - '0') * 10 + text[4] - '0';
  if (minute > 59 || hour * 60 + minute > kMinutesOfDay) return std::nullopt;
  return hour * 60 + minute;
}

std::vector<model::DayPart> day_parts_in(const Fields& fields) {
  std::vector<model::DayPart> parts;
  for (const Fields& each : fields.objects_if_any("day_parts", model::kMaxDayParts)) {
    const auto from = minute_in(each.text("from", 5, 5)), to = minute_in(each.text("to", 5, 5));
    if (!from || *from == kMinutesOfDay)
      each.refuse("from", {"要是 00:00 到 23:59 的时间。", "must be a time of the day."});
    if (!to) each.refuse("to", {"要是 00:00 到 24:00 的时间。", "must be a time of the day."});
    if (!from || !to) continue;
    const model::DayPart part{*from, *to % kMinutesOfDay};
    if (part.from_minute == part.to_minute) {
      each.refuse("to", {"不能与开始时间相同。", "must differ from the start."});
    } else {
      parts.push_back(part);
    }
  }
  return parts;
}

bool is_hash(std::string_view text) {
  return text.size() == 64 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

json::array texts_of(const std::vector<std::string>& texts) {
  json::array list;
  for (const std::string& text : texts) list.emplace_back(text);
  return list;
}

}  // namespace

desk::NoticeDesk desk_of(const Call& call) {
  return {call.env.store, call.env.clock, call.env.random, call.actor,
          [&call](std::string_view operation, const std::vector<std::string>& paths) {
            return call.may(operation, paths);
          }};
}

model::NoticeTargets targets_in(const Fields& fields) {
  return {fields.texts_if_any("places", kMostTargets, kMostPath), fields.texts_if_any("supply", kMostTargets, kMostId),
          fields.texts_if_any("groups", kMostTargets, kMostId)};
}

model::NoticeContent content_in(const Fields& fields) {
  model::NoticeContent content;
  if (!fields.has("category")) fields.refuse("category", {"必须填写。", "must be given."});
  content.category = fields.choice_if_any<model::NoticeCategory>("category", category_named)
                         .value_or(model::NoticeCategory::community);
  content.title = fields.text("title", 0, kMostTitle);
  content.body = fields.text("body", 0, kMostBody);
  content.targets = targets_in(fields.object("targets"));
  content.valid_from = fields.time_if_any("valid_from");
  content.valid_to = fields.time_if_any("valid_to");
  content.pinned = fields.boolean_if_any("pinned").value_or(false);
  content.urgent = fields.boolean_if_any("urgent").value_or(false);
  content.day_parts = day_parts_in(fields);
  content.picture = fields.text_if_any("picture", 0, kMostId).value_or("");
  if (!content.picture.empty() && !is_hash(content.picture)) {
    fields.refuse("picture", {"要是已上传图片的编号。", "must be the sha256 of a picture."});
  }
  content.picture_text = fields.text_if_any("picture_text", 0, kMostPictureText).value_or("");
  content.template_id = fields.text_if_any("template", 0, kMostId).value_or("");
  return content;
}

json::object targets_of(const model::NoticeTargets& targets) {
  json::object body;
  if (!targets.places.empty()) body["places"] = texts_of(targets.places);
  if (!targets.supply.empty()) body["supply"] = texts_of(targets.supply);
  if (!targets.groups.empty()) body["groups"] = texts_of(targets.groups);
  return body;
}

json::object content_of(const Call& call, const model::NoticeContent& content) {
  json::object body{
      {"category", model::name_of(content.category)}, {"title", content.title},   {"body", content.body},
      {"targets", targets_of(content.targets)},       {"pinned", content.pinned}, {"urgent", content.urgent}};
  if (content.valid_from) body["valid_from"] = time_text(call, *content.valid_from);
  if (content.valid_to) body["valid_to"] = time_text(call, *content.valid_to);
  if (!content.day_parts.empty()) {
    json::array parts;
    for (const model::DayPart& part : content.day_parts) parts.push_back(day_part_of(part));
    body["day_parts"] = std::move(parts);
  }
  if (!content.picture.empty()) body["picture"] = content.picture;
  if (!content.picture_text.empty()) body["picture_text"] = content.picture_text;
  if (!content.template_id.empty()) body["template"] = content.template_id;
  return body;
}

Result<void> NoticeSayer::look_ahead(const std::vector<model::NoticeWork>& works) {
  std::vector<std::string> named;
  for (const model::NoticeWork& work : works) {
    const auto end = work.paths.begin() + static_cast<std::ptrdiff_t>(std::min(work.paths.size(), kMostPlacesNamed));
    named.insert(named.end(), work.paths.begin(), end);
  }
  return words_.look_ahead(named);
}

Result<json::object> NoticeSayer::reach(const std::vector<std::string>& paths) {
  const auto counted = counter_.count(paths);
  if (!counted) return tl::unexpected(counted.error());
  json::array places;
  for (std::size_t i = 0; i < paths.size() && i < kMostPlacesNamed; ++i) {
    const auto place = words_.place(paths[i]);
    if (!place) return tl::unexpected(place.error());
    if (!*place) continue;  // gone since
    const auto said = words_.of(paths[i]);
    if (!said) return tl::unexpected(said.error());
    places.push_back(place_of(**place, *said));
  }
  return json::object{{"boards", counted->boards},
                      {"live_boards", counted->live_boards},
                      {"households", counted->households},
                      {"places", std::move(places)}};
}

Result<json::object> NoticeSayer::notice(const model::NoticeWork& work) {
  auto reached = reach(work.paths);
  if (!reached) return reached;
  json::array steps, may;
  for (const model::NoticeStep& step : work.steps) {
    json::object said{
        {"at", time_text(call_, step.at)}, {"actor_name", step.actor_name}, {"step", model::name_of(step.kind)}};
    if (!step.reason.empty()) said["reason"] = step.reason;
    steps.push_back(std::move(said));
  }
  for (const std::string& operation : desk::deeds_open_to(desk_of(call_), work)) may.emplace_back(operation);
  json::object body{{"id", work.id},
                    {"state", model::name_of(model::state_of(work, now_))},
                    {"version", work.version},
                    {"notice", content_of(call_, work.content)},
                    {"author", work.author},
                    {"author_name", work.author_name},
                    {"changed_at", time_text(call_, work.changed_at)},
                    {"emergency", work.emergency},
                    {"awaits_review", work.awaits_review},
                    {"reach", std::move(*reached)},
                    {"steps", std::move(steps)},
                    {"may", std::move(may)}};
  if (work.published_at) body["published_at"] = time_text(call_, *work.published_at);
  return body;
}

}  // namespace gridboard::api
