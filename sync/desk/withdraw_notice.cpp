// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/withdraw_notice.hpp"

#include "sync/desk/audit.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/make_short_id.hpp"
#include "sync/desk/notice_desk.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

Result<void> note_on_desk(store::Writer& writer, const Actor& actor, const model::Notice& notice, base::Instant now) {
  auto found = writer.write_notice_desk().notice_work(notice.id);
  if (!found) return tl::unexpected(found.error());
  model::NoticeWork work = *found ? std::move(**found) : work_of(notice, actor, now);
  const std::string before = to_json(work);
  work.phase = model::NoticePhase::withdrawn;
  ++work.version;
  work.changed_at = now;
  work.steps.push_back({now, actor.id, actor.name, model::NoticeStepKind::withdrawn, ""});
  if (auto put = writer.write_notice_desk().put(work); !put) return put;
  std::string places;
  for (const std::string& path : notice.audience) places += (places.empty() ? "" : "|") + path;
  return note(writer, actor, {"withdrawNotice", notice.id, places, before, to_json(work)}, now);
}

}  // namespace

Result<model::Notice> withdraw_notice(store::Store& store, const Actor& actor, std::string_view typed_id,
                                      base::Instant now) {
  const std::string id = canonical_short_id(typed_id);
  model::Notice notice;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    auto found = writer.notice(id);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return base::fail(base::ErrorCode::not_found, "no notice has the id '" + id + "'");
    notice = std::move(**found);
    if (notice.withdrawn) return {};
    notice.withdrawn = true;
    if (auto put = writer.put(notice); !put) return tl::unexpected(put.error());
    if (auto out = publish_notice(writer, *settings, notice, now); !out) return out;
    return note_on_desk(writer, actor, notice, now);
  });
  if (!written) return tl::unexpected(written.error());
  return notice;
}

}  // namespace gridboard::desk
