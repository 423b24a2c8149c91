// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// From handing in to boards and back.
#include "sync/base/utf8.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/work_on_notice.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;
using model::NoticePhase;

Result<void> needs_reason(const std::string& reason) {
  if (!base::trim(reason).empty()) return {};
  return fail(ErrorCode::invalid_input, std::string(kNoticeReasonMissing));
}

// Resolves its places as they are now and sees that it is fit to go out.
Result<model::Notice> made_ready(const NoticeDesk& desk, NoticeDeed deed, const NoticeInHand& hand) {
  if (auto resolved = resolve_content(hand.writer, hand.work); !resolved) return tl::unexpected(resolved.error());
  if (!desk.may(operation_of(deed), hand.work.paths)) return fail(ErrorCode::forbidden, std::string(kNotPermitted));
  return notice_of(hand.writer, hand.work, hand.now);
}

// A feed record and the notice itself, as every publishing does it.
Result<void> put_on_boards(store::Writer& writer, const model::Notice& notice, base::Instant now) {
  const auto settings = load_centre_settings(writer);
  if (!settings) return tl::unexpected(settings.error());
  if (auto put = writer.put(notice); !put) return tl::unexpected(put.error());
  return publish_notice(writer, *settings, notice, now);
}

Result<void> publish(const NoticeDesk& desk, NoticeDeed deed, const NoticeInHand& hand) {
  const auto notice = made_ready(desk, deed, hand);
  if (!notice) return tl::unexpected(notice.error());
  hand.work.phase = NoticePhase::published;
  hand.work.published_at = notice->published_at;
  hand.work.from = notice->valid_from;
  hand.work.to = notice->valid_to;
  return put_on_boards(hand.writer, *notice, hand.now);
}

// One that is off already stays so.
Result<void> take_off(const NoticeInHand& hand) {
  hand.work.phase = NoticePhase::withdrawn;
  auto notice = hand.writer.notice(hand.work.id);
  if (!notice) return tl::unexpected(notice.error());
  if (!*notice) return fail(ErrorCode::corrupt, "notice " + hand.work.id + " is published, but not there");
  if ((*notice)->withdrawn) return {};
  (*notice)->withdrawn = true;
  return put_on_boards(hand.writer, **notice, hand.now);
}

}  // namespace

// The header stands at the beginning of the bytes.
Result<model::RecordPicture> picture_of(store::Reader& reader, const model::NoticeContent& content) {
  const auto size = reader.blob_size(content.picture);
  if (!size) return tl::unexpected(size.error());
  if (!*size) return fail(ErrorCode::invalid_input, std::string(kNoticePictureUnknown));
  const auto beginning = reader.blob_bytes(content.picture, 0);
  if (!beginning) return tl::unexpected(beginning.error());
  const auto header = model::read_picture_header(*beginning);
  if (!header) return tl::unexpected(header.error());
  if (base::trim(content.picture_text).empty()) {
    return fail(ErrorCode::invalid_input, std::string(kNoticePictureText));
  }
  return model::RecordPicture{content.picture,  header->type,      static_cast<std::size_t>(**size),
                              header->width_px, header->height_px, content.picture_text};
}

Result<model::Notice> notice_of(store::Reader& reader, const model::NoticeWork& work, base::Instant now) {
  const model::NoticeContent& content = work.content;
  if (content.targets.empty() || work.paths.empty()) {
    return fail(ErrorCode::invalid_input, std::string(kTargetsMissing));
  }
  if (content.valid_to && *content.valid_to <= now) {
    return fail(ErrorCode::invalid_input, std::string(kNoticeAlreadyOver));
  }
  model::Notice notice;
  notice.id = work.id;
  notice.category = content.category;
  notice.title = content.title;
  notice.body = content.body;
  notice.audience = work.paths;
  notice.published_at = now;
  notice.valid_from = content.valid_from.value_or(now);
  notice.valid_to = content.valid_to;
  notice.pinned = content.pinned;
  notice.urgent = content.urgent;
  notice.day_parts = content.day_parts;
  notice.publisher = work.author_name;
  if (!content.picture.empty()) {
    auto picture = picture_of(reader, content);
    if (!picture) return tl::unexpected(picture.error());
    notice.picture = std::move(*picture);
  }
  if (auto right = model::check(notice); !right) return tl::unexpected(right.error());
  return notice;
}

model::NoticeWork work_of(const model::Notice& notice, const Actor& actor, base::Instant now) {
  model::NoticeWork work;
  work.id = notice.id;
  work.phase = notice.withdrawn ? NoticePhase::withdrawn : NoticePhase::published;
  model::NoticeContent& content = work.content;
  content.category = notice.category;
  content.title = notice.title;
  content.body = notice.body;
  content.targets.places = notice.audience;
  content.valid_from = notice.valid_from;
  content.valid_to = notice.valid_to;
  content.pinned = notice.pinned;
  content.urgent = notice.urgent;
  content.day_parts = notice.day_parts;
  if (notice.picture) {
    content.picture = notice.picture->sha256;
    content.picture_text = notice.picture->text;
  }
  work.paths = notice.audience;
  work.author = actor.id;
  work.author_name = actor.name;
  work.created_at = work.changed_at = now;
  work.published_at = notice.published_at;
  work.from = notice.valid_from;
  work.to = notice.valid_to;
  return work;
}

Result<model::NoticeWork> submit_notice(const NoticeDesk& desk, std::string_view id, std::int64_t version) {
  return work_on_notice(desk, id, version, NoticeDeed::submit, "", [&](const NoticeInHand& hand) -> Result<void> {
    if (auto ready = made_ready(desk, NoticeDeed::submit, hand); !ready) return tl::unexpected(ready.error());
    hand.work.phase = NoticePhase::in_review;
    return {};
  });
}

Result<model::NoticeWork> approve_notice(const NoticeDesk& desk, std::string_view id, std::int64_t version,
                                         const std::string& reason) {
  return work_on_notice(desk, id, version, NoticeDeed::approve, reason, [&](const NoticeInHand& hand) -> Result<void> {
    if (!hand.work.awaits_review) return publish(desk, NoticeDeed::approve, hand);
    hand.work.awaits_review = false;
    return {};
  });
}

Result<model::NoticeWork> return_notice(const NoticeDesk& desk, std::string_view id, std::int64_t version,
                                        const std::string& reason) {
  if (auto given = needs_reason(reason); !given) return tl::unexpected(given.error());
  return work_on_notice(desk, id, version, NoticeDeed::send_back, reason,
                        [&](const NoticeInHand& hand) -> Result<void> {
                          if (!hand.work.awaits_review) {
                            hand.work.phase = NoticePhase::returned;
                            return {};
                          }
                          hand.work.awaits_review = false;
                          return take_off(hand);
                        });
}

Result<model::NoticeWork> publish_notice_at_once(const NoticeDesk& desk, std::string_view id, std::int64_t version,
                                                 const std::string& reason) {
  if (auto given = needs_reason(reason); !given) return tl::unexpected(given.error());
  return work_on_notice(desk, id, version, NoticeDeed::publish_at_once, reason,
                        [&](const NoticeInHand& hand) -> Result<void> {
                          hand.work.emergency = hand.work.awaits_review = true;
                          // Now is now, whatever it was planned for.
                          if (hand.work.content.valid_from > hand.now) hand.work.content.valid_from.reset();
                          return publish(desk, NoticeDeed::publish_at_once, hand);
                        });
}

Result<model::NoticeWork> take_back_notice(const NoticeDesk& desk, std::string_view id, std::int64_t version,
                                           const std::string& reason) {
  return work_on_notice(desk, id, version, NoticeDeed::withdraw, reason,
                        [](const NoticeInHand& hand) -> Result<void> { return take_off(hand); });
}

}  // namespace gridboard::desk
