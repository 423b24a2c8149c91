// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sync/base/paths.hpp"
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_reader.hpp"

namespace gridboard::store {

namespace {

model::Notice read_notice(const SqlRow& row) {
  model::Notice notice;
  notice.id = row.string(0);
  notice.category = enum_of<model::NoticeCategory>(row, 1);
  notice.title = row.string(2);
  notice.body = row.string(3);
  notice.published_at = instant_of(row, 4);
  notice.valid_from = instant_of(row, 5);
  notice.valid_to = instant_if_any(row, 6);
  notice.pinned = row.boolean(7);
  notice.urgent = row.boolean(8);
  notice.image = row.string(9);
  notice.withdrawn = row.boolean(10);
  notice.publisher = row.string(11);
  notice.outage_id = row.string(12);
  return notice;
}

model::DayPart read_day_part(const SqlRow& row) {
  return {static_cast<int>(row.integer(0)), static_cast<int>(row.integer(1))};
}

model::RecordPicture read_picture(const SqlRow& row) {
  return {row.string(0),
          enum_of<model::PictureType>(row, 1),
          static_cast<std::size_t>(row.integer(2)),
          static_cast<int>(row.integer(3)),
          static_cast<int>(row.integer(4)),
          row.string(5)};
}

std::string read_text(const SqlRow& row) {
  return row.string(0);
}

bool concerns(const std::vector<std::string>& audience, std::string_view path) {
  return path.empty() || std::any_of(audience.begin(), audience.end(),
                                     [&](const std::string& each) { return base::reaches(each, path); });
}

}  // namespace

Result<void> SqlReader::complete(model::Notice& notice) {
  auto audience = many(read_text, "SELECT path FROM notice_audience WHERE notice = ?1 ORDER BY number", notice.id);
  if (!audience) return tl::unexpected(audience.error());
  notice.audience = std::move(*audience);
  auto parts = many(read_day_part,
                    "SELECT from_minute, to_minute FROM notice_day_part WHERE notice = ?1 ORDER BY number", notice.id);
  if (!parts) return tl::unexpected(parts.error());
  notice.day_parts = std::move(*parts);
  auto picture =
      one(read_picture, "SELECT sha256, type, bytes, width_px, height_px, text FROM notice_picture WHERE notice = ?1",
          notice.id);
  if (!picture) return tl::unexpected(picture.error());
  notice.picture = std::move(*picture);
  return {};
}

Result<std::optional<model::Notice>> SqlReader::notice(std::string_view id) {
  auto found = one(read_notice,
                   to_change("SELECT id, category, title, body, published_at, valid_from, valid_to, pinned, urgent, "
                             "image, withdrawn, publisher, outage FROM notice WHERE id = ?1"),
                   id);
  if (!found || !*found) return found;
  if (auto done = complete(**found); !done) return tl::unexpected(done.error());
  return found;
}

Result<std::vector<model::Notice>> SqlReader::notices(std::string_view under_path) {
  auto all = many(read_notice,
                  "SELECT id, category, title, body, published_at, valid_from, valid_to, pinned, urgent, image, "
                  "withdrawn, publisher, outage FROM notice ORDER BY published_at DESC, id DESC");
  if (!all) return all;
  for (model::Notice& notice : *all) {
    if (auto done = complete(notice); !done) return tl::unexpected(done.error());
  }
  std::erase_if(*all, [&](const model::Notice& notice) { return !concerns(notice.audience, under_path); });
  return all;
}

Result<std::optional<model::Outage>> SqlReader::outage(std::string_view id) {
  return outages_.outage(id);
}

Result<std::vector<model::Outage>> SqlReader::outages(std::string_view under_path) {
  auto all = outages_.outages();
  if (!all) return all;
  std::erase_if(*all, [&](const model::Outage& outage) { return !concerns(outage.audience, under_path); });
  return all;
}

}  // namespace gridboard::store
