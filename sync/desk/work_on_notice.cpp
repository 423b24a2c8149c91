// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/work_on_notice.hpp"

#include "sync/base/utf8.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/make_short_id.hpp"
#include "sync/desk/resolve_targets.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;
using model::NoticeStepKind;

tl::unexpected<base::Error> against(ErrorCode code, std::string_view rule) {
  return fail(code, std::string(rule));
}

NoticeStepKind step_of(NoticeDeed deed) {
  switch (deed) {
    case NoticeDeed::change:
    case NoticeDeed::discard:
      return NoticeStepKind::changed;
    case NoticeDeed::submit:
      return NoticeStepKind::submitted;
    case NoticeDeed::approve:
      return NoticeStepKind::approved;
    case NoticeDeed::send_back:
      return NoticeStepKind::returned;
    case NoticeDeed::publish_at_once:
      return NoticeStepKind::published_at_once;
    case NoticeDeed::withdraw:
      return NoticeStepKind::withdrawn;
  }
  return NoticeStepKind::changed;
}

Result<void> check_hand(const NoticeDesk& desk, const model::NoticeWork& work,
                        const std::optional<std::int64_t>& version, NoticeDeed deed, base::Instant now) {
  if (!desk.may(operation_of(deed), work.paths)) return against(ErrorCode::forbidden, kNotPermitted);
  if (version && *version != work.version) return against(ErrorCode::conflict, kNoticeChanged);
  const std::string_view rule = rule_against(deed, work, desk.actor.id, now);
  if (rule.empty()) return {};
  return against(rule == kNoticeOwnHand ? ErrorCode::forbidden : ErrorCode::conflict, rule);
}

void write_texts(wire::JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  json.name(name);
  json.begin_array();
  for (const std::string& text : texts) json.value(text);
  json.end_array();
}

std::string joined(const std::vector<std::string>& paths) {
  std::string all;
  for (const std::string& path : paths) all += (all.empty() ? "" : "|") + path;
  return all;
}

void write_targets(wire::JsonWriter& json, const model::NoticeTargets& targets) {
  json.begin_object();
  write_texts(json, "places", targets.places);
  write_texts(json, "supply", targets.supply);
  write_texts(json, "groups", targets.groups);
  json.end_object();
}

}  // namespace

void add_step(model::NoticeWork& work, const Actor& actor, NoticeStepKind kind, const std::string& reason,
              base::Instant now) {
  work.steps.push_back({now, actor.id, actor.name, kind, reason});
  work.changed_at = now;
}

Result<void> resolve_content(store::Reader& reader, model::NoticeWork& work) {
  auto paths = resolve_targets(reader, work.content.targets);
  if (!paths) return tl::unexpected(paths.error());
  work.paths = std::move(*paths);
  if (work.content.picture.empty()) return {};
  const auto size = reader.blob_size(work.content.picture);
  if (!size) return tl::unexpected(size.error());
  return *size ? Result<void>() : against(ErrorCode::invalid_input, kNoticePictureUnknown);
}

Result<model::NoticeWork> work_on_notice(const NoticeDesk& desk, std::string_view typed_id,
                                         std::optional<std::int64_t> version, NoticeDeed deed,
                                         const std::string& reason, const AlterNotice& alter) {
  const std::string id = canonical_short_id(typed_id);
  const base::Instant now = desk.clock.now();
  model::NoticeWork work;
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    auto found = writer.write_notice_desk().notice_work(id);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return against(ErrorCode::not_found, kNoticeNotFound);
    work = std::move(**found);
    if (auto right = check_hand(desk, work, version, deed, now); !right) return right;
    const std::string before = to_json(work);
    if (auto altered = alter({writer, now, work}); !altered) return altered;
    ++work.version;
    add_step(work, desk.actor, step_of(deed), std::string(base::trim(reason)), now);
    if (deed == NoticeDeed::discard) {
      auto gone = writer.write_notice_desk().drop_notice_work(id);
      if (!gone) return tl::unexpected(gone.error());
    } else if (auto put = writer.write_notice_desk().put(work); !put) {
      return put;
    }
    return note(writer, desk.actor,
                {operation_of(deed), id, joined(work.paths), before, deed == NoticeDeed::discard ? "" : to_json(work)},
                now);
  });
  if (!written) return tl::unexpected(written.error());
  return work;
}

Result<model::NoticeWork> show_notice(const NoticeDesk& desk, store::Reader& reader, std::string_view typed_id) {
  auto found = reader.notice_desk().notice_work(canonical_short_id(typed_id));
  if (!found) return tl::unexpected(found.error());
  if (!*found) return against(ErrorCode::not_found, kNoticeNotFound);
  if (!desk.may("showNotice", (*found)->paths)) return against(ErrorCode::forbidden, kNotPermitted);
  return std::move(**found);
}

std::vector<std::string> deeds_open_to(const NoticeDesk& desk, const model::NoticeWork& work) {
  std::vector<std::string> open;
  for (const NoticeDeed deed : kNoticeDeeds) {
    if (check_hand(desk, work, std::nullopt, deed, desk.clock.now())) open.emplace_back(operation_of(deed));
  }
  return open;
}

std::string to_json(const model::NoticeTargets& targets) {
  wire::JsonWriter json;
  write_targets(json, targets);
  return json.take();
}

std::string to_json(const model::NoticeWork& work) {
  const model::NoticeContent& content = work.content;
  wire::JsonWriter json;
  json.begin_object();
  json.number("version", work.version);
  constexpr const char* kPhases[] = {"draft", "in_review", "returned", "published", "withdrawn"};
  json.text("phase", kPhases[static_cast<std::size_t>(work.phase)]);
  json.text("category", model::name_of(content.category));
  json.text("title", content.title);
  json.text("body", content.body);
  json.name("targets");
  write_targets(json, content.targets);
  write_texts(json, "paths", work.paths);
  json.instant_if_any("valid_from", content.valid_from);
  json.instant_if_any("valid_to", content.valid_to);
  json.flag_if_set("pinned", content.pinned);
  json.flag_if_set("urgent", content.urgent);
  std::vector<std::string> parts;
  for (const model::DayPart& part : content.day_parts) parts.push_back(model::to_text(part));
  write_texts(json, "day_parts", parts);
  json.text_if_any("picture", content.picture);
  json.text_if_any("picture_text", content.picture_text);
  json.flag_if_set("emergency", work.emergency);
  json.flag_if_set("awaits_review", work.awaits_review);
  if (!work.steps.empty()) json.text_if_any("reason", work.steps.back().reason);
  json.end_object();
  return json.take();
}

}  // namespace gridboard::desk
