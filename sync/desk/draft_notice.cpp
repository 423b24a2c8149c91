// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/audit.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/make_short_id.hpp"
#include "sync/desk/work_on_notice.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::Result;
using model::NoticePhase;
using model::NoticeStepKind;

namespace {

Result<std::string> new_notice_id(store::Writer& writer, const NoticeDesk& desk, base::Instant now) {
  const auto settings = load_centre_settings(writer);
  if (!settings) return tl::unexpected(settings.error());
  return make_short_id(
      'N', base::date_of(now, settings->zone), desk.random, [&](const std::string& wanted) -> Result<bool> {
        return writer.notice_desk().notice_work(wanted).map([](const auto& found) { return found.has_value(); });
      });
}

}  // namespace

Result<model::NoticeWork> draft_notice(const NoticeDesk& desk, const model::NoticeContent& content) {
  const base::Instant now = desk.clock.now();
  model::NoticeWork work;
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    work = model::NoticeWork();
    work.content = content;
    if (auto resolved = resolve_content(writer, work); !resolved) return resolved;
    if (!desk.may("draftNotice", work.paths)) return base::fail(ErrorCode::forbidden, std::string(kNotPermitted));
    auto id = new_notice_id(writer, desk, now);
    if (!id) return tl::unexpected(id.error());
    work.id = std::move(*id);
    work.author = desk.actor.id;
    work.author_name = desk.actor.name;
    work.created_at = now;
    add_step(work, desk.actor, NoticeStepKind::drafted, "", now);
    if (auto put = writer.write_notice_desk().put(work); !put) return put;
    std::string places;
    for (const std::string& path : work.paths) places += (places.empty() ? "" : "|") + path;
    return note(writer, desk.actor, {"draftNotice", work.id, places, "", to_json(work)}, now);
  });
  if (!written) return tl::unexpected(written.error());
  return work;
}

Result<model::NoticeWork> change_notice(const NoticeDesk& desk, std::string_view id, std::int64_t version,
                                        const model::NoticeContent& content) {
  return work_on_notice(desk, id, version, NoticeDeed::change, "", [&](const NoticeInHand& hand) -> Result<void> {
    hand.work.content = content;
    if (auto resolved = resolve_content(hand.writer, hand.work); !resolved) return resolved;
    if (!desk.may(operation_of(NoticeDeed::change), hand.work.paths)) {
      return base::fail(ErrorCode::forbidden, std::string(kNotPermitted));
    }
    return {};
  });
}

Result<void> discard_notice(const NoticeDesk& desk, std::string_view id) {
  return work_on_notice(desk, id, std::nullopt, NoticeDeed::discard, "",
                        [](const NoticeInHand&) -> Result<void> { return {}; })
      .map([](const model::NoticeWork&) {});
}

}  // namespace gridboard::desk
