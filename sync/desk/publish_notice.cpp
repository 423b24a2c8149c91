// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/publish_notice.hpp"

#include <algorithm>
#include <utility>

#include "sync/desk/audit.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/make_short_id.hpp"
#include "sync/desk/notice_desk.hpp"
#include "sync/desk/resolve_places.hpp"
#include "sync/wire/blob.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kMostImageNameBytes = 60;
constexpr std::size_t kMostPictureFileBytes = 16 << 20;  // with what the camera wrote beside it

model::Notice drafted(const PublishNotice& wanted, base::Instant now) {
  model::Notice notice;
  notice.title = wanted.title;
  notice.body = wanted.body;
  notice.category = wanted.category;
  notice.published_at = now;
  notice.valid_from = wanted.valid_from.value_or(now);
  notice.valid_to = wanted.valid_to;
  notice.pinned = wanted.pinned;
  notice.urgent = wanted.urgent;
  notice.image = wanted.image;
  notice.day_parts = wanted.day_parts;
  notice.publisher = wanted.publisher;
  return notice;
}

// A picture is named, not addressed: the name becomes part of a file's path on every board.
Result<void> check_image(const std::string& name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
  if (plain && name.size() <= kMostImageNameBytes) return {};
  return fail(ErrorCode::invalid_input,
              "image: '" + name + "' is no name of a picture; small letters, digits, - and _");
}

struct MadePicture {
  model::RecordPicture record;
  std::string bytes;  // as boards get them
};

// Nothing for a notice without one.
Result<std::optional<MadePicture>> make_picture(const PublishNotice& wanted) {
  if (wanted.picture.empty()) {
    if (wanted.picture_text.empty()) return std::nullopt;
    return fail(ErrorCode::invalid_input, "picture: there is a text for it, but no picture");
  }
  if (!wanted.image.empty()) {
    return fail(ErrorCode::invalid_input, "picture: a notice has one, by its name or as a file");
  }
  if (wanted.picture.size() > kMostPictureFileBytes) {
    return fail(ErrorCode::too_large, "picture: the file is larger than 16 MiB; scale it down or save it as JPEG");
  }
  auto bytes = model::without_notes(wanted.picture);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto header = model::read_picture_header(*bytes);
  if (!header) return tl::unexpected(header.error());
  model::RecordPicture record{wire::sha256_of(*bytes), header->type,      bytes->size(),
                              header->width_px,        header->height_px, wanted.picture_text};
  if (auto right = model::check(record); !right) return tl::unexpected(right.error());
  return MadePicture{std::move(record), std::move(*bytes)};
}

Result<void> put_picture(store::Writer& writer, const std::optional<MadePicture>& picture) {
  if (!picture) return {};
  bool given = false;
  const auto kept = writer.put_blob(picture->record.sha256, [&]() -> Result<std::string> {
    return std::exchange(given, true) ? std::string() : picture->bytes;
  });
  if (!kept) return tl::unexpected(kept.error());
  return {};
}

Result<void> name_outage(store::Reader& reader, const std::string& typed_id, model::Notice& notice) {
  if (typed_id.empty()) return {};
  const std::string id = canonical_short_id(typed_id);
  const auto outage = reader.outage(id);
  if (!outage) return tl::unexpected(outage.error());
  if (!*outage) return fail(ErrorCode::not_found, "no outage has the id '" + id + "'");
  const model::OutageState state = (*outage)->state;
  if (state == model::OutageState::restored || state == model::OutageState::cancelled) {
    return fail(ErrorCode::conflict, "outage " + id + " is " + model::name_of(state) + " already");
  }
  notice.outage_id = id;
  return {};
}

// So that staff find in the console what was published by command.
Result<void> put_on_desk(store::Writer& writer, const Actor& actor, const model::Notice& notice, base::Instant now) {
  model::NoticeWork work = work_of(notice, actor, now);
  work.steps.push_back({now, actor.id, actor.name, model::NoticeStepKind::approved, ""});
  if (auto put = writer.write_notice_desk().put(work); !put) return put;
  std::string places;
  for (const std::string& path : notice.audience) places += (places.empty() ? "" : "|") + path;
  return note(writer, actor, {"publishNotice", notice.id, places, "", to_json(work)}, now);
}

}  // namespace

Result<model::Notice> publish_notice(store::Store& store, const PublishNotice& wanted, const base::Clock& clock,
                                     base::Random& random) {
  const base::Instant now = clock.now();
  model::Notice notice = drafted(wanted, now);
  if (notice.valid_to && *notice.valid_to <= now) {
    return fail(ErrorCode::invalid_input, "to: the notice would already be over");
  }
  if (auto named = check_image(notice.image); !named) return tl::unexpected(named.error());
  const auto picture = make_picture(wanted);
  if (!picture) return tl::unexpected(picture.error());
  if (*picture) notice.picture = (*picture)->record;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    auto places = resolve_places(writer, wanted.places);
    if (!places) return tl::unexpected(places.error());
    notice.audience.clear();
    for (const model::Place& place : *places) notice.audience.push_back(place.path);
    if (auto named = name_outage(writer, wanted.outage_id, notice); !named) return named;
    if (auto right = model::check(notice); !right) return right;
    auto id = make_short_id(
        'N', base::date_of(now, settings->zone), random, [&](const std::string& wanted_id) -> Result<bool> {
          // Every notice is on the desk, and so are those that aren't published yet.
          return writer.notice_desk().notice_work(wanted_id).map([](const auto& found) { return found.has_value(); });
        });
    if (!id) return tl::unexpected(id.error());
    notice.id = *id;
    if (auto put = put_picture(writer, *picture); !put) return put;
    if (auto put = writer.put(notice); !put) return tl::unexpected(put.error());
    if (auto out = publish_notice(writer, *settings, notice, now); !out) return out;
    return put_on_desk(writer, cli_actor(wanted.user.empty() ? wanted.publisher : wanted.user), notice, now);
  });
  if (!written) return tl::unexpected(written.error());
  return notice;
}

}  // namespace gridboard::desk
